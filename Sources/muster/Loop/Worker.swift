import CSystem
import Synchronization

/// A thread that does jobs one after the other, in the order they were given.
///
/// The main loop waits for nothing: reading, saving and spawning happen here. Not Swift concurrency, since the
/// order of saves is a promise and a job may wait for a disk.
final class Worker: Sendable {
    /// What the thread does next.
    private struct Queue {
        var jobs: [@Sendable () -> Void] = []
        var isStopped = false
    }
    private let queue = Mutex(Queue())
    private let bell = csystem_event_descriptor()

    /// Starts a thread, which keeps the worker alive until `stop`.
    init() {
        var thread: UInt64 = 0
        let this = Unmanaged.passRetained(self)
        if csystem_start_thread(runWorker, this.toOpaque(), &thread) < 0 { this.release() }
    }

    deinit { _ = csystem_close(bell) }

    /// Adds a job.
    func perform(_ job: @escaping @Sendable () -> Void) {
        queue.withLock { $0.jobs.append(job) }
        _ = csystem_raise_event(bell)
    }

    /// Ends the thread when the jobs that were given are done.
    func stop() {
        queue.withLock { $0.isStopped = true }
        _ = csystem_raise_event(bell)
    }

    /// The thread's life.
    fileprivate func run() {
        while true {
            let (jobs, isOver) = queue.withLock { queue in
                defer { queue.jobs = [] }
                return (queue.jobs, queue.isStopped)
            }
            for job in jobs { job() }
            if !jobs.isEmpty { continue }
            if isOver { return }
            // Without a descriptor left for the bell the thread looks again after a moment.
            _ = csystem_wait_readable([bell], 1, bell < 0 ? Mailbox.lookAgain : -1)
            _ = csystem_clear_event(bell)
        }
    }
}

/// The entry of a worker's thread; balances the retain of its start.
private func runWorker(_ argument: UnsafeMutableRawPointer?) {
    if let argument { Unmanaged<Worker>.fromOpaque(argument).takeRetainedValue().run() }
}

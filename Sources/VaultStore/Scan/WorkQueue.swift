internal import Glibc
internal import Synchronization

/// Work that several threads share, last in first out, and that makes more work while it is done.
final class WorkQueue<Work: Sendable>: Sendable {
    private struct Waiting: Sendable {
        var work: [Work] = []
        /// Pieces that were put in and are not yet finished.
        var unfinished = 0
    }

    private let waiting = Mutex(Waiting())
    private let available = Semaphore()
    private let threads: Int

    /// A queue that `threads` threads take from.
    init(threads: Int) { self.threads = threads }

    /// Puts a piece of work in.
    func put(_ piece: Work) {
        waiting.withLock {
            $0.work.append(piece)
            $0.unfinished += 1
        }
        available.signal(1)
    }

    /// The next piece, or nil once all work is finished. `idle` is called before the thread waits for one.
    func take(idle: () -> Void) -> Work? {
        if !available.isTaken() {
            idle()
            available.wait()
        }
        // Each signal stands for a piece, or for the end.
        return waiting.withLock { $0.work.popLast() }
    }

    /// Tells that a piece which was taken is finished.
    func finish() {
        let isEnd = waiting.withLock {
            $0.unfinished -= 1
            return $0.unfinished == 0
        }
        if isEnd { available.signal(threads) }
    }
}

/// A counting semaphore of the C library.
///
/// `@unchecked Sendable` is right, since the pointer never changes, its memory lives as long as the object,
/// and the C functions on it may be called from any thread.
private final class Semaphore: @unchecked Sendable {
    private let semaphore: UnsafeMutablePointer<sem_t>

    init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal(_ count: Int) {
        for _ in 0..<count { sem_post(semaphore) }
    }

    /// Takes one without waiting, if there is one.
    func isTaken() -> Bool { sem_trywait(semaphore) == 0 }

    func wait() {
        while sem_wait(semaphore) != 0 {}
    }
}

internal import CSystem

/// Runs `body` once on each of `count` threads, of which the calling one is the first, and returns when all
/// are done. Where the system gives no more threads, fewer do the work.
package func onThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var started: [UInt64] = []
    for _ in 1..<max(1, count) {
        let box = Unmanaged.passRetained(ThreadBody(body))
        var thread: UInt64 = 0
        let answer = csystem_start_thread(runThreadBody, box.toOpaque(), &thread)
        if answer < 0 {
            box.release()
            break
        }
        started.append(thread)
    }
    body()
    for thread in started { _ = csystem_join_thread(thread) }
}

/// A closure that a C thread can be handed.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// The C thread's function: takes back the reference that `onThreads` gave away.
private func runThreadBody(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    Unmanaged<ThreadBody>.fromOpaque(context).takeRetainedValue().run()
}

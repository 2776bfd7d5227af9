import CSystem
import Cockpit
import Synchronization

/// Messages from the workers on their way to the main loop.
final class Mailbox: Sendable {
    /// Milliseconds after which whoever waits looks again, where the kernel gave no descriptor to wait for.
    static let lookAgain: Int32 = 20

    /// Readable while something waits; for `poll(2)`. Negative where the kernel has none left.
    let descriptor = csystem_event_descriptor()
    private let waiting = Mutex<[Message]>([])
    private let jobs = Atomic<Int>(0)

    deinit { _ = csystem_close(descriptor) }

    /// How many jobs have begun and not ended. Raised before a job starts, so that there is never a gap.
    var outstanding: Int { jobs.load(ordering: .acquiring) }

    /// Notes that a job is about to begin.
    func began() { jobs.add(1, ordering: .acquiringAndReleasing) }

    /// Notes that a job ended; what it posted before is there.
    func ended() {
        jobs.subtract(1, ordering: .acquiringAndReleasing)
        _ = csystem_raise_event(descriptor)
    }

    /// Hands a message to the main loop.
    func post(_ message: Message) {
        waiting.withLock { $0.append(message) }
        _ = csystem_raise_event(descriptor)
    }

    /// Takes what waits, at most `most` messages.
    func take(_ most: Int) -> [Message] {
        _ = csystem_clear_event(descriptor)
        let (taken, hasMore) = waiting.withLock { messages in
            let taken = Array(messages.prefix(most))
            messages.removeFirst(taken.count)
            return (taken, !messages.isEmpty)
        }
        if hasMore { _ = csystem_raise_event(descriptor) }
        return taken
    }

    /// Whether messages wait.
    var isEmpty: Bool { waiting.withLock(\.isEmpty) }
}

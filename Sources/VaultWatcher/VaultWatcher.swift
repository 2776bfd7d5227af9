internal import CSystem
internal import Synchronization

/// Tells which files of a vault change, by a thread of its own that drains inotify at all times.
package final class VaultWatcher: Sendable {
    /// Readable when `take` has something; for the main loop's poll(2).
    package let descriptor: Int32
    /// Readable when the thread has to look up.
    private let wake: Int32
    private let calls: WatchCalls
    private let watching: Mutex<Watching>
    private let thread = Mutex<UInt64?>(nil)
    private let isStopping = Atomic(false)

    /// A watcher of the vault in the folder `root`; it begins with `start`.
    package init(root: String, calls: WatchCalls = WatchCalls()) {
        descriptor = csystem_event_descriptor()
        wake = csystem_event_descriptor()
        self.calls = calls
        watching = Mutex(Watching(root: root, calls: calls))
    }

    deinit {
        stop()
        _ = csystem_close(descriptor)
        _ = csystem_close(wake)
    }

    /// Begins on its own thread: watches every folder, then reports `isReady`.
    ///
    /// Without `walks` only the root is watched at first, which takes no time, and a scan that calls `enter`
    /// with each folder before it lists the folder does the rest. The thread keeps the watcher alive until
    /// `stop`.
    package func start(walks: Bool = true) {
        thread.withLock { thread in
            if thread != nil { return }
            if !walks { watching.withLock { $0.begin(at: csystem_monotonic_clock(), walks: false) } }
            let box = Unmanaged.passRetained(WatchThread(self.run, walks))
            var started: UInt64 = 0
            if csystem_start_thread(runWatchThread, box.toOpaque(), &started) < 0 {
                box.release()
            } else {
                thread = started
            }
        }
    }

    /// Watches a folder that is about to be listed; a path in bytes from the root. For any thread.
    package func enter(_ folder: [UInt8]) {
        let isFirstToPoll = watching.withLock { watching in
            let isPolling = watching.polling.count > 0
            if watching.folders.watch(of: folder) == nil { _ = watching.watchFolder(folder) }
            watching.showMode()
            return !isPolling && watching.polling.count > 0
        }
        // The thread may sleep until the next minute.
        if isFirstToPoll { _ = csystem_raise_event(wake) }
    }

    /// Everything that has settled since the last call.
    package func take() -> WatchReport {
        watching.withLock { watching in
            _ = csystem_clear_event(descriptor)
            return watching.take()
        }
    }

    /// Ends the thread and gives all watches back.
    package func stop() {
        isStopping.store(true, ordering: .sequentiallyConsistent)
        _ = csystem_raise_event(wake)
        thread.withLock { thread in
            if let thread { _ = csystem_join_thread(thread) }
            thread = nil
        }
        watching.withLock { $0.end() }
    }

    /// The thread: sleeps until there are events or something is due.
    private func run(_ walks: Bool) {
        if walks { watching.withLock { $0.begin(at: csystem_monotonic_clock(), walks: true) } }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 8)
        defer { buffer.deallocate() }
        while !isStopping.load(ordering: .sequentiallyConsistent) {
            let (deadline, watcher) = watching.withLock { watching in
                watching.advance(to: csystem_monotonic_clock())
                if watching.hasNews { _ = csystem_raise_event(descriptor) }
                return (watching.deadline, watching.watcher)
            }
            let rest = max(0, deadline - csystem_monotonic_clock())
            let descriptors = watcher >= 0 ? [wake, watcher] : [wake]
            // Rounded up, so that it is due when we wake.
            _ = csystem_wait_readable(
                descriptors, Int32(descriptors.count), Int32(min(rest / 1_000_000 + 1, 60_000)))
            _ = csystem_clear_event(wake)
            if watcher >= 0 { drain(watcher, buffer) }
        }
    }

    /// Takes the events that are waiting; not more than a megabyte, so that what settles meanwhile gets its
    /// turn.
    private func drain(_ watcher: Int32, _ buffer: UnsafeMutableRawBufferPointer) {
        for _ in 0..<16 {
            let count = csystem_read_stream(watcher, buffer.baseAddress, buffer.count)
            if count <= 0 { return }
            let now = csystem_monotonic_clock()
            watching.withLock { watching in
                var offset = 0
                var event = csystem_event()
                while watching.watcher == watcher,
                    csystem_next_event(buffer.baseAddress, count, &offset, &event) == 1
                {
                    let name = UnsafeRawBufferPointer(start: event.name, count: Int(event.length))
                    let happening = Happening(rawValue: event.changes)
                    watching.take(happening, watch: event.watch, name: Array(name), at: now)
                }
            }
        }
    }
}

/// What the watcher's thread is given.
private final class WatchThread: Sendable {
    let body: @Sendable (Bool) -> Void
    let walks: Bool

    init(_ body: @escaping @Sendable (Bool) -> Void, _ walks: Bool) {
        self.body = body
        self.walks = walks
    }
}

/// The C thread's function: takes back the reference that `start` gave away.
private func runWatchThread(_ context: UnsafeMutableRawPointer?) {
    guard let context else { return }
    let thread = Unmanaged<WatchThread>.fromOpaque(context).takeRetainedValue()
    thread.body(thread.walks)
}

private import Synchronization
package import VaultModel

/// What queries read of a vault's files where the index does not hold it.
package struct QueryFiles: Sendable {
    /// How many notes a thread takes at a time.
    private static let share = 16
    private let clock: Clock
    private let commons = PageCommons()
    private let spread: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let read: @Sendable (NotePath) -> QueryVault.File?

    /// Files that `read` reads, nil for one that can't be read. Where many are wanted, `spread` runs a body on as many
    /// threads as should read, and returns when all are done. Dates without a zone are in the clock's.
    package init(
        clock: Clock, spread: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { $0() },
        read: @escaping @Sendable (NotePath) -> QueryVault.File?
    ) {
        self.clock = clock
        self.spread = spread
        self.read = read
    }

    /// Files in memory.
    init(_ files: [QueryVault.File], clock: Clock) {
        let files = Dictionary(files.map { ($0.path, $0) }) { _, last in last }
        self.init(clock: clock) { files[$0] }
    }

    /// What queries know of notes, in their order; nil for one that can't be read.
    func pages(of notes: [NotePath]) -> [PageMetadata?] {
        guard notes.count > Self.share else { return notes.map(page) }
        let reading = Reading(count: notes.count)
        spread {
            while let places = reading.next(Self.share) {
                reading.put(places.map { page(notes[$0]) }, at: places)
            }
        }
        return reading.pages
    }

    private func page(_ path: NotePath) -> PageMetadata? {
        guard let file = read(path) else { return nil }
        return PageMetadata(
            Note(path: path, bytes: file.bytes),
            times: PageTimes(
                size: file.size, createdMilliseconds: file.created, modifiedMilliseconds: file.modified,
                clock: clock),
            clock: clock, commons: commons)
    }

    /// The text of a file that is no note; nil where it can't be read.
    func text(of path: NotePath) -> String? { read(path).map { String(decoding: $0.bytes, as: UTF8.self) } }
}

/// Notes that several threads read, some at a time.
private final class Reading: Sendable {
    private struct Progress {
        var next = 0
        var pages: [PageMetadata?]
    }
    private let progress: Mutex<Progress>

    init(count: Int) { progress = Mutex(Progress(pages: Array(repeating: nil, count: count))) }

    var pages: [PageMetadata?] { progress.withLock { $0.pages } }

    /// The places of the notes that a thread reads next; nil where all are taken.
    func next(_ count: Int) -> Range<Int>? {
        progress.withLock { progress in
            guard progress.next < progress.pages.count else { return nil }
            defer { progress.next = min(progress.next + count, progress.pages.count) }
            return progress.next..<min(progress.next + count, progress.pages.count)
        }
    }

    func put(_ pages: [PageMetadata?], at places: Range<Int>) {
        progress.withLock { $0.pages.replaceSubrange(places, with: pages) }
    }
}

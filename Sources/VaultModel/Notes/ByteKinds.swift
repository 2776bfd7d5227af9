internal import CBytes

/// What each byte of a note may be to the scanner, a bit for each: the end of a line, or the start of a link, a tag, a
/// comment, or what hides them. So the bytes are looked at once, many at a time, and most of them not again.
///
/// Safe: one is made only by `withKinds` and for a `ScannedNote`, and is not stored beyond their closures. Every access
/// is checked, in release builds too.
struct ByteKinds {
    private static let way = cbytes_best_way()
    private let words: UnsafeBufferPointer<cbytes_kinds>
    /// How many bytes the note has.
    let count: Int
    /// How many line feeds there are, and whether there is a carriage return.
    let lineFeeds: Int
    let hasReturns: Bool

    /// What a byte may be.
    enum Kind {
        /// A line feed.
        case feed
        /// The start of a link, a tag, a comment, or of what hides them.
        case mark
        /// What divides a link and a row of a table: brackets, pipes and backslashes.
        case joint
        /// A byte beyond ASCII.
        case wide
    }

    /// Finds the kinds of the bytes of `source`, and keeps them in `memory`, which must not change as long as they are
    /// asked for.
    init(_ source: SourceBytes, in memory: inout OwnedList<cbytes_kinds>) {
        count = source.count
        let needed = (source.count &+ 63) &>> 6
        var summary = cbytes_summary()
        memory.fill(needed) { room in
            source.withBuffer {
                summary = cbytes_find_kinds(Self.way, $0.baseAddress, $0.count, room.baseAddress)
            }
            return needed
        }
        words = memory.elements
        lineFeeds = summary.feeds
        hasReturns = summary.has_returns
    }

    /// The bits of sixty-four bytes, the first in the lowest one.
    @inline(__always)
    private func bits(_ kind: Kind, _ word: Int) -> UInt64 {
        precondition(UInt(bitPattern: word) < UInt(bitPattern: words.count), "a read inside the note")
        return switch kind {
        case .feed: words[word].feeds
        case .mark: words[word].marks
        case .joint: words[word].joints
        case .wide: words[word].wide
        }
    }

    /// The offset of the first byte of a kind; `end` if there is none.
    @inline(__always)
    func next(_ kind: Kind, from start: Int, to end: Int) -> Int {
        guard start < end else { return end }
        var word = start &>> 6
        var hits = bits(kind, word) & (~0 &<< UInt64(start & 63))
        while hits == 0 {
            word &+= 1
            if word &<< 6 >= end { return end }
            hits = bits(kind, word)
        }
        return min(word &<< 6 &+ hits.trailingZeroBitCount, end)
    }

    /// Finds the lines and keeps them in `memory`, each up to its line feed. There always is one, and a line feed at
    /// the end opens no further one.
    func findLines(in memory: inout OwnedList<LineSpan>) {
        memory.fill(lineFeeds + Int(cbytes_spare_lines)) { room in
            room.withMemoryRebound(to: cbytes_line.self) {
                cbytes_find_lines(Self.way, words.baseAddress, words.count, $0.baseAddress)
            }
            return lineFeeds + 1
        }
        memory[lineFeeds].end = count
        if lineFeeds > 0, memory[lineFeeds].isEmpty { memory.cut(to: lineFeeds) }
    }
}

extension SourceBytes {
    /// Calls `body` with the kinds of the bytes.
    func withKinds<Result>(_ body: (ByteKinds) -> Result) -> Result {
        var memory = OwnedList<cbytes_kinds>()
        let kinds = ByteKinds(self, in: &memory)
        return withExtendedLifetime(memory) { body(kinds) }
    }
}

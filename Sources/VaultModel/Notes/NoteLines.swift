/// The lines of one note while it is scanned: its bytes, and what the containers left of each line.
///
/// Four words that are handed on as they are, without reference counting. Safe: one is made only by
/// `ByteKinds.withLines`, is not stored beyond that closure, and every access is checked against the number of
/// lines, in release builds too.
struct NoteLines {
    /// The bytes.
    let source: SourceBytes
    private let base: UnsafeMutableBufferPointer<LineSpan>

    /// Wraps memory for as many lines as there are, which must outlive the value.
    fileprivate init(_ source: SourceBytes, _ base: UnsafeMutableBufferPointer<LineSpan>) {
        self.source = source
        self.base = base
    }

    /// How many lines there are.
    var count: Int { base.count }

    /// The content of a line.
    @inline(__always)
    subscript(line: Int) -> LineSpan {
        get {
            precondition(UInt(bitPattern: line) < UInt(bitPattern: base.count), "a line of the note")
            return base[line]
        }
        nonmutating set {
            precondition(UInt(bitPattern: line) < UInt(bitPattern: base.count), "a line of the note")
            base[line] = newValue
        }
    }

    /// The offset of a line's first byte, whatever its containers took.
    func start(of line: Int) -> Int { line == 0 ? 0 : end(of: line - 1) }

    /// The range of a line without its terminator, whatever its containers took, and of the first without a byte order
    /// mark.
    func contentRange(of line: Int) -> ByteRange {
        let start = line == 0 && source.startsWithMark ? LineTable.byteOrderMark.count : start(of: line)
        return ByteRange(start, self[line].end)
    }

    /// The line that holds the byte at `offset`; the end of the source belongs to the last line.
    func line(at offset: Int) -> Int {
        // The first line that ends behind it.
        let line = (0..<count).partitioningIndex { end(of: $0) > offset }
        return min(line, count - 1)
    }

    /// The offset behind a line's terminator.
    func end(of line: Int) -> Int {
        let end = self[line].end
        if end == source.count { return end }
        return source[end] == 0x0A ? end + 1 : end + 2
    }
}

/// The content of one line.
struct LineSpan {
    private var low: UInt32
    private var high: UInt32

    /// The content `start..<end`.
    init(_ start: Int, _ end: Int) {
        low = UInt32(truncatingIfNeeded: start)
        high = UInt32(truncatingIfNeeded: end)
    }
    /// The offset of the first byte that the line's containers left.
    var start: Int {
        get { Int(low) }
        set { low = UInt32(truncatingIfNeeded: newValue) }
    }
    /// The offset behind the last byte before the terminator.
    var end: Int { Int(high) }
}

extension ByteKinds {
    /// Calls `body` with the lines of the source that these are the kinds of; the first one starts behind a byte order
    /// mark.
    func withLines<Result>(of source: SourceBytes, _ body: (NoteLines) -> Result) -> Result {
        let room = lineFeeds + 1
        return withUnsafeTemporaryAllocation(of: LineSpan.self, capacity: room) { base in
            var count = 0
            var start = 0
            forEachLineFeed { feed in
                precondition(count < room, "there is room for as many lines as were counted")
                let end = feed > start && source[feed &- 1] == 0x0D ? feed &- 1 : feed
                base.initializeElement(at: count, to: LineSpan(start, end))
                start = feed &+ 1
                count &+= 1
            }
            // A line feed at the end opens no further line, but there always is one.
            if count == 0 || start < source.count {
                base.initializeElement(at: count, to: LineSpan(start, source.count))
                count &+= 1
            }
            let lines = NoteLines(source, UnsafeMutableBufferPointer(rebasing: base[..<count]))
            if source.startsWithMark { lines[0].start = LineTable.byteOrderMark.count }
            return body(lines)
        }
    }
}

extension SourceBytes {
    /// Calls `body` with the lines of the bytes.
    func withLines<Result>(_ body: (NoteLines) -> Result) -> Result {
        withKinds { kinds in kinds.withLines(of: self, body) }
    }

    /// Whether the bytes start with a byte order mark.
    @inline(__always)
    fileprivate var startsWithMark: Bool {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
    }
}

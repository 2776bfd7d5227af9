internal import CBytes

/// The lines of one note while it is scanned: its bytes, and what the containers left of each line.
///
/// A few words that are handed on as they are, without reference counting. Safe: one is made only by
/// `SourceBytes.withLines` and for a `ScannedNote`, and is not stored beyond their closures. Every access is checked
/// against the number of lines, in release builds too.
struct NoteLines {
    /// The bytes.
    let source: SourceBytes
    /// Whether there is a carriage return in any of them, or at their ends.
    let hasReturns: Bool
    private let base: UnsafeMutableBufferPointer<LineSpan>

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
    @inline(__always)
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
    @inline(__always)
    func end(of line: Int) -> Int {
        let end = self[line].end
        if !hasReturns { return min(end &+ 1, source.count) }
        if end == source.count { return end }
        return source[end] == 0x0A ? end + 1 : end + 2
    }
}

/// The content of one line.
struct LineSpan {
    private var line: cbytes_line

    /// The content `start..<end`.
    init(_ start: Int, _ end: Int) {
        line = cbytes_line(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }
    /// The offset of the first byte that the line's containers left.
    var start: Int {
        get { Int(line.start) }
        set { line.start = UInt32(truncatingIfNeeded: newValue) }
    }
    /// The offset behind the last byte before the terminator.
    var end: Int {
        get { Int(line.end) }
        set { line.end = UInt32(truncatingIfNeeded: newValue) }
    }
    /// Whether there is no byte.
    var isEmpty: Bool { line.start == line.end }
}

extension NoteLines {
    /// Finds the lines of the source that `kinds` are the kinds of, and keeps them in `memory`, which must not change
    /// as long as they are asked for; the first one starts behind a byte order mark.
    init(_ source: SourceBytes, _ kinds: ByteKinds, in memory: inout OwnedList<LineSpan>) {
        kinds.findLines(in: &memory)
        self.source = source
        hasReturns = kinds.hasReturns
        base = memory.changeableElements
        if hasReturns { cutReturns() }
        if source.startsWithMark { self[0].start = LineTable.byteOrderMark.count }
    }

    /// Takes the carriage return off each line that ends with one and a line feed.
    private func cutReturns() {
        for line in 0..<count {
            let span = self[line]
            guard span.end < source.count, span.end > span.start, source[span.end - 1] == 0x0D else {
                continue
            }
            self[line].end = span.end - 1
        }
    }
}

extension SourceBytes {
    /// Calls `body` with the kinds and the lines of the bytes.
    func withLines<Result>(_ body: (ByteKinds, NoteLines) -> Result) -> Result {
        withKinds { kinds in
            var memory = OwnedList<LineSpan>()
            let lines = NoteLines(self, kinds, in: &memory)
            return withExtendedLifetime(memory) { body(kinds, lines) }
        }
    }

    /// Whether the bytes start with a byte order mark.
    @inline(__always)
    fileprivate var startsWithMark: Bool {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
    }
}

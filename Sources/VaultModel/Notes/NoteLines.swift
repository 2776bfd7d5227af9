/// The lines of one note while it is scanned: its bytes, and what the containers left of each line.
///
/// Four words that are handed on as they are, without reference counting. Safe: one is made only by
/// `LineTable.withLines`, is not stored beyond that closure, and every access is checked against the number of
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

extension LineTable {
    /// Calls `body` with the lines of the source that this is the table of; the first one starts behind a byte
    /// order mark.
    func withLines<Result>(of source: SourceBytes, _ body: (NoteLines) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: LineSpan.self, capacity: count) { base in
            starts.withUnsafeBufferPointer { starts in
                for line in starts.indices {
                    let margin = Int(starts[line])
                    var end = line &+ 1 < starts.count ? Int(starts[line &+ 1]) : source.count
                    if end > margin, source[end &- 1] == 0x0A {
                        end &-= 1
                        if end > margin, source[end &- 1] == 0x0D { end &-= 1 }
                    }
                    base.initializeElement(at: line, to: LineSpan(margin, end))
                }
            }
            let lines = NoteLines(source, base)
            if source.starts(with: "\u{FEFF}", at: 0, before: source.count) { lines[0].start = 3 }
            return body(lines)
        }
    }
}

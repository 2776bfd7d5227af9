/// Where the lines of a note start, and how each ends.
///
/// A line ends with LF or CRLF; a lone CR, U+2028 and U+0085 are content (dialect §1).
/// Lines are counted from 0 here; people and commands count from 1.
package struct LineTable: Hashable, Sendable {
    /// The offset of each line's first byte. There is always a line 0.
    let starts: [UInt32]
    /// How many bytes the source has.
    private let length: Int

    /// Finds the lines of `bytes`.
    package init(_ bytes: [UInt8]) {
        self = bytes.read { source in source.withKinds { LineTable($0) } }
    }

    /// Finds the lines of bytes whose kinds are known.
    init(_ kinds: ByteKinds) {
        length = kinds.count
        var lines = OwnedList<LineSpan>()
        kinds.findLines(in: &lines)
        starts = lines.elements.map { UInt32(truncatingIfNeeded: $0.start) }
    }

    /// What a file may begin with that is no part of its text.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// How many lines there are; a terminator at the end opens no further line.
    package var count: Int { starts.count }

    /// The offset of the first byte of `line`.
    package func start(of line: Int) -> Int { Int(starts[line]) }

    /// The range of `line` with its terminator.
    package func range(of line: Int) -> ByteRange {
        ByteRange(Int(starts[line]), line + 1 < starts.count ? Int(starts[line + 1]) : length)
    }

    /// The range of `line` without its terminator, and of the first without a byte order mark (dialect §1).
    package func contentRange(of line: Int, in bytes: [UInt8]) -> ByteRange {
        let whole = range(of: line)
        let hasMark = line == 0 && bytes.starts(with: Self.byteOrderMark)
        let start = whole.lower + (hasMark ? Self.byteOrderMark.count : 0)
        var end = whole.upper
        if end > start, bytes[end - 1] == 0x0A {
            end -= 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return ByteRange(start, end)
    }

    /// The line that holds the byte at `offset`; the end of the source belongs to the last line.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }
}

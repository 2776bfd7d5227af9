/// Where the lines of a note start, and how each ends.
///
/// A line ends with LF or CRLF; a lone CR, U+2028 and U+0085 are content (dialect §1).
/// Lines are counted from 0 here; people and commands count from 1.
package struct LineTable: Hashable, Sendable {
    /// The offset of each line's first byte. There is always a line 0.
    private let starts: [UInt32]
    /// How many bytes the source has.
    private let length: Int

    /// Finds the lines of `bytes`.
    package init(_ bytes: [UInt8]) {
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 32 + 1)
        bytes.withUnsafeBufferPointer { buffer in
            for (offset, byte) in buffer.enumerated() where byte == 0x0A {
                starts.append(UInt32(truncatingIfNeeded: offset + 1))
            }
        }
        if starts.count > 1, let last = starts.last, Int(last) == bytes.count { starts.removeLast() }
        self.starts = starts
        length = bytes.count
    }

    /// How many lines there are; a terminator at the end opens no further line.
    package var count: Int { starts.count }

    /// The offset of the first byte of `line`.
    package func start(of line: Int) -> Int { Int(starts[line]) }

    /// The range of `line` with its terminator.
    package func range(of line: Int) -> ByteRange {
        ByteRange(Int(starts[line]), line + 1 < starts.count ? Int(starts[line + 1]) : length)
    }

    /// The range of `line` without its terminator.
    package func contentRange(of line: Int, in bytes: [UInt8]) -> ByteRange {
        let whole = range(of: line)
        var end = whole.upper
        if end > whole.lower, bytes[end - 1] == 0x0A {
            end -= 1
            if end > whole.lower, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return ByteRange(whole.lower, end)
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

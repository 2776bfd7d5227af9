/// White space and characters as the plugin's patterns see them, on bytes.
enum TaskBytes {
    /// How many bytes of white space end right before `end`; 0 where other text does. The white space is
    /// JavaScript's `\s`.
    static func spaceLength(_ bytes: SourceBytes, endingAt end: Int, notBefore start: Int = 0) -> Int {
        guard end > start else { return 0 }
        let last = bytes[end - 1]
        if last < 0x80 { return last.isSpace ? 1 : 0 }
        for length in 2...3 where end - length >= start && isWideSpace(bytes, end - length, length) {
            return length
        }
        return 0
    }

    /// How many bytes of white space start at `start`.
    static func spaceLength(_ bytes: SourceBytes, startingAt start: Int, notBehind end: Int) -> Int {
        guard start < end else { return 0 }
        let first = bytes[start]
        if first < 0x80 { return first.isSpace ? 1 : 0 }
        for length in 2...3 where start + length <= end && isWideSpace(bytes, start, length) {
            return length
        }
        return 0
    }

    /// The range without the white space at both ends.
    static func trimmed(_ bytes: SourceBytes, _ start: Int, _ end: Int) -> ByteRange {
        var lower = start
        var upper = end
        while true {
            while lower < upper, bytes[lower].isSpace { lower += 1 }
            // What white space beyond ASCII starts with.
            guard lower < upper, bytes[lower] >= 0xC2,
                case let length = spaceLength(bytes, startingAt: lower, notBehind: upper), length > 0
            else { break }
            lower += length
        }
        while true {
            while upper > lower, bytes[upper - 1].isSpace { upper -= 1 }
            guard upper > lower, bytes[upper - 1] >= 0x80,
                case let length = spaceLength(bytes, endingAt: upper, notBefore: lower), length > 0
            else { break }
            upper -= length
        }
        return ByteRange(lower, upper)
    }

    /// The same of a line that stands on its own.
    static func trimmed(_ bytes: [UInt8], _ start: Int, _ end: Int) -> ByteRange {
        bytes.read { trimmed($0, start, end) }
    }

    /// How many bytes the character at `start` has, `limit` at most being its end; 1 for a byte that starts none.
    static func scalarLength(_ bytes: SourceBytes, at start: Int, notBehind limit: Int) -> Int {
        let wanted =
            switch bytes[start] {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0...: 4
            default: 1
            }
        let end = start + wanted
        guard end <= limit, ((start + 1)..<end).allSatisfy({ bytes[$0] & 0xC0 == 0x80 }) else { return 1 }
        return wanted
    }

    /// Where the first line separator stands that ends a line for JavaScript's dot; `end` where there is
    /// none.
    static func lineEnd(_ bytes: SourceBytes, _ start: Int, _ end: Int) -> Int {
        var offset = start
        while offset < end {
            if offset &+ 8 <= bytes.count {
                let ends = mayBeLineEnds(bytes.word(at: offset))
                offset &+= ends == 0 ? 8 : ends.trailingZeroBitCount / 8
                if ends == 0 || offset >= end { continue }
            }
            let byte = bytes[offset]
            let isEnd =
                byte == 0x0A || byte == 0x0D
                || byte == 0xE2 && offset + 2 < end && bytes[offset + 1] == 0x80
                    && (bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9)
            if isEnd { return offset }
            offset += 1
        }
        return end
    }

    /// The high bit of the first of eight bytes that is a control character, or one that a line separator beyond ASCII
    /// starts with, and perhaps of some behind it; 0 where there is none.
    @inline(__always)
    private static func mayBeLineEnds(_ word: UInt64) -> UInt64 {
        let controls = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
        return controls | word.bytesEqual(to: 0xE2)
    }

    /// The same of a line that stands on its own.
    static func lineEnd(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
        bytes.read { lineEnd($0, start, end) }
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    /// NBSP, U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000 and U+FEFF.
    private static func isWideSpace(_ bytes: SourceBytes, _ start: Int, _ length: Int) -> Bool {
        var value: UInt32 = 0
        for offset in start..<(start + length) { value = value << 8 | UInt32(bytes[offset]) }
        switch value {
        case 0xC2A0, 0xE19A80, 0xE28080...0xE2808A, 0xE280A8, 0xE280A9, 0xE280AF, 0xE2819F, 0xE38080,
            0xEFBBBF:
            return true
        default: return false
        }
    }
}

/// The bytes of one note while it is scanned: reads without reference counting.
///
/// Safe: one is made only inside a closure that has the bytes at hand, as `read` below does, is not stored beyond that
/// closure, and every read is checked against the number of bytes, in release builds too.
struct SourceBytes {
    private let base: UnsafeBufferPointer<UInt8>
    /// How many bytes there are.
    let count: Int

    /// Wraps a buffer that must outlive the value.
    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        base = buffer
        count = buffer.count
    }

    /// The byte at `offset`.
    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        precondition(UInt(bitPattern: offset) < UInt(bitPattern: count), "a read inside the note")
        return base[offset]
    }

    /// The eight bytes from `offset` on, the first in the lowest bits.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        precondition(offset >= 0 && offset &+ 8 <= count, "a read inside the note")
        // There are bytes, so they have an address.
        let bytes = UnsafeRawPointer(base.baseAddress.unsafelyUnwrapped)
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The same of up to eight bytes before `end`, with zeros behind them.
    @inline(__always)
    func word(at offset: Int, before end: Int) -> UInt64 {
        if offset >= 0, offset &+ 8 <= count {
            let unwanted = UInt64(truncatingIfNeeded: max(0, 64 &- 8 &* (end &- offset)))
            return word(at: offset) & (UInt64.max >> unwanted)
        }
        var word: UInt64 = 0
        for index in (offset..<max(offset, min(end, offset + 8))).reversed() {
            word = word << 8 | UInt64(self[index])
        }
        return word
    }

    /// Calls `body` with all bytes.
    @inline(__always)
    func withBuffer<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(base) }

    /// How many bytes `copy` writes at once.
    static let copied = 32

    /// Copies the bytes of a range to a place that has room for them and for `copied` more.
    ///
    /// Texts are short: a loop takes them in a step or two, and how short they are decides nothing else.
    @inline(__always)
    func copy(_ range: ByteRange, to place: UnsafeMutablePointer<UInt8>) {
        typealias Block = SIMD32<UInt8>
        let bytes = slice(range)
        guard let start = bytes.baseAddress else { return }
        guard range.upper &+ Self.copied <= count else {
            return place.update(from: start, count: bytes.count)
        }
        let (source, target) = (UnsafeRawPointer(start), UnsafeMutableRawPointer(place))
        var offset = 0
        while offset < bytes.count {
            let block = source.loadUnaligned(fromByteOffset: offset, as: Block.self)
            target.storeBytes(of: block, toByteOffset: offset, as: Block.self)
            offset &+= Self.copied
        }
    }

    /// The offset of the first byte beyond ASCII; `end` where there is none.
    @inline(__always)
    func firstBeyondASCII(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset &+ 8 <= count, offset < end {
            let high = word(at: offset) & 0x8080_8080_8080_8080
            if high != 0 { return min(offset &+ high.trailingZeroBitCount / 8, end) }
            offset &+= 8
        }
        if offset >= end { return end }
        while offset < end, self[offset] < 0x80 { offset += 1 }
        return offset
    }

    /// The offset behind the last byte beyond ASCII; `start` where there is none.
    @inline(__always)
    func endBeyondASCII(from start: Int, to end: Int) -> Int {
        var end = end
        while end >= 8, end > start {
            let high = word(at: end &- 8) & 0x8080_8080_8080_8080
            if high != 0 { return max(start, end &- high.leadingZeroBitCount / 8) }
            end &-= 8
        }
        while end > start, self[end - 1] < 0x80 { end -= 1 }
        return max(start, end)
    }

    /// Whether the bytes of a range are all ASCII.
    @inline(__always)
    func isASCII(_ range: ByteRange) -> Bool {
        firstBeyondASCII(from: range.lower, to: range.upper) == range.upper
    }

    /// The bytes of a range, checked once: for a loop that looks at each of them.
    @inline(__always)
    func slice(_ range: ByteRange) -> UnsafeBufferPointer<UInt8> {
        precondition(range.upper <= count, "a read inside the note")
        return UnsafeBufferPointer(rebasing: base[range.indices])
    }

    /// Whether the bytes from `offset` on, and before `end`, start with `text`.
    func starts(with text: StaticString, at offset: Int, before end: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset + length <= end, end <= count else { return false }
        return text.withUTF8Buffer { wanted in
            for index in 0..<length where base[offset + index] != wanted[index] { return false }
            return true
        }
    }

    /// The same with letters in any case, given in lower case.
    func startsInAnyCase(with text: StaticString, at offset: Int, before end: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset >= 0, offset + length <= end, end <= count else { return false }
        return text.withUTF8Buffer { wanted in
            for index in 0..<length where NameFold.lower(base[offset + index]) != wanted[index] {
                return false
            }
            return true
        }
    }

    /// Whether a range holds nothing but white space of lines.
    func isBlank(_ range: ByteRange) -> Bool {
        var offset = range.lower
        while offset < range.upper {
            let byte = self[offset]
            guard byte.isBlank || byte == 0x0A || byte == 0x0D else { return false }
            offset += 1
        }
        return true
    }

    /// The range without white space of ASCII at its ends.
    func spaceTrimmed(_ range: ByteRange) -> ByteRange {
        var lower = range.lower
        var upper = range.upper
        while lower < upper, self[lower].isSpace { lower += 1 }
        while upper > lower, self[upper - 1].isSpace { upper -= 1 }
        return ByteRange(lower, upper)
    }

    /// Whether two ranges hold the same bytes, letters of ASCII in any case.
    func equalInAnyCase(_ one: ByteRange, _ other: ByteRange) -> Bool {
        equal(one, to: self, at: other) { NameFold.lower($0) }
    }

    /// Whether two ranges hold the same bytes.
    func equal(_ one: ByteRange, _ other: ByteRange) -> Bool { equal(one, to: self, at: other) }

    /// Whether a range holds the same bytes as a range of another source.
    func equal(_ one: ByteRange, to source: SourceBytes, at other: ByteRange) -> Bool {
        equal(one, to: source, at: other) { $0 }
    }

    /// Compares eight bytes at a time, as `folded` leaves them.
    @inline(__always)
    private func equal(
        _ one: ByteRange, to source: SourceBytes, at other: ByteRange, folded: (UInt64) -> UInt64
    ) -> Bool {
        guard one.count == other.count else { return false }
        var done = 0
        while done < one.count {
            let (mine, theirs) = (
                word(at: one.lower &+ done, before: one.upper),
                source.word(at: other.lower &+ done, before: other.upper)
            )
            if mine != theirs, folded(mine) != folded(theirs) { return false }
            done &+= 8
        }
        return true
    }

    /// Whether the bytes of a range are UTF-8.
    func isUTF8(_ range: ByteRange) -> Bool {
        if isASCII(range) { return true }
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: slice(range).span)
            return true
        } catch {
            return false
        }
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    func text(_ range: ByteRange) -> String {
        String(decoding: slice(range), as: UTF8.self)
    }

    /// Whether the bytes of a range are `text`.
    func equals(_ text: String.UTF8View, in range: ByteRange) -> Bool {
        guard text.count == range.count else { return false }
        var offset = range.lower
        for byte in text {
            if self[offset] != byte { return false }
            offset += 1
        }
        return true
    }

    /// The offset behind the run of `byte` that starts at `offset`.
    @inline(__always)
    func skip(_ byte: UInt8, from offset: Int, to end: Int) -> Int {
        var offset = offset
        while offset < end, self[offset] == byte { offset += 1 }
        return offset
    }

    /// The offset of the first byte that is neither a space nor a tab.
    @inline(__always)
    func skipBlanks(from offset: Int, to end: Int) -> Int {
        var offset = offset
        while offset < end, self[offset].isBlank { offset += 1 }
        return offset
    }

    /// The offset behind the last byte that is neither a space nor a tab.
    func trimBlanks(from start: Int, to end: Int) -> Int {
        var end = end
        while end > start, self[end - 1].isBlank { end -= 1 }
        return end
    }

    /// The offset of the first `byte`, or nil.
    func find(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        var offset = start
        while offset &+ 8 <= count, offset < end {
            let hits = word(at: offset).bytesEqual(to: byte)
            if hits != 0 {
                offset &+= hits.trailingZeroBitCount / 8
                return offset < end ? offset : nil
            }
            offset &+= 8
        }
        while offset < end {
            if self[offset] == byte { return offset }
            offset &+= 1
        }
        return nil
    }

    /// The offset of the first pair of `byte`, or nil.
    func findPair(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        var offset = start
        while let hit = find(byte, from: offset, to: end - 1) {
            if self[hit + 1] == byte { return hit }
            offset = hit + 1
        }
        return nil
    }

    /// The offset behind the first scalar that starts at `offset`; one byte where the bytes are not UTF-8.
    func endOfScalar(at offset: Int, before end: Int) -> Int {
        let lead = self[offset]
        let length =
            switch lead {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        guard offset + length <= end else { return offset + 1 }
        var index = offset + 1
        while index < offset + length {
            guard self[index] & 0xC0 == 0x80 else { return offset + 1 }
            index += 1
        }
        return index
    }
}

extension UInt64 {
    /// The high bit of the first of eight bytes that equals `byte`, and perhaps of some behind it; 0 where none does.
    @inline(__always)
    func bytesEqual(to byte: UInt8) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let differing = self ^ (ones &* UInt64(byte))
        return (differing &- ones) & ~differing & (0x80 &* ones)
    }

    /// The high bits of all of eight bytes that equal `byte`, and of no other.
    @inline(__always)
    func allBytesEqual(to byte: UInt8) -> UInt64 {
        let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let differing = self ^ (0x0101_0101_0101_0101 &* UInt64(byte))
        return ~((differing & lows) &+ lows | differing | lows)
    }
}

extension [UInt8] {
    /// Reads the bytes without reference counting; they must not leave the closure.
    func read<Result>(_ body: (SourceBytes) -> Result) -> Result {
        withUnsafeBufferPointer { body(SourceBytes($0)) }
    }
}

extension UInt8 {
    /// Whether the byte is a space or a tab.
    @inline(__always) var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// Whether the byte is white space of ASCII.
    @inline(__always) var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
    /// Whether the byte is a character of ASCII that is no white space.
    @inline(__always) var isVisible: Bool { self > 0x20 && self < 0x7F }
    /// Whether the byte is a decimal digit.
    @inline(__always) var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    /// Whether the byte is a Latin letter.
    @inline(__always) var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    /// Whether the byte is punctuation of ASCII: what a backslash can escape.
    var isPunctuation: Bool { self > 0x20 && self < 0x7F && !isDigit && !isLetter }
}

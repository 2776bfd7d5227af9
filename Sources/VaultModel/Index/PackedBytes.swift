/// Writes numbers and texts one behind the other: an index of a hundred thousand notes has no room for
/// objects.
struct PackedWriter {
    private(set) var bytes: [UInt8] = []

    /// A number in seven bits a byte, the low ones first.
    mutating func number(_ value: Int) {
        var rest = UInt64(value)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// One byte.
    mutating func byte(_ value: UInt8) { bytes.append(value) }

    /// Four bytes, the low one first.
    mutating func word(_ value: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(value >> shift & 0xFF)) }
    }

    /// A text, behind its length.
    mutating func text(_ text: some Collection<UInt8>) {
        number(text.count)
        bytes.append(contentsOf: text)
    }

    /// A text that may be missing.
    mutating func optional(_ text: String?) {
        number(text.map { $0.utf8.count + 1 } ?? 0)
        if let text { bytes.append(contentsOf: text.utf8) }
    }

    /// Texts, behind their count.
    mutating func list(_ texts: [String]) {
        number(texts.count)
        for text in texts { self.text(text.utf8) }
    }

    /// Overwrites the four bytes at `offset`.
    mutating func setWord(at offset: Int, _ value: UInt32) {
        for index in 0..<4 { bytes[offset + index] = UInt8(value >> UInt32(8 * index) & 0xFF) }
    }

    /// Overwrites the two bytes at `offset`.
    mutating func setShort(at offset: Int, _ value: UInt16) {
        bytes[offset] = UInt8(value & 0xFF)
        bytes[offset + 1] = UInt8(value >> 8)
    }

    /// Makes room for `count` bytes at once.
    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }
}

/// Reads what `PackedWriter` has written, from front to back.
struct PackedReader {
    private let bytes: [UInt8]
    private(set) var offset: Int

    init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    mutating func number() -> Int {
        if bytes[offset] < 0x80 {
            defer { offset += 1 }
            return Int(bytes[offset])
        }
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = self.byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(value) }
            shift += 7
        }
    }

    mutating func byte() -> UInt8 {
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func word() -> UInt32 {
        defer { offset += 4 }
        return (0..<4).reduce(0) { $0 | UInt32(bytes[offset + $1]) << UInt32(8 * $1) }
    }

    /// The bytes of a text.
    mutating func slice() -> ArraySlice<UInt8> {
        let count = number()
        defer { offset += count }
        return bytes[offset..<(offset + count)]
    }

    mutating func text() -> String { String(decoding: slice(), as: UTF8.self) }

    mutating func optional() -> String? {
        let count = number()
        guard count > 0 else { return nil }
        defer { offset += count - 1 }
        return String(decoding: bytes[offset..<(offset + count - 1)], as: UTF8.self)
    }

    /// Passes over a text that may be missing.
    mutating func skipOptional() { offset += max(0, number() - 1) }

    mutating func list() -> [String] {
        let count = number()
        return (0..<count).map { _ in text() }
    }
}

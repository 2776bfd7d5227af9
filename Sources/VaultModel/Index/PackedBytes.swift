/// Writes numbers and texts one behind the other: an index of a hundred thousand notes has no room for
/// objects. Emptied, it serves for the next note.
///
/// Safe: the memory is this value's alone, which can't be copied, and every write first makes room for itself.
struct PackedWriter: ~Copyable {
    /// Room for `capacity` bytes; nil as long as there was none.
    private var room: UnsafeMutablePointer<UInt8>?
    private var capacity = 0
    /// How many bytes are written.
    private(set) var count = 0

    deinit { room?.deallocate() }

    /// What is written.
    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: room, count: count)) }

    /// Where the room is: asked for only where room was made.
    @inline(__always) private var base: UnsafeMutablePointer<UInt8> { room.unsafelyUnwrapped }

    /// The writer with all that is written, an empty one left in its place. A local one is kept in the processor's
    /// registers, where each byte written to a part of another value has that one read again.
    @inline(__always)
    mutating func taken() -> PackedWriter {
        var writer = PackedWriter()
        swap(&writer, &self)
        return writer
    }

    /// Forgets what is written from an offset on, and keeps the room.
    mutating func cut(to offset: Int) { count = min(count, max(0, offset)) }

    /// A number in seven bits a byte, the low ones first.
    @inline(__always)
    mutating func number(_ value: Int) {
        makeRoom(10)
        var rest = UInt64(value)
        while rest >= 0x80 {
            put(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        put(UInt8(rest))
    }

    /// One byte.
    @inline(__always)
    mutating func byte(_ value: UInt8) {
        makeRoom(1)
        put(value)
    }

    /// So many bytes, to be overwritten.
    mutating func zeros(_ wanted: Int) {
        makeRoom(wanted)
        (base + count).initialize(repeating: 0, count: wanted)
        count &+= wanted
    }

    /// Four bytes, the low one first.
    @inline(__always)
    mutating func word(_ value: UInt32) {
        makeRoom(4)
        store(value, at: count)
        count &+= 4
    }

    /// A text, behind its length.
    mutating func text(_ text: some Collection<UInt8>) {
        number(text.count)
        for byte in text { self.byte(byte) }
    }

    /// A text of a note, behind its length.
    @inline(__always)
    mutating func text(_ source: SourceBytes, _ range: ByteRange) {
        number(range.count)
        write(source, range)
    }

    /// A text that may be missing.
    mutating func optional(_ text: String?) {
        guard let text else { return byte(0) }
        number(text.utf8.count + 1)
        for byte in text.utf8 { self.byte(byte) }
    }

    /// A text of a note that may be missing.
    mutating func optional(_ source: SourceBytes, _ range: ByteRange?) {
        guard let range else { return byte(0) }
        number(range.count + 1)
        write(source, range)
    }

    /// Texts, behind their count.
    mutating func list(_ texts: [String]) {
        number(texts.count)
        for text in texts { self.text(text.utf8) }
    }

    /// Overwrites the byte at `offset`.
    mutating func setByte(at offset: Int, _ value: UInt8) {
        precondition(offset >= 0 && offset < count, "only what is written can be overwritten")
        base[offset] = value
    }

    /// Overwrites the four bytes at `offset`.
    mutating func setWord(at offset: Int, _ value: UInt32) {
        precondition(offset >= 0 && offset + 4 <= count, "only what is written can be overwritten")
        store(value, at: offset)
    }

    /// Overwrites the two bytes at `offset`.
    mutating func setShort(at offset: Int, _ value: UInt16) {
        precondition(offset >= 0 && offset + 2 <= count, "only what is written can be overwritten")
        base[offset] = UInt8(value & 0xFF)
        base[offset + 1] = UInt8(value >> 8)
    }

    @inline(__always)
    private mutating func write(_ source: SourceBytes, _ range: ByteRange) {
        makeRoom(range.count + SourceBytes.copied)
        source.copy(range, to: base + count)
        count &+= range.count
    }

    /// Writes a byte that there is room for.
    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    private func store(_ value: UInt32, at offset: Int) {
        UnsafeMutableRawPointer(base + offset).storeBytes(of: value.littleEndian, as: UInt32.self)
    }

    @inline(__always)
    private mutating func makeRoom(_ more: Int) {
        if capacity &- count < more { (room, capacity) = Self.grown(room, count, more) }
    }

    /// More room with what is written in the old, which is given back.
    @inline(never)
    private static func grown(
        _ room: UnsafeMutablePointer<UInt8>?, _ count: Int, _ more: Int
    ) -> (UnsafeMutablePointer<UInt8>, Int) {
        // A note takes a page at most, a batch of them twenty times as much: one step leads from one to the other.
        let capacity = max(4096, 24 * count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        if let room {
            larger.initialize(from: room, count: count)
            room.deallocate()
        }
        return (larger, capacity)
    }
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

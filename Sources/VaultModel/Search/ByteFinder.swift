/// Finds a piece of bytes in others, ASCII letters in any case if asked to, 64 places at a time.
struct ByteFinder: Hashable, Sendable {
    private typealias Block = SIMD8<UInt64>

    private let pattern: [UInt8]
    private let foldsCase: Bool
    /// Where in the pattern its two rarest bytes stand: places are tried by these.
    private let rare: (Int, Int)
    private let first: UInt64
    private let second: UInt64
    private let mask: UInt64
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var tops: UInt64 { 0x8080_8080_8080_8080 }

    /// A finder of `pattern`, which is not empty, and in lower case where case is folded.
    init(_ pattern: [UInt8], foldsCase: Bool) {
        self.pattern = pattern
        self.foldsCase = foldsCase
        let byRarity = pattern.indices.sorted { Self.rarity(pattern[$0]) > Self.rarity(pattern[$1]) }
        rare = (byRarity.first ?? 0, byRarity.dropFirst().first ?? byRarity.first ?? 0)
        mask = foldsCase ? Self.ones &* 0x20 : 0
        first = UInt64(pattern.isEmpty ? 0 : pattern[rare.0]) &* Self.ones | mask
        second = UInt64(pattern.isEmpty ? 0 : pattern[rare.1]) &* Self.ones | mask
    }

    static func == (left: ByteFinder, right: ByteFinder) -> Bool {
        left.pattern == right.pattern && left.foldsCase == right.foldsCase
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(pattern)
        hasher.combine(foldsCase)
    }

    /// How rare a byte is in what people write, roughly.
    private static func rarity(_ byte: UInt8) -> Int {
        switch byte {
        case 0x61...0x7A: letters.firstIndex(of: byte) ?? 0
        case 0x20: -1
        case 0x30...0x39: 14
        case 0x41...0x5A: 20
        case 0xC3, 0xE2: 16
        default: 22
        }
    }
    /// The letters, the most frequent first.
    private static let letters = Array("etaoinsrhldcumfpgwybvkxjqz".utf8)

    /// The offset of the first place in a range of bytes; nil where there is none.
    ///
    /// Places are tried by the pattern's two rarest bytes, in blocks of 64 first. All loads stay inside: a place is
    /// tried only if the whole pattern ends in the range, and the range lies in the buffer, which the caller holds.
    func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        guard let start = bytes.baseAddress else { return nil }
        let (one, other) = (UnsafeRawPointer(start) + rare.0, UnsafeRawPointer(start) + rare.1)
        let (masks, firsts, seconds) =
            (Block(repeating: mask), Block(repeating: first), Block(repeating: second))
        let (ones, tops) = (Block(repeating: Self.ones), Block(repeating: Self.tops))
        var index = range.lowerBound
        let last = range.upperBound &- pattern.count
        while index &+ 63 <= last {
            let left = (one + index).loadUnaligned(as: Block.self)
            let right = (other + index).loadUnaligned(as: Block.self)
            let differing = ((left | masks) ^ firsts) | ((right | masks) ^ seconds)
            // The top bits of the bytes that are zero; above the lowest one of a word maybe of others.
            let zeros = (differing &- ones) & ~differing & tops
            let four = zeros.lowHalf | zeros.highHalf
            let two = four.lowHalf | four.highHalf
            if two.x | two.y != 0 {
                for word in 0..<8 {
                    if let place = place(in: bytes, at: index + 8 * word, zeros[word]) { return place }
                }
            }
            index &+= 64
        }
        while index &+ 7 <= last {
            let left = (one + index).loadUnaligned(as: UInt64.self)
            let right = (other + index).loadUnaligned(as: UInt64.self)
            let differing = ((left | mask) ^ first) | ((right | mask) ^ second)
            let zeros = (differing &- Self.ones) & ~differing & Self.tops
            if let place = place(in: bytes, at: index, zeros) { return place }
            index &+= 8
        }
        while index <= last {
            if fits(bytes, at: index) { return index }
            index += 1
        }
        return nil
    }

    /// The first of the eight places from an index on that fits, of those whose bits are set.
    @inline(__always)
    private func place(in bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ bits: UInt64) -> Int? {
        var hits = UInt64(littleEndian: bits)
        while hits != 0 {
            let place = index + hits.trailingZeroBitCount / 8
            if fits(bytes, at: place) { return place }
            hits &= hits &- 1
        }
        return nil
    }

    private func fits(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Bool {
        for offset in pattern.indices {
            let byte = bytes[place + offset]
            if (foldsCase ? NameFold.lower(byte) : byte) != pattern[offset] { return false }
        }
        return true
    }
}

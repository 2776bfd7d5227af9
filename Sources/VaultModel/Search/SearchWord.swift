/// One word or phrase of a search, ready to be found in bytes.
struct SearchWord: Hashable, Sendable {
    /// The text as typed.
    let text: String
    /// Whether case counts: it does where the text holds an upper-case letter.
    let isExact: Bool
    private let lowered: String
    /// Finds the whole text, or, where case can't be told from bytes, its longest run of ASCII; nil where there is
    /// none.
    let finder: ByteFinder?
    /// Whether what `finder` finds is the whole text, and no line has to be read as text.
    let isPlain: Bool

    init(_ text: String) {
        self.text = text
        lowered = text.lowercased()
        isExact = text != lowered
        let hasCase = text.uppercased() != lowered
        if isExact || !hasCase {
            finder = ByteFinder(Array(text.utf8), foldsCase: false)
            isPlain = true
        } else if lowered.utf8.allSatisfy({ $0 < 0x80 }) {
            finder = ByteFinder(Array(lowered.utf8), foldsCase: true)
            isPlain = true
        } else {
            let runs = lowered.utf8.split { $0 >= 0x80 }.map { Array($0) }
            finder = runs.max { $0.count < $1.count }.map { ByteFinder($0, foldsCase: true) }
            isPlain = false
        }
    }

    /// Whether every line that holds this text holds the other one.
    func includes(_ other: SearchWord) -> Bool {
        other.isExact ? isExact && text.contains(other.text) : lowered.contains(other.lowered)
    }

    /// Whether a line, given by its range, holds the text.
    func stands(in line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if let finder, finder.first(in: bytes, line) == nil { return false }
        if isPlain { return true }
        return String(decoding: bytes[line], as: UTF8.self).lowercased().contains(lowered)
    }
}

/// Finds a piece of bytes in others, ASCII letters in any case if asked to, eight places at a time.
struct ByteFinder: Hashable, Sendable {
    private let pattern: [UInt8]
    private let foldsCase: Bool
    private let first: UInt64
    private let last: UInt64
    private let mask: UInt64

    /// A finder of `pattern`, which is not empty, and in lower case where case is folded.
    init(_ pattern: [UInt8], foldsCase: Bool) {
        self.pattern = pattern
        self.foldsCase = foldsCase
        let ones: UInt64 = 0x0101_0101_0101_0101
        mask = foldsCase ? ones &* 0x20 : 0
        first = UInt64(pattern.first ?? 0) &* ones | mask
        last = UInt64(pattern.last ?? 0) &* ones | mask
    }

    /// The offset of the first place in a range; nil where there is none.
    ///
    /// Eight places are tried at once by their first and last byte: a word with a zero byte where both fit. All
    /// loads stay inside: the last one of a step ends at `index + 7 + pattern.count <= range.upperBound`, and the
    /// range lies in the buffer, which the caller holds.
    func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        let reach = pattern.count - 1
        var index = range.lowerBound
        let raw = UnsafeRawBufferPointer(bytes)
        while index + 8 + reach <= range.upperBound {
            let heads = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let tails = raw.loadUnaligned(fromByteOffset: index + reach, as: UInt64.self)
            let differing = (heads | mask) ^ first | (tails | mask) ^ last
            var hits = (differing &- 0x0101_0101_0101_0101) & ~differing & 0x8080_8080_8080_8080
            while hits != 0 {
                let place = index + UInt64(littleEndian: hits).trailingZeroBitCount / 8
                if fits(bytes, at: place) { return place }
                hits &= hits &- 1
            }
            index += 8
        }
        while index + reach < range.upperBound {
            if fits(bytes, at: index) { return index }
            index += 1
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

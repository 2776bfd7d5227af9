/// What each byte of a note may be to the scanner: the end of a line, or the start of a link, a tag, a comment, or what
/// hides them. So the bytes are looked at once, sixteen at a time, and most of them not again.
///
/// Safe: one is made only by `withKinds`, is not stored beyond that closure, and every access is checked, in release
/// builds too.
struct ByteKinds {
    private let base: UnsafeMutableRawPointer
    /// How many bytes the note has.
    let count: Int

    /// A kind, in each of eight bytes.
    enum Kind: UInt64 {
        case lineFeed = 0x0101_0101_0101_0101
        case mark = 0x8080_8080_8080_8080
    }

    /// The kinds of the bytes of `source`, in memory for as many bytes and up to seven more, aligned to eight.
    fileprivate init(
        _ source: SourceBytes, _ memory: UnsafeMutableRawBufferPointer, _ base: UnsafeMutableRawPointer
    ) {
        self.base = base
        count = source.count
        for index in source.count..<memory.count { memory[index] = 0 }
        source.withBuffer { bytes in
            for index in bytes.indices { memory[index] = bytes[index].kinds }
        }
    }

    /// The eight kinds of the word at `index`, the first in the lowest bits.
    @inline(__always)
    private func word(_ index: Int) -> UInt64 {
        UInt64(littleEndian: base.load(fromByteOffset: index &* 8, as: UInt64.self))
    }

    /// The offset of the first byte of a kind; `end` if there is none.
    func next(_ kind: Kind, from start: Int, to end: Int) -> Int {
        guard start < end else { return end }
        precondition(start >= 0 && end <= count, "a read inside the note")
        var index = start &>> 3
        var hits = word(index) & kind.rawValue & (~0 &<< UInt64(8 &* (start & 7)))
        while hits == 0 {
            index &+= 1
            if index &* 8 >= end { return end }
            hits = word(index) & kind.rawValue
        }
        return min(index &* 8 &+ hits.trailingZeroBitCount / 8, end)
    }

    /// How many line feeds there are.
    var lineFeeds: Int {
        (0..<(count &+ 7) / 8).reduce(0) { $0 &+ (word($1) & Kind.lineFeed.rawValue).nonzeroBitCount }
    }

    /// Writes the offset behind each line feed to `starts` from the place `first` on, and answers the place behind the
    /// last; nil where there is not room for eight more than they are.
    ///
    /// Where a line ends can't be foreseen, so each word is taken as if one ended in it, and only then is it counted.
    func writeLineStarts(_ starts: UnsafeMutableBufferPointer<UInt32>, from first: Int) -> Int? {
        var place = first
        var offset: UInt32 = 1
        var index = 0
        let end = (count &+ 7) &>> 3
        while index < end {
            guard place &+ 8 <= starts.count else { return nil }
            var hits = word(index) & Kind.lineFeed.rawValue
            repeat {
                let feed = UInt32(truncatingIfNeeded: hits.trailingZeroBitCount &>> 3)
                starts.initializeElement(at: place, to: offset &+ feed)
                place &+= hits == 0 ? 0 : 1
                hits &= hits &- 1
            } while hits != 0
            offset &+= 8
            index &+= 1
        }
        return place
    }
}

extension SourceBytes {
    /// Calls `body` with the kinds of the bytes.
    func withKinds<Result>(_ body: (ByteKinds) -> Result) -> Result {
        withUnsafeTemporaryAllocation(byteCount: (count + 15) & ~7, alignment: 8) { memory in
            // There is room for a word at least, so it has an address.
            body(ByteKinds(self, memory, memory.baseAddress.unsafelyUnwrapped))
        }
    }
}

extension UInt8 {
    /// The byte's kinds as `ByteKinds` has them. Comparisons only, so that the compiler looks at sixteen bytes at once.
    @inline(__always) fileprivate var kinds: UInt8 {
        let isMark =
            self &- UInt8(ascii: "#") <= 2 || self == UInt8(ascii: ":") || self == UInt8(ascii: "<")
            || self &- UInt8(ascii: "[") <= 1 || self == UInt8(ascii: "`")
        return (isMark ? 0x80 : 0) | (self == 0x0A ? 1 : 0)
    }
}

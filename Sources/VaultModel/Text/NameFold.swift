/// Names as links compare them: case ignored, and the two Unicode spellings of one text equal (dialect §1,
/// §4).
///
/// ASCII, nearly every name, is compared byte by byte; only the rest goes through `String`, whose `==` is
/// canonical equivalence.
package enum NameFold {
    /// Whether two names, as UTF-8 bytes, are one name for a link.
    package static func equal(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        var (first, second) = (left.makeIterator(), right.makeIterator())
        while true {
            switch (first.next(), second.next()) {
            case (nil, nil): return true
            case (let one?, let other?):
                if one >= 0x80 || other >= 0x80 { return folded(left) == folded(right) }
                // No spelling of a text that goes on differently after equal letters is the same.
                if lower(one) != lower(other) { return false }
            case (let one?, nil), (nil, let one?):
                return one >= 0x80 && folded(left) == folded(right)
            }
        }
    }

    /// A hash of a name, never 0, such that equal names have equal hashes.
    ///
    /// Of ASCII names it is the same in every process, of other names only within this one.
    package static func hash(_ name: some Collection<UInt8>) -> UInt32 {
        let known = name.withContiguousStorageIfAvailable { hash(ofASCII: SourceBytes($0)) }
        return (known ?? Array(name).read { hash(ofASCII: $0) }) ?? hash(ofOther: folded(name))
    }

    /// The hash of a name that is all ASCII; nil for any other.
    private static func hash(ofASCII name: SourceBytes) -> UInt32? {
        hash(name, ByteRange(0, name.count)) { _ in true }
    }

    /// The hash of a name that is all ASCII, given that all of its words of eight bytes pass; nil for any other.
    @inline(__always)
    static func hash(_ source: SourceBytes, _ name: ByteRange, where passes: (UInt64) -> Bool) -> UInt32? {
        WordHash.hash(source, name) { word in
            word & 0x8080_8080_8080_8080 == 0 && passes(word) ? lower(word) : nil
        }.map { max(1, $0) }
    }

    /// Eight bytes, the ASCII letters among them in lower case.
    @inline(__always)
    static func lower(_ word: UInt64) -> UInt64 {
        // With these added, the highest bit of a byte says whether it is not below `A`, and whether it is above `Z`.
        let ascii = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = ascii &+ 0x3F3F_3F3F_3F3F_3F3F
        let behindZ = ascii &+ 0x2525_2525_2525_2525
        return word | (fromA & ~behindZ & ~word & 0x8080_8080_8080_8080) >> 2
    }

    /// The name in lower case, as `String` compares it.
    package static func folded(_ name: some Collection<UInt8>) -> String {
        String(decoding: name, as: UTF8.self).lowercased()
    }

    /// An ASCII letter in lower case; any other byte as it is.
    package static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    /// The hash of a name that is not all ASCII as written.
    private static func hash(ofOther text: String) -> UInt32 {
        // U+212A, the Kelvin sign, is `k` in lower case: the name may be ASCII after all.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return hash(text.utf8) }
        var hasher = Hasher()
        hasher.combine(text)
        return max(1, UInt32(truncatingIfNeeded: hasher.finalize()))
    }
}

/// A hash of bytes, eight at a time: for tables that live as long as the process, not against anybody who means harm.
enum WordHash {
    /// The hash of what `change` makes of the bytes of a range, in words of eight with zeros behind the last; nil where
    /// it makes nothing of a word.
    @inline(__always)
    static func hash(_ source: SourceBytes, _ range: ByteRange, _ change: (UInt64) -> UInt64?) -> UInt32? {
        var value = UInt64(range.count)
        var offset = range.lower
        while offset &+ 8 <= range.upper {
            guard let word = change(source.word(at: offset)) else { return nil }
            value = mixed(value ^ word)
            offset &+= 8
        }
        if offset < range.upper {
            // The rest counts with its last byte lowest.
            let unused = UInt64(truncatingIfNeeded: 8 &* (8 &- (range.upper &- offset)))
            let rest = source.word(at: offset, before: range.upper).byteSwapped >> unused
            guard let word = change(rest) else { return nil }
            value = mixed(value ^ word)
        }
        return UInt32(truncatingIfNeeded: mixed(value))
    }

    /// Spreads every bit over all of them, by the upper and the lower half of a product.
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

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
        var value: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name {
            if byte >= 0x80 { return hash(ofOther: folded(name)) }
            value = (value ^ UInt64(lower(byte))) &* 0x0000_0100_0000_01B3
        }
        return max(1, UInt32(truncatingIfNeeded: value ^ (value >> 32)))
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

/// The names of sections, ready for looking up the heading of every note in a vault.
///
/// A heading that is nothing but a name, as nearly all are, is found by its bytes, eight at a time; any other is first
/// brought down to its name.
struct HeadingNames: Sendable {
    private struct Name {
        var kind: SectionKind
        /// How many bytes it has.
        var count: Int
        /// Its first eight bytes, and where in `words` the others start.
        var first: UInt64
        var rest: Int
    }
    /// The bytes of the names, eight in a word, with zeros behind the last of each.
    private var words: [UInt64] = []
    /// The names, each where its first word and its number of bytes say, or at the next place behind that was free; nil
    /// at free ones. Their number is a power of two.
    private var slots: [Name?]
    private let byName: [String: SectionKind]

    init(_ sections: [Schema.Section]) {
        var byName: [String: SectionKind] = [:]
        for section in sections {
            for name in [section.name] + section.synonyms where byName[Self.name(of: name)] == nil {
                byName[Self.name(of: name)] = section.kind
            }
        }
        self.byName = byName
        var places = 16
        while places < 4 * byName.count { places *= 2 }
        slots = Array(repeating: nil, count: places)
        for (name, kind) in byName {
            let bytes = Array(name.utf8)
            let first = words.count
            words += bytes.read { bytes in
                stride(from: 0, to: max(1, bytes.count), by: 8).map {
                    bytes.word(at: $0, before: bytes.count)
                }
            }
            var slot = slot(of: words[first], bytes.count)
            while slots[slot] != nil { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Name(kind: kind, count: bytes.count, first: words[first], rest: first + 1)
        }
    }

    /// Where a name of so many bytes is looked for first.
    @inline(__always)
    private func slot(of first: UInt64, _ count: Int) -> Int {
        let product = (first &+ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: product >> 40) & (slots.count - 1)
    }

    /// What the section under a heading is, by the heading's text.
    func kind(ofHeading bytes: SourceBytes, _ text: ByteRange) -> SectionKind? {
        if let exact = exactKind(bytes, text) { return exact }
        return isDressed(bytes, text) ? byName[Self.name(of: bytes.text(text))] : nil
    }

    /// What a heading that is nothing but a name is, letters of ASCII in any case.
    private func exactKind(_ bytes: SourceBytes, _ text: ByteRange) -> SectionKind? {
        let first = NameFold.lower(bytes.word(at: text.lower, before: text.upper))
        var slot = slot(of: first, text.count)
        while let name = slots[slot] {
            if name.count == text.count, name.first == first, isRest(of: name, bytes, text) {
                return name.kind
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Whether a text that starts with the first word of a name of as many bytes goes on with its other words.
    @inline(__always)
    private func isRest(of name: Name, _ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        var word = name.rest
        var offset = text.lower &+ 8
        while offset < text.upper {
            if words[word] != NameFold.lower(bytes.word(at: offset, before: text.upper)) { return false }
            word &+= 1
            offset &+= 8
        }
        return true
    }

    /// Whether a heading may hold more than its name: marks, emoji, numbering, a colon, repeated spaces.
    private func isDressed(_ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        guard !text.isEmpty else { return false }
        let first = bytes[text.lower]
        if first.isDigit || first == 0x20 { return true }
        switch bytes[text.upper - 1] {
        case UInt8(ascii: ":"), UInt8(ascii: "#"), 0x20: return true
        default: break
        }
        // The dress in each byte of a word; of spaces only a second one is.
        var dress: UInt64 = 0
        var before: UInt64 = 0
        var offset = text.lower
        while offset < text.upper {
            let word = bytes.word(at: offset, before: text.upper)
            let spaces = word.allBytesEqual(to: 0x20)
            dress |= word & 0x8080_8080_8080_8080 | spaces & (spaces << 8 | before)
            dress |= word.bytesEqual(to: 0x09) | word.bytesEqual(to: UInt8(ascii: "*"))
            dress |= word.bytesEqual(to: UInt8(ascii: "_")) | word.bytesEqual(to: UInt8(ascii: "~"))
            dress |= word.bytesEqual(to: UInt8(ascii: "=")) | word.bytesEqual(to: UInt8(ascii: "`"))
            before = spaces >> 56
            offset += 8
        }
        return dress != 0
    }

    /// A heading without its dress: closing `#`s, marks of emphasis, emoji, numbering, a colon at the end and
    /// repeated spaces dropped, in lower case (dialect §12.2).
    static func name(of heading: String) -> String {
        var kept = String.UnicodeScalarView()
        for character in heading where !isEmoji(character) {
            for scalar in character.unicodeScalars where !"*_~=`".unicodeScalars.contains(scalar) {
                kept.append(scalar.properties.isWhitespace ? " " : scalar)
            }
        }
        var words = String(kept).split(separator: " ")
        if let last = words.last, words.count > 1, last.allSatisfy({ $0 == "#" }) { words.removeLast() }
        if let first = words.first, words.count > 1, isNumbering(first) { words.removeFirst() }
        var name = words.joined(separator: " ")
        while name.last == ":" || name.last == " " { name.removeLast() }
        return name.lowercased()
    }

    /// Whether a word is a number of a heading: `1.`, `2)`, `1.2` or `1.2.`.
    private static func isNumbering(_ word: Substring) -> Bool {
        let digits = "0123456789"
        guard let first = word.first, digits.contains(first) else { return false }
        return word.contains { $0 == "." || $0 == ")" }
            && word.allSatisfy { digits.contains($0) || $0 == "." || $0 == ")" }
    }

    /// Whether a character is drawn as a picture; digits and `#`, which can be, count only with their
    /// selector.
    private static func isEmoji(_ character: Character) -> Bool {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return false }
        if first.isASCII { return scalars.contains { $0 == "\u{20E3}" || $0 == "\u{FE0F}" } }
        return first.properties.isEmoji || first == "\u{FE0F}" || first == "\u{FE0E}" || first == "\u{200D}"
    }
}

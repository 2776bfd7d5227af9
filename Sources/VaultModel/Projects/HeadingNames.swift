/// The names of sections, ready for looking up the heading of every note in a vault.
///
/// A heading that is plain ASCII words, as nearly all are, is compared byte by byte; any other is first
/// brought down to its name.
struct HeadingNames: Sendable {
    /// The names one behind the other, the shorter ones first.
    private let letters: [UInt8]
    /// The kinds of the names, in the same order.
    private let kinds: [SectionKind]
    /// For each number of bytes, and for one more: how many names are shorter.
    private let shorter: [Int]
    /// Where in `letters` the names of each number of bytes start.
    private let starts: [Int]
    private let byName: [String: SectionKind]

    init(_ sections: [Schema.Section]) {
        var byName: [String: SectionKind] = [:]
        for section in sections {
            for name in [section.name] + section.synonyms where byName[Self.name(of: name)] == nil {
                byName[Self.name(of: name)] = section.kind
            }
        }
        let names = byName.sorted { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }
        let longest = names.last?.key.utf8.count ?? 0
        letters = names.flatMap { Array($0.key.utf8) }
        kinds = names.map(\.value)
        shorter = (0...longest + 1).map { length in names.count { $0.key.utf8.count < length } }
        starts = (0...longest).map { length in
            names.reduce(0) { $0 + ($1.key.utf8.count < length ? $1.key.utf8.count : 0) }
        }
        self.byName = byName
    }

    /// What the section under a heading is, by the heading's text.
    func kind(ofHeading bytes: SourceBytes, _ text: ByteRange) -> SectionKind? {
        if let exact = exactKind(bytes, text) { return exact }
        return isDressed(bytes, text) ? byName[Self.name(of: bytes.text(text))] : nil
    }

    /// What a heading that is nothing but a name in ASCII is.
    private func exactKind(_ bytes: SourceBytes, _ text: ByteRange) -> SectionKind? {
        let length = text.count
        guard length < starts.count else { return nil }
        let bytes = bytes.slice(text)
        return letters.withUnsafeBufferPointer { letters in
            var start = starts[length]
            for index in shorter[length]..<shorter[length + 1] {
                var matched = 0
                while matched < length, letters[start + matched] == NameFold.lower(bytes[matched]) {
                    matched += 1
                }
                if matched == length { return kinds[index] }
                start += length
            }
            return nil
        }
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
        var before: UInt8 = 0
        for offset in text.indices {
            let byte = bytes[offset]
            switch byte {
            case 0x80..., 0x09, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "="),
                UInt8(ascii: "`"):
                return true
            case 0x20 where before == 0x20: return true
            default: before = byte
            }
        }
        return false
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

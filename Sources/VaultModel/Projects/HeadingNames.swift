/// The names of sections, ready for looking up the heading of every note in a vault.
///
/// A heading that is plain ASCII words, as nearly all are, is compared byte by byte; any other is first
/// brought down to its name.
struct HeadingNames: Sendable {
    /// The names by how many bytes they have.
    private let byLength: [[(name: [UInt8], kind: SectionKind)]]
    private let byName: [String: SectionKind]

    init(_ sections: [Schema.Section]) {
        var byName: [String: SectionKind] = [:]
        for section in sections {
            for name in [section.name] + section.synonyms where byName[Self.name(of: name)] == nil {
                byName[Self.name(of: name)] = section.kind
            }
        }
        let longest = byName.keys.map(\.utf8.count).max() ?? 0
        var byLength = Array(repeating: [(name: [UInt8], kind: SectionKind)](), count: longest + 1)
        for (name, kind) in byName { byLength[name.utf8.count].append((Array(name.utf8), kind)) }
        self.byName = byName
        self.byLength = byLength
    }

    /// What the section under a heading is, by the heading's text.
    func kind(ofHeading text: ArraySlice<UInt8>) -> SectionKind? {
        if text.count < byLength.count,
            let exact = byLength[text.count].first(where: { known in
                known.name.elementsEqual(text) { $0 == NameFold.lower($1) }
            })
        {
            return exact.kind
        }
        return isDressed(text) ? byName[Self.name(of: String(decoding: text, as: UTF8.self))] : nil
    }

    /// Whether a heading may hold more than its name: marks, emoji, numbering, a colon, repeated spaces.
    private func isDressed(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        if first >= 0x30 && first <= 0x39 || first == 0x20 || ":# ".utf8.contains(last) { return true }
        var before: UInt8 = 0
        for byte in text {
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

/// The mark at the start of a blocker's or a decision's text: ❌, ✅ and the like (dialect §12.2).
package struct ItemGlyph: Hashable, Sendable {
    /// What the mark says of a blocker.
    package enum Meaning: Hashable, Sendable { case open, resolved, other }
    /// What it says.
    package var meaning: Meaning
    /// The character, with its variation selector.
    package var range: ByteRange
    /// The character with marks of emphasis around it and the spaces behind it: what is no text.
    package var dressRange: ByteRange

    private static let open: Set<Unicode.Scalar> = ["❌", "❎", "✖", "✗", "✘", "⛔", "🚫", "🔴"]
    private static let resolved: Set<Unicode.Scalar> = ["✅", "✔", "☑"]

    /// The mark at the start of `range`, if there is one.
    package init?(in note: Note, at range: ByteRange) {
        guard let glyph = note.bytes.read({ ItemGlyph(in: $0, at: range) }) else { return nil }
        self = glyph
    }

    /// The same in a note's bytes.
    init?(in bytes: SourceBytes, at range: ByteRange) {
        switch Self.glance(bytes, range) {
        case .none: return nil
        case .glyph(let glyph):
            self = glyph
            return
        case .unclear: break
        }
        let text = bytes.text(range)
        let stars = text.prefix { $0 == "*" || $0 == "_" }
        let rest = text.dropFirst(stars.count)
        guard let character = rest.first, let scalar = character.unicodeScalars.first, !scalar.isASCII,
            scalar.properties.isEmoji || Self.open.contains(scalar) || Self.resolved.contains(scalar)
        else { return nil }
        meaning = Self.open.contains(scalar) ? .open : Self.resolved.contains(scalar) ? .resolved : .other
        var behind = rest.dropFirst()
        if !stars.isEmpty {
            // `**❌** a` is a mark in bold; `**❌ a**` is a text in bold that starts with one: left as it is.
            guard behind.hasPrefix(stars) else { return nil }
            behind = behind.dropFirst(stars.count)
        }
        let spaces = behind.prefix { $0 == " " || $0 == "\u{A0}" || $0 == "\t" }
        let start = range.lower + stars.utf8.count
        self.range = ByteRange(start, start + character.utf8.count)
        let dress = 2 * stars.utf8.count + character.utf8.count + spaces.utf8.count
        dressRange = ByteRange(range.lower, range.lower + dress)
    }

    /// What the bytes alone tell.
    private enum Glance {
        case none
        case glyph(ItemGlyph)
        /// The text must be taken apart into characters.
        case unclear
    }

    /// Looks at the bytes, which nearly always tell: a text that starts in ASCII has no mark, and the usual
    /// marks stand before ASCII.
    private static func glance(_ bytes: SourceBytes, _ range: ByteRange) -> Glance {
        guard !range.isEmpty else { return .none }
        let first = bytes[range.lower]
        if first < 0x80 { return first == UInt8(ascii: "*") || first == UInt8(ascii: "_") ? .unclear : .none }
        guard first == 0xE2, range.count > 3 else { return .unclear }
        let meaning: Meaning
        switch (bytes[range.lower + 1], bytes[range.lower + 2]) {
        case (0x9D, 0x8C): meaning = .open
        case (0x9C, 0x85): meaning = .resolved
        default: return .unclear
        }
        var end = range.lower + 3
        while end < range.upper, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        // A character beyond ASCII may belong to the one before it.
        if end < range.upper, bytes[end] >= 0x80 { return .unclear }
        let mark = ByteRange(range.lower, range.lower + 3)
        return .glyph(ItemGlyph(meaning: meaning, range: mark, dressRange: ByteRange(range.lower, end)))
    }

    private init(meaning: Meaning, range: ByteRange, dressRange: ByteRange) {
        self.meaning = meaning
        self.range = range
        self.dressRange = dressRange
    }
}

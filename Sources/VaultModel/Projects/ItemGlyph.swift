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
        let text = String(decoding: note.bytes[range], as: UTF8.self)
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
}

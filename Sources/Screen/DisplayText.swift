/// What a person may see of any text: the one door between bytes that others wrote and a screen, a log, an
/// error message or standard output.
///
/// Nothing that comes out can move a cursor, hide or reorder text, or take other cells than `width` says:
/// controls read `^X`, stray bytes and C1 `<9b>`, bidirectional, invisible and private characters `<202e>`,
/// tabs are spaces, and characters that nobody can draw are U+FFFD. The stored bytes are never touched.
/// Sanitising twice changes nothing.
package enum DisplayText {
    /// Cells between two tab stops.
    package static let tabStop = 4

    /// `text` as it may be shown.
    package static func sanitized(_ text: String) -> String {
        isPlain(text) ? text : joined(glyphs(text))
    }

    /// Bytes that should be UTF-8 as they may be shown; those that are not read `<c3>`.
    package static func sanitized(bytes: some Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return sanitized(text) }
        var reader = GlyphReader()
        var bytes = bytes[...]
        while let first = bytes.first {
            var iterator = bytes.makeIterator()
            var parser = Unicode.UTF8.ForwardParser()
            if case .valid(let encoded) = parser.parseScalar(from: &iterator) {
                reader.collect(Unicode.UTF8.decode(encoded))
                bytes = bytes.dropFirst(encoded.count)
            } else {
                reader.standIn(byte: first)
                bytes = bytes.dropFirst()
            }
        }
        return joined(reader.finished())
    }

    /// Cells that `text` takes when shown.
    package static func width(_ text: String) -> Int {
        isPlain(text) ? text.utf8.count : glyphs(text).reduce(0) { $0 + $1.glyph.width }
    }

    /// `text` cell by cell.
    package static func glyphs(_ text: String) -> [ShownGlyph] {
        if isPlain(text) { return text.unicodeScalars.map { ShownGlyph(Glyph($0, width: 1)) } }
        var reader = GlyphReader()
        for scalar in text.unicodeScalars { reader.collect(scalar) }
        return reader.finished()
    }

    /// The text of `glyphs`.
    static func joined(_ glyphs: some Sequence<ShownGlyph>) -> String {
        var text = String.UnicodeScalarView()
        for shown in glyphs { shown.glyph.append(to: &text) }
        return String(text)
    }

    /// Whether every character is printable ASCII: nearly all text is, and needs nothing done to it.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}

/// A glyph of shown text.
package struct ShownGlyph: Hashable, Sendable {
    /// What is drawn.
    package let glyph: Glyph
    /// Whether it is part of a notation like `^X` for something that cannot be shown itself.
    package let isStandIn: Bool

    init(_ glyph: Glyph, isStandIn: Bool = false) {
        self.glyph = glyph
        self.isStandIn = isStandIn
    }
}

/// Divides scalars into glyphs as ncurses and the C library see them: a base and the marks that take no cell.
///
/// Swift's `Character` is not used on purpose. A family joined by zero-width joiners or a thumb with a skin
/// tone is one `Character`, yet terminals disagree on its cells; here only the first emoji of such a
/// sequence is shown, and variation selectors are dropped, so that all of them agree. It takes one step
/// per scalar, however many marks someone piled on a letter.
struct GlyphReader {
    private var shown: [ShownGlyph] = []
    private var column = 0
    /// The glyph that marks still join.
    private var open: Glyph?
    private var sequence = Sequence.none
    /// Scalars that cannot be judged before the next one is known.
    private var held: [Unicode.Scalar] = []

    /// Which emoji sequence `open` is the start of.
    private enum Sequence { case none, keycap, emoji, emojiWithSelector, indicator, joiner, tags }

    /// The next scalar.
    mutating func collect(_ scalar: Unicode.Scalar) {
        if sequence == .joiner || sequence == .tags, continueHeld(scalar) { return }
        let value = scalar.value
        if value >= 0x20 && value < 0x7F { return begin(Glyph(scalar, width: 1), scalar) }
        if value == 0x09 { return tab() }
        if continueEmoji(scalar) { return }
        switch ScalarKind(scalar) {
        case .control: standIn("^" + String(Unicode.Scalar(UInt8(value ^ 0x40))))
        case .hidden: standIn(hexadecimal: value)
        case .unprintable: begin(.replacement, scalar)
        case .mark: mark(scalar)
        case .narrow: begin(Glyph(scalar, width: 1), scalar)
        case .wide: begin(Glyph(scalar, width: 2), scalar)
        }
    }

    /// A byte that is not UTF-8.
    mutating func standIn(byte: UInt8) { standIn(hexadecimal: UInt32(byte)) }

    /// What was read.
    mutating func finished() -> [ShownGlyph] {
        releaseHeld()
        close()
        return shown
    }

    /// Ends the open glyph: nothing joins it any more.
    private mutating func close() {
        if let glyph = open {
            shown.append(ShownGlyph(glyph))
            column += glyph.width
        }
        open = nil
        sequence = .none
    }

    private mutating func begin(_ glyph: Glyph, _ scalar: Unicode.Scalar) {
        close()
        open = glyph
        if ScalarKind.isRegionalIndicator(scalar) {
            sequence = .indicator
        } else if scalar.value > 0xA8, scalar.properties.isEmoji {
            sequence = .emoji
        } else if 0x23...0x39 ~= scalar.value {
            sequence = .keycap
        }
    }

    private mutating func mark(_ scalar: Unicode.Scalar) {
        // A mark with nothing to stand on would join whatever the screen shows to its left.
        open = (open ?? Glyph("\u{25CC}", width: 1)).adding(scalar)
    }

    private mutating func tab() {
        close()
        repeat {
            shown.append(ShownGlyph(.space))
            column += 1
        } while column % DisplayText.tabStop != 0
    }

    private mutating func standIn(_ text: String) {
        releaseHeld()
        close()
        for scalar in text.unicodeScalars {
            shown.append(ShownGlyph(Glyph(scalar, width: 1), isStandIn: true))
            column += 1
        }
    }

    private mutating func standIn(hexadecimal value: UInt32) {
        let digits = String(value, radix: 16)
        standIn("<" + (digits.count < 2 ? "0" : "") + digits + ">")
    }
}

extension GlyphReader {
    /// Takes what belongs to the emoji that was begun; false where the scalar stands for itself.
    private mutating func continueEmoji(_ scalar: Unicode.Scalar) -> Bool {
        switch (sequence, scalar.value) {
        case (.indicator, 0x1F1E6...0x1F1FF):
            open = open?.adding(scalar).widened(to: 2)
            sequence = .none
            return true
        case (.emoji, 0xFE0E...0xFE0F):
            sequence = .emojiWithSelector
            return true
        case (.keycap, 0xFE0E...0xFE0F):
            sequence = .none
            return true
        case (.emoji, 0x1F3FB...0x1F3FF), (.emojiWithSelector, 0x1F3FB...0x1F3FF):
            return true
        case (.emoji, 0x200D), (.emojiWithSelector, 0x200D):
            held = [scalar]
            sequence = .joiner
            return true
        case (.emoji, 0xE0061...0xE007A) where open?.low == 0x1F3F4:
            held = [scalar]
            sequence = .tags
            return true
        default: return false
        }
    }

    /// Goes on with a sequence that is dropped when it proves complete; false where it proves to be none,
    /// after showing what was held back.
    private mutating func continueHeld(_ scalar: Unicode.Scalar) -> Bool {
        if sequence == .joiner, scalar.value > 0xA8, scalar.properties.isEmoji {
            held = []
            sequence = .emoji
            return true
        }
        if sequence == .tags, 0xE0061...0xE007A ~= scalar.value, held.count < 5 {
            held.append(scalar)
            return true
        }
        if sequence == .tags, scalar.value == 0xE007F {
            held = []
            sequence = .none
            return true
        }
        releaseHeld()
        return false
    }

    /// Shows what was taken for the start of a sequence and was not.
    private mutating func releaseHeld() {
        let scalars = held
        held = []
        for scalar in scalars { standIn(hexadecimal: scalar.value) }
    }
}

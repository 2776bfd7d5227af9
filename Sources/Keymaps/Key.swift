/// One key press, as a terminal can report it.
package struct Key: Hashable, Sendable {
    /// Which key.
    package enum Code: Hashable, Sendable {
        /// A character as typed: shifted letters are capitals, and a blank is the space bar.
        case character(Character)
        /// Keys for editing.
        case enter, tab, backspace, escape, insert, delete
        /// Keys for moving.
        case up, down, left, right, home, end, pageUp, pageDown
        /// `F1` is 1.
        case function(Int)
    }

    /// Keys held down besides.
    package struct Modifiers: OptionSet, Hashable, Sendable {
        /// The bits.
        package let rawValue: UInt8
        /// Modifiers by their bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Control.
        package static let control = Modifiers(rawValue: 1)
        /// Alt, which terminals send as an Escape before the key.
        package static let alt = Modifiers(rawValue: 2)
        /// Shift; only together with keys that type nothing.
        package static let shift = Modifiers(rawValue: 4)
    }

    /// Which key.
    package let code: Code
    /// Keys held down besides.
    package let modifiers: Modifiers

    /// A key, in the one form that equal presses have: with Control, letters are small, and Shift is part
    /// of a character.
    package init(_ code: Code, _ modifiers: Modifiers = []) {
        guard case .character(let character) = code else {
            (self.code, self.modifiers) = (code, modifiers)
            return
        }
        var typed = character
        if modifiers.contains(.control) {
            typed = Key.lowercased(typed)
        } else if modifiers.contains(.shift) {
            typed = Key.uppercased(typed)
        }
        // Control and the key of `@` or the space bar are one press on most keyboards, and one byte on all.
        if modifiers.contains(.control) && typed == "@" { typed = " " }
        self.code = .character(typed)
        self.modifiers = modifiers.subtracting(.shift)
    }

    /// The key that types `character`.
    package init(_ character: Character) { self.init(.character(character)) }

    /// What the key types; nil if it types nothing.
    package var character: Character? {
        guard case .character(let character) = code, modifiers.isEmpty else { return nil }
        return character
    }

    private static func lowercased(_ character: Character) -> Character {
        let text = character.lowercased()
        return text.count == 1 ? Character(text) : character
    }

    private static func uppercased(_ character: Character) -> Character {
        let text = character.uppercased()
        return text.count == 1 ? Character(text) : character
    }
}

extension Key {
    /// The key that terminals report when this one is pressed; nil where they report this one.
    ///
    /// A terminal sends bytes, not keys: Control takes the upper bits off a letter, which makes `<C-i>` the
    /// byte of `<Tab>`; and Control is lost on keys that have no such byte.
    package var reportedInstead: Key? {
        guard modifiers.contains(.control) || modifiers.contains(.shift) else { return nil }
        let others = modifiers.subtracting(.control)
        switch code {
        case .character("i"): return Key(.tab, others)
        case .character("m"): return Key(.enter, others)
        case .character("["): return Key(.escape, others)
        case .character("?"): return Key(.backspace, others)
        case .character("a"..."z"), .character(" "), .character("\\"), .character("]"), .character("^"),
            .character("_"):
            return nil
        case .character: return Key(code, others)
        case .tab: return modifiers.contains(.control) ? Key(.tab, others) : nil
        case .enter, .backspace, .escape: return Key(code, modifiers.intersection(.alt))
        default: return nil
        }
    }
}

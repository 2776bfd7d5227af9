extension Key {
    /// The key that `notation` names: a character as it is, or a name in angle brackets, with `C-`, `A-` and
    /// `S-` for Control, Alt and Shift: `a`, `G`, `ú`, `<C-d>`, `<Space>`, `<S-Tab>`, `<A-x>`. Names may be
    /// written in small letters.
    package init?(notation: String) {
        if notation.count == 1, let character = notation.first {
            guard let scalar = notation.unicodeScalars.first, scalar.value > 0x20, scalar.value != 0x7F else {
                return nil
            }
            self.init(character)
            return
        }
        guard notation.count > 2, notation.first == "<", notation.last == ">" else { return nil }
        var name = notation.dropFirst().dropLast()
        var modifiers = Modifiers()
        while name.count > 2, name.dropFirst().first == "-",
            let modifier = Key.modifierLetters[name.prefix(1).uppercased()]
        {
            modifiers.insert(modifier)
            name = name.dropFirst(2)
        }
        if name.count == 1, let character = name.first, !modifiers.isEmpty {
            self.init(.character(character), modifiers)
        } else if let code = Key.codes[name.lowercased()] {
            self.init(code, modifiers)
        } else {
            return nil
        }
    }

    /// The key in the one notation of keymap files, help and tests.
    package var notation: String {
        let named = name ?? ""
        let prefix =
            (modifiers.contains(.control) ? "C-" : "") + (modifiers.contains(.alt) ? "A-" : "")
            + (modifiers.contains(.shift) ? "S-" : "")
        if case .character(let character) = code, name == nil {
            return prefix.isEmpty ? String(character) : "<" + prefix + String(character) + ">"
        }
        return "<" + prefix + named + ">"
    }

    /// The key as people call it, for hints and help: `Ctrl-d`, `Enter`, `↑`.
    package var label: String {
        let prefix =
            (modifiers.contains(.control) ? "Ctrl-" : "") + (modifiers.contains(.alt) ? "Alt-" : "")
            + (modifiers.contains(.shift) ? "Shift-" : "")
        let arrows: [Code: String] = [.up: "↑", .down: "↓", .left: "←", .right: "→"]
        if let arrow = arrows[code] { return prefix + arrow }
        if case .character(let character) = code { return prefix + (name ?? String(character)) }
        return prefix + (name ?? "")
    }

    /// The names of keys that have one, in angle brackets.
    package static let names: [String] = namedCodes.map { "<" + $0.name + ">" }

    /// The name inside the angle brackets; nil for characters that stand for themselves.
    private var name: String? { Key.namedCodes.first { $0.code == code }?.name }

    private static let modifierLetters: [String: Modifiers] = [
        "C": .control, "A": .alt, "M": .alt, "S": .shift,
    ]

    private static let namedCodes: [(name: String, code: Code)] =
        [
            ("Space", .character(" ")), ("Enter", .enter), ("Tab", .tab), ("Backspace", .backspace),
            ("Esc", .escape), ("Insert", .insert), ("Delete", .delete), ("Up", .up), ("Down", .down),
            ("Left", .left), ("Right", .right), ("Home", .home), ("End", .end), ("PgUp", .pageUp),
            ("PgDn", .pageDown),
        ] + (1...12).map { ("F\($0)", .function($0)) }

    /// Other names that people know from elsewhere.
    private static let otherNames: [(name: String, code: Code)] = [
        ("CR", .enter), ("Return", .enter), ("BS", .backspace), ("Escape", .escape), ("Ins", .insert),
        ("Del", .delete), ("PageUp", .pageUp), ("PageDown", .pageDown), ("lt", .character("<")),
        ("gt", .character(">")),
    ]

    private static let codes = Dictionary(
        (namedCodes + otherNames).map { ($0.name.lowercased(), $0.code) },
        uniquingKeysWith: { first, _ in first })
}

extension [Key] {
    /// The keys that `notation` names, separated by blanks; nil if there is none, or one is not known.
    package init?(notation: String) {
        var keys: [Key] = []
        for part in notation.split(separator: " ") {
            guard let key = Key(notation: String(part)) else { return nil }
            keys.append(key)
        }
        guard !keys.isEmpty else { return nil }
        self = keys
    }

    /// The sequence in the notation of keymap files.
    package var notation: String { map(\.notation).joined(separator: " ") }

    /// The sequence as people call it: `g b`, `Ctrl-x Ctrl-c`.
    package var label: String { map(\.label).joined(separator: " ") }
}

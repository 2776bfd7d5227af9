import CCurses

/// What has to be written to a terminal before drawing on it, and afterwards. Needs a started screen.
struct ScreenModes {
    /// The other screen, keys that can be told apart, the mouse, marked pastes and the focus; no cursor.
    let enter: [UInt8]
    /// All of that undone, whatever was being written when it comes.
    let leave: [UInt8]

    /// Modes that terminals have that know a mouse, and that the others do not understand.
    private static let privateModes = ["1000", "1006", "2004", "1004"]

    init() {
        let modes = ccurses_string("kmous") == nil ? [] : ScreenModes.privateModes
        enter = ScreenModes.joined(
            ScreenModes.strings("smcup", "smkx", "civis") + modes.map { "\u{1B}[?\($0)h" })
        leave = ScreenModes.joined(
            // The string terminator ends what may have been cut off in the middle.
            ["\u{1B}\\"] + modes.reversed().map { "\u{1B}[?\($0)l" }
                + ScreenModes.strings("sgr0", "op", "rmkx", "cnorm", "rmcup") + ["\r"])
    }

    private static func strings(_ capabilities: String...) -> [String] {
        capabilities.compactMap { ccurses_string($0).map { String(cString: $0) } }
    }

    private static func joined(_ strings: [String]) -> [UInt8] {
        withoutPadding(Array(strings.joined().utf8))
    }

    /// Without pauses like `$<5>`, which only terminals made of glass and steel needed.
    private static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var kept: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x24, rest.dropFirst().first == 0x3C, let end = rest.firstIndex(of: 0x3E) {
                rest = rest[(end + 1)...]
            } else {
                kept.append(byte)
                rest = rest.dropFirst()
            }
        }
        return kept
    }
}

extension PseudoTerminal {
    /// Modes that a program may set, and how each of them is set back.
    private static let modes = [
        ("[?1049h", "[?1049l"), ("[?25l", "[?25h"), ("[?1000h", "[?1000l"), ("[?1006h", "[?1006l"),
        ("[?2004h", "[?2004l"), ("[?1004h", "[?1004l"), ("[?1h", "[?1l"),
    ]

    /// Whether the terminal is as it was found: cooked, on its first screen, its cursor shown, and all modes
    /// set back, judging from what was written so far.
    package var isGivenBack: Bool {
        isCooked && PseudoTerminal.modes.allSatisfy { (lastPlace(of: $0) ?? -1) < (lastPlace(of: $1) ?? 0) }
    }

    /// What was written after the first screen had come back.
    package var afterLeaving: String {
        lastPlace(of: "[?1049l").map { written(since: $0 + 8) } ?? ""
    }

    /// What was written after the first `count` bytes, escape sequences included.
    package func written(since count: Int = 0) -> String { String(decoding: bytes[count...], as: UTF8.self) }

    /// Where an escape sequence was written last.
    private func lastPlace(of sequence: String) -> Int? {
        let wanted = [0x1B] + Array(sequence.utf8)
        return stride(from: bytes.count - wanted.count, through: 0, by: -1).first {
            bytes[$0] == 0x1B && bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
        }
    }
}

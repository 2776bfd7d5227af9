import VaultModel

extension Command {
    /// Getting to a note or a command by typing.
    static let finding: [Command] = [
        Command(
            "pane.filter", .finding, "Show only lines of this pane that hold what you type", hint: "filter"
        ) {
            if $0.page.kind == .screen(.search) {
                return $0.page.tab == .results ? $0.typeQuery() : $0.typeSearch()
            }
            $0.overlay = .prompt(Prompt(.filter, title: "Filter", text: $0.focused.filter))
            return []
        },
        Command("note.find", .finding, "Find a note by its name or a heading", hint: "find") {
            $0.openPicker(.notes)
        },
        Command("palette.open", .finding, "Choose a command by its name") {
            $0.openPicker(.commands)
        },
        Command(
            "note.openInObsidian", .finding, "Open the note in Obsidian",
            obstacle: { $0.subject == nil ? "There is no note to open" : nil }
        ) { state in
            guard let path = state.item?.origin?.path ?? state.subject else { return [] }
            state.notice = Notice("Asked Obsidian to open \(path.name)")
            return [.open(ObsidianAddress.open(path, vault: state.vaultName))]
        },
        Command(
            "link.copy", .finding, "Copy a wikilink to the note",
            obstacle: { $0.subject == nil ? "There is no note to link to" : nil }
        ) { state in
            guard let path = state.subject else { return [] }
            let link = "[[\(path.name)]]"
            state.notice = Notice("Copied \(link)")
            return [.copy(link)]
        },
    ]
}

/// Addresses that Obsidian answers to (dialect §4, URIs).
enum ObsidianAddress {
    /// The address that opens a note.
    static func open(_ path: NotePath, vault: String) -> String {
        "obsidian://open?vault=\(encoded(Array(vault.utf8)))&file=\(encoded(path.bytes))"
    }

    /// Percent-encodes all but letters, digits and `-._~`.
    private static func encoded(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF")
        return bytes.reduce(into: "") { text, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}

import Keymaps
import Screen
import VaultModel

extension ListOverlay {
    /// Every command with its keys, by family; what can't run now says why.
    static func help(_ state: State) -> ListOverlay {
        var lines: [Line] = []
        var items: [Item] = []
        func add(_ text: StyledText) {
            lines.append(Line(text: text, item: items.count))
            items.append(Item(id: "\(items.count)", kind: .text))
        }
        for family in Command.Family.allCases {
            let commands = Command.all.filter { $0.family == family }
            guard !commands.isEmpty else { continue }
            // The cursor passes over what is no command.
            if !lines.isEmpty { lines.append(Line(text: StyledText(), item: nil)) }
            lines.append(Line(text: StyledText(family.rawValue, Style(.heading, .bold)), item: nil))
            commands.forEach { add(row($0, state)) }
        }
        return ListOverlay(title: "Keys and commands", content: Content(lines: lines, items: items))
    }

    private static func row(_ command: Command, _ state: State) -> StyledText {
        var keys = state.keymap.keys(for: command.id, in: [state.page.focus.rawValue, "global"])
        if keys.isEmpty { keys = state.keymap.keys(for: command.id, in: ["merge"]) }
        let names = keys.map(\.label).joined(separator: ", ")
        var text = StyledText(names.isEmpty ? "-" : names, .hintKey).padded(to: 20)
        text.append(" \(command.help)", .text)
        if let reason = command.obstacle(state) { text.append("  (\(reason.uncapitalizedFirst))", .dim) }
        return text
    }

    /// What was said in this session, newest first.
    static func messages(_ state: State) -> ListOverlay {
        let said = state.said.isEmpty ? [Notice("Nothing was said yet")] : state.said.reversed()
        let lines = said.enumerated().map { index, notice in
            Line(text: StyledText(notice.text, notice.isError ? .error : .text), item: index)
        }
        let items = said.indices.map { Item(id: "\($0)", kind: .text) }
        return ListOverlay(title: "Messages", content: Content(lines: lines, items: items))
    }

    /// A refused edit: what was to be written, and what the file holds there now.
    static func conflict(_ edit: Edit, current: [UInt8], reason: String) -> ListOverlay {
        var lines: [Line] = []
        var items: [Item] = []
        func add(_ text: String, _ role: Role) {
            lines.append(Line(text: StyledText(text, role), item: items.count))
            items.append(Item(id: "\(items.count)", kind: .text))
        }
        add("Not saved: \(edit.label).", .error)
        add("\(edit.path.text): \(reason)", .text)
        add("The file is as the other program left it. Look at it and do the edit again.", .dim)
        let old = LineTable(edit.base)
        let new = LineTable(current)
        for replacement in edit.replacements {
            let line = old.line(at: replacement.range.lower)
            add("", .text)
            add("Line \(line + 1) when you edited it:", .dim)
            add("  " + edit.base.text(old.contentRange(of: line, in: edit.base)), .text)
            add("What you wanted there:", .dim)
            for part in wanted(edit, replacement, old, line) { add("  " + part, .added) }
            add("Line \(line + 1) now:", .dim)
            add(
                line < new.count ? "  " + current.text(new.contentRange(of: line, in: current)) : "  (none)",
                .text)
        }
        return ListOverlay(title: "Changed meanwhile", content: Content(lines: lines, items: items))
    }

    /// The lines that a replacement would have left.
    private static func wanted(
        _ edit: Edit, _ replacement: Replacement, _ lines: LineTable, _ line: Int
    ) -> [String] {
        let last = lines.line(at: max(replacement.range.lower, replacement.range.upper - 1))
        let head = edit.base[lines.start(of: line)..<replacement.range.lower]
        let end = max(replacement.range.upper, lines.contentRange(of: last, in: edit.base).upper)
        let tail = edit.base[replacement.range.upper..<end]
        let text = String(decoding: head + replacement.bytes + tail, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}

extension String {
    /// The text with its first letter in lower case.
    var uncapitalizedFirst: String { prefix(1).lowercased() + dropFirst() }
}

package import Screen
package import VaultModel

/// One thing that can be picked, as a row of the list.
package struct PickerRow: Hashable, Sendable {
    /// What Enter does.
    package enum Target: Hashable, Sendable {
        /// Opens a note, at a line from 0 if one is given.
        case note(NotePath, line: Int?)
        /// Runs a command.
        case command(String)
        /// Makes a link of a name on a line.
        case name(NameOffer, at: LinePlace)
        /// Gives a note a status.
        case status(NotePath, String)
    }
    /// What Enter does.
    package var target: Target
    /// What typing is matched with, and shown.
    package var text: String
    /// The indices of the characters of `text` that fit what is typed.
    package var positions: [Int]
    /// What stands beside it: a note's path, a command's key.
    package var detail: String
    /// Why the command can't run now.
    package var obstacle: String?

    /// What the line below the list says of it: the path in full, the command's name, why it can't run.
    package var about: StyledText {
        switch target {
        case .note(let path, _): return StyledText(path.text, .dim)
        case .command(let id):
            var text = StyledText(id, .dim)
            if let obstacle { text.append("  not now: \(obstacle)", .warning) }
            return text
        case .name(let offer, _): return StyledText("becomes [[\(offer.target)…]]", .dim)
        case .status(let path, _): return StyledText(path.text, .dim)
        }
    }

    /// A row of the list: the text with its matched letters marked, why it can't run if it can't, the detail at the
    /// right.
    package func line(width: Int) -> StyledText {
        let marked = Set(positions)
        let plain: Role = obstacle == nil ? .text : .dim
        var text = StyledText()
        for (offset, character) in self.text.enumerated() {
            text.append(String(character), marked.contains(offset) ? Style(.match, .bold) : Style(plain))
        }
        // A key is short and never gives way; a path does.
        let isKey = if case .command = target { true } else { false }
        let room =
            isKey ? min(width / 2, DisplayText.width(detail)) : min(width / 2, max(0, width - text.width - 2))
        let tail = StyledText(detail, isKey ? Style(.hintKey) : Style(.dim)).truncated(to: room)
        let gap = tail.isEmpty || room < 4 && !isKey ? 0 : tail.width + 2
        if let obstacle { text = text.followed(by: obstacle, width: width - gap) }
        guard gap > 0 else { return text.truncated(to: width) }
        var row = text.truncated(to: width - gap).padded(to: width - gap)
        row.append("  ")
        row.append(tail)
        return row
    }
}

extension StyledText {
    /// The text with a reason behind it; where room is short both are cut, the reason first.
    fileprivate func followed(by reason: String, width: Int) -> StyledText {
        let reason = StyledText("· \(reason)", .dim)
        let room = width - 2
        var row = truncated(to: max(room - reason.width, room * 3 / 5))
        row.append("  ")
        row.append(reason.truncated(to: max(0, width - row.width)))
        return row
    }
}

extension PickerRow {
    /// A note or heading that fits what is typed.
    init(_ match: NameMatch, _ vault: Vault) {
        let title = vault[match.path]?.title ?? match.path.name
        target = .note(match.path, line: match.line)
        text = match.text
        positions = match.positions
        detail =
            switch match.kind {
            case .title: match.path.linkText
            case .alias: "also \(title)"
            case .heading: "§ \(title)"
            case .path: title == match.path.name ? "" : title
            }
    }

    /// The notes read lately, the one in sight left out, then others.
    static func recentNotes(_ state: State, then others: [NameMatch] = []) -> [PickerRow] {
        var seen: Set<NotePath> = []
        if case .note(let path) = state.page.kind { seen.insert(path) }
        let recent = state.visited.compactMap { state.vault[$0] }
            .map { NameMatch(path: $0.path, kind: .title, text: $0.title) }
        let all = (recent + others).filter { seen.insert($0.path).inserted }
        return all.prefix(Picker.mostRows).map { PickerRow($0, state.vault) }
    }

    /// Those of a few rows that fit a pattern, best first; all in their order without one.
    static func choices(_ rows: [PickerRow], fitting pattern: String) -> [PickerRow] {
        if pattern.isEmpty { return rows }
        let found = rows.enumerated().compactMap { index, row -> (PickerRow, Int, Int)? in
            guard let fit = FuzzyMatch.score(pattern, row.text) else { return nil }
            var row = row
            row.positions = fit.positions
            return (row, fit.score, index)
        }
        return found.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
    }

    /// The commands whose sentence or name fits a pattern, best first.
    static func commands(fitting pattern: String, _ state: State) -> [PickerRow] {
        let found = Command.all.enumerated().compactMap { index, command -> (PickerRow, Int, Int)? in
            let text = FuzzyMatch.score(pattern, command.help)
            let id = FuzzyMatch.score(pattern, command.id)
            guard let score = [text?.score, id?.score].compactMap({ $0 }).max() else { return nil }
            let row = PickerRow(
                target: .command(command.id), text: command.help, positions: text?.positions ?? [],
                detail: keyName(of: command.id, state) ?? "–", obstacle: command.obstacle(state))
            return (row, score, index)
        }
        if pattern.isEmpty { return found.map(\.0) }
        return found.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map(\.0)
    }
}

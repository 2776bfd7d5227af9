import Screen
import VaultModel

extension PaneID {
    /// The open tasks of the vault.
    package static let agenda: PaneID = "agenda"
}

extension Pane {
    /// The open tasks of the vault in groups, then what waits for somebody.
    package static let agenda = Pane(
        .agenda, "Agenda", whenEmpty: "Nothing is left to do in this vault", followsVault: true,
        stamp: { $0.agenda.version }
    ) { context in
        let context = context.lasting
        guard let agenda = context.state.agenda.made else { return .empty }
        let state = context.state
        return Content(
            groups: agenda.groups.map(\.entries.count), note: "by \(agenda.request.grouping.rawValue)",
            heading: { heading(agenda.groups[$0], agenda.request.grouping).truncated(to: context.width) },
            text: { agendaRow($0, agenda, state, width: context.width) },
            item: { agendaItem($0, agenda, state) },
            find: { id, near in
                if near < agenda.entries.count, agendaItem(near, agenda, state).id == id { return near }
                let path = NotePath(String(id.prefix { $0 != AgendaID.separator }))
                return agenda.places(of: path).filter { agendaItem($0, agenda, state).id == id }
                    .min { abs($0 - near) < abs($1 - near) }
            })
    }

    /// A group's heading: what its tasks have in common, and how many there are.
    private static func heading(_ group: Agenda.Group, _ grouping: AgendaGrouping) -> StyledText {
        var text = StyledText(
            group.title(grouping), Style(group.urgency == .overdue ? .overdue : .heading, .bold))
        text.append("  \(group.entries.count)", .dim)
        return text
    }
}

/// How the items of the agenda are named: by their note and words, which stay when days and lines change.
private enum AgendaID {
    static let separator: Character = "\u{1F}"
}

private func agendaItem(_ index: Int, _ agenda: Agenda, _ state: State) -> Item {
    guard let row = agenda.row(index, in: state.vault) else { return Item(id: "\(index)", kind: .text) }
    let place = Origin(row.path, line: row.line)
    let (kind, words, anchor): (Item.Kind, String, String) =
        switch row.kind {
        case .task(let task): (.step, task.words(state.taskSettings), task.text)
        case .blocker(let blocker): (.blocker, "✗" + blocker.text, blocker.text)
        }
    let links = MarkdownText(anchor, in: row.path, state.vault).destinations
    return Item(
        id: "\(row.path.text)\(AgendaID.separator)\(words)", kind: row.isThere ? kind : .text, origin: place,
        editable: row.isThere ? anchor : nil,
        destinations: [.place(place)] + links,
        anchor: anchor)
}

/// A task with its box and marks, and its project at the right.
private func agendaRow(_ index: Int, _ agenda: Agenda, _ state: State, width: Int) -> StyledText {
    guard let row = agenda.row(index, in: state.vault) else { return StyledText() }
    var text = StyledText()
    var marks = StyledText()
    switch row.kind {
    case .task(let task):
        let line = TaskLine(
            line: Array("- [\(task.mark)] \(task.text)".utf8)[...], settings: state.taskSettings)
        let isDone = !task.isOpen
        text.append("[\(task.mark)] ", isDone ? .done : .open)
        let base = Style(row.isThere ? (isDone ? .done : .text) : .dim)
        text.append(MarkdownText(line?.shownText ?? task.text, in: row.path, state.vault, base: base).text)
        if let line { marks = taskMarks(line, isDone: isDone, today: state.today).inOneLine }
    case .blocker(let blocker):
        text.append(blocker.isDone ? "✓ " : "✗ ", blocker.isDone ? .done : .blocked)
        let base = Style(blocker.isDone ? .done : .text)
        text.append(MarkdownText(blocker.text, in: row.path, state.vault, base: base).text)
        marks = ageMark(of: blocker.text, in: row.path, state)
    }
    let isNamed =
        agenda.request.grouping == .project
        && agenda.groups.contains { group in
            !group.isWaiting && group.name != nil && group.entries.contains(index)
        }
    return rowText(text, marks, isNamed ? "" : row.title, width: width)
}

/// A row of a list: text, marks, and at the right end where it stands. Where room is short the text gives way, then
/// the marks.
func rowText(_ text: StyledText, _ marks: StyledText, _ tail: String, width: Int) -> StyledText {
    let end = width < 48 ? StyledText() : StyledText(tail, .dim).truncated(to: width / 4)
    let room = width - (end.isEmpty ? 0 : end.width + 2)
    var row = text.truncated(to: max(room - marks.width, room / 2))
    row.append(marks)
    row = end.isEmpty ? row.truncated(to: room) : row.padded(to: room)
    if !end.isEmpty { row.append("  ") }
    row.append(end)
    return row
}

/// How long a blocker is known; nothing where that is not known yet.
private func ageMark(of blocker: String, in path: NotePath, _ state: State) -> StyledText {
    guard let day = state.agenda.blockerDays[Fingerprint(blocker: blocker, in: path)] else {
        return StyledText()
    }
    let days = state.today.days(since: day)
    let words = days <= 0 ? "since today" : days == 1 ? "for 1 day" : "for \(days) days"
    return StyledText("  \(words)", days > Attention.staleAfter ? .warning : .dim)
}

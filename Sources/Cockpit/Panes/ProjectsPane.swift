import Screen
import VaultModel

extension PaneID {
    /// The list of projects.
    package static let projects: PaneID = "projects"
}

extension Pane {
    /// The projects of the vault, those that need attention first.
    package static let projects = Pane(
        .projects, "Projects", whenEmpty: "No note of this vault is a project: none has type: project",
        followsVault: true
    ) { context in
        let context = context.lasting
        let state = context.state
        let entries = state.projects.entries
        let filter = TextFilter(context.filter)
        // The places of those that fit, not they themselves: there may be very many.
        let shown = filter.isEmpty ? nil : state.projects.places(fitting: filter)
        let count = shown?.count ?? entries.count
        let place = { @Sendable (index: Int) in shown?[index] ?? index }
        let urgent = (0..<count).partitioningIndex { entries[place($0)].rank >= 15 }
        let all = (0..<count).partitioningIndex { entries[place($0)].rank >= Attention.conflictRank }
        return Content(
            count: count, note: urgent > 0 ? "\(urgent) of \(all)" : "\(all)",
            text: { index in projectRow(entries[place(index)], state, width: context.width) },
            item: { index in
                let path = entries[place(index)].path
                return Item(
                    id: path.text, kind: .note, origin: Origin(path, line: 0),
                    destinations: [.note(path, heading: nil)])
            },
            find: { id, near in
                if near < count, entries[place(near)].path.text == id { return near }
                guard let index = state.projects.index(of: NotePath(id)), let shown else {
                    return state.projects.index(of: NotePath(id))
                }
                let found = shown.partitioningIndex { $0 >= index }
                return found < count && shown[found] == index ? found : nil
            })
    }
}

/// A project's title with the marks of what it needs at the right.
private func projectRow(_ entry: ProjectList.Entry, _ state: State, width: Int) -> StyledText {
    guard let digest = state.vault[entry.path] else { return StyledText(entry.path.name, .dim) }
    let attention = entry.attention
    let marks = attentionMarks(attention)
    let title = StyledText(digest.title, attention.isOver || attention.isConflictCopy ? .dim : .text)
    let room = max(4, width - marks.width - (marks.isEmpty ? 0 : 1))
    var row = title.padded(to: room)
    if !marks.isEmpty { row.append(" ") }
    row.append(marks)
    return row
}

/// What a project needs, as marks: `✗2` blockers, `R` review, `!1` overdue, `~` no contact for long, `4` steps.
func attentionMarks(_ attention: Attention) -> StyledText {
    var marks = StyledText()
    func add(_ mark: String, _ role: Role) {
        if !marks.isEmpty { marks.append(" ") }
        marks.append(mark, role)
    }
    if attention.isConflictCopy { add("conflict copy", .warning) }
    if attention.isBlocked { add(attention.blockers > 0 ? "✗\(attention.blockers)" : "✗", .blocked) }
    if attention.needsReview { add("R", .review) }
    if attention.overdue > 0 { add("!\(attention.overdue)", .overdue) }
    if attention.isStale { add("~", .warning) }
    if attention.steps > 0 { add("\(attention.steps)", .dim) }
    return marks
}

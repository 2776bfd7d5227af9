import Screen
import VaultModel

extension PaneID {
    /// The people of the vault.
    package static let people: PaneID = "people"
    /// What the vault says of one person.
    package static let person: PaneID = "person"
}

extension Pane {
    /// The people: name, role, company, last contact, and what is open.
    package static let people = Pane(
        .people, "People", whenEmpty: "No note of this vault is about a person: none has type: person",
        followsVault: true, stamp: { $0.people.version }
    ) { context in
        let context = context.lasting
        let state = context.state
        let filter = TextFilter(context.filter)
        let people = (state.people.made?.all ?? []).filter { person in
            filter.isEmpty
                || [person.name, person.role ?? "", person.company ?? ""].contains { filter.fits($0) }
        }
        let stale = people.count { ($0.staleDays(state.today) ?? 0) > Attention.staleAfter }
        return Content(
            count: people.count, note: stale > 0 ? "\(stale) stale of \(people.count)" : "\(people.count)",
            text: { personRow(people[$0], state.today, width: context.width) },
            item: { index in
                let person = people[index]
                return Item(
                    id: person.itemID, kind: .person, origin: person.path.map { Origin($0, line: 0) },
                    destinations: [person.path.map { .note($0, heading: nil) } ?? .missing(person.name)])
            },
            find: { id, near in
                if near < people.count, people[near].itemID == id { return near }
                return people.firstIndex { $0.itemID == id }
            })
    }

    /// What the vault says of the person under the list's cursor, newest first.
    package static let person = Pane(
        .person, "Page", whenEmpty: "Nobody is selected", followsVault: true,
        stamp: { $0.people.version &* 100_003 &+ ($0.pages[0].panes[.people]?.cursor ?? 0) }
    ) { context in
        let state = context.state
        guard let person = state.listedPerson else { return .empty }
        var builder = ContentBuilder(context)
        addHead(person, state, to: &builder)
        guard let page = state.people.page, page.key.person == PersonRequest(person, in: state.vault) else {
            builder.addHeading(StyledText("Looking…", .dim))
            return builder.content()
        }
        if !page.lines.isEmpty {
            builder.addHeading(StyledText("What the notes say, newest first", Style(.heading, .bold)))
        }
        for line in page.lines { add(line, state, to: &builder) }
        if page.lines.isEmpty {
            builder.addHeading(StyledText("No other line of the vault speaks of them", .dim))
        }
        return builder.content(note: "\(page.lines.count)")
    }

    private static func addHead(_ person: Person, _ state: State, to builder: inout ContentBuilder) {
        var text = StyledText(person.name, Style(.title, .bold))
        let what = [person.role, person.company].compactMap { $0 }.joined(separator: ", ")
        if !what.isEmpty { text.append("  \(what)", .text) }
        if person.path == nil { text.append("  no note yet", .warning) }
        builder.add(
            Item(
                id: "head", kind: .person, origin: person.path.map { Origin($0, line: 0) },
                destinations: person.path.map { [.note($0, heading: nil)] } ?? []), text)
        if let contact = person.lastContact {
            var line = StyledText("Last contact \(contact)", .dim)
            line.append(staleMark(person, state.today))
            builder.add(Item(id: "contact", kind: .text), line)
        }
        for path in person.projects {
            var line = StyledText("Project ", .dim)
            line.append(state.vault[path]?.title ?? path.name, .link)
            builder.add(
                Item(
                    id: "project:\(path.text)", kind: .note, origin: Origin(path, line: 0),
                    destinations: [.note(path, heading: nil)]), line)
        }
    }

    private static func add(_ line: PersonLine, _ state: State, to builder: inout ContentBuilder) {
        var text = StyledText()
        var kind = Item.Kind.text
        var base = Style(.text)
        var shown = line.text
        var marks: [StyledText] = []
        switch line.kind {
        case .step(let mark, let isDone):
            text.append(mark.map { "[\($0)] " } ?? "-   ", isDone ? .done : .open)
            kind = .step
            base = Style(isDone ? .done : .text)
            let source = Array("- [\(mark ?? " ")] \(line.text)".utf8)
            if let task = TaskLine(line: source[...], settings: state.taskSettings) {
                shown = task.shownText
                marks = taskMarks(task, isDone: isDone, today: state.today)
            }
        case .blocker(let isDone):
            text.append(isDone ? "✓ " : "✗ ", isDone ? .done : .blocked)
            kind = .blocker
            base = Style(isDone ? .done : .text)
        case .decision: text.append("✓ ", .dim)
        case .fact, .context: text.append("- ", .dim)
        }
        let hanging = text.width
        let body = MarkdownText(shown, in: line.path, state.vault, base: base)
        text.append(body.text)
        if !line.isLinked {
            let key = keyName(of: "people.link", state)
            marks.append(StyledText("not linked" + (key.map { ", \($0) links it" } ?? ""), .warning))
        }
        if let day = line.day { marks.append(StyledText("\(day)", .dim)) }
        let section = line.section.isEmpty ? "" : " › \(line.section)"
        marks.append(StyledText(line.title + section, .dim))
        let place = Origin(line.path, line: line.line)
        builder.add(
            Item(
                id: "line:\(line.path.text)\u{1F}\(line.line)", kind: kind, origin: place,
                editable: line.kind == .context ? nil : line.text,
                destinations: [.place(place)] + body.destinations, anchor: line.anchor), text,
            marks: marks, hanging: hanging)
    }
}

/// How long ago the last contact was, as a mark: `~45d` where it is too long.
private func staleMark(_ person: Person, _ today: CalendarDay) -> StyledText {
    guard let days = person.staleDays(today) else { return StyledText() }
    let isStale = days > Attention.staleAfter
    return StyledText("  \(isStale ? "~" : "")\(days)d", isStale ? .warning : .dim)
}

/// A mark in a column of the list: at its right end, and as wide as the column.
private func column(_ text: String, _ role: Role, width: Int) -> StyledText {
    var cell = StyledText(String(repeating: " ", count: max(2, width - text.count)))
    cell.append(text, role)
    return cell
}

/// A person's name, what they do, and in columns: projects, blockers, open steps, days since the last contact.
private func personRow(_ person: Person, _ today: CalendarDay, width: Int) -> StyledText {
    var text = StyledText(person.name, person.path == nil ? .dim : .person)
    let what = [person.role, person.company].compactMap { $0 }.joined(separator: ", ")
    if !what.isEmpty { text.append("  \(what)", .dim) }
    if person.path == nil { text.append("  no note", .dim) }
    let projects = person.projects.count
    let isWide = width >= 60
    var marks = StyledText()
    func add(_ text: String?, _ role: Role, _ columns: Int) {
        if isWide || text != nil { marks.append(column(text ?? "", role, width: isWide ? columns : 0)) }
    }
    let unit = !isWide ? "pr" : projects == 1 ? "project" : "projects"
    add(projects > 0 ? "\(projects) \(unit)" : nil, .dim, 14)
    add(person.blockers > 0 ? "✗\(person.blockers)" : nil, .blocked, 6)
    add(person.openSteps > 0 ? "\(person.openSteps) open" : nil, .open, 10)
    let stale = staleMark(person, today)
    marks.append(String(repeating: " ", count: max(0, 7 - stale.width)))
    marks.append(stale)
    let room = max(4, width - marks.width)
    var row = text.truncated(to: room).padded(to: room)
    row.append(marks)
    return row
}

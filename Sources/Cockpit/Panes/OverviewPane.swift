import Screen
import VaultModel

extension PaneID {
    /// The overview of a project.
    package static let overview: PaneID = "overview"
}

extension Pane {
    /// Status, dates, overview text, status table and topics.
    package static let overview = Pane(
        .overview, "Overview", whenEmpty: "This note says nothing about itself", followsVault: true
    ) { context in
        guard let subject = context.subject else { return .empty }
        let project = subject.project
        let path = project.path
        var builder = ContentBuilder(context)
        builder.add(
            Item(
                id: "title", kind: .note, origin: Origin(path, line: 0),
                destinations: [.note(path, heading: nil)]),
            StyledText(project.title, Style(.title, .bold)), marks: marks(project, context.state))
        if let overview = project.overview {
            for (index, part) in paragraphs(overview.text).enumerated() {
                let body = MarkdownText(part.text, in: path, context.state.vault)
                let item = Item(
                    id: "overview:\(index)", kind: .text,
                    origin: Origin(path, line: overview.line + part.line),
                    destinations: body.destinations)
                builder.addText(item, body.text)
            }
        }
        for field in project.statusTable where !field.value.isEmpty {
            var text = StyledText("\(field.field): ", .dim)
            let body = MarkdownText(field.value, in: path, context.state.vault)
            text.append(body.text)
            builder.add(
                Item(
                    id: "status:\(field.field)", kind: .text, origin: Origin(path, line: field.line),
                    destinations: body.destinations), text, hanging: 2)
        }
        if !project.topics.isEmpty {
            var text = StyledText("Topics: ", .dim)
            text.append(project.topics.map(\.text).joined(separator: ", "))
            builder.add(
                Item(id: "topics", kind: .text, origin: Origin(path, line: project.topics[0].line)), text,
                hanging: 2)
        }
        return builder.content()
    }

    /// What the note says of itself beside its title.
    private static func marks(_ project: Project, _ state: State) -> [StyledText] {
        var marks: [StyledText] = []
        func add(_ mark: String, _ role: Role) { marks.append(StyledText(mark, role)) }
        if let status = project.status { add(status, .tag) }
        if project.hasStatusConflict {
            let others = project.statuses.map(\.status).joined(separator: " / ")
            add("(status disagrees: \(others))", .warning)
        }
        if project.needsReview { add("needs review", .review) }
        if let owner = project.owner { add("owner \(plainText(owner))", .dim) }
        if let updated = project.lastUpdated { add("updated \(updated)", .dim) }
        if let contact = project.lastContact {
            let days = CalendarDay(String(contact.prefix(10))).map { state.today.days(since: $0) }
            let isStale = (days ?? 0) > Attention.staleAfter
            var mark = StyledText("contact \(contact)", .dim)
            if isStale, let days { mark.append(" (\(days)d ago)", .warning) }
            marks.append(mark)
        }
        return marks
    }

    /// The paragraphs of a text: lines that belong together joined, each with the line it starts on.
    private static func paragraphs(_ text: String) -> [(text: String, line: Int)] {
        var parts: [(text: String, line: Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            let clean = trimmed.last == "\r" ? trimmed.dropLast() : trimmed
            if !clean.isEmpty { parts.append((String(clean), index)) }
        }
        return parts
    }
}

/// Markdown without its marks.
func plainText(_ markdown: String) -> String { inlineSpans(markdown).map(\.text).joined() }

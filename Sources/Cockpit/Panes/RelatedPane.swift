import Screen
import VaultModel

extension PaneID {
    /// What is related to a project.
    package static let related: PaneID = "related"
}

extension Pane {
    /// People, customers, and the notes that link here.
    package static let related = Pane(
        .related, "Related", whenEmpty: "Nothing is related", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        addMentions(project.people, "People", .person, project.path, context, to: &builder)
        addMentions(project.customers, "Customers", .link, project.path, context, to: &builder)
        let backlinks = context.state.vault.backlinks(to: project.path)
        if !backlinks.isEmpty {
            builder.addHeading(StyledText("Linked from", Style(.heading, .bold)))
            for backlink in backlinks {
                var text = StyledText(context.state.vault[backlink.path]?.title ?? backlink.path.name, .link)
                text.append("  \(backlink.path.text):\(backlink.line + 1)", .dim)
                let id = "backlink:\(backlink.path.text)"
                builder.add(
                    Item(
                        id: "\(id)#\(builder.occurrence(of: id))", kind: .link,
                        origin: Origin(backlink.path, line: backlink.line),
                        destinations: [.place(Origin(backlink.path, line: backlink.line))]),
                    text.truncated(to: context.width))
            }
        }
        let count = project.people.count + project.customers.count + backlinks.count
        return builder.content(note: count > 0 ? "\(count)" : "")
    }

    private static func addMentions(
        _ mentions: [Mention], _ title: String, _ role: Role, _ path: NotePath, _ context: Pane.Context,
        to builder: inout ContentBuilder
    ) {
        guard !mentions.isEmpty else { return }
        builder.addHeading(StyledText(title, Style(.heading, .bold)))
        for mention in mentions {
            let link = mention.target.map { Destination($0, from: path, context.state.vault) }
            let style: Role = link.map { $0.role == .link ? role : $0.role } ?? .text
            let id = "mention:\(mention.name)"
            builder.add(
                Item(
                    id: "\(id)#\(builder.occurrence(of: id))", kind: .person,
                    origin: Origin(path, line: mention.line),
                    destinations: [link].compactMap { $0 }), StyledText(mention.name, style))
        }
    }
}

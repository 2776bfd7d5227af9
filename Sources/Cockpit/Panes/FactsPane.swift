import Screen
import VaultModel

extension PaneID {
    /// The decisions and facts of a project.
    package static let facts: PaneID = "facts"
    /// The recent context of a project.
    package static let context: PaneID = "context"
}

extension Pane {
    /// What was decided and what is known.
    package static let facts = Pane(
        .facts, "Facts", addsTo: .facts, whenEmpty: "No decision and no fact", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        if !project.decisions.isEmpty {
            builder.addHeading(StyledText("Decisions", Style(.heading, .bold)))
            for decision in project.decisions {
                builder.addBullet(decision, mark: "✓", context, in: project.path)
            }
        }
        if !project.facts.isEmpty {
            builder.addHeading(StyledText("Facts", Style(.heading, .bold)))
            for fact in project.facts { builder.addBullet(fact, mark: "-", context, in: project.path) }
        }
        let count = project.decisions.count + project.facts.count
        return builder.content(note: count > 0 ? "\(count)" : "")
    }

    /// What happened of late.
    package static let context = Pane(
        .context, "Context", whenEmpty: "No recent context", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        for entry in project.context {
            var text = StyledText((entry.date ?? "").isEmpty ? "-" : entry.date ?? "", .date)
            let body = MarkdownText(entry.text, in: project.path, context.state.vault)
            text.append("  ")
            text.append(body.text)
            if let via = entry.via { text.append("  via \(plainText(via))", .person) }
            let link = entry.target.map { Destination($0, from: project.path, context.state.vault) }
            let id = "context:\(entry.date ?? "")\(entry.text)"
            builder.add(
                Item(
                    id: "\(id)#\(builder.occurrence(of: id))", kind: .link,
                    origin: Origin(project.path, line: entry.line),
                    destinations: [link].compactMap { $0 } + body.destinations), text, hanging: 2)
        }
        return builder.content(note: project.context.isEmpty ? "" : "\(project.context.count)")
    }
}

/// A project as JSON: the form of `muster show --format json`, which scripts rely on.
package enum ProjectJSON {
    /// The project with its links resolved in a vault; absent values are null, lines count from 1.
    package static func render(_ project: Project, _ vault: Vault) -> JSONOutput {
        .object([
            .init("path", .text(project.path.text)),
            .init("title", .text(project.title)),
            .init("type", JSONOutput(project.type)),
            .init("status", JSONOutput(project.status)),
            .init("owner", JSONOutput(project.owner)),
            .init("tags", .list(project.tags.map { .text($0) })),
            .init("needsReview", .bool(project.needsReview)),
            .init("created", JSONOutput(project.created)),
            .init("lastUpdated", JSONOutput(project.lastUpdated)),
            .init("lastContact", JSONOutput(project.lastContact)),
            .init("overview", JSONOutput(project.overview?.text)),
            .init("statusTable", .list(project.statusTable.map(row))),
            .init("blockers", .list(project.blockers.map(blocker))),
            .init("steps", .list(project.steps.map(step))),
            .init("collaborators", .list(project.collaborators.map { collaborator($0, project, vault) })),
            .init("decisions", .list(project.decisions.map(item))),
            .init("facts", .list(project.facts.map(item))),
            .init("topics", .list(project.topics.map { .text($0.text) })),
            .init("people", .list(project.people.map { mention($0, project, vault) })),
            .init("customers", .list(project.customers.map { mention($0, project, vault) })),
            .init("context", .list(project.context.map(entry))),
            .init("queries", .list(project.queries.map(query))),
            .init("backlinks", .list(vault.backlinks(to: project.path).map(backlink))),
        ])
    }

    private static func line(_ line: Int) -> JSONOutput.Member { .init("line", .number(line + 1)) }
    private static func text(_ text: String) -> JSONOutput.Member { .init("text", .text(text)) }

    private static func row(_ field: StatusField) -> JSONOutput {
        .object([.init("field", .text(field.field)), .init("value", optional(field.value))])
    }

    private static func blocker(_ blocker: ProjectItem) -> JSONOutput {
        .object([text(blocker.text), line(blocker.line), .init("resolved", .bool(blocker.isDone))])
    }

    private static func step(_ step: ProjectItem) -> JSONOutput {
        .object([
            text(step.text), line(step.line), .init("status", JSONOutput(step.mark.map { String($0) })),
            .init("done", .bool(step.isDone)), .init("due", JSONOutput(step.due?.description)),
            .init("children", .list(step.children.map(self.step))),
        ])
    }

    private static func item(_ item: ProjectItem) -> JSONOutput {
        .object([text(item.text), line(item.line)])
    }

    private static func collaborator(_ who: Collaborator, _ project: Project, _ vault: Vault) -> JSONOutput {
        .object([
            .init("name", .text(who.name)), .init("target", JSONOutput(who.target)),
            .init("path", path(who.target, project, vault)), .init("role", optional(who.role)),
            .init("company", optional(who.company)), line(who.line),
        ])
    }

    private static func mention(_ mention: Mention, _ project: Project, _ vault: Vault) -> JSONOutput {
        .object([
            .init("name", .text(mention.name)), .init("path", path(mention.target, project, vault)),
            line(mention.line),
        ])
    }

    private static func entry(_ entry: ContextEntry) -> JSONOutput {
        .object([
            .init("date", JSONOutput(entry.date)), .init("target", JSONOutput(entry.target)),
            text(entry.text),
            .init("via", JSONOutput(entry.via)), line(entry.line),
        ])
    }

    private static func query(_ query: ProjectQuery) -> JSONOutput {
        .object([
            .init("kind", optional(query.kind)), .init("heading", JSONOutput(query.heading)),
            line(query.line),
            .init("source", .text(query.source)),
        ])
    }

    private static func backlink(_ backlink: Backlink) -> JSONOutput {
        .object([.init("path", .text(backlink.path.text)), line(backlink.line)])
    }

    /// The path of the note that a target leads to; null for a link to no note.
    private static func path(_ target: String?, _ project: Project, _ vault: Vault) -> JSONOutput {
        guard let target, case .note(let path, _) = vault.resolve(target, from: project.path) else {
            return .null
        }
        return .text(path.text)
    }

    private static func optional(_ text: String) -> JSONOutput { text.isEmpty ? .null : .text(text) }
}

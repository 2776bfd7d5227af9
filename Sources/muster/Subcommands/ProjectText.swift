import VaultModel

/// The project model of a note as people read it: `muster show`.
enum ProjectText {
    /// All parts that hold something, each under its name, lines counted from 1.
    static func render(_ project: Project) -> [String] {
        var parts = [header(project)]
        if let overview = project.overview, !overview.text.isEmpty { parts.append(overview.text.textLines) }
        func section(_ title: String, _ rows: [String]) {
            if !rows.isEmpty { parts.append([title] + rows) }
        }
        section("Status", project.statusTable.map { "  \($0.field): \($0.value)" })
        section("Blockers", project.blockers.map { "\(place($0.line)) \($0.isDone ? "✓" : "✗") \($0.text)" })
        section("Next steps", project.steps.flatMap { steps($0, depth: 0) })
        section("Collaborators", project.collaborators.map(collaborator))
        section("Decisions", project.decisions.map { "\(place($0.line)) \($0.text)" })
        section("Facts", project.facts.map { "\(place($0.line)) \($0.text)" })
        section("Topics", project.topics.map { "  \($0.text)" })
        section("People", project.people.map { "\(place($0.line)) \($0.name)" })
        section("Customers", project.customers.map { "\(place($0.line)) \($0.name)" })
        section(
            "Context",
            project.context.map { entry in
                "\(place(entry.line)) \(entry.date ?? "-") \(entry.text)"
                    + (entry.via.map { " (via \($0))" } ?? "")
            })
        section("Queries", project.queries.map { "\(place($0.line)) \($0.kind) under \($0.heading ?? "-")" })
        return Array(parts.joined(separator: [""]))
    }

    private static func header(_ project: Project) -> [String] {
        var facts = [project.status, project.owner.map { "owner \($0)" }].compactMap { $0 }
        if project.needsReview { facts.append("needs review") }
        if let updated = project.lastUpdated { facts.append("updated \(updated)") }
        if let contact = project.lastContact { facts.append("last contact \(contact)") }
        return [project.title, project.path.text] + facts
    }

    private static func steps(_ step: ProjectItem, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        let own = "\(place(step.line)) \(indent)\(step.mark.map { "[\($0)]" } ?? " - ") \(step.text)"
        return [own] + step.children.flatMap { steps($0, depth: depth + 1) }
    }

    private static func collaborator(_ person: Collaborator) -> String {
        let details = [person.role, person.company].filter { !$0.isEmpty }.joined(separator: ", ")
        return "\(place(person.line)) \(person.name)" + (details.isEmpty ? "" : ": \(details)")
    }

    /// A line's number in a column of its own, from 1.
    private static func place(_ line: Int) -> String {
        let number = String(line + 1)
        return String(repeating: " ", count: max(0, 5 - number.count)) + number
    }
}

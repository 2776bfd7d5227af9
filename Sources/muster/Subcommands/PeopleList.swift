import ArgumentParser
import VaultModel

/// `muster people`: who is in the vault, and what is open with them.
struct PeopleList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "List the people of the vault.",
        discussion: """
            All people's notes, and those whom a list of collaborators or people links to. Steps and blockers are \
            counted that are open and link to the person or name them.
            """)

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text

    func run() throws {
        let vault = try options.open()
        let today = try options.day()
        guard let people = People(try vault.index(), leavingOut: vault.templates) else { return }
        switch format {
        case .json: Output.json(PeopleJSON.render(people.all, today).rendered())
        case .text:
            for person in people.all { Output.line(line(person, today)) }
        }
    }

    private func line(_ person: Person, _ today: CalendarDay) -> String {
        let what = [person.role, person.company].compactMap { $0 }.joined(separator: ", ")
        let contact = person.staleDays(today).map { "last contact \($0) days ago" }
        let open = "\(person.openSteps) open, \(person.blockers) blocked"
        let parts = [what.isEmpty ? nil : what, contact, open, person.path == nil ? "no note" : nil]
        return "\(person.name): \(parts.compactMap { $0 }.joined(separator: "; "))"
    }
}

/// The JSON of `muster people`: an array in the order of names, absent values null.
enum PeopleJSON {
    /// The people as JSON.
    static func render(_ people: [Person], _ today: CalendarDay) -> JSONOutput {
        .list(
            people.map { person in
                .object([
                    .init("name", .text(person.name)), .init("path", JSONOutput(person.path?.text)),
                    .init("role", JSONOutput(person.role)), .init("company", JSONOutput(person.company)),
                    .init("lastContact", JSONOutput(person.lastContact?.description)),
                    .init("staleDays", person.staleDays(today).map { .number($0) } ?? .null),
                    .init("projects", .list(person.projects.map { .text($0.text) })),
                    .init("openSteps", .number(person.openSteps)),
                    .init("blockers", .number(person.blockers)),
                ])
            })
    }
}

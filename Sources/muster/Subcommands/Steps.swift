import ArgumentParser
import VaultModel

/// `muster steps`: open next steps and tasks of the vault.
struct Steps: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the open steps and tasks of the vault.")

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text
    @Option(help: ArgumentHelp("Only the tasks of this note.", valueName: "note")) var project: String?
    @Option(help: ArgumentHelp("Only tasks that link to this person.", valueName: "name")) var person: String?
    @Option(help: "Print under headings: by project, person, due, folder or tag; open blockers come last.")
    var group: AgendaGrouping?
    @Flag(help: "Also the tasks that are done.") var all = false

    func run() throws {
        let vault = try options.open()
        let index = try vault.index()
        if let group {
            guard project == nil, person == nil, !all, format == .text else {
                throw Failure(.usage, "--group takes no --project, --person, --all and --format json")
            }
            let request = Agenda.Request(
                grouping: group, today: try options.day(), templates: vault.templates)
            if let agenda = Agenda(index, request) { Output.lines(AgendaText.render(agenda, index)) }
            return
        }
        var tasks =
            try project.map { name in
                try index.tasks(of: digest(vault.note(name, in: index).path, index), all: all)
            } ?? index.tasks(all: all, leavingOut: vault.templates)
        if let person {
            let name = try vault.note(person, in: index).path.name
            tasks = tasks.filter { $0.people.contains(name) }
        }
        switch format {
        case .json: Output.json(StepsJSON.render(tasks).rendered())
        case .text:
            for task in tasks {
                Output.line("\(task.path.text):\(task.task.line + 1): [\(task.task.mark)] \(task.task.text)")
            }
        }
    }

    private func digest(_ path: NotePath, _ index: Vault) throws -> NoteDigest {
        guard let digest = index[path] else {
            throw Failure(.problems, "\(path.text): not in the vault any more")
        }
        return digest
    }
}

/// The JSON of `muster steps`: an array, absent values null, lines from 1.
enum StepsJSON {
    /// The tasks as JSON.
    static func render(_ tasks: [VaultTask]) -> JSONOutput {
        .list(
            tasks.map { entry in
                let task = entry.task
                return .object([
                    .init("path", .text(entry.path.text)), .init("line", .number(task.line + 1)),
                    .init("text", .text(task.text)), .init("status", .text(String(task.mark))),
                    .init("done", .bool(!task.isOpen)), .init("project", JSONOutput(entry.project)),
                    .init("due", JSONOutput(task.due?.description)),
                    .init("scheduled", JSONOutput(task.scheduled?.description)),
                    .init("start", JSONOutput(task.start?.description)),
                    .init("priority", JSONOutput(task.priority == .none ? nil : task.priority.rawValue)),
                    .init("people", .list(entry.people.map { .text($0) })),
                ])
            })
    }
}

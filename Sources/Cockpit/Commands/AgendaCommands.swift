package import VaultModel

/// The agenda as the cockpit keeps it.
package struct AgendaState: Sendable {
    /// What it is grouped by.
    package var grouping = AgendaGrouping.due
    /// What was made last.
    package private(set) var made: Agenda?
    /// What was checked off here and stays in sight until the screen is left.
    package var kept: [NotePath: Set<String>] = [:]
    /// Whether a worker is making one.
    package private(set) var isAsked = false
    /// Counts what was made.
    package private(set) var version = 0
    /// How many tasks of the vault are open; nil until it is read.
    package private(set) var openCount: Int?
    /// Whether the agenda that is being made is of the whole vault, and by how much its count changed since.
    private var (isWhole, drift) = (false, 0)

    /// A worker begins to make one, of a vault that is read as a whole or in part.
    mutating func ask(isWhole: Bool) {
        isAsked = true
        self.isWhole = isWhole
        drift = 0
    }

    /// The days on which open blockers were first seen, as far as they are known.
    package private(set) var blockerDays: [Fingerprint: CalendarDay] = [:]

    /// Takes over when blockers were first seen.
    mutating func take(_ days: [Fingerprint: CalendarDay]) {
        guard days != blockerDays else { return }
        blockerDays = days
        version += 1
    }

    /// Takes over what a worker made.
    mutating func take(_ agenda: Agenda) {
        made = agenda
        isAsked = false
        version += 1
        if isWhole { openCount = agenda.openCount + drift }
    }

    /// Takes note of a change of a note, so that the count stays right without making the agenda anew.
    mutating func count(_ before: NoteDigest?, _ after: NoteDigest?, leavingOut templates: String?) {
        guard let path = before?.path ?? after?.path, !path.isConflictCopy, !path.isInside(templates) else {
            return
        }
        let change = (after?.namedOpenTasks ?? 0) - (before?.namedOpenTasks ?? 0)
        openCount? += change
        drift += change
    }
}

extension Command {
    /// What is done in the agenda only.
    static let agenda: [Command] = [
        Command(
            "agenda.group", .screens,
            "Group the agenda by the next of due day, project, person, folder and tag",
            hint: "group", obstacle: { $0.page.kind == .screen(.agenda) ? nil : "Only the agenda has groups" }
        ) { state in
            let all = AgendaGrouping.allCases
            let index = all.firstIndex(of: state.agenda.grouping) ?? 0
            state.agenda.grouping = all[(index + 1) % all.count]
            return []
        }
    ]
}

extension State {
    /// What the agenda in sight should be made for.
    private var agendaRequest: Agenda.Request {
        Agenda.Request(
            grouping: agenda.grouping, filter: pages[0].panes[.agenda]?.filter ?? "", today: today,
            templates: templates, kept: agenda.kept)
    }

    /// Asks for the agenda, where the one that is there is older than the vault or was made for something else.
    ///
    /// While the vault is first read it is made once in between, not for every part.
    mutating func demandAgenda() -> [Effect] {
        guard !agenda.isAsked else { return [] }
        let request = agendaRequest
        if let made = agenda.made, made.request == request {
            if made.revision == vault.revision || !scan.isDone { return [] }
        }
        agenda.ask(isWhole: scan.isDone)
        return [.survey(.agenda(request))] + (scan.isDone ? [.ageBlockers] : [])
    }

    /// Asks for the agenda once the vault is read, for the sake of its count.
    mutating func demandCount() -> [Effect] {
        guard scan.isDone, agenda.openCount == nil, !agenda.isAsked else { return [] }
        agenda.ask(isWhole: true)
        return [.survey(.agenda(agendaRequest)), .ageBlockers]
    }

    /// Keeps a line in sight that is about to be checked off, so that a slip can be undone where it happened.
    mutating func keepInAgenda(_ item: Item) {
        guard let origin = item.origin, let anchor = item.anchor else { return }
        let words = item.kind == .blocker ? anchor : TaskDigest.words(of: anchor, taskSettings)
        agenda.kept[origin.path, default: []].insert(words)
    }
}

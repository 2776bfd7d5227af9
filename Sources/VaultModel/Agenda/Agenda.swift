/// What a list of the vault's open tasks is grouped by.
package enum AgendaGrouping: String, CaseIterable, Sendable {
    case due, project, person, folder, tag
}

/// How soon a task wants to be done; what is sooner comes first.
package enum AgendaUrgency: UInt8, CaseIterable, Sendable, Comparable {
    case overdue, today, soon, later, undated

    /// How many days from today still count as soon.
    static let soonDays = 7

    init(_ task: TaskGlance, today: CalendarDay) {
        if let due = task.due, due < today {
            self = .overdue
        } else if task.due == today || task.scheduled.map({ $0 <= today }) == true {
            self = .today
        } else if let day = task.due ?? task.scheduled ?? task.start, day > today {
            self = day.days(since: today) <= Self.soonDays ? .soon : .later
        } else {
            self = .undated
        }
    }

    /// The order of time.
    package static func < (left: AgendaUrgency, right: AgendaUrgency) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// The open tasks of a vault in groups, the urgent ones first, and behind them what waits for somebody.
///
/// A value as large as the vault's tasks: it is made on a worker (`Agenda.init`), holds numbers and no texts, and
/// its rows are read from the index when they are shown.
package struct Agenda: Sendable {
    /// What an agenda is asked for.
    package struct Request: Hashable, Sendable {
        /// What it is grouped by.
        package var grouping: AgendaGrouping
        /// What a task's text or its note's title must hold, case ignored; empty for all.
        package var filter: String
        /// Today's date.
        package var today: CalendarDay
        /// The folder of forms, whose tasks are left out.
        package var templates: String?
        /// Tasks and blockers that stay in the list although they are done, by note: their texts without fields.
        package var kept: [NotePath: Set<String>]

        /// A request.
        package init(
            grouping: AgendaGrouping = .due, filter: String = "", today: CalendarDay,
            templates: String? = nil,
            kept: [NotePath: Set<String>] = [:]
        ) {
            self.grouping = grouping
            self.filter = filter
            self.today = today
            self.templates = templates
            self.kept = kept
        }
    }

    /// One task or blocker, by its note and line.
    package struct Entry: Hashable, Sendable {
        /// The note's index in `notes`.
        var note: UInt32
        /// The line when the agenda was made, from 0.
        var line: UInt32
        /// Whether it is a blocker.
        package var isBlocker: Bool
    }

    /// Entries under one heading.
    package struct Group: Hashable, Sendable {
        /// What the group has in common; nil for the tasks that have none of it, and for those of `waiting`.
        package var name: String?
        /// How soon its entries want to be done, if that is what they have in common.
        package var urgency: AgendaUrgency?
        /// Whether these are the blockers.
        package var isWaiting = false
        /// Its entries.
        package var entries: Range<Int>
    }

    /// What it was made for.
    package let request: Request
    /// The revision of the vault that it was made from.
    package let revision: Int
    /// The groups in order.
    package let groups: [Group]
    /// The entries, group by group; a task with two tags stands in two groups.
    package let entries: [Entry]
    /// How many tasks are open, each counted once.
    package let openCount: Int
    let notes: NoteList
    let settings: TaskSettings

    /// What a row of the list shows.
    package struct Row: Sendable {
        /// What stands in the line.
        package enum Kind: Sendable {
            case task(TaskDigest)
            case blocker(BlockerDigest)
        }
        /// The note.
        package var path: NotePath
        /// The note's title.
        package var title: String
        /// What stands in the line.
        package var kind: Kind
        /// Whether the note still holds it.
        package var isThere: Bool

        /// The line, from 0.
        package var line: Int {
            switch kind {
            case .task(let task): task.line
            case .blocker(let blocker): blocker.line
            }
        }
    }

    /// The note of an entry.
    package func path(of entry: Entry) -> NotePath { notes[Int(entry.note)].path }

    /// What an entry shows now: its line in `vault`, which may have moved since the agenda was made.
    package func row(_ index: Int, in vault: Vault) -> Row? {
        let entry = entries[index]
        let old = notes[Int(entry.note)]
        let now = vault[old.path]
        let title = (now ?? old).title
        func row(_ kind: Row.Kind, _ isThere: Bool = true) -> Row {
            Row(path: old.path, title: title, kind: kind, isThere: isThere)
        }
        if entry.isBlocker {
            guard let blocker = old.blockers.first(where: { $0.line == Int(entry.line) }) else { return nil }
            guard let now, now != old else { return row(.blocker(blocker), now != nil) }
            let same = now.blockers.filter { $0.text == blocker.text }
            let best = same.min { abs($0.line - blocker.line) < abs($1.line - blocker.line) }
            return row(.blocker(best ?? blocker), best != nil)
        }
        guard let task = old.task(onLine: Int(entry.line)) else { return nil }
        guard let now, now != old else { return row(.task(task), now != nil) }
        let words = task.words(settings)
        let same = now.tasks.filter { $0.words(settings) == words }
        let best = same.min { rank($0, task) < rank($1, task) }
        return row(.task(best ?? task), best != nil)
    }

    /// How far a task is from the one it was: the line that it was made done on counts before a copy nearby.
    private func rank(_ task: TaskDigest, _ old: TaskDigest) -> (Int, Int) {
        (task.due == old.due ? 0 : 1, abs(task.line - old.line))
    }

    /// The indices of a note's entries.
    package func places(of path: NotePath) -> [Int] {
        guard let note = notes.firstIndex(of: path).map(UInt32.init) else { return [] }
        return entries.indices.filter { entries[$0].note == note }
    }
}

extension Agenda.Group {
    /// What stands above the group.
    package func title(_ grouping: AgendaGrouping) -> String {
        if isWaiting { return "Waiting for" }
        if let urgency { return urgency.title }
        if let name { return grouping == .tag ? "#" + name : name.isEmpty ? "Top folder" : name }
        switch grouping {
        case .project: return "In no project"
        case .person: return "With nobody"
        case .tag: return "Without a tag"
        case .due, .folder: return ""
        }
    }
}

extension AgendaUrgency {
    /// The urgency in words.
    var title: String {
        switch self {
        case .overdue: "Overdue"
        case .today: "Today"
        case .soon: "Next 7 days"
        case .later: "Later"
        case .undated: "Without a day"
        }
    }
}

extension TaskDigest {
    /// The text without the fields that toggling changes: what the task is known by while its days come and go.
    package func words(_ settings: TaskSettings) -> String {
        Self.words(of: text, settings)
    }

    /// The same for a task's text as it stands behind the box.
    package static func words(of text: String, _ settings: TaskSettings) -> String {
        TaskLine(line: Array("- [ ] \(text)".utf8)[...], settings: settings)?.description ?? text
    }
}

extension NoteList {
    /// The index of a note by its path: the list is in the order of paths.
    func firstIndex(of path: NotePath) -> Int? {
        let index = partitioningIndex { $0.path >= path }
        return index < count && self[index].path == path ? index : nil
    }
}

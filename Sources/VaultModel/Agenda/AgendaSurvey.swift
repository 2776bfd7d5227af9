extension Agenda {
    /// Goes through all notes of a vault: a fraction of a microsecond for each task. Nil where `isCancelled` says so.
    package init?(_ vault: Vault, _ request: Request, isCancelled: () -> Bool = { false }) {
        var survey = AgendaSurvey(vault, request)
        for (index, note) in survey.notes.enumerated() {
            if index & 0x3FF == 0, isCancelled() { return nil }
            survey.take(note, at: UInt32(index))
        }
        self = survey.agenda()
    }
}

extension NoteDigest {
    /// How many of its open tasks were due before a day.
    package func overdueTasks(before day: CalendarDay) -> Int {
        guard openTasks > 0 else { return 0 }
        var count = 0
        forEachTask { if $0.isOpen, let due = $0.due, due < day { count += 1 } }
        return count
    }

    /// How many of its tasks are open and have a text: those that an agenda counts.
    package var namedOpenTasks: Int {
        guard openTasks > 0 else { return 0 }
        var count = 0
        forEachTask { if $0.isOpen, !$0.text.isEmpty { count += 1 } }
        return count
    }
}

/// Gathers the entries of an agenda, note by note.
private struct AgendaSurvey {
    /// An entry with what it is ordered by.
    private struct Sortable {
        var key: UInt64
        var entry: Agenda.Entry
    }
    /// A group that is being filled.
    private struct Pile {
        var name: String?
        var first = AgendaUrgency.undated
        var entries: [Sortable] = []
    }

    let notes: NoteList
    private let vault: Vault
    private let request: Agenda.Request
    private let filter: TextFilter
    private var piles: [Pile] = []
    private var pileOf: [String?: Int] = [:]
    private var waiting: [Sortable] = []
    private var openCount = 0
    /// The keys of links that may lead to a person; all that are looked at when grouping by people.
    private let personKeys: Set<UInt32>

    init(_ vault: Vault, _ request: Agenda.Request) {
        self.vault = vault
        self.request = request
        notes = vault.notes
        filter = TextFilter(request.filter)
        guard request.grouping == .person else {
            personKeys = []
            return
        }
        personKeys = vault.people.reduce(into: []) { keys, person in
            keys.insert(LinkDigest.key(of: Array(person.path.name.utf8)[...]))
            keys.insert(LinkDigest.key(of: Array(person.path.fileNameBytes)[...]))
        }
    }

    mutating func take(_ note: NoteDigest, at index: UInt32) {
        let kept = request.kept[note.path]
        guard note.openTasks > 0 || note.openBlockers > 0 || kept != nil, !note.path.isConflictCopy,
            !note.path.isInside(request.templates)
        else { return }
        let fitsByTitle = filter.isEmpty || filter.fits(note.title)
        if note.openTasks > 0 || kept != nil { takeTasks(note, index, kept ?? [], fitsByTitle) }
        guard note.openBlockers > 0 || kept != nil else { return }
        for blocker in note.blockers where !blocker.isDone || kept?.contains(blocker.text) == true {
            guard fitsByTitle || filter.fits(blocker.text) else { continue }
            let entry = Agenda.Entry(note: index, line: UInt32(blocker.line), isBlocker: true)
            waiting.append(Sortable(key: UInt64(waiting.count), entry: entry))
        }
    }

    private mutating func takeTasks(
        _ note: NoteDigest, _ index: UInt32, _ kept: Set<String>, _ fitsByTitle: Bool
    ) {
        let people = request.grouping == .person ? people(of: note) : [:]
        let common = commonName(of: note)
        note.forEachTask { task in
            guard task.isOpen || !kept.isEmpty && isKept(task, note, kept), !task.text.isEmpty else { return }
            if task.isOpen { openCount += 1 }
            guard fitsByTitle || filter.fits(task.text) else { return }
            let urgency = AgendaUrgency(task, today: request.today)
            let sortable = Sortable(
                key: key(task, urgency, index),
                entry: Agenda.Entry(note: index, line: UInt32(task.line), isBlocker: false))
            switch request.grouping {
            case .due: add(sortable, to: nil, urgency, at: Int(urgency.rawValue))
            case .project, .folder: add(sortable, to: common, urgency)
            case .person: add(sortable, toAll: people[task.line] ?? [], urgency)
            case .tag: add(sortable, toAll: tags(in: task.text), urgency)
            }
        }
    }

    /// Whether a task that is done stays in the list, since it was checked off there.
    private func isKept(_ task: TaskGlance, _ note: NoteDigest, _ kept: Set<String>) -> Bool {
        note.task(onLine: task.line).map { kept.contains($0.words(vault.taskSettings)) } ?? false
    }

    /// The name of the group of all tasks of a note, where they are all in one.
    private func commonName(of note: NoteDigest) -> String? {
        switch request.grouping {
        case .project: note.isProject ? note.title : nil
        case .folder: note.path.folder
        case .due, .person, .tag: nil
        }
    }

    /// The names of the people that each line of a note links to.
    private func people(of note: NoteDigest) -> [Int: [String]] {
        note.links { personKeys.contains($0) }.reduce(into: [:]) { names, link in
            guard let path = vault.resolve(link.target, from: note.path).path, vault[path]?.isPerson == true,
                names[link.line]?.contains(path.name) != true
            else { return }
            names[link.line, default: []].append(path.name)
        }
    }

    private func tags(in text: ArraySlice<UInt8>) -> [String] {
        guard text.contains(UInt8(ascii: "#")) else { return [] }
        var seen: Set<String> = []
        return InlineTags(text).filter { "#" + $0 != vault.taskSettings.globalFilter }
            .filter { seen.insert(FrontmatterTag.key($0)).inserted }
    }

    /// The order within a group: how soon, the day, the priority, then the note's path and the line.
    private func key(_ task: TaskGlance, _ urgency: AgendaUrgency, _ note: UInt32) -> UInt64 {
        let day = task.due ?? task.scheduled ?? task.start
        let offset = day.map { UInt64(clamping: $0.ordinal + 1_000_000) } ?? 0x3F_FFFF
        return UInt64(urgency.rawValue) << 60 | (offset & 0x3F_FFFF) << 36
            | UInt64(task.priority.rank) << 32 | UInt64(note)
    }

    private mutating func add(_ sortable: Sortable, toAll names: [String], _ urgency: AgendaUrgency) {
        if names.isEmpty { return add(sortable, to: nil, urgency) }
        for name in names { add(sortable, to: name, urgency) }
    }

    private mutating func add(
        _ sortable: Sortable, to name: String?, _ urgency: AgendaUrgency, at fixed: Int? = nil
    ) {
        if fixed != nil, piles.isEmpty {
            piles = AgendaUrgency.allCases.map { Pile(name: nil, first: $0) }
        }
        let pile = fixed ?? self.pile(name)
        piles[pile].entries.append(sortable)
        piles[pile].first = min(piles[pile].first, urgency)
    }

    private mutating func pile(_ name: String?) -> Int {
        let key = name.map { request.grouping == .tag ? FrontmatterTag.key($0) : $0 }
        if let index = pileOf[key] { return index }
        pileOf[key] = piles.count
        piles.append(Pile(name: name))
        return piles.count - 1
    }

    func agenda() -> Agenda {
        var entries: [Agenda.Entry] = []
        var groups: [Agenda.Group] = []
        let isByDay = request.grouping == .due
        let ordered = isByDay ? piles : piles.sorted(by: Self.isBefore)
        for pile in ordered where !pile.entries.isEmpty {
            let start = entries.count
            entries += pile.entries.sorted { ($0.key, $0.entry.line) < ($1.key, $1.entry.line) }.map(\.entry)
            groups.append(
                Agenda.Group(
                    name: pile.name, urgency: isByDay ? pile.first : nil, entries: start..<entries.count))
        }
        if !waiting.isEmpty {
            let start = entries.count
            entries += waiting.map(\.entry)
            groups.append(
                Agenda.Group(name: nil, urgency: nil, isWaiting: true, entries: start..<entries.count))
        }
        return Agenda(
            request: request, revision: vault.revision, groups: groups, entries: entries,
            openCount: openCount,
            notes: notes, settings: vault.taskSettings)
    }

    /// Groups with something urgent come first, then the names in order; what belongs to none comes last.
    private static func isBefore(_ left: Pile, _ right: Pile) -> Bool {
        guard let one = left.name, let other = right.name else {
            return left.name != nil && right.name == nil
        }
        let (early, late) = (min(left.first, .soon), min(right.first, .soon))
        if early != late { return early < late }
        let (first, second) = (one.lowercased(), other.lowercased())
        return first != second ? first < second : one < other
    }
}

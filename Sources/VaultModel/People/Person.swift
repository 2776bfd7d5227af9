/// Somebody whom the vault knows: by a note of their own, or only by links in projects.
package struct Person: Hashable, Sendable {
    /// The name that links use: the note's, else as the links say it.
    package var name: String
    /// Their note; nil for somebody who is only linked.
    package var path: NotePath?
    /// What they do, by their note.
    package var role: String?
    /// Who they work for, by their note.
    package var company: String?
    /// The day of the last contact, by their note.
    package var lastContact: CalendarDay?
    /// The projects that link to them, in the order of paths.
    package var projects: [NotePath] = []
    /// How many open tasks of the vault link to them or name them.
    package var openSteps = 0
    /// How many open blockers do.
    package var blockers = 0

    /// How many days ago the last contact was.
    package func staleDays(_ today: CalendarDay) -> Int? { lastContact.map { today.days(since: $0) } }
}

/// The people of a vault, in the order of their names.
package struct People: Sendable {
    /// The revision of the vault that they were gathered from.
    package let revision: Int
    /// The people.
    package let all: [Person]

    /// Goes through all notes of a vault, those in the folder of forms left out; nil where `isCancelled` says so.
    package init?(_ vault: Vault, leavingOut templates: String? = nil, isCancelled: () -> Bool = { false }) {
        let notes = vault.notes.filter { !$0.path.isConflictCopy && !$0.path.isInside(templates) }
        var survey = PeopleSurvey(vault, notes)
        for (index, note) in notes.enumerated() {
            if index & 0x3FF == 0, isCancelled() { return nil }
            survey.findLinked(in: note)
        }
        survey.prepareNames()
        for (index, note) in notes.enumerated() {
            if index & 0x3FF == 0, isCancelled() { return nil }
            survey.count(in: note)
        }
        revision = vault.revision
        all = survey.people.sorted { left, right in
            let (one, other) = (left.name.lowercased(), right.name.lowercased())
            return one != other ? one < other : (left.path ?? NotePath("")) < (right.path ?? NotePath(""))
        }
    }
}

/// Gathers people and counts what names them, note by note.
private struct PeopleSurvey {
    private let vault: Vault
    private(set) var people: [Person] = []
    private var byPath: [NotePath: Int] = [:]
    /// By the name in lower case: those who are only linked, and the aliases of the others.
    private var byName: [String: Int] = [:]
    private var keys: Set<UInt32> = []
    private var matcher = NameMatcher([])

    init(_ vault: Vault, _ notes: [NoteDigest]) {
        self.vault = vault
        for note in notes where note.isPerson { add(note) }
    }

    private mutating func add(_ note: NoteDigest) {
        byPath[note.path] = people.count
        for alias in note.aliases { byName[alias.lowercased()] = people.count }
        people.append(
            Person(
                name: note.path.name, path: note.path, role: note.role.map(shown),
                company: note.company.map(shown),
                lastContact: note.lastContact.flatMap { CalendarDay(String($0.prefix(10))) }))
    }

    private func shown(_ text: String) -> String { inlineSpans(text).map(\.text).joined() }

    /// Finds those whom a list of people links to, and who have no note that says it is a person's.
    mutating func findLinked(in note: NoteDigest) {
        let headings = note.headings
        let sections = headings.map { vault.schema.kind(ofHeading: $0.text) }
        guard sections.contains(where: { $0 == .people || $0 == .collaborators }) else { return }
        var seen = -1
        for link in note.links where link.line != seen && !link.inFrontmatter {
            // The first link of a line names the person; a company may follow.
            seen = link.line
            guard isListOfPeople(link.line, headings, sections) else { continue }
            switch vault.resolve(link.target, from: note.path) {
            case .note(let path, _):
                guard byPath[path] == nil, let other = vault[path], other.type == nil, !other.isProject,
                    !other.isCustomer, path != note.path
                else { continue }
                add(other)
            case .unresolved(let target): addLinked(NotePath(target).name)
            case .file: continue
            }
        }
    }

    private mutating func addLinked(_ name: String) {
        guard !name.isEmpty, byName[name.lowercased()] == nil else { return }
        byName[name.lowercased()] = people.count
        people.append(Person(name: name))
    }

    private func isListOfPeople(_ line: Int, _ headings: [HeadingDigest], _ kinds: [SectionKind?]) -> Bool {
        guard var index = headings.lastIndex(where: { $0.line <= line }) else { return false }
        // A heading without a meaning belongs to the section above it.
        while kinds[index] == nil {
            let level = headings[index].level
            guard let above = headings[..<index].lastIndex(where: { $0.level < level }) else { return false }
            index = above
        }
        return kinds[index] == .people || kinds[index] == .collaborators
    }

    /// Makes ready what links and texts are compared with.
    mutating func prepareNames() {
        var names: [(String, Int)] = []
        for (index, person) in people.enumerated() {
            names.append((person.name, index))
            let digest = person.path.flatMap { vault[$0] }
            for name in [digest?.title].compactMap({ $0 }) + (digest?.aliases ?? []) where name != person.name
            {
                names.append((name, index))
            }
        }
        matcher = NameMatcher(names)
        for (name, _) in names {
            keys.insert(LinkDigest.key(of: Array(name.utf8)[...]))
            keys.insert(LinkDigest.key(of: Array("\(name).md".utf8)[...]))
        }
    }

    /// Counts what a note says of people.
    mutating func count(in note: NoteDigest) {
        var onLine: [Int: Set<Int>] = [:]
        for link in note.links(where: { keys.contains($0) }) {
            if let index = person(link, from: note.path) { onLine[link.line, default: []].insert(index) }
        }
        if note.isProject {
            for index in onLine.values.reduce(into: Set<Int>(), { $0.formUnion($1) }) {
                people[index].projects.append(note.path)
            }
        }
        if note.openTasks > 0 {
            var named: [Int] = []
            note.forEachTask { task in
                guard task.isOpen, !task.text.isEmpty else { return }
                named += (onLine[task.line] ?? []).union(matcher.people(in: task.text))
            }
            for index in named { people[index].openSteps += 1 }
        }
        guard note.openBlockers > 0 else { return }
        for blocker in note.blockers where !blocker.isDone {
            let text = Array(blocker.text.utf8)[...]
            for index in (onLine[blocker.line] ?? []).union(matcher.people(in: text)) {
                people[index].blockers += 1
            }
        }
    }

    private func person(_ link: LinkDigest, from source: NotePath) -> Int? {
        switch vault.resolve(link.target, from: source) {
        case .note(let path, _): byPath[path]
        case .unresolved(let target): byName[NotePath(target).name.lowercased()]
        case .file: nil
        }
    }
}

/// A line of a note that links to a person or names them.
package struct PersonLine: Hashable, Sendable {
    /// What the line is.
    package enum Kind: Hashable, Sendable {
        case fact, decision, context
        case step(mark: Character?, isDone: Bool)
        case blocker(isDone: Bool)
    }
    /// The note.
    package var path: NotePath
    /// The note's title.
    package var title: String
    /// The heading that the line stands under.
    package var section: String
    /// The line, from 0.
    package var line: Int
    /// What it is.
    package var kind: Kind
    /// Its text as Markdown, without box and mark.
    package var text: String
    /// The whole text of the list item on the line, by which an edit finds it again; nil where there is none.
    package var anchor: String?
    /// The day it was written, as far as the note says: the entry's own, else the note's last change.
    package var day: CalendarDay?
    /// Whether it links to the person; otherwise it only names them.
    package var isLinked: Bool
}

/// Whom a page is asked for.
package struct PersonRequest: Hashable, Sendable {
    /// The name that links use.
    package var name: String
    /// Their note, if they have one.
    package var path: NotePath?
    /// The names that texts use: the name, the note's title, its aliases.
    package var names: [String]

    /// A request for somebody by names.
    init(name: String, path: NotePath?, names: [String]) {
        self.name = name
        self.path = path
        self.names = names
    }

    /// A request for a person of a vault.
    package init(_ person: Person, in vault: Vault) {
        name = person.name
        path = person.path
        let digest = person.path.flatMap { vault[$0] }
        var seen: Set<String> = []
        names = ([person.name, digest?.title].compactMap { $0 } + (digest?.aliases ?? []))
            .filter { seen.insert($0).inserted }
    }

    /// Which of some notes may speak of the person: a quick look at their bytes, which stand one behind the other
    /// with a line feed between them; `ends` says where each ends.
    package func mayStand(in bytes: UnsafeBufferPointer<UInt8>, ends: [Int]) -> [Int] {
        let finders = names.map { name in
            let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
            return ByteFinder(Array((isPlain ? name.lowercased() : name).utf8), foldsCase: isPlain)
        }
        return ends.indices.filter { index in
            let text = (index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]
            return finders.contains { $0.first(in: bytes, text) != nil }
        }
    }

    /// Whether a note's text may speak of the person.
    package func mayStand(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { !mayStand(in: $0, ends: [bytes.count]).isEmpty }
    }

    /// The lines of a note that link to the person or name them, in the order of the note.
    package func lines(in note: Note, _ vault: Vault) -> [PersonLine] {
        if note.path == path { return [] }
        let project = Project(note, schema: vault.schema, settings: vault.taskSettings)
        var reader = PersonLineReader(request: self, note: note, project: project, vault: vault)
        reader.read()
        return reader.lines.sorted { $0.line < $1.line }
    }

    /// The order of a page: newest first, then by note and line.
    package static func isBefore(_ left: PersonLine, _ right: PersonLine) -> Bool {
        if left.day != right.day { return (left.day?.ordinal ?? .min) > (right.day?.ordinal ?? .min) }
        return left.path != right.path ? left.path < right.path : left.line < right.line
    }

    /// Whether a link leads to the person.
    func isMeant(by target: String, from source: NotePath, _ vault: Vault) -> Bool {
        switch vault.resolve(target, from: source) {
        case .note(let found, _): return found == path
        case .unresolved(let found):
            let name = NotePath(found).name.lowercased()
            return names.contains { $0.lowercased() == name }
        case .file: return false
        }
    }

    /// The first place in a range of a note where the person is named and not linked.
    package func mention(in range: ByteRange, of note: Note) -> ByteRange? {
        let taken = note.links.map(\.range)
        let found = NameMatcher(names.map { ($0, 0) }).found(in: note.bytes[range])
        return found.map { ByteRange($0.range.lowerBound, $0.range.upperBound) }
            .first { place in !taken.contains { $0.lower < place.upper && place.lower < $0.upper } }
    }
}

/// Goes through the parts of a note that speak of people.
private struct PersonLineReader {
    let request: PersonRequest
    let note: Note
    let project: Project
    let vault: Vault
    private(set) var lines: [PersonLine] = []
    private var linked: Set<Int> = []
    private let day: CalendarDay?

    init(request: PersonRequest, note: Note, project: Project, vault: Vault) {
        self.request = request
        self.note = note
        self.project = project
        self.vault = vault
        day = (project.lastUpdated ?? project.created).flatMap { CalendarDay(String($0.prefix(10))) }
        linked = Set(
            note.links.lazy.filter {
                request.isMeant(by: note.target(of: $0), from: note.path, vault)
            }.map(\.line))
    }

    mutating func read() {
        for fact in project.facts.flatMap(\.flattened) { add(fact.line, .fact, fact.text) }
        for decision in project.decisions.flatMap(\.flattened) {
            add(decision.line, .decision, decision.text)
        }
        for blocker in project.blockers { add(blocker.line, .blocker(isDone: blocker.isDone), blocker.text) }
        for entry in project.context {
            add(entry.line, .context, context(entry), day: entry.date.flatMap { CalendarDay($0) })
        }
        let steps = project.steps.flatMap(\.flattened)
        for step in steps { add(step.line, .step(mark: step.mark, isDone: step.isDone), step.text) }
        let known = Set(lines.map(\.line)).union(steps.map(\.line))
        for item in note.listItems where item.box != nil && !known.contains(item.line) {
            let content = note.lines.contentRange(of: item.line, in: note.bytes)
            let task = TaskLine(line: note.bytes[content], settings: vault.taskSettings)
            let isDone = task?.isDone ?? (item.box.map { !$0.isOpen } ?? false)
            let kind = PersonLine.Kind.step(mark: item.box?.mark, isDone: isDone)
            add(item.line, kind, note.text(note.textRange(withoutID: item)))
        }
    }

    private func context(_ entry: ContextEntry) -> String {
        guard let via = entry.via else { return entry.text }
        return entry.text.isEmpty ? "via \(via)" : "\(entry.text) (via \(via))"
    }

    private mutating func add(
        _ line: Int, _ kind: PersonLine.Kind, _ text: String, day own: CalendarDay? = nil
    ) {
        let isLinked = linked.contains(line)
        let content = note.lines.contentRange(of: line, in: note.bytes)
        guard isLinked || request.mention(in: content, of: note) != nil else { return }
        let heading = note.headings.last { $0.line <= line }
        let item = note.listItems.first { $0.line == line }
        lines.append(
            PersonLine(
                path: note.path, title: project.title,
                section: heading.map { inlineSpans(note.text($0.textRange)).map(\.text).joined() } ?? "",
                line: line, kind: kind, text: text,
                anchor: item.map { note.text(note.textRange(withoutID: $0)) }, day: own ?? day,
                isLinked: isLinked))
    }
}

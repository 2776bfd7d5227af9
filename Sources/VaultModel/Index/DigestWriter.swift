extension NoteDigest {
    /// What the index keeps of a note; called on the threads that read the vault.
    package init(_ note: Note, schema: Schema = .standard, settings: TaskSettings = .core) {
        var writer = DigestWriter(note: note, schema: schema, settings: settings)
        self.init(path: note.path, packed: writer.pack())
    }
}

/// Packs what the index keeps of a note, copying straight from the note's bytes.
private struct DigestWriter {
    let note: Note
    let schema: Schema
    let settings: TaskSettings
    let sections: [Section]
    private var writer = PackedWriter()
    /// The indices of the top-level items in sections of blockers.
    private var blockers: [Int] = []
    private var openSteps = 0
    private var doneSteps = 0
    private var openTasks = 0
    private var earliestDue: CalendarDay?

    init(note: Note, schema: Schema, settings: TaskSettings) {
        self.note = note
        self.schema = schema
        self.settings = settings
        let footer = note.headings.isEmpty ? nil : Footer(in: note)
        sections = note.sections(schema, end: footer?.firstLine ?? note.lines.count)
    }

    mutating func pack() -> [UInt8] {
        typealias Layout = NoteDigest.Layout
        writer.reserve(note.bytes.count / 2 + 64)
        let tags = note.frontmatterTags
        let kinds = kinds(tags)
        writer.byte(kinds.rawValue)
        for _ in Layout.counts..<Layout.texts { writer.byte(0) }
        packTexts(tags, kinds)
        writer.setWord(at: Layout.headings, UInt32(writer.bytes.count))
        packHeadings()
        writer.setWord(at: Layout.tasks, UInt32(writer.bytes.count))
        packTasks()
        writer.setWord(at: Layout.links, UInt32(writer.bytes.count))
        packLinks()
        writer.setWord(at: Layout.blockers, UInt32(writer.bytes.count))
        let openBlockers = packBlockers()
        setCount(0, openBlockers)
        setCount(1, openSteps)
        setCount(2, doneSteps)
        setCount(3, openTasks)
        writer.setWord(at: Layout.due, earliestDue.map { UInt32(clamping: $0.packed + 1) } ?? 0)
        // A copy holds no more memory than it needs.
        return Array(writer.bytes[...])
    }

    private mutating func setCount(_ index: Int, _ count: Int) {
        writer.setShort(at: NoteDigest.Layout.counts + 2 * index, UInt16(clamping: count))
    }

    private func kinds(_ tags: [FrontmatterTag]) -> NoteDigest.Kinds {
        guard let frontmatter = note.frontmatter else { return [] }
        var kinds: NoteDigest.Kinds = frontmatter.problem == nil ? [] : .problem
        if frontmatter.hasOddProperties { kinds.insert(.odd) }
        let types = (note.property("type")?.value.texts ?? []).map { $0.trimmed.lowercased() }
        let names = tags.map(\.key)
        func isKind(_ kind: Schema.NoteKind) -> Bool {
            types.contains { kind.types.contains($0) } || names.contains { kind.tags.contains($0) }
        }
        if isKind(schema.project) { kinds.insert(.project) }
        if isKind(schema.person) { kinds.insert(.person) }
        if isKind(schema.customer) { kinds.insert(.customer) }
        if names.contains(FrontmatterTag.key(schema.reviewTag)) { kinds.insert(.review) }
        return kinds
    }

    private mutating func packTexts(_ tags: [FrontmatterTag], _ kinds: NoteDigest.Kinds) {
        let title = note.title
        writer.optional(title == note.path.name ? nil : title)
        guard note.frontmatter != nil else {
            for _ in 1..<NoteDigest.Layout.textCount { writer.optional(nil) }
            writer.list([])
            writer.list(bodyTags(beside: []))
            return
        }
        writer.optional(note.scalar("type"))
        let prefix = schema.statusTag.lowercased() + "/"
        let tagged = tags.first { $0.key.hasPrefix(prefix) }.map { String($0.name.dropFirst(prefix.count)) }
        writer.optional(note.scalar("status") ?? tagged)
        for key in ["created", "last_updated", "last_contact"] { writer.optional(note.scalar(key)) }
        let isPerson = kinds.contains(.person)
        for column in [CollaboratorColumn.role, .company] {
            writer.optional(isPerson ? note.scalar(of: schema.columns[column] ?? []) : nil)
        }
        writer.list(note.aliases)
        writer.list(tags.map(\.name) + bodyTags(beside: tags))
    }

    private func bodyTags(beside known: [FrontmatterTag]) -> [String] {
        if note.tags.isEmpty { return [] }
        var seen = Set(known.map(\.key))
        return note.tags.map { note.name(of: $0) }.filter { seen.insert(FrontmatterTag.key($0)).inserted }
    }

    private mutating func packHeadings() {
        writer.number(note.headings.count)
        var line = 0
        for heading in note.headings {
            writer.number(max(0, heading.line - line))
            writer.byte(UInt8(heading.level))
            writer.text(note.bytes[heading.textRange])
            line = heading.line
        }
    }

    /// The tasks; blockers are gathered on the way, since both are list items of sections.
    private mutating func packTasks() {
        writer.number(note.listItems.count { $0.box != nil })
        var line = 0
        var walk = SectionWalk(sections)
        for (index, item) in note.listItems.enumerated() {
            let kind = walk.section(ofLine: item.line).flatMap { sections[$0].kind }
            if kind == .blockers, item.parent == nil { blockers.append(index) }
            guard let box = item.box else { continue }
            pack(item, box, kind, after: line)
            line = max(line, item.line)
        }
    }

    /// The blockers, and how many are open; a place to type, and words that say there is none, are no blockers.
    private mutating func packBlockers() -> Int {
        if blockers.isEmpty {
            writer.number(0)
            return 0
        }
        let reader = ProjectReader(note: note, schema: schema, settings: settings, sections: sections)
        let placeholders = sections.compactMap { $0.kind == .blockers ? reader.placeholderLine($0) : nil }
        blockers.removeAll { index in
            let item = note.listItems[index]
            return placeholders.contains(item.line) || note.isSlot(item) && reader.children(of: index).isEmpty
        }
        writer.number(blockers.count)
        var line = 0
        var open = 0
        for index in blockers {
            let (range, isDone) = reader.blockerText(index)
            let item = note.listItems[index]
            writer.number((item.line - line) << 1 | (isDone ? 1 : 0))
            writer.text(note.bytes[range])
            line = item.line
            if !isDone { open += 1 }
        }
        return open
    }

    private mutating func pack(_ item: ListItem, _ box: CheckBox, _ kind: SectionKind?, after line: Int) {
        let task = readTask(item, box)
        let isOpen = task.map { !$0.isDone } ?? isOpen(box)
        writer.number(max(0, item.line - line))
        let (due, scheduled, start) = (task?.due, task?.scheduled, task?.start)
        let flags =
            (isOpen ? 1 : 0) | (due == nil ? 0 : 2) | (scheduled == nil ? 0 : 4) | (start == nil ? 0 : 8)
        writer.byte(UInt8(flags) | UInt8((task?.priority ?? .none).rank) << 4)
        writer.byte(kind.map { $0.rawValue + 1 } ?? 0)
        if let due { writer.number(due.packed) }
        if let scheduled { writer.number(scheduled.packed) }
        if let start { writer.number(start.packed) }
        writer.text(note.bytes[box.markRange])
        writer.text(note.bytes[note.textRange(withoutID: item)])
        guard !item.textRange.isEmpty else { return }
        if isOpen {
            openTasks += 1
            if let due { earliestDue = min(due, earliestDue ?? due) }
        }
        if kind == .steps { if isOpen { openSteps += 1 } else { doneSteps += 1 } }
    }

    /// The task's fields and status by the rules; nil where it has no fields, and its mark says all.
    private func readTask(_ item: ListItem, _ box: CheckBox) -> TaskSummary? {
        let mayHaveFields = hasSigns(note.bytes[item.textRange])
        let gap = note.bytes[item.markerRange.upper..<(box.markRange.lower - 1)]
        let isPlain = settings.globalFilter.isEmpty && gap.allSatisfy { $0 == 0x20 }
        if !mayHaveFields && (!settings.isPluginEnabled || isPlain) { return nil }
        let content = note.lines.contentRange(of: item.line, in: note.bytes)
        return TaskSummary(note.bytes, content, settings)
    }

    /// Whether a text holds a sign that could begin a field: an emoji, or `::` in the Dataview form.
    private func hasSigns(_ text: ArraySlice<UInt8>) -> Bool {
        if settings.format == .dataview { return text.contains(UInt8(ascii: ":")) }
        var before: UInt8 = 0
        for byte in text {
            // U+2000 to U+203F, dashes and quotes, are no signs.
            if byte == 0xF0 || before == 0xE2 && byte > 0x80 { return true }
            before = byte
        }
        return false
    }

    /// Whether a task without fields is open, by its mark alone.
    private func isOpen(_ box: CheckBox) -> Bool {
        guard settings.isPluginEnabled else { return box.isOpen }
        return !settings.statuses.isDone(note.bytes[box.markRange])
    }

    private mutating func packLinks() {
        let properties =
            (note.frontmatter?.properties(holding: UInt8(ascii: "["), in: note.bytes) ?? []).flatMap {
                links(in: $0)
            }
        writer.number(properties.count + note.links.count)
        var line = 0
        for (target, at) in properties {
            pack(Array(target.utf8)[...], line: at, after: &line, bits: 2)
        }
        for link in note.links {
            var target = note.bytes[link.targetRange]
            if link.kind == .markdown || target.last == UInt8(ascii: "\\") {
                target = Array(note.target(of: link).utf8)[...]
            }
            pack(target, line: link.line, after: &line, bits: link.isEmbed ? 1 : 0)
        }
    }

    private mutating func pack(_ target: ArraySlice<UInt8>, line: Int, after last: inout Int, bits: Int) {
        writer.word(LinkDigest.key(of: target))
        writer.number((max(line, last) - last) << 2 | bits)
        writer.text(target)
        last = max(line, last)
    }

    /// The links of a property: values that are exactly one wikilink (CACHE_RULES §7).
    private func links(in property: Property) -> [(target: String, line: Int)] {
        if property.style == .empty { return [] }
        return property.value.wikilinks.map { target in
            let item = property.items.first { $0.value.wikilinks == [target] }
            return (target, item.map { note.line(at: $0.range.lower) } ?? property.line)
        }
    }
}

extension Note {
    /// The first property with one of these names that says something; the note's title is none of them.
    fileprivate func scalar(of names: [String]) -> String? {
        for name in names where name != "title" {
            if let text = scalar(name) { return text }
        }
        return nil
    }
}

extension PropertyValue {
    /// The targets of the texts that are exactly one wikilink, also in lists and maps.
    fileprivate var wikilinks: [String] {
        switch self {
        case .text(let text):
            guard text.hasPrefix("[["), text.hasSuffix("]]") else { return [] }
            let inner = text.dropFirst(2).dropLast(2)
            if inner.isEmpty || inner.contains("[[") || inner.contains("]]") { return [] }
            return [String(inner.prefix { $0 != "|" })]
        case .list(let values): return values.flatMap(\.wikilinks)
        case .map(let entries): return entries.flatMap(\.value.wikilinks)
        case .null, .bool, .number: return []
        }
    }
}

/// Finds the section of one line after another, going forward.
private struct SectionWalk {
    private let sections: [Section]
    /// The indices of the known sections.
    private let known: [Int]
    private var next = 0

    init(_ sections: [Section]) {
        self.sections = sections
        known = sections.indices.filter { sections[$0].kind != nil }
    }

    /// The index of the known section that a line belongs to; lines must not go back.
    mutating func section(ofLine line: Int) -> Int? {
        while next + 1 < known.count, sections[known[next + 1]].line <= line { next += 1 }
        guard next < known.count else { return nil }
        return known[...next].last { sections[$0].owns(line) }
    }
}

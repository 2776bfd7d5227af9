extension Project {
    /// Reads a note as a project; any note can be.
    package init(_ note: Note, schema: Schema = .standard, settings: TaskSettings = .core) {
        let footer = Footer(in: note)
        let sections = note.sections(schema, end: footer?.firstLine ?? note.lines.count)
        let reader = ProjectReader(note: note, schema: schema, settings: settings, sections: sections)
        let table = reader.statusTable()
        path = note.path
        title = note.title
        isProject = schema.project.includes(note)
        type = note.scalar("type")
        tags = reader.tags()
        needsReview = note.hasTag(schema.reviewTag)
        created = note.scalar("created")
        lastUpdated = note.scalar("last_updated")
        lastContact = note.scalar("last_contact")
        statuses = reader.statuses(table)
        status = statuses.first?.status
        owner = note.scalar("owner") ?? reader.value(of: schema.ownerFields, in: table)?.value
        overview = reader.overview()
        statusTable = table
        blockers = reader.items(.blockers).map { reader.blocker($0) }
        steps = reader.items(.steps).map { reader.step($0) }
        collaborators = reader.collaborators()
        decisions = reader.items(.decisions).map { reader.item($0, marked: true) }
        facts = reader.items(.facts).map { reader.item($0, marked: false) }
        topics = reader.topics()
        people = reader.mentions(.people)
        customers = reader.mentions(.customers)
        context = reader.items(.context).map { reader.contextEntry($0) }
        queries = reader.queries()
        self.sections = sections
        self.footer = footer
    }
}

extension Schema.NoteKind {
    /// Whether a note is of this kind, by its type or one of its tags.
    func includes(_ note: Note) -> Bool {
        let said = (note.frontmatter?["type"]?.value.texts ?? []).map { $0.trimmed.lowercased() }
        return types.contains { said.contains($0.lowercased()) } || tags.contains { note.hasTag($0) }
    }
}

extension Note {
    /// Whether the properties hold a tag.
    func hasTag(_ name: String) -> Bool {
        frontmatter != nil && frontmatterTags.contains { $0.key == FrontmatterTag.key(name) }
    }

    /// The property of a name, case ignored; one in the very case first.
    func property(_ name: String) -> Property? {
        frontmatter?[name]
    }

    /// A property as one text: as it is written, for a scalar, and the first item of a list; nil where empty.
    func scalar(_ key: String) -> String? {
        guard let property = property(key) else { return nil }
        switch property.value {
        case .number, .bool:
            return text(property.items.first?.range ?? property.valueRange)
        default:
            return property.value.texts.first { !$0.trimmed.isEmpty }
        }
    }
}

extension PropertyValue {
    /// The texts that the value holds, one or a list of them.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values): values.flatMap(\.texts)
        case .null, .bool, .number, .map: []
        }
    }
}

extension StringProtocol where UTF8View: BidirectionalCollection {
    /// The text without white space at its ends.
    var trimmed: String {
        // Most texts have none: two bytes tell, without breaking the text into characters.
        if let first = utf8.first, let last = utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return String(self)
        }
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}

/// Reads the parts of a project; holds what all of them need.
struct ProjectReader {
    let note: Note
    let schema: Schema
    let settings: TaskSettings
    let sections: [Section]

    func sections(_ kind: SectionKind) -> [Section] { sections.filter { $0.kind == kind } }

    func tags() -> [String] {
        var seen: Set<String> = []
        return (note.frontmatterTags.map(\.name) + note.tags.map { note.name(of: $0) })
            .filter { seen.insert(FrontmatterTag.key($0)).inserted }
    }

    func statuses(_ table: [StatusField]) -> [StatusClaim] {
        var claims: [StatusClaim] = []
        if let property = note.frontmatter?["status"], let status = note.scalar("status") {
            claims.append(StatusClaim(place: .property, status: status.trimmed, line: property.line))
        }
        for tag in note.frontmatterTags where tag.key.hasPrefix(schema.statusTag.lowercased() + "/") {
            let status = String(tag.name.dropFirst(schema.statusTag.count + 1))
            claims.append(StatusClaim(place: .tag, status: status, line: tag.line))
        }
        if let field = value(of: schema.statusFields, in: table) {
            claims.append(StatusClaim(place: .table, status: field.value, line: field.line))
        }
        return claims
    }

    /// The first row of the status table with one of these names and a value.
    func value(of names: [String], in table: [StatusField]) -> StatusField? {
        table.first { names.contains($0.field.lowercased()) && !$0.value.isEmpty }
    }

    func statusTable() -> [StatusField] {
        sections(.status).flatMap { section in
            note.tables.filter { section.owns($0.header.line) }.flatMap { table in
                table.rows.compactMap { row -> StatusField? in
                    guard let cell = row.cells.first, !note.trimmed(cell).isEmpty else { return nil }
                    let range = row.cells.count > 1 ? note.trimmed(row.cells[1]) : nil
                    return StatusField(
                        field: fieldName(note.text(cell)), value: range.map { note.text($0) } ?? "",
                        valueRange: range, line: row.line)
                }
            }
        }
    }

    /// A field's name without marks of emphasis and colon, its case kept.
    private func fieldName(_ cell: String) -> String {
        var name = cell.trimmed[...]
        while let first = name.first, "*_".contains(first) { name = name.dropFirst() }
        while let last = name.last, "*_: ".contains(last) { name = name.dropLast() }
        return String(name)
    }

    func overview() -> Passage? {
        let passages = sections(.overview).compactMap { section -> Passage? in
            guard placeholderLine(section) == nil else { return nil }
            let end = section.foreignLines.first?.lowerBound ?? section.bodyLines.upperBound
            let range = note.trimmed(ByteRange(section.bodyRange.lower, note.start(of: end)))
            guard !range.isEmpty else { return nil }
            return Passage(text: note.text(range), range: range, line: note.line(at: range.lower))
        }
        guard let first = passages.first else { return nil }
        return Passage(
            text: passages.map(\.text).joined(separator: "\n\n"), range: first.range, line: first.line)
    }

    func collaborators() -> [Collaborator] {
        sections(.collaborators).flatMap { section -> [Collaborator] in
            if let table = CollaboratorTable(in: note, section, schema) {
                return table.table.rows.compactMap { table.collaborator($0, in: note) }
            }
            return mentions(in: section).map {
                Collaborator(
                    name: $0.name, target: $0.target, role: "", company: "", line: $0.line, isRow: false,
                    isMalformed: false)
            }
        }
    }

    func queries() -> [ProjectQuery] {
        note.codeBlocks.filter { note.text($0.languageRange).lowercased() == "dataview" }.map { block in
            let source = note.text(block.contentRange)
            let kind = source.trimmed.prefix { !$0.isWhitespace }
            let heading = note.headings.last { $0.line < block.line }
            return ProjectQuery(
                kind: kind.lowercased(), heading: heading.map { note.text($0.textRange) }, source: source,
                line: block.line, range: block.contentRange)
        }
    }
}

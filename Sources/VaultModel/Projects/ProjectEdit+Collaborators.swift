extension ProjectEdit {
    /// Adds somebody to the collaborators: a row of the table, which is made where it is missing. An edit
    /// without changes where the person is there already.
    package static func addCollaborator(
        _ name: String, role: String = "", company: String = "", in note: Note, schema: Schema = .standard
    ) throws(EditRefusal) -> Edit {
        let name = linked(try oneLine(name))
        let target =
            Note(path: note.path, bytes: Array(name.utf8)).links.first
            .map { LinkText.path(String(decoding: Array(name.utf8)[$0.targetRange], as: UTF8.self)) } ?? name
        var draft = EditDraft(note)
        let label = "add the collaborator \(quoted(target))"
        let known = Project(note, schema: schema).collaborators
        if known.contains(where: { NameFold.equal(LinkText.path($0.target ?? $0.name).utf8, target.utf8) }) {
            return draft.edit(label)
        }
        let texts: [CollaboratorColumn: String] = [.person: name, .role: role, .company: company]
        let addition = ItemAddition(to: .collaborators, in: note, schema: schema)
        let sections = addition.reader.sections(.collaborators)
        let found = sections.lazy.compactMap { CollaboratorTable(in: note, $0, schema) }.first
        let cells: [[UInt8]]
        if let found {
            cells = found.cells(texts)
            draft.apply([found.newRow(cells, in: note)])
        } else {
            cells = CollaboratorColumn.allCases.map { cell(texts[$0] ?? "") }
            draft.apply([newTable(cells, addition, sections.first, in: note)])
        }
        let isNewSection = sections.isEmpty
        return try draft.checked(label) { expected in
            if let found, let index = note.tables.firstIndex(of: found.table) {
                expected.tables[index].append(cells)
                return
            }
            let heading = draft.note.headings.firstIndex { heading in
                schema.kind(ofHeading: draft.note.text(heading.textRange)) == .collaborators
            }
            if isNewSection, let heading {
                expected.headings.insert(Array(schema.name(of: .collaborators).utf8), at: heading)
            }
            let line = heading.map { draft.note.headings[$0].line } ?? 0
            let index = draft.note.tables.firstIndex { $0.header.line > line } ?? 0
            let header = CollaboratorColumn.allCases.map { Array($0.header.utf8) }
            expected.tables.insert([header, cells], at: min(index, expected.tables.count))
        }
    }

    /// Fills a cell of a collaborator's row; one that holds text only where `replacing` says so.
    package static func fillCell(
        line: Int, _ column: CollaboratorColumn, with value: String, in note: Note,
        schema: Schema = .standard,
        replacing: Bool = false
    ) throws(EditRefusal) -> Edit {
        try fillCells(line: line, [column: value], in: note, schema: schema, replacing: replacing)
    }

    /// Fills cells of a collaborator's row in one edit, as `fillCell` does.
    package static func fillCells(
        line: Int, _ values: [CollaboratorColumn: String], in note: Note, schema: Schema = .standard,
        replacing: Bool = false
    ) throws(EditRefusal) -> Edit {
        var draft = EditDraft(note)
        var filled: [Int: [UInt8]] = [:]
        let (first, place) = try table(ofRow: line, in: note, schema)
        let columns = CollaboratorColumn.allCases.filter { values[$0] != nil }
        for column in columns {
            let (table, _) = try table(ofRow: line, in: draft.note, schema)
            guard let index = table.columns[column] else {
                throw EditRefusal("the table has no column for the \(column.header.lowercased())", line: line)
            }
            let cell = cell(values[column] ?? "")
            let row = table.table.rows[place]
            draft.apply([try table.fill(row, index, with: cell, replacing: replacing, in: draft.note)])
            filled[index] = cell
        }
        let what = columns.map { $0.header.lowercased() }.joined(separator: " and ")
        let name = first.name(first.table.rows[place], in: note)
        return try draft.checked("set the \(what) of \(quoted(name))") { expected in
            guard let number = note.tables.firstIndex(of: first.table) else { return }
            for (index, cell) in filled {
                while expected.tables[number][place + 1].count <= index {
                    expected.tables[number][place + 1].append([])
                }
                expected.tables[number][place + 1][index] = cell
            }
        }
    }

    /// The table of collaborators that has a row on a line, and which of its rows that is.
    private static func table(
        ofRow line: Int, in note: Note, _ schema: Schema
    ) throws(EditRefusal) -> (CollaboratorTable, Int) {
        let sections = Project(note, schema: schema).sections(.collaborators)
        let tables = sections.lazy.compactMap { CollaboratorTable(in: note, $0, schema) }
        guard let table = tables.first(where: { $0.table.rows.contains { $0.line == line } }),
            let place = table.table.rows.firstIndex(where: { $0.line == line })
        else { throw EditRefusal("there is no row of collaborators on line \(line + 1)", line: line) }
        if table.isMalformed(table.table.rows[place], in: note) {
            throw EditRefusal(
                "the cells of line \(line + 1) can't be told apart: write `\\|` for the pipe in its link",
                line: line)
        }
        return (table, place)
    }

    /// A name as a link, unless it holds one.
    private static func linked(_ name: String) -> String {
        let text = name.contains("[[") ? name : "[[\(name)]]"
        return escapedPipes(text)
    }

    /// A cell's bytes: one line, pipes escaped.
    static func cell(_ text: String) -> [UInt8] {
        let words = text.split(whereSeparator: \.isNewline).map(\.trimmed)
        return Array(escapedPipes(words.joined(separator: " ").trimmed).utf8)
    }

    /// A text whose pipes have a backslash before them, as a cell needs.
    private static func escapedPipes(_ text: String) -> String {
        var result = ""
        for character in text {
            if character == "|", result.last != "\\" { result += "\\" }
            result.append(character)
        }
        return result
    }

    /// The change that adds a table with one row to the section, or the section with it.
    private static func newTable(
        _ cells: [[UInt8]], _ addition: ItemAddition, _ section: Section?, in note: Note
    ) -> Replacement {
        func row(_ cells: [[UInt8]]) -> [UInt8] {
            Array("|".utf8)
                + cells.flatMap { $0.isEmpty ? Array("  |".utf8) : Array(" ".utf8) + $0 + Array(" |".utf8) }
        }
        let header = row(CollaboratorColumn.allCases.map { Array($0.header.utf8) })
        let rows = [header, Array("|---|---|---|".utf8), row(cells)]
        guard let section else {
            return addition.newSection { terminator in rows.flatMap { terminator + $0 } }.replacement
        }
        return addition.insertBlock(rows, in: section)
    }
}

extension CollaboratorColumn {
    /// The header that we write for the column.
    var header: String {
        switch self {
        case .person: "Person"
        case .role: "Role"
        case .company: "Company"
        }
    }
}

extension CollaboratorTable {
    /// The cells of a new row, as many as the header has.
    func cells(_ texts: [CollaboratorColumn: String]) -> [[UInt8]] {
        var cells = [[UInt8]](repeating: [], count: table.header.cells.count)
        for (column, index) in columns where index < cells.count {
            cells[index] = ProjectEdit.cell(texts[column] ?? "")
        }
        return cells
    }

    /// The name of a row, for messages.
    func name(_ row: Table.Row, in note: Note) -> String { collaborator(row, in: note)?.name ?? "" }

    /// The change that adds a row at the end, in the style of the last one.
    func newRow(_ cells: [[UInt8]], in note: Note) -> Replacement {
        let last = table.rows.last ?? table.header
        let start = note.lines.start(of: last.line)
        let indent = Array(note.bytes[start..<last.range.lower])
        let style = pipes(last, in: note)
        // An empty cell at an end is one only between pipes.
        let opens = style.opens || cells.first?.isEmpty == true
        let closes = style.closes || cells.last?.isEmpty == true
        var row: [UInt8] = indent
        for (index, cell) in cells.enumerated() {
            if index > 0 || opens { row.append(UInt8(ascii: "|")) }
            let isBare = index == 0 && !opens
            row += cell.isEmpty ? [0x20, 0x20] : (isBare ? [] : [0x20]) + cell + [0x20]
        }
        if closes { row.append(UInt8(ascii: "|")) } else { row.removeLast() }
        let after = table.rows.last?.line ?? table.delimiter.line
        return Replacement(note.end(of: after), note.terminator(beside: after) + row)
    }

    /// The change that fills a cell: its inner bytes, or the cells that a short row lacks.
    func fill(
        _ row: Table.Row, _ index: Int, with value: [UInt8], replacing: Bool, in note: Note
    ) throws(EditRefusal) -> Replacement {
        let (_, closes) = pipes(row, in: note)
        if index < row.cells.count {
            let cell = row.cells[index]
            if !note.trimmed(cell).isEmpty {
                guard replacing else { throw EditRefusal("this cell is filled already", line: row.line) }
                try ProjectEdit.requireText(cell, in: note)
            }
            let isLast = index == row.cells.count - 1 && !closes
            return Replacement(cell, [0x20] + value + (isLast ? [] : [0x20]))
        }
        var bytes: [UInt8] = closes ? [] : [0x20, UInt8(ascii: "|")]
        for missing in row.cells.count..<index {
            bytes += missing == row.cells.count && !closes ? [0x20] : [0x20, 0x20]
            bytes.append(UInt8(ascii: "|"))
        }
        bytes += [0x20] + value + (closes ? [0x20, UInt8(ascii: "|")] : [])
        return Replacement(ByteRange(row.range.upper, row.range.upper), bytes)
    }

    /// Whether a row starts and ends with a pipe.
    private func pipes(_ row: Table.Row, in note: Note) -> (opens: Bool, closes: Bool) {
        let text = note.bytes[note.trimmed(row.range)]
        let isEscaped = text.dropLast().last == UInt8(ascii: "\\")
        return (text.first == UInt8(ascii: "|"), text.last == UInt8(ascii: "|") && !isEscaped)
    }
}

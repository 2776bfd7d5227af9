/// Somebody who takes part in a project: a row of the table of collaborators, or an item of a list.
package struct Collaborator: Hashable, Sendable {
    /// The name to show.
    package var name: String
    /// The target of the link; nil where the name is no link.
    package var target: String?
    /// The role as Markdown; empty where it is not said.
    package var role: String
    /// The company as Markdown; empty where it is not said.
    package var company: String
    /// The line, from 0.
    package var line: Int
    /// Whether it is a row of a table, whose cells can be filled.
    package var isRow: Bool
    /// Whether the row's cells can't be told apart, as with a link that holds a bare pipe: no cell is edited
    /// then.
    package var isMalformed: Bool
}

/// A table of collaborators and which of its columns are what.
struct CollaboratorTable {
    let table: Table
    /// The index of each column that is there.
    let columns: [CollaboratorColumn: Int]

    /// The first table of a section, with the columns found by their headers.
    init?(in note: Note, _ section: Section, _ schema: Schema) {
        guard let table = note.tables.first(where: { section.owns($0.header.line) }) else { return nil }
        self.table = table
        let headers = table.header.cells.map { HeadingNames.name(of: note.text($0)) }
        var columns: [CollaboratorColumn: Int] = [:]
        for (column, names) in schema.columns {
            columns[column] = headers.firstIndex { names.contains($0) }
        }
        if columns[.person] == nil {
            columns[.person] = headers.indices.first { index in !columns.values.contains(index) }
        }
        self.columns = columns
    }

    /// Whether the row's pipes and links are at odds (dialect §12.2).
    func isMalformed(_ row: Table.Row, in note: Note) -> Bool {
        row.cells.count > table.header.cells.count
            || row.cells.contains { cell in
                let text = note.text(cell)
                return text.pieces(of: "[[") != text.pieces(of: "]]")
            }
    }

    /// What a row says; nil where all its cells are empty.
    func collaborator(_ row: Table.Row, in note: Note) -> Collaborator? {
        func text(_ column: CollaboratorColumn) -> String {
            guard let index = columns[column], index < row.cells.count else { return "" }
            return note.text(note.trimmed(row.cells[index]))
        }
        if row.cells.allSatisfy({ note.trimmed($0).isEmpty }) { return nil }
        let link = columns[.person].flatMap { index -> Link? in
            guard index < row.cells.count else { return nil }
            return note.links.first { row.cells[index].contains($0.range) }
        }
        return Collaborator(
            name: link.map { note.name(of: $0) } ?? text(.person), target: link.map { note.target(of: $0) },
            role: text(.role), company: text(.company), line: row.line, isRow: true,
            isMalformed: isMalformed(row, in: note))
    }
}

extension String {
    /// How often a piece occurs.
    fileprivate func pieces(of piece: String) -> Int {
        var count = 0
        var rest = Substring(self)
        while let range = rest.firstRange(of: piece) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}

extension Note {
    /// A range without the white space at its ends; of nothing but white space, the empty range behind its
    /// first.
    func trimmed(_ range: ByteRange) -> ByteRange {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var lower = range.lower
        var upper = range.upper
        while lower < upper, isSpace(bytes[lower]) { lower += 1 }
        while upper > lower, isSpace(bytes[upper - 1]) { upper -= 1 }
        return ByteRange(lower, upper)
    }

    /// The name that a link shows: the text written for it, else the last part of its target's path.
    func name(of link: Link) -> String {
        if let display = link.displayRange {
            let text = self.text(trimmed(display))
            if !text.isEmpty { return text }
        }
        let path = LinkText.path(target(of: link))
        guard !path.isEmpty else { return display(of: link) }
        return NotePath(path).name
    }
}

extension Note {
    /// Reads a note. Any bytes will do.
    package init(path: NotePath, bytes: [UInt8]) {
        let table = LineTable(bytes)
        self = bytes.withUnsafeBufferPointer { buffer in
            table.withLines(of: SourceBytes(buffer)) { lines in
                let frontmatter = Frontmatter.read(bytes, table: table, lines: lines)
                let body = frontmatter.map { table.line(at: $0.range.upper) + 1 } ?? 0
                var scanner = NoteScanner(lines, firstLine: body, frontmatter: frontmatter?.range)
                scanner.run()
                return Note(path: path, bytes: bytes, lines: table, frontmatter: frontmatter, found: scanner)
            }
        }
    }

    /// Takes what a scanner found.
    private init(
        path: NotePath, bytes: [UInt8], lines: LineTable, frontmatter: Frontmatter?, found: NoteScanner
    ) {
        self.path = path
        self.bytes = bytes
        self.frontmatter = frontmatter
        self.lines = lines
        blocks = found.blocks
        headings = found.headings
        listItems = found.listItems
        tablePlaces = found.tables
        tableRows = found.tableRows
        codeBlocks = found.codeBlocks
        links = found.links
        tags = found.tags
        blockIDs = found.blockIDs
        comments = found.comments
    }
}

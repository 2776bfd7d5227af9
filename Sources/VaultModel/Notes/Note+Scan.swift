extension Note {
    /// Reads a note. Any bytes will do.
    package init(path: NotePath, bytes: [UInt8]) {
        var memory = NoteMemory()
        self.init(path: path, bytes: bytes, memory: &memory)
    }

    /// Reads a note into memory that another one may have had before.
    init(path: NotePath, bytes: [UInt8], memory: inout NoteMemory) {
        self = bytes.withUnsafeBufferPointer { buffer in
            let source = SourceBytes(buffer)
            return source.withKinds { kinds in
                let table = LineTable(kinds)
                return table.withLines(of: source) { lines in
                    let frontmatter = Frontmatter.read(bytes, table: table, lines: lines)
                    let body = frontmatter.map { table.line(at: $0.range.upper) + 1 } ?? 0
                    var scanner = NoteScanner(
                        lines, kinds, firstLine: body, frontmatter: frontmatter?.range, memory: &memory)
                    scanner.run()
                    memory.takeWork(from: &scanner)
                    return Note(path: path, bytes: bytes, lines: table, frontmatter: frontmatter, &scanner)
                }
            }
        }
    }

    /// Takes over what a scanner found.
    private init(
        path: NotePath, bytes: [UInt8], lines: LineTable, frontmatter: Frontmatter?,
        _ found: inout NoteScanner
    ) {
        self.path = path
        self.bytes = bytes
        self.frontmatter = frontmatter
        self.lines = lines
        blocks = found.blocks.taken()
        headings = found.headings.taken()
        listItems = found.listItems.taken()
        tablePlaces = found.tables.taken()
        tableRows = found.tableRows.taken()
        codeBlocks = found.codeBlocks.taken()
        links = found.links.taken()
        tags = found.tags.taken()
        blockIDs = found.blockIDs.taken()
        comments = found.comments.taken()
    }
}

extension Note {
    /// Reads a note. Any bytes will do.
    package init(path: NotePath, bytes: [UInt8]) {
        let lines = LineTable(bytes)
        let frontmatter = Frontmatter.read(bytes, lines: lines)
        let body = frontmatter.map { lines.line(at: $0.range.upper) + 1 } ?? 0
        self = bytes.withUnsafeBufferPointer { buffer in
            var scanner = NoteScanner(
                SourceBytes(buffer), lines: lines, firstLine: body, frontmatter: frontmatter?.range)
            scanner.run()
            return Note(path: path, bytes: bytes, frontmatter: frontmatter, found: scanner)
        }
    }

    /// Takes what a scanner found.
    private init(path: NotePath, bytes: [UInt8], frontmatter: Frontmatter?, found: NoteScanner) {
        self.path = path
        self.bytes = bytes
        self.frontmatter = frontmatter
        lines = found.lines
        blocks = found.blocks
        headings = found.headings
        listItems = found.listItems
        tables = found.tables
        codeBlocks = found.codeBlocks
        links = found.links
        tags = found.tags
        blockIDs = found.blockIDs
        comments = found.comments
    }
}

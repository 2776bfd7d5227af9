extension Note {
    /// Reads a note. Any bytes will do.
    package init(path: NotePath, bytes: [UInt8]) {
        var memory = NoteMemory()
        self = ScannedNote.read(path, bytes, into: &memory) { Note($0) }
    }

    /// Takes over what was found in a note.
    init(_ scanned: borrowing ScannedNote) {
        path = scanned.path
        bytes = scanned.bytes
        lines = LineTable(scanned.kinds)
        frontmatter = scanned.wholeFrontmatter
        blocks = scanned.found.blocks.array
        headings = scanned.found.headings.array
        listItems = scanned.found.listItems.array
        tablePlaces = scanned.found.tables.array
        tableRows = scanned.found.tableRows.array
        codeBlocks = scanned.found.codeBlocks.array
        links = scanned.found.links.array
        tags = scanned.found.tags.array
        blockIDs = scanned.found.blockIDs.array
        comments = scanned.found.comments.array
    }
}

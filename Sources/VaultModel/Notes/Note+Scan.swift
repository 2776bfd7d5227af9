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

/// The lists that a note is read into, kept from one note to the next by who reads many: a list that has grown need not
/// be asked of the system again.
struct NoteMemory {
    fileprivate var pending: [Work] = []
    fileprivate var items: [PendingItem] = []
    fileprivate var namedItems: [Int] = []
    fileprivate var blocks: [Block] = []
    fileprivate var headings: [Heading] = []
    fileprivate var listItems: [ListItem] = []
    fileprivate var tables: [TablePlace] = []
    fileprivate var tableRows: [TableRow] = []
    fileprivate var codeBlocks: [CodeBlock] = []
    fileprivate var links: [Link] = []
    fileprivate var tags: [Tag] = []
    fileprivate var blockIDs: [BlockID] = []
    fileprivate var comments: [ByteRange] = []

    /// Room for what a usual note holds.
    init() {
        pending.reserveCapacity(16)
        items.reserveCapacity(16)
        blocks.reserveCapacity(32)
        headings.reserveCapacity(16)
        listItems.reserveCapacity(32)
        links.reserveCapacity(16)
        tags.reserveCapacity(8)
    }

    /// Takes back the lists of a note that nobody reads any more, and leaves it empty ones.
    mutating func take(from note: inout Note) {
        blocks.replace(with: &note.blocks)
        headings.replace(with: &note.headings)
        listItems.replace(with: &note.listItems)
        tables.replace(with: &note.tablePlaces)
        tableRows.replace(with: &note.tableRows)
        codeBlocks.replace(with: &note.codeBlocks)
        links.replace(with: &note.links)
        tags.replace(with: &note.tags)
        blockIDs.replace(with: &note.blockIDs)
        comments.replace(with: &note.comments)
    }

    /// Takes back what only the scanner needed.
    fileprivate mutating func takeWork(from scanner: inout NoteScanner) {
        pending.replace(with: &scanner.pending)
        items.replace(with: &scanner.items)
        namedItems.replace(with: &scanner.namedItems)
    }
}

extension NoteScanner {
    /// Prepares to scan; `firstLine` is the first line of the body. What is found goes into the lists of `memory`.
    init(
        _ lines: NoteLines, _ kinds: ByteKinds, firstLine: Int, frontmatter: ByteRange?,
        memory: inout NoteMemory
    ) {
        self.lines = lines
        self.kinds = kinds
        pending = memory.pending.taken()
        items = memory.items.taken()
        namedItems = memory.namedItems.taken()
        blocks = memory.blocks.taken()
        headings = memory.headings.taken()
        listItems = memory.listItems.taken()
        tables = memory.tables.taken()
        tableRows = memory.tableRows.taken()
        codeBlocks = memory.codeBlocks.taken()
        links = memory.links.taken()
        tags = memory.tags.taken()
        blockIDs = memory.blockIDs.taken()
        comments = memory.comments.taken()
        if let frontmatter { blocks.append(Block(kind: .yaml, range: frontmatter, blockID: nil)) }
        pending.append(.blocks(Region(body: firstLine, end: lines.count)))
    }
}

extension Array {
    /// The array, an empty one left in its place: what is handed over so need not be counted.
    fileprivate mutating func taken() -> Self {
        var result: Self = []
        swap(&result, &self)
        return result
    }

    /// Takes the place of another array, emptied, but with its room.
    fileprivate mutating func replace(with other: inout Self) {
        swap(&self, &other)
        if !isEmpty { removeAll(keepingCapacity: true) }
    }
}

/// The lists that a note is read into, kept from one note to the next by who reads many: a list that has grown need not
/// be asked of the system again.
struct NoteMemory {
    var pending: [Work] = []
    var items: [PendingItem] = []
    var namedItems: [Int] = []
    var blocks: [Block] = []
    var headings: [Heading] = []
    var listItems: [ListItem] = []
    var tables: [TablePlace] = []
    var tableRows: [TableRow] = []
    var codeBlocks: [CodeBlock] = []
    var links: [Link] = []
    var tags: [Tag] = []
    var blockIDs: [BlockID] = []
    var comments: [ByteRange] = []

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
    mutating func takeWork(from scanner: inout NoteScanner) {
        pending.replace(with: &scanner.pending)
        items.replace(with: &scanner.items)
        namedItems.replace(with: &scanner.namedItems)
    }
}

extension Array {
    /// The array, an empty one left in its place: what is handed over so need not be counted.
    mutating func taken() -> Self {
        var result: Self = []
        swap(&result, &self)
        return result
    }

    /// Takes the place of another array, emptied, but with its room.
    mutating func replace(with other: inout Self) {
        swap(&self, &other)
        if !isEmpty { removeAll(keepingCapacity: true) }
    }
}

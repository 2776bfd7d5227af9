internal import CBytes

/// The memory that a note is read into, kept from one note to the next where many are read.
struct NoteMemory: ~Copyable {
    /// The kinds of its bytes, and its lines.
    var kinds = OwnedList<cbytes_kinds>()
    var lines = OwnedList<LineSpan>()
    /// What is found in it.
    var lists = NoteLists()
}

/// Such memory in one place, which whoever reads notes into it need not move.
final class NoteMemoryBox {
    var memory = NoteMemory()
}

/// What is found in a note, and what waits to be read meanwhile.
struct NoteLists: ~Copyable {
    /// The top-level blocks, and the other structures, as `Note` has them under the same names.
    var blocks = OwnedList<Block>()
    var headings = OwnedList<Heading>()
    var listItems = OwnedList<ListItem>()
    /// How many of the list items have a box.
    var boxes = 0
    var tables = OwnedList<TablePlace>()
    var tableRows = OwnedList<TableRow>()
    var codeBlocks = OwnedList<CodeBlock>()
    var links = OwnedList<Link>()
    var tags = OwnedList<Tag>()
    var blockIDs = OwnedList<BlockID>()
    var comments = OwnedList<ByteRange>()
    /// The list item that each block id names, or -1.
    var namedItems = OwnedList<Int>()
    /// What is still to be read, innermost last.
    var pending = OwnedList<Work>()
    /// The items of the lists that `pending` holds, those of the innermost list last.
    var items = OwnedList<PendingItem>()

    /// Where the properties stand.
    var properties = PropertyLists()

    /// Empties all lists for another note's body.
    mutating func removeAll() {
        blocks.cut(to: 0)
        headings.cut(to: 0)
        listItems.cut(to: 0)
        boxes = 0
        tables.cut(to: 0)
        tableRows.cut(to: 0)
        codeBlocks.cut(to: 0)
        links.cut(to: 0)
        tags.cut(to: 0)
        blockIDs.cut(to: 0)
        comments.cut(to: 0)
        namedItems.cut(to: 0)
        pending.cut(to: 0)
        items.cut(to: 0)
    }
}

/// Finds the structure of one note.
///
/// Obsidian indexes with remark-parse 8, whose rules for lists, quotes and paragraphs differ from
/// CommonMark's: a container takes its prefix off each of its lines, and what remains is read again as
/// blocks. Here nothing is copied. `lines` holds where the content of each line starts, containers move those
/// starts to the right, and the lines they hold wait in `found.pending`, innermost first. So nesting costs no
/// recursion, and a line is looked at once for each container around it, of which there are at most
/// `depthLimit`.
struct NoteScanner: ~Copyable {
    /// More containers than this inside one another are read as text.
    static let depthLimit = 64

    /// The content of each line: behind the prefixes of its containers, before its terminator.
    let lines: NoteLines
    let kinds: ByteKinds
    private let lists: UnsafeMutablePointer<NoteLists>
    /// What was found so far, and what waits to be read: in lists that stay where they are.
    var found: NoteLists {
        @inline(__always) _read { yield lists.pointee }
        @inline(__always) nonmutating _modify { yield &lists.pointee }
    }
    /// The mark-up passed in a text, where that is asked for: `inlineSpans` shows by it what the index reads.
    var shown: [ShownMark]?

    /// Prepares to scan; `firstLine` is the first line of the body. What is found goes into `lists`, which must outlive
    /// the scanner and be nobody else's meanwhile.
    init(
        _ lines: NoteLines, _ kinds: ByteKinds, firstLine: Int, frontmatter: ByteRange?,
        _ lists: UnsafeMutablePointer<NoteLists>
    ) {
        self.lines = lines
        self.kinds = kinds
        self.lists = lists
        lists.pointee.removeAll()
        if let frontmatter { found.blocks.append(Block(kind: .yaml, range: frontmatter, blockID: nil)) }
        found.pending.append(.blocks(Region(body: firstLine, end: lines.count)))
    }

    /// Reads everything.
    mutating func run() {
        while let work = found.pending.popLast() {
            switch work {
            case .blocks(let region): readBlocks(region)
            case .items(let first, let next):
                let item = found.items[next]
                if next + 1 < found.items.count {
                    found.pending.append(.items(first: first, next: next + 1))
                } else {
                    found.items.cut(to: first)
                }
                open(item)
            }
        }
        for index in found.namedItems.indices where found.namedItems[index] >= 0 {
            found.blockIDs[index].range = found.listItems[found.namedItems[index]].range
        }
    }

    /// Reads the blocks of a region up to its end or to the first container, whose content comes first.
    mutating func readBlocks(_ region: Region) {
        var region = region
        while region.first < region.end {
            // Every other line is empty.
            if lines[region.first].isEmpty {
                region.first &+= 1
            } else if readBlock(&region) {
                return
            }
        }
    }

    /// The bytes.
    var source: SourceBytes { lines.source }
}

/// What is still to be read.
enum Work {
    /// Lines to be read as blocks.
    case blocks(Region)
    /// The items of a list from one on, which are the last in `items`; the list's first one stands at `first`.
    case items(first: Int, next: Int)
}

/// Lines to be read as blocks: of the body, of a quote, of a footnote or of a list item.
struct Region {
    /// The next line to be read.
    @Narrow var first: Int
    /// The line behind the last.
    @Narrow var end: Int
    /// How many containers are around the lines.
    @Narrow var depth = 0
    /// How many of them are quotes.
    @Narrow var quotes = 0
    /// The index of the innermost list item around the lines, or -1.
    @NarrowOrNone var item = -1
    /// Whether the blocks are that item's own children.
    var isItem = false
    /// Whether these are the note's top-level blocks.
    var isBody = false
    /// Where the last block that was read ends, or -1.
    @NarrowOrNone var previousEnd = -1
    /// Whether a list was read.
    var hasList = false

    /// The lines of the body.
    init(body first: Int, end: Int) {
        self.first = first
        self.end = end
        isBody = true
    }

    /// The lines of a quote or a footnote in `outer`.
    init(_ first: Int, _ end: Int, in outer: Region, quotes: Int) {
        self.first = first
        self.end = end
        depth = outer.depth + 1
        self.quotes = outer.quotes + quotes
        item = outer.item
    }

    /// The lines of a list item.
    init(_ pending: PendingItem, item: Int) {
        first = pending.first
        end = pending.end
        depth = pending.depth + 1
        quotes = pending.quotes
        self.item = item
        isItem = true
    }
}

/// A number, not below 0, kept in four bytes, since many wait to be read: a note has at most 4 GiB, and its lines are
/// fewer.
@propertyWrapper struct Narrow {
    private var stored: UInt32
    /// The number.
    var wrappedValue: Int {
        get { Int(stored) }
        set { stored = UInt32(truncatingIfNeeded: newValue) }
    }
    /// Keeps a number.
    init(wrappedValue: Int) { stored = UInt32(truncatingIfNeeded: wrappedValue) }
}

/// The same, or -1.
@propertyWrapper struct NarrowOrNone {
    private var stored: UInt32
    /// The number; -1 is the only one below 0 that is kept.
    var wrappedValue: Int {
        get { stored == .max ? -1 : Int(stored) }
        set { stored = UInt32(truncatingIfNeeded: newValue) }
    }
    /// Keeps a number.
    init(wrappedValue: Int) { stored = UInt32(truncatingIfNeeded: wrappedValue) }
}

/// One note: its bytes, and the structure found in them.
///
/// Invariant 1: this initialiser never fails and is the only place that gives bytes a meaning. Every element
/// knows its byte range, the range slices back to the element's text, and ranges nest. What counts as a
/// heading, a list item, a link or a tag is what Obsidian's own indexer says, not CommonMark.
package struct Note: Sendable {
    /// Where the note stands in the vault.
    package let path: NotePath
    /// The source, exactly as read.
    package let bytes: [UInt8]
    /// Where the lines start.
    package let lines: LineTable
    /// The properties, if the note starts with a frontmatter block.
    package let frontmatter: Frontmatter?
    /// The top-level blocks in order: what Obsidian's cache calls sections.
    package internal(set) var blocks: [Block]
    /// All headings in order.
    package internal(set) var headings: [Heading]
    /// All list items in order, nested ones behind their parent.
    package internal(set) var listItems: [ListItem]
    /// Where all tables and their rows stand, in order.
    var tablePlaces: [TablePlace]
    var tableRows: [TableRow]
    /// All fenced code blocks in order.
    package internal(set) var codeBlocks: [CodeBlock]
    /// All internal links and embeds of the body in order.
    package internal(set) var links: [Link]
    /// All tags of the body in order, repeats kept.
    package internal(set) var tags: [Tag]
    /// All block ids in order.
    package internal(set) var blockIDs: [BlockID]
    /// Comments, `%% %%` and `<!-- -->`, in order.
    package internal(set) var comments: [ByteRange]

    /// The text of a range.
    package func text(_ range: ByteRange) -> String { bytes.text(range) }
    /// The line, from 0, that holds the byte at `offset`.
    package func line(at offset: Int) -> Int { lines.line(at: offset) }
    /// The note's title: the property `title`, else the first level-1 heading, else the file's name (dialect
    /// §12.2).
    package var title: String {
        if case .text(let title)? = frontmatter?["title"]?.value, !title.isEmpty { return title }
        if let heading = headings.first(where: { $0.level == 1 }) { return text(heading.textRange) }
        return path.name
    }
}

/// A top-level block of a note's body.
package struct Block: Hashable, Sendable {
    /// The kinds of Obsidian's cache, spelled as it spells them.
    package enum Kind: String, Sendable {
        case yaml, heading, paragraph, list, code, blockquote, callout, html, comment, thematicBreak, table
        case math, footnoteDefinition, definition
    }
    /// What the block is.
    package var kind: Kind
    /// From its first character to the end of its last line, without the terminator.
    package var range: ByteRange
    /// The name behind `^` that ends the block, if any.
    package var blockID: ByteRange?
}

/// An ATX or setext heading.
package struct Heading: Hashable, Sendable {
    /// 1 to 6.
    package var level: Int
    /// The heading's line, both lines for a setext heading, without the terminator.
    package var range: ByteRange
    /// The text: without `#`s and the spaces around it.
    package var textRange: ByteRange
    /// Whether it is text over a line of `=` or `-`.
    package var isSetext: Bool
    /// The line of its first byte, from 0.
    package var line: Int
}

/// The box of a task: `[ ]` with the one character between the brackets.
package struct CheckBox: Hashable, Sendable {
    /// The one scalar, of one to four bytes, between the brackets.
    package var markRange: ByteRange
    /// The character's scalar; U+FFFD for a byte that is not UTF-8.
    package var scalar: Unicode.Scalar
    /// The character itself.
    package var mark: Character { Character(scalar) }
    /// Whether the box holds a space.
    package var isOpen: Bool { scalar == " " }
}

/// An item of a bulleted or numbered list, task or not.
package struct ListItem: Hashable, Sendable {
    /// The item's position as Obsidian's cache gives it: from its text's indentation to the end of its own
    /// lines.
    package var range: ByteRange
    /// The whole item: from the start of its first line, indentation and quote marks included, to the end of
    /// its last line, nested items included, terminators included.
    package var extent: ByteRange
    /// The marker: `-`, `*`, `+`, `1.` or `1)`.
    package var markerRange: ByteRange
    /// The box, if the item is a task.
    package var box: CheckBox?
    /// The text of the first line behind marker and box, without trailing spaces, block id included.
    package var textRange: ByteRange
    /// The name behind `^` that ends it, if any.
    package var blockID: ByteRange?
    private let numbers: Numbers

    /// The index in `Note.listItems` of the item it is nested in.
    package var parent: Int? { numbers.parent < 0 ? nil : Int(numbers.parent) }
    /// Obsidian's `parent` number: the parent's line, or minus the line of the list's first item, -1 at
    /// least.
    package var cacheParent: Int { Int(numbers.cacheParent) }
    /// How many items it is nested in.
    package var depth: Int { Int(numbers.depth) }
    /// The index in `Note.listItems` of the first item of its list: items of one list share it.
    package var list: Int { Int(numbers.list) }
    /// How many quote marks (`>`) stand before it.
    package var quoteDepth: Int { Int(numbers.quoteDepth) }
    /// The line of its marker, from 0.
    package var line: Int { Int(numbers.line) }

    /// What is counted, in four bytes each, since a note may have many items.
    private struct Numbers: Hashable {
        var parent, cacheParent, depth, list, quoteDepth, line: Int32
    }

    /// Makes an item that was found.
    init(
        _ pending: PendingItem, range: ByteRange, extent: ByteRange, box: CheckBox?, textRange: ByteRange,
        depth: Int
    ) {
        self.range = range
        self.extent = extent
        markerRange = ByteRange(pending.marker.start, pending.marker.end)
        self.box = box
        self.textRange = textRange
        numbers = Numbers(
            parent: Int32(truncatingIfNeeded: pending.parent),
            cacheParent: Int32(truncatingIfNeeded: pending.cacheParent),
            depth: Int32(truncatingIfNeeded: depth),
            list: Int32(truncatingIfNeeded: pending.list),
            quoteDepth: Int32(truncatingIfNeeded: pending.quotes),
            line: Int32(truncatingIfNeeded: pending.first))
    }
}

/// A table with a delimiter row.
package struct Table: Hashable, Sendable {
    /// One row of a table.
    package struct Row: Hashable, Sendable {
        /// The row's line, from 0.
        package var line: Int
        /// The row from its first character to its last, without the terminator.
        package var range: ByteRange
        /// What stands between the pipes, spaces included; may be fewer or more than the header's cells.
        package var cells: [ByteRange]
    }
    /// From the header's first character to the last row's last.
    package var range: ByteRange
    /// The header row.
    package var header: Row
    /// The row of dashes.
    package var delimiter: Row
    /// The rows below it.
    package var rows: [Row]
}

/// A fenced code block.
package struct CodeBlock: Hashable, Sendable {
    /// From the fence to the closing fence.
    package var range: ByteRange
    /// The first word behind the fence; empty where there is none.
    package var languageRange: ByteRange
    /// The lines between the fences, last terminator excluded; empty where there is none.
    package var contentRange: ByteRange
    /// The line of the opening fence, from 0.
    package var line: Int
}

/// An internal link or embed.
package struct Link: Hashable, Sendable {
    /// How it is written.
    package enum Kind: Sendable { case wikilink, markdown }
    /// How it is written.
    package var kind: Kind
    /// Whether a `!` stands before it.
    package var isEmbed: Bool
    /// The whole link, `!` included.
    package var range: ByteRange
    /// The target as written: path and subpath, before the pipe; the destination of a Markdown link.
    package var targetRange: ByteRange
    /// The text to show, where one is written.
    package var displayRange: ByteRange?
    /// The line of its first byte, from 0.
    package var line: Int
}

/// A tag of the body.
package struct Tag: Hashable, Sendable {
    /// The tag with its `#`.
    package var range: ByteRange
    /// Its line, from 0.
    package var line: Int
}

/// A `^name` that ends a block or a list item.
package struct BlockID: Hashable, Sendable {
    /// The name without the `^`.
    package var nameRange: ByteRange
    /// The block or list item that it names, in Obsidian's positions.
    package var range: ByteRange
}

extension Note {
    /// A link's target as Obsidian's cache gives it: percent-decoded for a Markdown link, `\|` undone in a
    /// table.
    package func target(of link: Link) -> String { LinkText.target(text(link.targetRange), link.kind) }

    /// The text that stands for a link: what is written, else Obsidian's text for the target.
    package func display(of link: Link) -> String {
        link.displayRange.map { text($0) } ?? LinkText.display(target(of: link))
    }

    /// A tag without its `#`.
    package func name(of tag: Tag) -> String { text(ByteRange(tag.range.lower + 1, tag.range.upper)) }
}

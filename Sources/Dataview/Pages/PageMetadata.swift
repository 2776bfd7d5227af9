package import VaultModel

/// What queries know of one note: its fields, tags, links and list items, without its text.
///
/// It is made once per version of the note. Links in it are as written; where they lead is asked when they
/// are used.
package final class PageMetadata: Sendable {
    /// The note.
    package let path: NotePath
    /// The path as text.
    package let pathText: String
    /// The size of the file in bytes.
    package let size: Int
    /// When the file was created.
    package let created: DateValue
    /// When it was last changed.
    package let modified: DateValue
    /// The day that the note is about.
    package let day: DateValue?
    /// Properties and inline fields, under their names as written and the canonical ones.
    package let fields: Fields
    /// The properties as the note has them.
    package let frontmatter: Fields
    /// The tags with `#`, each once, those of the body first.
    package let tags: [String]
    /// The other names of the note.
    package let aliases: [String]
    /// The links: of the properties, then of the text, then embeds.
    package let links: [LinkValue]
    /// The list items by line.
    package let items: [ItemMetadata]

    /// Makes the metadata from its parts.
    init(
        path: NotePath, times: PageTimes, day: DateValue?, fields: Fields, frontmatter: Fields,
        tags: [String],
        aliases: [String], links: [LinkValue], items: [ItemMetadata]
    ) {
        self.path = path
        pathText = path.text
        size = times.size
        created = times.created
        modified = times.modified
        self.day = day
        self.fields = fields
        self.frontmatter = frontmatter
        self.tags = tags
        self.aliases = aliases
        self.links = links
        self.items = items
    }

    /// The tags with all their parents: `#a/b`, then `#a`.
    package var tagsWithParents: [String] {
        var seen: Set<String> = []
        var result: [String] = []
        for tag in tags {
            var part = tag[...]
            while true {
                if seen.insert(String(part)).inserted { result.append(String(part)) }
                guard let slash = part.lastIndex(of: "/") else { break }
                part = part[..<slash]
            }
        }
        return result
    }
}

/// What the file system knows of a note.
package struct PageTimes: Sendable {
    /// The size in bytes.
    package var size: Int
    /// When the file was created.
    package var created: DateValue
    /// When it was last changed.
    package var modified: DateValue

    /// Makes the times; both in milliseconds since 1970.
    package init(size: Int, createdMilliseconds: Double, modifiedMilliseconds: Double, clock: Clock) {
        self.size = size
        created = DateValue(milliseconds: createdMilliseconds, zone: clock.zone)
        modified = DateValue(milliseconds: modifiedMilliseconds, zone: clock.zone)
    }
}

/// What queries know of one list item.
package struct ItemMetadata: Sendable {
    /// The line of its marker, from 0.
    package var line: Int
    /// How many lines it has.
    package var lineCount: Int
    /// The line of the first item of its list; -1 inside quotes.
    package var list: Int
    /// The line of the item it is nested in.
    package var parent: Int?
    /// The marker.
    package var symbol: String
    /// Its text behind marker and box, further lines after line feeds.
    package var text: String
    /// The character in the box; nil for an item without one.
    package var status: String?
    /// Whether it and all tasks below it are completed.
    package var isFullyCompleted: Bool
    /// The heading above it, as links name it.
    package var heading: String?
    /// Its block id.
    package var blockID: String?
    /// The tags in its text.
    package var tags: [String]
    /// The links in its lines.
    package var links: [LinkValue]
    /// Its inline fields, each with all its values.
    package var fields: [(name: String, values: [Value])]
    /// The places in `PageMetadata.items` of the items directly below it.
    package var children: [Int]
    /// Where it starts and ends: line, column and offset in UTF-16 units.
    package var start: TextPlace
    /// Where it ends.
    package var end: TextPlace

    /// Whether it has a box.
    package var isTask: Bool { status != nil }
    /// Whether its box holds `x` or `X`.
    package var isCompleted: Bool { status == "x" || status == "X" }
}

/// A place in a text: line and column from 0, and the offset, in UTF-16 units.
package struct TextPlace: Hashable, Sendable {
    /// The line.
    package var line: Int
    /// The column.
    package var column: Int
    /// The offset from the start of the text.
    package var offset: Int
}

/// What queries know of one list item, packed, since a vault has hundreds of thousands of them.
package struct ItemMetadata: Sendable {
    /// The line of its marker, from 0.
    package var line: Int32
    /// How many lines it has.
    package var lineCount: Int32
    /// The line of the first item of its list; -1 inside quotes.
    package var list: Int32
    /// The line of the item it is nested in; -1 for none.
    var parent: Int32
    /// The place in `PageMetadata.headings` of the heading above it; -1 for none.
    var heading: Int32
    /// The character in the box; nil for an item without one.
    package var status: Unicode.Scalar?
    /// Whether it and all tasks below it are completed.
    package var isFullyCompleted: Bool
    /// The marker.
    package var symbol: PageText
    /// Its text behind marker and box, further lines after line feeds.
    package var text: PageText
    /// Its block id; empty for none.
    package var blockID: PageText
    /// Where it starts.
    package var start: TextPlace
    /// Where it ends.
    package var end: TextPlace
    /// What few items have.
    var details: Details?
    /// The places in `PageMetadata.items` of the items directly below it.
    package var children: [Int]

    /// What few items have: tags, links and fields.
    final class Details: Sendable {
        let tags: [String]
        let links: [LinkValue]
        let fields: [(name: String, values: [Value])]

        init(tags: [String], links: [LinkValue], fields: [(name: String, values: [Value])]) {
            self.tags = tags
            self.links = links
            self.fields = fields
        }

        /// The values of a field; nil where there is none of that name.
        func values(of name: String) -> [Value]? {
            for index in fields.indices where fields[index].name == name { return fields[index].values }
            return nil
        }
    }

    /// The tags in its text.
    package var tags: [String] { details?.tags ?? [] }
    /// The links in its lines.
    package var links: [LinkValue] { details?.links ?? [] }
    /// Its inline fields, each with all its values.
    package var fields: [(name: String, values: [Value])] { details?.fields ?? [] }

    /// The line of the item it is nested in.
    package var parentLine: Int? { parent >= 0 ? Int(parent) : nil }
    /// Whether it has a box.
    package var isTask: Bool { status != nil }
    /// Whether its box holds `x` or `X`.
    package var isCompleted: Bool { status == "x" || status == "X" }
}

/// A stretch of the text that a page keeps of its items.
package struct PageText: Hashable, Sendable {
    /// The offset of its first byte.
    var lower: UInt32 = 0
    /// How many bytes it has.
    var count: UInt32 = 0

    /// Whether it is empty.
    package var isEmpty: Bool { count == 0 }
}

/// A place in a text, in UTF-16 units.
package struct TextPlace: Hashable, Sendable {
    /// The line, from 0.
    package var line: Int32
    /// The column, from 0.
    package var column: Int32
    /// The offset from the start of the text.
    package var offset: Int32
}

/// What queries know of one list item, packed, since a vault has hundreds of thousands of them: without references, so
/// that looking at one costs no more than its bytes.
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
    /// Its text behind marker and box, further lines after line feeds.
    package var text: PageStretch
    /// The place in `PageMetadata.extras` of what few items have; -1 for nothing.
    var extra: Int32 = -1
    /// The places in `PageMetadata.children` of the items directly below it.
    var children = PageStretch()

    /// The line of the item it is nested in.
    package var parentLine: Int? { parent >= 0 ? Int(parent) : nil }
    /// Whether it has a box.
    package var isTask: Bool { status != nil }
    /// Whether its box holds `x` or `X`.
    package var isCompleted: Bool { status == "x" || status == "X" }
}

/// What few items have: tags, links, fields and a name. All are stretches of what the page keeps of that kind.
struct ItemExtras: Sendable {
    var tags = PageStretch()
    var links = PageStretch()
    var fields = PageStretch()
    /// The block id; empty for none.
    var blockID = PageStretch()
    /// Which field each date is read from; -1 for none. In the order of `ItemField.dates`.
    var dates: (Int32, Int32, Int32, Int32, Int32) = (-1, -1, -1, -1, -1)
}

/// An inline field of a list item.
struct ItemFieldValue: Sendable {
    let name: String
    /// The first value.
    let first: Value
    /// The values behind it.
    private var others: [Value] = []

    init(name: String, values: [Value]) {
        self.name = name
        first = values.first ?? .null
        others = Array(values.dropFirst())
    }

    /// All values.
    var values: [Value] { [first] + others }
    /// The value; all in a list where there are several.
    var value: Value { others.isEmpty ? first : .list(values) }

    mutating func add(_ value: Value) { others.append(value) }
}

/// Where an item stands in its note; seldom asked for.
struct ItemPlace: Sendable {
    /// The marker.
    var symbol: PageStretch
    /// Where it starts.
    var start: TextPlace
    /// Where it ends.
    var end: TextPlace
}

/// A stretch of what a page keeps of its items: of the bytes of their texts, or of their tags, links or fields.
package struct PageStretch: Hashable, Sendable {
    /// The offset of its first byte or element.
    var lower: UInt32 = 0
    /// How many it has.
    var count: UInt32 = 0

    /// Whether it is empty.
    package var isEmpty: Bool { count == 0 }
    /// As a range of indices.
    var range: Range<Int> { Int(lower)..<(Int(lower) + Int(count)) }
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

extension [ItemMetadata] {
    /// The place of the item that starts in a line above another item; nil for none.
    func place(ofLine line: Int32, above index: Int) -> Int? {
        guard line >= 0 else { return nil }
        var (low, high) = (0, index)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low < index && self[low].line == line ? low : nil
    }
}

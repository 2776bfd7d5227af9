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
    package let fields: PageFields
    /// The properties as the note has them.
    package let frontmatter: PageFields
    /// The tags with `#`, each once, those of the body first.
    package let tags: [String]
    /// The other names of the note.
    package let aliases: [String]
    /// The links: of the properties, then of the text, then embeds.
    package let links: [LinkValue]
    /// How many of the links are those of the properties.
    let propertyLinkCount: Int
    /// The list items by line.
    package let items: [ItemMetadata]

    /// Where each item stands.
    let places: [ItemPlace]
    /// What few items have.
    let extras: [ItemExtras]
    /// The tags, links and fields of all items, one item's after the other's.
    let itemTags: [String]
    let itemLinks: [LinkValue]
    let itemFields: [ItemFieldValue]
    /// The places of items directly below others, those of one item together.
    let children: [Int32]
    /// The texts of the headings.
    private let headings: [PageStretch]
    /// The bytes of the items' and headings' texts.
    private let texts: [UInt8]

    /// Takes over what a reader read.
    init(_ reader: PageReader, times: PageTimes) {
        path = reader.note.path
        pathText = path.text
        size = times.size
        created = times.created
        modified = times.modified
        day = reader.day()
        fields = reader.commons.fields(reader.fields.finished())
        frontmatter = reader.commons.fields(reader.frontmatter)
        tags = reader.tags()
        aliases = reader.aliases()
        let propertyLinks = reader.propertyLinks()
        links = (propertyLinks + reader.bodyLinks.map(\.value)).fitted
        propertyLinkCount = propertyLinks.count
        items = reader.items.fitted
        places = reader.places.fitted
        extras = reader.extras.fitted
        itemTags = reader.itemTags.fitted
        itemLinks = reader.itemLinks.fitted
        itemFields = reader.itemFields.fitted
        children = reader.children
        headings = reader.headings
        texts = reader.texts.fitted
    }

    /// The text of a stretch of the items' texts.
    package func text(_ stretch: PageStretch) -> String {
        String(decoding: texts[stretch.range], as: UTF8.self)
    }

    /// A heading as links name it; nil where there is none.
    func heading(_ index: Int) -> String? {
        headings.indices.contains(index) ? FieldName.heading(text(headings[index])) : nil
    }

    /// What few items have, of one item.
    func extras(ofItem index: Int) -> ItemExtras? {
        let extra = Int(items[index].extra)
        return extra < 0 ? nil : extras[extra]
    }

    /// The place of the item that an item is nested in; nil for none.
    func parent(ofItem index: Int) -> Int? { items.place(ofLine: items[index].parent, above: index) }

    /// The inline fields of an item.
    func fields(ofItem index: Int) -> ArraySlice<ItemFieldValue> {
        itemFields[extras(ofItem: index)?.fields.range ?? 0..<0]
    }

    /// The tags with all their parents: `#a/b`, then `#a`.
    package var tagsWithParents: [String] { Self.withParents(tags) }

    /// Tags with all their parents, each once.
    static func withParents(_ tags: [String]) -> [String] {
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

extension Array {
    /// The same elements in no more memory than they need: what grew one by one may take twice as much.
    var fitted: [Element] {
        capacity <= count + count / 16 + 2 ? self : withUnsafeBufferPointer { Array($0) }
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

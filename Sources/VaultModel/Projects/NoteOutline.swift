/// What a person sees in a note, to be compared before and after an edit: an edit must change what it is
/// meant to change and nothing else (dialect §12.3).
struct NoteOutline: Equatable {
    /// A list item.
    struct Item: Equatable {
        var depth: Int
        var mark: Character?
        var text: [UInt8]
    }

    var headings: [[UInt8]]
    var items: [Item]
    /// The cells of every table, row by row, the header first, without the spaces around them.
    var tables: [[[[UInt8]]]]
    var code: [[UInt8]]
    /// The properties but for those that the edit is about.
    var properties: [Property]
    var hasProblem: Bool

    /// A property by key and value.
    struct Property: Equatable {
        var key: String
        var value: PropertyValue
    }

    /// The outline of a note; `leavingOut` are properties, in lower case, that may differ.
    init(_ note: Note, leavingOut keys: Set<String> = []) {
        func bytes(_ range: ByteRange) -> [UInt8] { Array(note.bytes[range]) }
        headings = note.headings.map { bytes($0.textRange) }
        items = note.listItems.map { Item(depth: $0.depth, mark: $0.box?.mark, text: bytes($0.textRange)) }
        tables = note.tables.map { table in
            ([table.header] + table.rows).map { $0.cells.map { bytes(note.trimmed($0)) } }
        }
        code = note.codeBlocks.map { bytes($0.contentRange) }
        properties = (note.frontmatter?.properties ?? []).filter { !keys.contains($0.key.lowercased()) }
            .map { Property(key: $0.key, value: $0.value) }
        hasProblem = note.frontmatter?.problem != nil
    }
}

extension EditDraft {
    /// The edit, if the note reads afterwards as it should: as before but for what `expecting` changes.
    func checked(
        _ label: String, leavingOut keys: Set<String> = [], expecting change: (inout NoteOutline) -> Void
    ) throws(EditRefusal) -> Edit {
        var expected = NoteOutline(base, leavingOut: keys)
        change(&expected)
        guard NoteOutline(note, leavingOut: keys) == expected else {
            throw EditRefusal("this would change more of the note than it should; edit the text itself")
        }
        return edit(label)
    }
}

/// A note's properties while they are edited.
struct PropertyDraft {
    let bytes: [UInt8]
    let lines: LineTable
    let block: Frontmatter?
    private(set) var replacements: [Replacement] = []

    /// Throws where the note's block can't be read: then it is never written.
    init(_ note: Note) throws(PropertyRefusal) {
        try self.init(bytes: note.bytes, lines: note.lines, block: note.frontmatter)
    }

    init(bytes: [UInt8], lines: LineTable, block: Frontmatter?) throws(PropertyRefusal) {
        self.bytes = bytes
        self.lines = lines
        self.block = block
        if let problem = block?.problem {
            throw PropertyRefusal(
                line: problem.line,
                message: "the properties can't be read: \(problem.message) (line \(problem.line + 1))")
        }
    }

    /// Notes a replacement.
    mutating func replace(_ range: ByteRange, _ text: String) {
        replacements.append(Replacement(range, text))
    }

    /// Notes an insertion.
    mutating func insert(_ text: String, at offset: Int) { replace(ByteRange(offset, offset), text) }

    /// Notes a deletion.
    mutating func delete(_ lower: Int, _ upper: Int) { replace(ByteRange(lower, upper), "") }

    /// The terminator of a line; LF where it has none.
    func terminator(of line: Int) -> String {
        let end = lines.contentRange(of: line, in: bytes).upper
        return end == lines.range(of: line).upper
            ? "\n" : bytes.text(ByteRange(end, lines.range(of: line).upper))
    }

    /// The property, unless it is written in a way that is only edited as text.
    func property(_ key: String) throws(PropertyRefusal) -> Property? {
        guard let property = block?[key] else { return nil }
        try refuseOther(property)
        return property
    }

    /// Throws where a property is only edited as text.
    func refuseOther(_ property: Property) throws(PropertyRefusal) {
        if property.style == .other {
            throw PropertyRefusal(
                line: property.line,
                message:
                    "“\(property.key)” (line \(property.line + 1)) holds YAML that is only edited as text")
        }
    }

    /// The last line of a property.
    func lastLine(of property: Property) -> Int {
        max(property.line, lines.line(at: max(property.valueRange.lower, property.valueRange.upper - 1)))
    }

    /// Inserts a property's lines, without their last terminator, at the end of the block or behind another
    /// property; where there is no block, it is made.
    mutating func insertProperty(_ text: [String], behind neighbour: String? = nil) throws(PropertyRefusal) {
        guard let block else {
            let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            let end = terminator(of: 0)
            insert((["---"] + text + ["---"]).map { $0 + end }.joined(), at: start)
            return
        }
        let margins = block.properties.filter { $0.keyRange.lower != lines.start(of: $0.line) }
        if let indented = margins.first {
            throw PropertyRefusal(
                line: indented.line, message: "the properties are indented or in braces; add to them as text")
        }
        let closing = lines.line(at: block.range.upper - 1)
        var line = closing
        if let neighbour, let property = block[neighbour] { line = lastLine(of: property) + 1 }
        let end = terminator(of: line - 1)
        insert(text.map { $0 + end }.joined(), at: lines.start(of: line))
    }

    /// The replacements, once it is sure that the block they leave can be read, with every property but those
    /// of `keys` as it was.
    func checked(changing keys: [String]) throws(PropertyRefusal) -> [Replacement] {
        let edit = Edit(label: "", path: NotePath(bytes: []), base: bytes, replacements: replacements)
        if edit.isEmpty { return [] }
        let after = edit.applied()
        let names = Set(keys.map { $0.lowercased() })
        func others(_ block: Frontmatter?) -> [Property] {
            (block?.properties ?? []).filter { !names.contains($0.key.lowercased()) }
        }
        let read = Frontmatter.read(after)
        let old = others(block)
        let new = others(read)
        guard let read, read.problem == nil, old.map(\.key) == new.map(\.key),
            old.map(\.value) == new.map(\.value)
        else {
            throw unusual
        }
        return edit.replacements
    }

    /// The refusal of a block that is valid, and still not what the edits here are made for.
    var unusual: PropertyRefusal {
        PropertyRefusal(line: 0, message: "the properties are written in an unusual way; edit them as text")
    }
}

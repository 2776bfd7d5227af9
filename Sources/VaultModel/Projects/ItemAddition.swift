/// Where a new item of a section goes and how it is written there (dialect §12.3, "Add step").
struct ItemAddition {
    /// What the addition does to the note.
    struct Change {
        var replacement: Replacement
        /// The index of the new item among all list items.
        var item: Int
        /// Whether it takes the place of an item: an empty slot, or one that says "none".
        var replacesItem: Bool
        /// The index of the new heading among all headings, where the section is new.
        var heading: Int?
    }

    let note: Note
    let kind: SectionKind
    let schema: Schema
    let reader: ProjectReader
    /// The note before an earlier change of the same edit: its terminators count where none are left.
    private let original: Note

    init(to kind: SectionKind, in note: Note, schema: Schema, original: Note? = nil) {
        self.note = note
        self.original = original ?? note
        self.kind = kind
        self.schema = schema
        let footer = Footer(in: note)
        let sections = note.sections(schema, end: footer?.firstLine ?? note.lines.count)
        reader = ProjectReader(note: note, schema: schema, settings: .core, sections: sections)
    }

    /// The change that adds an item; `nested` are whole lines that hang on it, as they are to stand there.
    func change(_ text: String, nested: (ItemForm) -> [[UInt8]] = { _ in [] }) -> Change {
        guard let section = target else { return newSection(text, nested) }
        if let slot = slot(in: section) { return fill(slot, text, nested) }
        if let line = reader.placeholderLine(section) { return replace(line, text, nested) }
        if let anchor = anchor(in: section) { return append(text, nested, after: anchor) }
        let form = ItemForm(kind: kind, likeItems: [], in: note)
        return begin(section) { lines(form, text, nested, $0) }
    }

    /// The change that puts a section's first lines, each behind a terminator, below its heading or its
    /// prose.
    private func begin(_ section: Section, _ lines: (_ terminator: [UInt8]) -> [UInt8]) -> Change {
        let terminator = terminator(beside: section.line)
        let firstSubheading = note.headings.first { section.bodyLines.contains($0.line) }?.line
        let own = section.bodyLines.lowerBound..<(firstSubheading ?? section.bodyLines.upperBound)
        if let prose = own.last(where: { !note.isBlank($0) }) {
            return insert(terminator + lines(terminator), afterLine: prose)
        }
        let gap = hasBlankAfterHeadings(except: section) ? terminator : []
        return insert(gap + lines(terminator), afterLine: section.bodyLines.lowerBound - 1)
    }

    /// The change that puts a block of lines into a section that has none of its kind; a placeholder makes
    /// room.
    func insertBlock(_ rows: [[UInt8]], in section: Section) -> Replacement {
        let terminator = terminator(beside: section.line)
        if let line = reader.placeholderLine(section), !note.listItems.contains(where: { $0.line == line }) {
            let content = note.lines.contentRange(of: line, in: note.bytes)
            return Replacement(content, Array(rows.joined(separator: terminator)))
        }
        return begin(section) { terminator in rows.flatMap { terminator + $0 } }.replacement
    }

    /// What ends a new line beside `line`.
    private func terminator(beside line: Int) -> [UInt8] {
        note.lines.count > 1 ? note.terminator(beside: line) : original.terminator(beside: 0)
    }

    /// The section that takes additions: the first with items, else the first.
    private var target: Section? {
        let sections = reader.sections(kind)
        return sections.first { section in
            reader.items(in: section).contains { kind != .steps || note.listItems[$0].box != nil }
        } ?? sections.first { !reader.items(in: $0).isEmpty } ?? sections.first
    }

    /// An empty item at the end of a section, to be filled.
    private func slot(in section: Section) -> Int? {
        guard let last = reader.allItems(in: section).last, note.isSlot(note.listItems[last]),
            note.lines(of: note.listItems[last]).count == 1
        else { return nil }
        return last
    }

    /// The item that a new one goes behind: the last, or for steps the last with a box.
    private func anchor(in section: Section) -> Int? {
        let items = reader.items(in: section)
        return items.last { kind == .steps && note.listItems[$0].box != nil } ?? items.last
    }

    private func fill(_ index: Int, _ text: String, _ nested: (ItemForm) -> [[UInt8]]) -> Change {
        let item = note.listItems[index]
        let content = note.lines.contentRange(of: item.line, in: note.bytes)
        let written = note.trimmed(ByteRange(item.markerRange.upper, content.upper))
        let siblings = reader.sections(kind).flatMap { reader.items(in: $0) }
        var form = ItemForm(kind: kind, likeItems: siblings, in: note)
        if !written.isEmpty { form.lead = "" }
        let start = written.isEmpty ? item.markerRange.upper : written.upper
        let rest = nested(form).flatMap { terminator(beside: item.line) + $0 }
        let bytes = Array(" \(form.lead)\(text)".utf8) + rest
        return Change(
            replacement: Replacement(ByteRange(start, content.upper), bytes), item: index, replacesItem: true)
    }

    private func replace(_ line: Int, _ text: String, _ nested: (ItemForm) -> [[UInt8]]) -> Change {
        let content = note.lines.contentRange(of: line, in: note.bytes)
        let index = note.listItems.firstIndex { $0.line == line }
        let form = ItemForm(kind: kind, likeItems: [], inPlaceOf: index, in: note)
        let bytes = joined(form, text, nested, terminator(beside: line))
        return Change(
            replacement: Replacement(content, bytes),
            item: index ?? note.listItems.count { $0.line < line }, replacesItem: index != nil)
    }

    private func append(_ text: String, _ nested: (ItemForm) -> [[UInt8]], after anchor: Int) -> Change {
        let item = note.listItems[anchor]
        let siblings = note.listItems.indices.filter {
            note.listItems[$0].list == item.list && note.listItems[$0].depth == item.depth
        }
        let form = ItemForm(kind: kind, likeItems: siblings.filter { $0 <= anchor }, in: note)
        let last = note.lines(of: item).last { !note.isBlank($0) } ?? item.line
        let terminator = terminator(beside: last)
        let isLoose =
            siblings.count > 1
            && siblings.dropFirst().allSatisfy { note.isBlank(note.listItems[$0].line - 1) }
        return insert((isLoose ? terminator : []) + lines(form, text, nested, terminator), afterLine: last)
    }

    /// The change that puts lines, each behind a terminator, after a line.
    private func insert(_ lines: [UInt8], afterLine line: Int) -> Change {
        var bytes = lines
        if line + 1 < note.lines.count, isUnderline(line + 1) { bytes += terminator(beside: line) }
        return Change(
            replacement: Replacement(note.end(of: line), bytes),
            item: note.listItems.count { $0.line <= line },
            replacesItem: false)
    }

    /// Whether a line would make a heading of text right above it, or be taken for doing so.
    private func isUnderline(_ line: Int) -> Bool {
        let content = note.bytes[note.trimmed(note.lines.contentRange(of: line, in: note.bytes))]
        guard let first = content.first, first == 0x2D || first == 0x3D else { return false }
        return content.allSatisfy { $0 == first }
    }

    /// Whether the note's other sections of the same level mostly put a blank line behind their headings.
    private func hasBlankAfterHeadings(except section: Section?) -> Bool {
        let level = section?.level ?? newLevel
        let others = reader.sections.filter { other in
            other.level == level && other.line != section?.line
                && other.bodyLines.contains { !note.isBlank($0) }
        }
        return 2 * others.count { note.isBlank($0.bodyLines.lowerBound) } > others.count
    }

    /// The first section that follows this one in canonical order.
    private var nextSection: Section? {
        let later = reader.sections.filter { $0.kind.map { $0 > kind } ?? false }
        guard let nearest = later.compactMap(\.kind).min() else { return nil }
        return later.first { $0.kind == nearest }
    }

    /// The level of a new heading: that of the section it goes before, else of the known sections.
    private var newLevel: Int {
        nextSection?.level ?? reader.sections.last { $0.kind != nil }?.level ?? 2
    }

    private func newSection(_ text: String, _ nested: (ItemForm) -> [[UInt8]]) -> Change {
        newSection { terminator in
            lines(ItemForm(kind: kind, likeItems: [], in: note), text, nested, terminator)
        }
    }

    /// The change that adds the whole section; `body` gives its lines, each behind a terminator.
    func newSection(_ body: (_ terminator: [UInt8]) -> [UInt8]) -> Change {
        let boundary = nextSection?.line ?? Footer(in: note)?.firstLine ?? note.lines.count
        let before = (0..<boundary).last { !note.isBlank($0) }
        let terminator = terminator(beside: before ?? 0)
        let heading = Array("\(String(repeating: "#", count: newLevel)) \(schema.name(of: kind))".utf8)
        let gap = hasBlankAfterHeadings(except: nil) ? terminator : []
        var bytes = heading + gap + body(terminator)
        let place: ByteRange
        if let before {
            bytes = terminator + terminator + bytes
            if before + 1 == boundary, boundary < note.lines.count { bytes += terminator }
            place = note.end(of: before)
        } else {
            place = ByteRange(0, 0)
            if boundary < note.lines.count { bytes += terminator + terminator }
        }
        let line = before ?? -1
        return Change(
            replacement: Replacement(place, bytes), item: note.listItems.count { $0.line <= line },
            replacesItem: false, heading: note.headings.count { $0.line <= line })
    }

    /// A new item's lines, each behind a terminator.
    private func lines(
        _ form: ItemForm, _ text: String, _ nested: (ItemForm) -> [[UInt8]], _ terminator: [UInt8]
    ) -> [UInt8] { terminator + joined(form, text, nested, terminator) }

    /// A new item's lines with terminators between them.
    private func joined(
        _ form: ItemForm, _ text: String, _ nested: (ItemForm) -> [[UInt8]], _ terminator: [UInt8]
    ) -> [UInt8] { form.line(text) + nested(form).flatMap { terminator + $0 } }
}

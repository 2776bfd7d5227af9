extension NoteDigest {
    /// What the index keeps of a note.
    package init(_ note: Note, schema: Schema = .standard, settings: TaskSettings = .core) {
        self.init(path: note.path, bytes: note.bytes, schema: schema, settings: settings)
    }

    /// The same of a note that nobody has read yet.
    package init(
        path: NotePath, bytes: [UInt8], schema: Schema = .standard, settings: TaskSettings = .core
    ) {
        var writer = DigestWriter(schema: schema, settings: settings)
        writer.add(path: path, bytes: bytes)
        self.init(path: path, packed: writer.bytes)
    }
}

/// Packs what the index keeps of one note after another, copying straight from their bytes, and gives the packs of all
/// in one piece of memory; each thread that reads the vault has its own.
package struct DigestWriter: ~Copyable {
    /// What the notes are read by, in one place that is not copied from note to note.
    final class Rules: Sendable {
        let schema: Schema
        let settings: TaskSettings
        fileprivate init(_ schema: Schema, _ settings: TaskSettings) {
            self.schema = schema
            self.settings = settings
        }
    }
    let rules: Rules
    var writer = PackedWriter()
    /// The notes whose packs are written, and where each of these ends.
    private var added: [(path: NotePath, end: Int)] = []
    /// Where the pack of the note at hand starts.
    private var start = 0
    /// The tags of properties and body, each once, and how many of them are the properties'.
    var tags: [ByteRange] = []
    var propertyTags = 0
    /// Whether one of the properties' tags may be odd to Dataview, and whether the properties may hold links.
    var hasOddTags = false
    var mayHoldLinks = false
    var aliases: [ByteRange] = []
    /// The memory that one note after another is read into.
    private let box = NoteMemoryBox()
    private var walk: SectionWalk
    /// The indices of the top-level items in sections of blockers.
    private var blockers: [Int] = []
    private var openSteps = 0
    private var doneSteps = 0
    private var openTasks = 0
    private var earliestDue: CalendarDay?

    /// A writer for the notes of a vault.
    package init(schema: Schema, settings: TaskSettings) {
        rules = Rules(schema, settings)
        walk = SectionWalk(schema.names)
        tags.reserveCapacity(16)
        blockers.reserveCapacity(16)
    }

    /// Reads a note and packs it, which `digests` gives with all others.
    package mutating func add(path: NotePath, bytes: [UInt8]) {
        start = writer.count
        blockers.removeAll(keepingCapacity: true)
        (openSteps, doneSteps, openTasks, earliestDue) = (0, 0, 0, nil)
        let box = box
        ScannedNote.read(path, bytes, into: &box.memory) { pack($0) }
        added.append((path, writer.count))
    }

    /// All packs, one behind the other.
    fileprivate var bytes: [UInt8] { writer.bytes }

    /// What the index keeps of the notes that were added since the last time, in their order.
    package mutating func digests() -> [NoteDigest] {
        let packed = bytes
        var start = 0
        let digests = added.map { path, end in
            defer { start = end }
            return NoteDigest(path: path, packed: packed, at: start, size: end - start)
        }
        added.removeAll(keepingCapacity: true)
        writer.cut(to: 0)
        return digests
    }

    @inline(__always)
    private mutating func pack(_ note: borrowing ScannedNote) {
        typealias Layout = NoteDigest.Layout
        writer.zeros(Layout.texts)
        let kinds = packPlainTexts(note) ?? packTexts(Note(note))
        writer.setByte(at: start, kinds.rawValue)
        setPlace(Layout.headings)
        packHeadings(note)
        setPlace(Layout.tasks)
        packTasks(note)
        setPlace(Layout.links)
        packLinks(note)
        setPlace(Layout.blockers)
        let openBlockers = packBlockers(note)
        setCount(0, openBlockers)
        setCount(1, openSteps)
        setCount(2, doneSteps)
        setCount(3, openTasks)
        writer.setWord(at: start + Layout.due, earliestDue.map { UInt32(clamping: $0.packed + 1) } ?? 0)
    }

    /// Notes that what comes next in the pack starts here.
    private mutating func setPlace(_ place: Int) {
        writer.setWord(at: start + place, UInt32(writer.count - start))
    }

    private mutating func setCount(_ index: Int, _ count: Int) {
        writer.setShort(at: start + NoteDigest.Layout.counts + 2 * index, UInt16(clamping: count))
    }

    @inline(__always)
    private mutating func packHeadings(_ note: borrowing ScannedNote) {
        var writer = self.writer.taken()
        writer.number(note.found.headings.count)
        var line = 0
        for index in note.found.headings.indices {
            let heading = note.found.headings[index]
            writer.number(max(0, heading.line - line))
            writer.byte(UInt8(heading.level))
            writer.text(note.source, heading.textRange)
            line = heading.line
        }
        self.writer = writer
    }

    /// The tasks; blockers are gathered on the way, since both are list items of sections.
    @inline(__always)
    private mutating func packTasks(_ note: borrowing ScannedNote) {
        var writer = self.writer.taken()
        writer.number(note.found.boxes)
        walk.enter(note)
        var line = 0
        for index in note.found.listItems.indices {
            let item = note.found.listItems[index]
            let kind = walk.kind(ofLine: item.line)
            if kind == .blockers, item.parent == nil { blockers.append(index) }
            guard let box = item.box else { continue }
            pack(note, item, box, kind, after: line, &writer)
            line = max(line, item.line)
        }
        self.writer = writer
    }

    /// The blockers, and how many are open; a place to type, and words that say there is none, are no blockers.
    @inline(__always)
    private mutating func packBlockers(_ note: borrowing ScannedNote) -> Int {
        if !blockers.allSatisfy({ isPlainBlocker(note.source, note.found.listItems[$0]) }) {
            dropPlaceholders(Note(note))
        }
        var writer = self.writer.taken()
        writer.number(blockers.count)
        var line = 0
        var open = 0
        for index in blockers {
            let item = note.found.listItems[index]
            let (range, isDone) = note.source.blockerText(item)
            writer.number((item.line - line) << 1 | (isDone ? 1 : 0))
            writer.text(note.source, range)
            line = item.line
            if !isDone { open += 1 }
        }
        self.writer = writer
        return open
    }

    /// Whether an item is a blocker for sure: its text, as nearly every one, begins and ends with letters or a
    /// mark, and is no word that stands for nothing.
    @inline(__always)
    private func isPlainBlocker(_ source: SourceBytes, _ item: ListItem) -> Bool {
        let text = source.textRange(withoutID: item)
        guard !text.isEmpty, rules.schema.words.placeholders.isASCII else { return false }
        let first = source[text.lower]
        let last = source[text.upper - 1]
        // Only a text that begins with a mark of emphasis can be one in italics, and a mark alone is no text.
        guard first > 0x20, first != UInt8(ascii: "*"), first != UInt8(ascii: "_"), last > 0x20, last < 0x7F
        else { return false }
        if source.isASCII(text) {
            let end = last == UInt8(ascii: ".") ? text.upper - 1 : text.upper
            return !rules.schema.words.placeholders.contains(source, ByteRange(text.lower, end))
                && (item.box != nil || !source.starts(with: "[ ]", at: text.lower, before: text.upper))
        }
        // White space apart, few characters beyond ASCII are spelled in ASCII by anyone, and none of these.
        let isLetter = { (byte: UInt8) in (0xC3...0xCC).contains(byte) }
        return first == 0xF0 || first == 0xE2 && (0x9C...0x9D).contains(source[text.lower + 1])
            || (first < 0x80 || isLetter(first)) && text.indices.contains { isLetter(source[$0]) }
    }

    /// Drops what only looks like a blocker.
    private mutating func dropPlaceholders(_ note: Note) {
        let sections = note.sections(rules.schema, end: Footer(in: note)?.firstLine ?? note.lines.count)
        let reader = ProjectReader(
            note: note, schema: rules.schema, settings: rules.settings, sections: sections)
        let placeholders = sections.compactMap { $0.kind == .blockers ? reader.placeholderLine($0) : nil }
        blockers.removeAll { index in
            let item = note.listItems[index]
            return placeholders.contains(item.line) || note.isSlot(item) && reader.children(of: index).isEmpty
        }
    }

    @inline(__always)
    private mutating func pack(
        _ note: borrowing ScannedNote, _ item: ListItem, _ box: CheckBox, _ kind: SectionKind?,
        after line: Int, _ writer: inout PackedWriter
    ) {
        let source = note.source
        let task = readTask(note, item, box)
        let isOpen = task.map { !$0.isDone } ?? isOpen(source, box)
        writer.number(max(0, item.line - line))
        let (due, scheduled, start) = (task?.due, task?.scheduled, task?.start)
        let flags =
            (isOpen ? 1 : 0) | (due == nil ? 0 : 2) | (scheduled == nil ? 0 : 4) | (start == nil ? 0 : 8)
        writer.byte(UInt8(flags) | UInt8((task?.priority ?? .none).rank) << 4)
        writer.byte(kind.map { $0.rawValue + 1 } ?? 0)
        if let due { writer.number(due.packed) }
        if let scheduled { writer.number(scheduled.packed) }
        if let start { writer.number(start.packed) }
        writer.text(source, box.markRange)
        writer.text(source, source.textRange(withoutID: item))
        guard !item.textRange.isEmpty else { return }
        if isOpen {
            openTasks += 1
            if let due { earliestDue = min(due, earliestDue ?? due) }
        }
        if kind == .steps { if isOpen { openSteps += 1 } else { doneSteps += 1 } }
    }

    /// The task's fields and status by the rules; nil where it has no fields, and its mark says all.
    @inline(__always)
    private func readTask(_ note: borrowing ScannedNote, _ item: ListItem, _ box: CheckBox)
        -> TaskSummary?
    {
        let source = note.source
        let mayHaveFields = hasSigns(note, item.textRange)
        let isPlainGap = isPlainGap(source, item, box)
        let isPlain = rules.settings.globalFilter.isEmpty && isPlainGap
        if !mayHaveFields && (!rules.settings.isPluginEnabled || isPlain) { return nil }
        let line = note.lines.contentRange(of: item.line)
        let marker = item.markerRange.lower
        // What the scanner takes for a box is one to the plugin too, unless other markers stand before it.
        guard !note.lines.hasReturns, box.scalar.isASCII, item.quoteDepth == 0,
            source.skipBlanks(from: line.lower, to: marker) == marker
        else { return TaskSummary(source, line, rules.settings) }
        let known = TaskBox(of: item, box, isForPlugin: rules.settings.isPluginEnabled && isPlainGap)
        // The settings are many, and not to be copied for each task.
        return TaskSummary(
            source, note.kinds, known, to: line.upper, rules.settings.format,
            filter: rules.settings.globalFilter
        ) { rules.settings.statuses.isDone(source, $0) }
    }

    /// Whether nothing but spaces stands between an item's marker and its box.
    private func isPlainGap(_ source: SourceBytes, _ item: ListItem, _ box: CheckBox) -> Bool {
        let end = box.markRange.lower - 1
        return source.skip(0x20, from: item.markerRange.upper, to: end) == end
    }

    /// Whether a text holds a sign that could begin a field: an emoji, or `::` in the Dataview form.
    @inline(__always)
    private func hasSigns(_ note: borrowing ScannedNote, _ text: ByteRange) -> Bool {
        let source = note.source
        if rules.settings.format == .dataview {
            return source.find(UInt8(ascii: ":"), from: text.lower, to: text.upper) != nil
        }
        var offset = note.kinds.next(.wide, from: text.lower, to: text.upper)
        while offset < text.upper {
            let byte = source[offset]
            offset += 1
            // U+2000 to U+203F, dashes and quotes, are no signs.
            if byte == 0xF0 || byte == 0xE2 && offset < text.upper && source[offset] > 0x80 { return true }
            offset = note.kinds.next(.wide, from: offset, to: text.upper)
        }
        return false
    }

    /// Whether a task without fields is open, by its mark alone.
    private func isOpen(_ source: SourceBytes, _ box: CheckBox) -> Bool {
        rules.settings.isPluginEnabled ? !rules.settings.statuses.isDone(source, box.markRange) : box.isOpen
    }

    @inline(__always)
    private mutating func packLinks(_ note: borrowing ScannedNote) {
        let properties = mayHoldLinks ? propertyLinks(note) : []
        var writer = self.writer.taken()
        writer.number(properties.count + note.found.links.count)
        var line = 0
        for (target, at) in properties {
            writer = Self.packed(Array(target.utf8)[...], line: at, after: &line, bits: 2, writer)
        }
        let source = note.source
        for index in note.found.links.indices {
            let link = note.found.links[index]
            let range = link.targetRange
            let bits = link.isEmbed ? 1 : 0
            if link.kind == .markdown || range.count > 0 && source[range.upper - 1] == UInt8(ascii: "\\") {
                writer = Self.packed(
                    Array(LinkText.target(source.text(range), link.kind).utf8)[...], line: link.line,
                    after: &line, bits: bits, writer)
                continue
            }
            writer.word(LinkDigest.key(of: source, range))
            writer.number((max(link.line, line) - line) << 2 | bits)
            writer.text(source, range)
            line = max(link.line, line)
        }
        self.writer = writer
    }

    /// The writer with a link to a target that is no part of the note's bytes.
    private static func packed(
        _ target: ArraySlice<UInt8>, line: Int, after last: inout Int, bits: Int,
        _ writer: consuming PackedWriter
    ) -> PackedWriter {
        writer.word(LinkDigest.key(of: target))
        writer.number((max(line, last) - last) << 2 | bits)
        writer.text(target)
        last = max(line, last)
        return writer
    }
}

/// The changes that the cockpit makes to a note, each as the smallest change of its bytes (dialect §12.3).
///
/// Each reads the changed note again and compares it with what was meant; a note that would read otherwise
/// than it should is not written, and the refusal says so. Lines are counted from 0.
package enum ProjectEdit {}

/// What an edit needs to know beside the note: how the vault names things, its rules for tasks, and the date.
package struct EditSettings: Sendable {
    /// How the vault's notes name their parts.
    package var schema: Schema
    /// The rules for tasks.
    package var tasks: TaskSettings
    /// Today's date.
    package var today: CalendarDay
    /// The time of day, for properties that hold one.
    package var clock: ClockTime

    /// Makes settings.
    package init(
        schema: Schema = .standard, tasks: TaskSettings = .core, today: CalendarDay,
        clock: ClockTime = .midnight
    ) {
        self.schema = schema
        self.tasks = tasks
        self.today = today
        self.clock = clock
    }
}

extension ProjectEdit {
    /// A text as it is named in a label: the first words as they are shown, without marks of Markdown, in quotes.
    static func quoted(_ text: String) -> String {
        let line = inlineSpans(String(text.prefix(400))).map(\.text).joined().trimmed
        return line.count > 40 ? "“\(line.prefix(39).trimmed)…”" : "“\(line)”"
    }

    /// A person's text as one line, without white space at its ends; refused where nothing is left.
    static func oneLine(_ text: String) throws(EditRefusal) -> String {
        let words = text.split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }
        let line = words.joined(separator: " ")
        if line.isEmpty { throw EditRefusal("there is no text to write") }
        return line
    }

    /// The item whose marker stands on a line.
    static func item(at line: Int, in note: Note) throws(EditRefusal) -> (index: Int, item: ListItem) {
        guard let index = note.listItems.firstIndex(where: { $0.line == line }) else {
            throw EditRefusal("there is no list item on line \(line + 1)", line: line)
        }
        return (index, note.listItems[index])
    }

    /// Refuses to write text in place of bytes that are no UTF-8: they would be lost.
    static func requireText(_ range: ByteRange, in note: Note) throws(EditRefusal) {
        guard String(validating: note.bytes[range], as: UTF8.self) != nil else {
            let line = note.line(at: range.lower)
            throw EditRefusal("line \(line + 1) holds bytes that are no text; edit it elsewhere", line: line)
        }
    }
}

extension Note {
    /// The line of the list item whose text stood on `line` when it was listed: that one, else the only other
    /// one; nil where there is none or several (dialect §0).
    package func line(holding text: String, near line: Int) -> Int? {
        let text = text.trimmed
        if listItems.contains(where: { $0.line == line && holds($0, text) }) { return line }
        let found = listItems.filter { holds($0, text) }
        return found.count == 1 ? found[0].line : nil
    }

    /// Whether an item's text is `text`, with or without its block id and the mark in front of it.
    private func holds(_ item: ListItem, _ text: String) -> Bool {
        let range = textRange(withoutID: item)
        if self.text(range).trimmed == text || self.text(item.textRange).trimmed == text { return true }
        guard let glyph = ItemGlyph(in: self, at: range), glyph.dressRange.upper <= range.upper else {
            return false
        }
        return self.text(ByteRange(glyph.dressRange.upper, range.upper)).trimmed == text
    }

    /// The terminator that a new line beside `line` takes: that line's, else the file's most frequent one,
    /// else LF (dialect §0).
    func terminator(beside line: Int) -> [UInt8] {
        func terminator(_ line: Int) -> [UInt8] {
            Array(bytes[lines.contentRange(of: line, in: bytes).upper..<lines.range(of: line).upper])
        }
        let own = terminator(line)
        if !own.isEmpty { return own }
        let returns = (0..<lines.count).count { terminator($0) == [0x0D, 0x0A] }
        let feeds = (0..<lines.count).count { terminator($0) == [0x0A] }
        return returns > feeds ? [0x0D, 0x0A] : [0x0A]
    }

    /// The place at the end of a line, before its terminator: what is put there begins a new line.
    func end(of line: Int) -> ByteRange {
        let end = lines.contentRange(of: line, in: bytes).upper
        return ByteRange(end, end)
    }
}

/// A list item of a project's section: a step, a blocker, a decision or a fact.
package struct ProjectItem: Hashable, Sendable {
    /// The text of its first line as Markdown, without box, leading mark and block id.
    package var text: String
    /// Where that text stands.
    package var textRange: ByteRange
    /// The line of its marker, from 0.
    package var line: Int
    /// All its lines, those of nested items included.
    package var lines: Range<Int>
    /// The same as bytes, terminators included.
    package var extent: ByteRange
    /// Its index in `Note.listItems`.
    package var listItem: Int
    /// The character in its box; nil where it has none.
    package var mark: Character?
    /// The mark at the start of its text, where the section gives marks a meaning.
    package var glyph: ItemGlyph?
    /// Whether the step is done or dropped, or the blocker resolved.
    package var isDone: Bool
    /// The day it is due, if it is a task that says so.
    package var due: CalendarDay?
    /// The day somebody means to do it, likewise.
    package var scheduled: CalendarDay?
    /// The day before which there is nothing to do, likewise.
    package var start: CalendarDay?
    /// The items nested in it.
    package var children: [ProjectItem]
}

extension ProjectItem {
    /// The item and all that are nested in it, in the order of the note.
    package var flattened: [ProjectItem] { [self] + children.flatMap(\.flattened) }
}

extension Note {
    /// The text of an item's first line without its block id, the spaces before that left out too.
    package func textRange(withoutID item: ListItem) -> ByteRange {
        bytes.read { $0.textRange(withoutID: item) }
    }

    /// Whether nothing is left to do on the line of an item, by the rules for tasks; never where it has no box.
    package func isDone(_ item: ListItem, _ settings: TaskSettings) -> Bool {
        guard let box = item.box else { return false }
        let line = lines.contentRange(of: item.line, in: bytes)
        return bytes.read { TaskSummary($0, line, settings)?.isDone } ?? !box.isOpen
    }

    /// The lines of an item, nested ones included.
    func lines(of item: ListItem) -> Range<Int> {
        item.line..<(line(at: max(item.extent.lower, item.extent.upper - 1)) + 1)
    }

    /// Whether an item is a place to type and nothing yet: no text behind its marker, box or mark.
    func isSlot(_ item: ListItem) -> Bool {
        let text = bytes[textRange(withoutID: item)]
        if text.isEmpty || item.box == nil && text.elementsEqual("[ ]".utf8) { return true }
        let range = textRange(withoutID: item)
        return ItemGlyph(in: self, at: range)?.dressRange == range
    }
}

extension SourceBytes {
    /// An item's text without its block id.
    @inline(__always)
    func textRange(withoutID item: ListItem) -> ByteRange {
        guard let id = item.blockID, id.upper == item.textRange.upper, id.lower > item.textRange.lower else {
            return item.textRange
        }
        return ByteRange(item.textRange.lower, trimBlanks(from: item.textRange.lower, to: id.lower - 1))
    }
}

extension TaskLine {
    /// Whether nothing is left to do: by its status where the plugin's rules apply, else by any mark in its
    /// box (dialect §5, §6.2).
    var isDone: Bool {
        isOwned ? status.isDone : !bytes[markRange].elementsEqual([0x20])
    }
}

extension TaskStatus {
    /// Whether a task of this status is off the list: done, cancelled, or no task at all.
    var isDone: Bool {
        switch kind {
        case .done, .cancelled, .nonTask: true
        case .todo, .inProgress, .onHold: false
        }
    }
}

extension ProjectEdit {
    /// Switches what stands on a line between open and done: a task by the vault's rules for tasks, a blocker
    /// by its mark; a step without a box gets one first (dialect §12.2, §12.3).
    package static func toggle(
        line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        if let edit = try toggleUnlisted(line, in: note, settings: settings) { return edit }
        let (index, item) = try item(at: line, in: note)
        let project = Project(note, schema: settings.schema, settings: settings.tasks)
        let kind = project.section(ofLine: line)?.kind
        if kind == .blockers, item.parent == nil,
            let blocker = project.blockers.first(where: { $0.line == line })
        {
            return try toggle(blocker, in: note)
        }
        if item.box != nil { return try toggleTask(index, in: note, settings: settings) }
        guard kind == .steps, !item.textRange.isEmpty else {
            throw EditRefusal("line \(line + 1) has no box to check", line: line)
        }
        var draft = EditDraft(note)
        let place = ByteRange(item.textRange.lower, item.textRange.lower)
        draft.apply([Replacement(place, "[ ] ")])
        let label = "add a box to \(quoted(note.text(item.textRange)))"
        return try draft.checked(label) { $0.items[index].mark = " " }
    }

    /// What a person should know about toggling the task on a line: a recurrence that can't be read, for one.
    package static func warning(line: Int, in note: Note, settings: EditSettings) -> String? {
        guard line < note.lines.count else { return nil }
        let content = note.lines.contentRange(of: line, in: note.bytes)
        let result = toggled(
            line: Array(note.bytes[content]), settings: settings.tasks, today: settings.today)
        return result?.warning
    }

    /// Marks a blocker as resolved; refused where it is.
    package static func resolveBlocker(
        line: Int, in note: Note, schema: Schema = .standard
    ) throws(EditRefusal) -> Edit {
        let project = Project(note, schema: schema)
        guard let blocker = project.blockers.first(where: { $0.line == line }) else {
            throw EditRefusal("there is no blocker on line \(line + 1)", line: line)
        }
        if blocker.isDone { throw EditRefusal("this blocker is resolved already", line: line) }
        return try toggle(blocker, in: note)
    }

    /// Sets or takes away the day that a task is due, by the vault's rules for tasks.
    package static func setDue(
        _ day: CalendarDay?, line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let (_, item) = try item(at: line, in: note)
        guard let box = item.box else { throw EditRefusal("line \(line + 1) is no task", line: line) }
        try settings.tasks.checkKnown(for: line)
        let content = note.lines.contentRange(of: line, in: note.bytes)
        let old = Array(note.bytes[content])
        let new = settingDue(line: old, to: day, settings: settings.tasks)
        var draft = EditDraft(note)
        draft.apply(splices(from: content, box, to: new, in: note))
        let text = quoted(note.text(note.textRange(withoutID: item)))
        let after = NoteOutline(draft.note)
        let label = day.map { "make \(text) due on \($0)" } ?? "take the due date off \(text)"
        return try draft.checked(label) { outline in
            for place in note.items(startingIn: line..<(line + 1)) where after.items.indices.contains(place) {
                outline.items[place].text = after.items[place].text
            }
        }
    }

    /// Changes a blocker's mark in place, and its box with it.
    private static func toggle(_ blocker: ProjectItem, in note: Note) throws(EditRefusal) -> Edit {
        let range = note.textRange(withoutID: note.listItems[blocker.listItem])
        var replacements: [Replacement] = []
        if let glyph = blocker.glyph {
            replacements.append(Replacement(glyph.range, blocker.isDone ? "❌" : "✅"))
        } else if blocker.isDone, blocker.text.hasPrefix("~~"), blocker.text.hasSuffix("~~") {
            replacements.append(Replacement(ByteRange(range.lower, range.lower + 2), []))
            replacements.append(Replacement(ByteRange(range.upper - 2, range.upper), []))
        } else {
            let mark = blocker.isDone ? "❌ " : "✅ "
            replacements.append(Replacement(ByteRange(range.lower, range.lower), mark))
        }
        if let box = note.listItems[blocker.listItem].box, box.isOpen != blocker.isDone {
            replacements.append(Replacement(box.markRange, blocker.isDone ? " " : "x"))
        }
        var draft = EditDraft(note)
        draft.apply(replacements)
        let label = "\(blocker.isDone ? "reopen" : "resolve") \(quoted(blocker.text))"
        let after = NoteOutline(draft.note)
        let toggled = ProjectReader(note: draft.note, schema: .standard, settings: .core, sections: [])
        guard after.items.indices.contains(blocker.listItem),
            toggled.blocker(blocker.listItem).isDone != blocker.isDone
        else { throw EditRefusal("this blocker's mark can't be changed in place", line: blocker.line) }
        return try draft.checked(label) { $0.items[blocker.listItem] = after.items[blocker.listItem] }
    }

    /// Toggles a task by the rules for tasks, which may add its next occurrence or remove its line.
    private static func toggleTask(
        _ index: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit {
        let item = note.listItems[index]
        try settings.tasks.checkKnown(for: item.line)
        let content = note.lines.contentRange(of: item.line, in: note.bytes)
        let old = Array(note.bytes[content])
        guard let box = item.box,
            let result = toggled(line: old, settings: settings.tasks, today: settings.today)
        else { throw EditRefusal("line \(item.line + 1) is no task", line: item.line) }
        if result.lines == [old] {
            throw EditRefusal(
                result.warning ?? "the rules for tasks leave this one as it is", line: item.line)
        }
        return try change(index, to: result, in: note) { "\(box.isOpen ? "check off" : "reopen") \($0)" }
    }

    /// Toggles a line that the plugin's command takes for a task though the app does not, being indented like
    /// code or by odd white space; nil where it is no such line.
    private static func toggleUnlisted(
        _ line: Int, in note: Note, settings: EditSettings
    ) throws(EditRefusal) -> Edit? {
        guard settings.tasks.isPluginEnabled, line < note.lines.count,
            !note.listItems.contains(where: { $0.line == line })
        else { return nil }
        let content = note.lines.contentRange(of: line, in: note.bytes)
        let block = note.blocks.first { $0.range.lower < content.upper && content.lower < $0.range.upper }
        let isText = [.paragraph, .code, .blockquote, .callout].contains(block?.kind)
        let old = Array(note.bytes[content])
        guard isText, !note.codeBlocks.contains(where: { $0.range.contains(content) }),
            let task = TaskLine(line: old[...], settings: settings.tasks), task.isOwned,
            let result = toggled(line: old, settings: settings.tasks, today: settings.today),
            !result.lines.isEmpty, result.lines != [old]
        else { return nil }
        try settings.tasks.checkKnown(for: line)
        var draft = EditDraft(note)
        let terminator = note.terminator(beside: line)
        draft.apply([Replacement(content, Array(result.lines.joined(separator: terminator)))])
        let after = NoteOutline(draft.note)
        return try draft.checked("toggle \(quoted(note.text(content).trimmed))") { $0.code = after.code }
    }

    /// Puts what the rules for tasks make of a task's line in its place; `label` is made from the task's text.
    static func change(
        _ index: Int, to result: ToggleResult, in note: Note, label: (String) -> String
    ) throws(EditRefusal) -> Edit {
        let item = note.listItems[index]
        let content = note.lines.contentRange(of: item.line, in: note.bytes)
        guard let box = item.box else {
            throw EditRefusal("line \(item.line + 1) is no task", line: item.line)
        }
        var draft = EditDraft(note)
        if result.lines.isEmpty {
            if note.lines(of: item).count > 1 {
                throw EditRefusal("finishing this task deletes it, and more hangs on it", line: item.line)
            }
            draft.apply([Replacement(note.removalRange(of: note.lines(of: item)), [])])
        } else {
            draft.apply(replacements(of: content, box, by: result, in: note))
        }
        let after = NoteOutline(draft.note)
        let text = quoted(note.text(note.textRange(withoutID: item)))
        // `- [ ] 1. a` is two items in one line, and both change.
        let old = note.items(startingIn: item.line..<(item.line + 1))
        let new = draft.note.items(startingIn: item.line..<(item.line + result.lines.count))
        return try draft.checked(label(text)) { outline in
            outline.items.replaceSubrange(old, with: after.items[new])
        }
    }

    /// The changes that put the lines of a toggled task in place of its line: the new occurrence as a line of
    /// its own, and in the old line only what differs.
    private static func replacements(
        of content: ByteRange, _ box: CheckBox, by result: ToggleResult, in note: Note
    ) -> [Replacement] {
        let terminator = note.terminator(beside: note.line(at: content.lower))
        let own = result.lines.indices.first { $0 != result.occurrence } ?? 0
        let above = result.lines[..<own].flatMap { $0 + terminator }
        let below = result.lines[(own + 1)...].flatMap { terminator + $0 }
        var replacements = splices(from: content, box, to: result.lines[own], in: note)
        if !above.isEmpty {
            replacements.append(Replacement(ByteRange(content.lower, content.lower), above))
        }
        if !below.isEmpty {
            if let last = replacements.last, last.range.upper == content.upper {
                replacements[replacements.count - 1].bytes += below
            } else {
                replacements.append(Replacement(ByteRange(content.upper, content.upper), below))
            }
        }
        return replacements
    }

    /// The parts in which a new line differs from the old one: the box's mark, and one stretch behind it.
    private static func splices(
        from content: ByteRange, _ box: CheckBox, to new: [UInt8], in note: Note
    ) -> [Replacement] {
        let head = box.markRange.lower - content.lower
        let old = note.bytes[content]
        guard new.count > head, new[..<head].elementsEqual(old.prefix(head)),
            let close = new[head...].firstIndex(of: UInt8(ascii: "]"))
        else { return [Replacement(content, new)] }
        var result: [Replacement] = []
        if !new[head..<close].elementsEqual(note.bytes[box.markRange]) {
            result.append(Replacement(box.markRange, Array(new[head..<close])))
        }
        let oldTail = note.bytes[box.markRange.upper..<content.upper]
        let newTail = new[close...]
        if oldTail.elementsEqual(newTail) { return result }
        let same = zip(oldTail, newTail).prefix { $0 == $1 }.count
        let rest = min(oldTail.count, newTail.count) - same
        let end = zip(oldTail.reversed(), newTail.reversed()).prefix { $0 == $1 }.prefix(rest).count
        let range = ByteRange(box.markRange.upper + same, content.upper - end)
        result.append(Replacement(range, Array(newTail.dropFirst(same).dropLast(end))))
        return result
    }
}

extension TaskSettings {
    /// Refuses to change the task on a line, from 0, where it is not known by which rules.
    func checkKnown(for line: Int) throws(EditRefusal) {
        if let obstacle { throw EditRefusal(obstacle, line: line) }
    }
}

extension Note {
    /// The places of the list items whose markers stand in some lines.
    fileprivate func items(startingIn lines: Range<Int>) -> Range<Int> {
        let first = listItems.firstIndex { $0.line >= lines.lowerBound } ?? listItems.count
        let end = listItems[first...].firstIndex { $0.line >= lines.upperBound } ?? listItems.count
        return first..<end
    }

    /// The bytes to take out so that lines are gone: their own, and where they end the file without a
    /// terminator, the one before them.
    func removalRange(of gone: Range<Int>) -> ByteRange {
        let lower = start(of: gone.lowerBound)
        let upper = start(of: gone.upperBound)
        guard upper == bytes.count, gone.lowerBound > 0, bytes.last != 0x0A else {
            return ByteRange(lower, upper)
        }
        return ByteRange(lines.contentRange(of: gone.lowerBound - 1, in: bytes).upper, upper)
    }
}

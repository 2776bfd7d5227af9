import VaultModel

/// What libFuzzer calls with bytes that it made: everything that must hold for any bytes at all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNote(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let note = Note(path: NotePath("Fuzz.md"), bytes: bytes)
    NoteLaws(note: note).check()
    EditLaws(note: note).check()
    return 0
}

/// Ranges slice back and nest (invariant 1), and nothing that reads a note traps.
private struct NoteLaws {
    let note: Note

    func check() {
        let all = ByteRange(0, note.bytes.count)
        precondition(note.blocks.allSatisfy { all.contains($0.range) && !$0.range.isEmpty }, "blocks")
        for (block, next) in zip(note.blocks, note.blocks.dropFirst()) {
            precondition(block.range.upper <= next.range.lower, "blocks do not overlap")
        }
        for heading in note.headings {
            precondition(heading.range.contains(heading.textRange), "a heading holds its text")
            precondition(note.line(at: heading.range.lower) == heading.line, "a heading knows its line")
        }
        for link in note.links {
            precondition(link.range.contains(link.targetRange), "a link holds its target")
            precondition(link.displayRange.map { link.range.contains($0) } ?? true, "a link holds its text")
        }
        for tag in note.tags { precondition(note.text(tag.range).hasPrefix("#"), "a tag starts with #") }
        for table in note.tables {
            for row in [table.header, table.delimiter] + table.rows {
                precondition(table.range.contains(row.range), "a table holds its rows")
                precondition(row.cells.allSatisfy { row.range.contains($0) }, "a row holds its cells")
            }
        }
        checkItems()
        _ = note.cachedMetadataJSON()
        _ = inlineSpans(note.text(all))
        var vault = Vault()
        vault.replace(NoteDigest(note))
        _ = vault.tasks(all: true)
        _ = Check.findings(in: CheckedNote(note, in: vault, open: { _ in nil }))
        _ = Project(note)
    }

    private func checkItems() {
        for (index, item) in note.listItems.enumerated() {
            precondition(item.extent.contains(item.markerRange), "an item holds its marker")
            precondition(item.extent.contains(item.textRange), "an item holds its text")
            precondition(item.box.map { item.extent.contains($0.markRange) } ?? true, "an item holds its box")
            precondition(item.line == note.line(at: item.markerRange.lower), "an item knows its line")
            let parent = item.parent.map { $0 < index ? note.listItems[$0] : item }
            precondition(parent.map { $0.extent.contains(item.extent) } ?? true, "items nest")
        }
    }
}

/// An edit changes what it means to and its inverse restores every byte (invariant 2).
private struct EditLaws {
    let note: Note
    private let settings: [EditSettings]

    init(note: Note) {
        self.note = note
        let today = CalendarDay(ordinal: 20_781)
        var plugin = TaskSettings()
        plugin.isPluginEnabled = true
        settings = [EditSettings(today: today), EditSettings(tasks: plugin, today: today)]
    }

    func check() {
        for settings in settings { for item in note.listItems.prefix(8) { check(item, settings) } }
        if let set = try? ProjectEdit.markReviewed(note, settings: settings[0]) { checkInverse(set) }
        for replacements in [
            try? PropertyEdit.addTag("a", to: note), try? PropertyEdit.removeTag("a", from: note),
        ] {
            guard let replacements else { continue }
            checkInverse(Edit(label: "tag", path: note.path, base: note.bytes, replacements: replacements))
        }
    }

    private func check(_ item: ListItem, _ settings: EditSettings) {
        let tasks = settings.tasks
        if let edit = try? ProjectEdit.toggle(line: item.line, in: note, settings: settings) {
            checkInverse(edit)
            // In core a toggle of a task changes one box and nothing else.
            let after = Note(path: note.path, bytes: edit.applied())
            if !tasks.isPluginEnabled, item.box != nil,
                edit.replacements.allSatisfy({ $0.range.count == $0.bytes.count })
            {
                precondition(after.listItems.count == note.listItems.count, "a toggle keeps all items")
                let changed = zip(note.listItems, after.listItems).count { $0.box?.mark != $1.box?.mark }
                precondition(changed <= 1, "a toggle changes one box")
            }
        }
        let day = settings.today
        if let edit = try? ProjectEdit.setDue(day, line: item.line, in: note, settings: settings) {
            checkInverse(edit)
            let after = Note(path: note.path, bytes: edit.applied())
            let content = after.lines.contentRange(of: item.line, in: after.bytes)
            let task = TaskLine(line: after.bytes[content], settings: tasks)
            precondition(edit.isEmpty || task?.due == day, "the day that was set is the day that is read")
        }
        if let edit = try? ProjectEdit.cycleStatus(line: item.line, in: note, settings: settings) {
            checkInverse(edit)
        }
    }

    private func checkInverse(_ edit: Edit) {
        let applied = edit.applied()
        let inverse = edit.inverse()
        precondition(inverse.base == applied, "an inverse is an edit of what the edit left")
        precondition(inverse.applied() == note.bytes, "an inverse restores every byte")
    }
}

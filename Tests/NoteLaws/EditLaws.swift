package import VaultModel

/// What holds for edits of any note: each changes what it means to, and its inverse restores every byte (invariant 2
/// of the map).
package struct EditLaws {
    let note: Note
    private let settings: [EditSettings]

    /// The laws for edits of a note.
    package init(_ note: Note) {
        self.note = note
        let today = CalendarDay(ordinal: 20_781)
        var plugin = TaskSettings()
        plugin.isPluginEnabled = true
        settings = [EditSettings(today: today), EditSettings(tasks: plugin, today: today)]
    }

    /// The laws that edits of the note break.
    package func broken() -> [String] {
        var broken: [String] = []
        func law(_ holds: Bool, _ name: String) { if !holds { broken.append(name) } }
        for settings in settings { for item in note.listItems.prefix(8) { check(item, settings, law) } }
        if let edit = try? ProjectEdit.markReviewed(note, settings: settings[0]) { checkInverse(edit, law) }
        for replacements in [
            try? PropertyEdit.addTag("a", to: note), try? PropertyEdit.removeTag("a", from: note),
            try? PropertyEdit.set("status", to: "a: b", in: note),
        ] {
            guard let replacements else { continue }
            let edit = Edit(
                label: "properties", path: note.path, base: note.bytes, replacements: replacements)
            checkInverse(edit, law)
        }
        return broken
    }

    private func check(_ item: ListItem, _ settings: EditSettings, _ law: (Bool, String) -> Void) {
        let line = item.line
        if let edit = try? ProjectEdit.toggle(line: line, in: note, settings: settings) {
            checkInverse(edit, law)
            if !settings.tasks.isPluginEnabled, item.box != nil { checkCoreToggle(edit, law) }
        }
        let day = settings.today
        if let edit = try? ProjectEdit.setDue(day, line: line, in: note, settings: settings) {
            checkInverse(edit, law)
            let after = Note(path: note.path, bytes: edit.applied())
            let content = after.lines.contentRange(of: line, in: after.bytes)
            let task = TaskLine(line: after.bytes[content], settings: settings.tasks)
            law(
                edit.isEmpty || task?.due == day, "line \(line): the day that was set is the day that is read"
            )
        }
        if let edit = try? ProjectEdit.cycleStatus(line: line, in: note, settings: settings) {
            checkInverse(edit, law)
        }
        if let edit = try? ProjectEdit.replaceText(line: line, with: "neu", in: note) {
            checkInverse(edit, law)
        }
    }

    /// In core a toggle of a task changes one box and nothing else.
    private func checkCoreToggle(_ edit: Edit, _ law: (Bool, String) -> Void) {
        guard edit.replacements.allSatisfy({ $0.range.count == $0.bytes.count }) else { return }
        let after = Note(path: note.path, bytes: edit.applied())
        law(after.listItems.count == note.listItems.count, "a toggle keeps all items")
        let changed = zip(note.listItems, after.listItems).count { $0.box?.mark != $1.box?.mark }
        law(changed <= 1, "a toggle changes one box")
    }

    private func checkInverse(_ edit: Edit, _ law: (Bool, String) -> Void) {
        let applied = edit.applied()
        let inverse = edit.inverse()
        law(inverse.base == applied, "\(edit.label): an inverse is an edit of what the edit left")
        law(inverse.applied() == note.bytes, "\(edit.label): an inverse restores every byte")
    }
}

import VaultModel

extension Command {
    /// Changing what stands in notes.
    static let working: [Command] = [
        Command(
            "step.toggle", .working, "Check off the step or resolve the blocker, or take that back",
            hint: "toggle",
            obstacle: { $0.editObstacle(of: [.step, .blocker], "checked off") }
        ) { $0.toggleItem() },
        Command(
            "item.add", .working, "Add a line to this section", hint: "add",
            obstacle: { state in
                state.obstacleToWriting
                    ?? (state.addable == nil
                        ? "Lines are added in the panes of steps, blockers and facts" : nil)
            }
        ) { $0.askForNewLine() },
        Command(
            "item.edit", .working, "Edit the text of the line", hint: "edit",
            obstacle: { state in
                state.obstacleToWriting
                    ?? (state.item?.editable == nil
                        ? "The text under the cursor can't be edited here; E opens it" : nil)
            }
        ) { $0.askForText() },
        Command(
            "item.editExternally", .working, "Open your editor at this line", hint: "editor",
            obstacle: { $0.place == nil ? "There is no note to open" : nil }
        ) { state in state.place.map { [.edit($0.path, line: $0.line)] } ?? [] },
        Command(
            "blocker.turn", .working, "Turn the blocker into a step, or the step into a blocker",
            hint: "turn",
            obstacle: { $0.editObstacle(of: [.step, .blocker], "turned") }
        ) { $0.turnItem() },
        Command(
            "step.moveDown", .working, "Move the step one place down",
            obstacle: { $0.editObstacle(of: [.step, .blocker], "moved") }
        ) { $0.moveItem(by: 1) },
        Command(
            "step.moveUp", .working, "Move the step one place up",
            obstacle: { $0.editObstacle(of: [.step, .blocker], "moved") }
        ) { $0.moveItem(by: -1) },
        Command(
            "item.delete", .working, "Delete the line, with what is nested in it",
            obstacle: { $0.obstacleToDeleting }
        ) { $0.deleteItem() },
        Command(
            "edit.undo", .working, "Take the last edit back, also one of an earlier session", hint: "undo",
            obstacle: { $0.obstacleToWriting }
        ) { $0.takeBack() },
        Command(
            "edit.redo", .working, "Do again what was taken back",
            obstacle: {
                let isEmpty = $0.undo.redoable.isEmpty && $0.deferred.isEmpty
                return $0.obstacleToWriting ?? (isEmpty ? "There is nothing to redo" : nil)
            }
        ) { $0.doAgain() },
    ]
}

extension State {
    /// Why nothing can be written at all, in words; nil if it can.
    var obstacleToWriting: String? {
        if isReadOnly { return "Muster was started with --read-only" }
        if let journalObstacle { return journalObstacle.capitalizedFirst }
        if watch == .gone { return "The vault's folder is gone; edits wait until it is back" }
        return nil
    }

    /// Why the item under the cursor can't be changed; nil if it is of one of `kinds`.
    func editObstacle(of kinds: Set<Item.Kind>, _ verb: String) -> String? {
        if let reason = obstacleToWriting { return reason }
        if hasStaleAnswers, item?.id.hasPrefix(AnswerLines.idPrefix) == true {
            return "The queries are being answered again"
        }
        guard let item, item.origin != nil, kinds.contains(item.kind) else {
            return "Nothing under the cursor can be \(verb)"
        }
        return nil
    }

    /// The place that the editor opens: the item's, else the note's first line.
    var place: Origin? { item?.origin ?? subject.map { Origin($0, line: 0) } }

    /// What edits need to know beside the note.
    var editSettings: EditSettings { EditSettings(schema: schema, tasks: taskSettings, today: today) }

    /// Which section `a` adds to in the focused pane.
    var addable: SectionKind? {
        guard let openSubject else { return nil }
        guard page.focus == .review, let line = item?.origin?.line else {
            return Pane.named(page.focus).addsTo
        }
        let kind = openSubject.project.section(ofLine: line)?.kind
        return kind.flatMap { [.steps, .blockers, .decisions, .facts].contains($0) ? $0 : nil }
    }

    mutating func toggleItem() -> [Effect] {
        guard let item else { return [] }
        if page.focus == .agenda { keepInAgenda(item) }
        let settings = editSettings
        return changeTask(item) { (line, note) throws(EditRefusal) in
            try ProjectEdit.toggle(line: line, in: note, settings: settings)
        }
    }

    mutating func turnItem() -> [Effect] {
        guard let item else { return [] }
        let settings = editSettings
        return change(item) { (line, note) throws(EditRefusal) in
            item.kind == .blocker
                ? try ProjectEdit.blockerToStep(line: line, in: note, settings: settings)
                : try ProjectEdit.stepToBlocker(line: line, in: note, settings: settings)
        }
    }

    mutating func moveItem(by distance: Int) -> [Effect] {
        guard let item else { return [] }
        let schema = schema
        return change(item) { (line, note) throws(EditRefusal) in
            try ProjectEdit.move(line: line, by: distance, in: note, schema: schema)
        }
    }

    mutating func askForNewLine() -> [Effect] {
        guard let section = addable, let path = subject else { return [] }
        overlay = .prompt(Prompt(.add(path, section), title: "New \(section.itemName)"))
        return []
    }

    mutating func askForText() -> [Effect] {
        guard let item, let text = item.editable, let origin = item.origin else { return [] }
        overlay = .prompt(Prompt(.replace(origin, old: text), title: "Edit", text: text))
        return []
    }

    /// Shows an edit at once and has it saved; edits of one group are taken back together.
    mutating func begin(
        _ edit: Edit, group: Int? = nil, memory: ReviewMemoryChange? = nil, made: ReadNote? = nil
    ) -> [Effect] {
        guard !edit.isEmpty else {
            notice = Notice("Nothing to change: \(edit.label)")
            return []
        }
        lastEdit += 1
        undo.began(edit, number: lastEdit, group: group, memory: memory)
        return save(edit, as: nil, made: made)
    }

    /// Shows an edit at once and has it saved under the number `lastEdit`; `made` is the note as it reads then, where
    /// that is known.
    mutating func save(
        _ edit: Edit, as verb: String?, undoing: Int? = nil, made: ReadNote? = nil
    ) -> [Effect] {
        saving[lastEdit] = edit
        let before = vault[edit.path]
        let effects = [Effect.save(lastEdit, edit, undoing: undoing)] + follow(edit, made: made?.note)
        var further: [Effect] = []
        if edit.kind == .removal {
            releaseContents()
            lose(edit.path)
        } else if let made {
            hold(made.note, digest: made.digest, project: made.project)
        } else {
            further = hold(edit.path, edit.applied())
        }
        if isReviewing, let before, let after = vault[edit.path] { review.pass.count(before, after) }
        let text = verb.map { "\($0): \(edit.label)" } ?? edit.label.capitalizedFirst
        notice = Notice(text, offersUndo: verb == nil)
        return effects + further
    }

    /// Takes over what a note holds now, on the screen and in the index.
    mutating func hold(_ note: Note, digest: NoteDigest? = nil, project: Project? = nil) {
        arriving[note.path] = nil
        let digest = digest ?? NoteDigest(note, schema: schema, settings: taskSettings)
        let isOnPage = subject == note.path
        releaseContents()
        agenda.count(vault[note.path], digest, leavingOut: templates)
        vault.replace(digest)
        copies.insert(note.path)
        projects.update([digest], today: today)
        review.saw(note.path, note.bytes)
        guard open[note.path] != nil || isOnPage || loading.contains(note.path) else { return }
        lastRevision += 1
        open[note.path] = OpenNote(
            note: note, project: project ?? Project(note, schema: schema, settings: taskSettings),
            revision: lastRevision)
        unreadable[note.path] = nil
        loading.remove(note.path)
    }
}

extension SectionKind {
    /// What one line of the section is called.
    var itemName: String {
        switch self {
        case .steps: "step"
        case .blockers: "blocker"
        case .decisions: "decision"
        case .facts: "fact"
        default: "line"
        }
    }
}

extension String {
    /// The text with its first letter in upper case.
    package var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

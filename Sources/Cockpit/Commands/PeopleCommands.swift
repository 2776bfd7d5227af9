import VaultModel

extension Command {
    /// What is done for people.
    static let people: [Command] = [
        Command(
            "people.metToday", .triage, "Note that you were in contact with the person today",
            hint: "met today",
            obstacle: { state in
                state.obstacleToWriting
                    ?? (state.personNote == nil ? "There is no person with a note under the cursor" : nil)
            }
        ) { $0.metToday() },
        Command(
            "people.link", .triage, "Turn a person's name on this line into a link",
            obstacle: { state in
                if let reason = state.obstacleToWriting { return reason }
                if state.page.focus == .person {
                    return state.unlinkedLine == nil ? "No name that is not linked is under the cursor" : nil
                }
                return state.linePlace == nil ? "No line of a note is under the cursor" : nil
            }
        ) { $0.linkName() },
        Command(
            "people.fill", .triage,
            "Fill the collaborator's empty role and company from that person's note", hint: "fill",
            obstacle: { state in
                if let reason = state.obstacleToWriting { return reason }
                guard let person = state.collaboratorHere else {
                    return "No collaborator is under the cursor"
                }
                return person.role.isEmpty || person.company.isEmpty
                    ? nil : "Role and company of \(person.name) are filled already"
            }
        ) { $0.fillCollaborator() },
        Command(
            "people.create", .triage, "Make a note for a person who has none", hint: "new note",
            obstacle: { state in
                if let reason = state.obstacleToWriting { return reason }
                guard let person = state.listedPerson else {
                    return "Nobody is selected; go to the people screen"
                }
                return person.path == nil ? nil : "\(person.name) has a note already"
            }
        ) { $0.askForPersonNote() },
    ]
}

extension State {
    /// The note of the person that the cursor means: on the people screen the one in the list, elsewhere the first
    /// one that the item leads to, or the note that is read.
    var personNote: NotePath? {
        if pages.count == 1, let person = listedPerson { return person.path }
        for case .note(let path, _) in item?.destinations ?? [] where vault[path]?.isPerson == true {
            return path
        }
        return subject.flatMap { vault[$0]?.isPerson == true ? $0 : nil }
    }

    /// Sets the last contact to today, in the person's note and in the project that the page is about.
    mutating func metToday() -> [Effect] {
        guard let path = personNote else { return [] }
        let settings = editSettings
        let paths = [path] + [projectOfContact].compactMap { $0 }.filter { $0 != path }
        lastEdit += 1
        let group = lastEdit
        let effects = paths.flatMap { path in
            change(path, group: group) { (note) throws(EditRefusal) in
                try ProjectEdit.touchLastContact(note, settings: settings)
            }
        }
        if paths.count > 1, notice?.isError != true {
            let project = vault[paths[1]]?.title ?? paths[1].name
            notice = Notice("Met \(path.name) today, also noted in “\(project)”", offersUndo: true)
        }
        return effects
    }

    /// The project that a contact belongs to: the one that the page is about, or that the line under the cursor
    /// stands in.
    private var projectOfContact: NotePath? {
        let path = pages[0].kind == .screen(.people) ? item?.origin?.path : subject
        return path.flatMap { vault[$0]?.isProject == true ? $0 : nil }
    }

    /// The line of the person's page under the cursor, if it only names them.
    var unlinkedLine: PersonLine? {
        guard page.focus == .person, let origin = item?.origin, let page = people.page else { return nil }
        return page.lines.first { $0.path == origin.path && $0.line == origin.line && !$0.isLinked }
    }

    mutating func linkName() -> [Effect] {
        guard page.focus == .person else {
            guard let place = linePlace else { return [] }
            return [.survey(.names(place))]
        }
        guard let item, let line = unlinkedLine, let request = people.page?.key.person else { return [] }
        let isClear = vault.resolve(request.name, from: line.path).path == request.path || request.path == nil
        let target = isClear ? request.name : request.path.map { String($0.text.dropLast(3)) } ?? request.name
        return change(item) { (line, note) throws(EditRefusal) in
            try ProjectEdit.link(request, to: target, line: line, in: note)
        }
    }

    /// Asks where the note of a person is to be made.
    mutating func askForPersonNote() -> [Effect] {
        guard let person = listedPerson else { return [] }
        let folders = vault.people.map(\.path.folder).filter { $0 != templates }
        let counts = Dictionary(grouping: folders, by: { $0 }).mapValues(\.count)
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        let usual = schema.peopleFolder ?? most ?? "People"
        let path = usual.isEmpty ? "\(person.name).md" : "\(usual)/\(person.name).md"
        overlay = .prompt(Prompt(.createPerson(person.name), title: "Make the note", text: path))
        return []
    }

    /// Has the note of a person made from the schema's form.
    mutating func createPerson(_ name: String, _ prompt: Prompt) -> [Effect] {
        let text = prompt.line.text
        let path = NotePath(text.lowercased().hasSuffix(".md") ? text : text + ".md")
        let parts = path.text.split(separator: "/", omittingEmptySubsequences: false)
        guard vault[path] == nil, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
            keep(
                prompt,
                vault[path] == nil ? "write a path below the vault's folder" : "there is such a note already")
            return []
        }
        creating[path] = prompt
        let used = vault.people.first?.type ?? schema.person.types.first ?? "person"
        guard let form = schema.personTemplate else {
            return [.create(NewNote(path: path, form: schema.personNote(name, type: used), filling: nil))]
        }
        let filling = NewNote.Filling(title: name, formats: templateFormats)
        return [.create(NewNote(path: path, form: form, filling: filling))]
    }

    /// Takes over that a note was made or not.
    mutating func created(_ path: NotePath, _ reason: String?) {
        let prompt = creating.removeValue(forKey: path)
        if let reason {
            notice = Notice("Not made: \(path.text): \(reason)", isError: true)
            if let prompt { keep(prompt, reason) }
        } else {
            notice = Notice("Made \(path.text)")
        }
    }
}

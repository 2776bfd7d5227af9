import Keymaps
package import VaultModel

/// A line of input at the bottom of the screen.
package struct Prompt: Sendable {
    /// What the text is for.
    package enum Purpose: Hashable, Sendable {
        /// A new line for a section of a note.
        case add(NotePath, SectionKind)
        /// Another text for the item at a place, which held `old`.
        case replace(Origin, old: String)
        /// The day until which the review of notes is put off.
        case snooze([NotePath])
        /// The filter of the focused pane, applied while it is typed.
        case filter
        /// Where the note of a person is to be made.
        case createPerson(String)
        /// What is looked for in the whole vault, while it is typed.
        case search
        /// A query over the whole vault.
        case query
    }
    /// What the text is for.
    package var purpose: Purpose
    /// What stands before it.
    package var title: String
    /// What is typed.
    package var line: InputLine
    /// Why the text was not taken, until the next key.
    package var problem: String?
    /// What can complete a query at the cursor.
    package var completion: QueryCompletion?
    /// How far back in the history the text is from, and what was typed before looking there.
    var recalled: (back: Int, typed: String)?

    /// A prompt that holds `text`.
    package init(_ purpose: Purpose, title: String, text: String = "") {
        self.purpose = purpose
        self.title = title
        line = InputLine(text)
    }
}

extension State {
    /// Gives a key to the prompt.
    mutating func type(_ key: Key, into prompt: Prompt) -> [Effect] {
        if prompt.purpose == .search, let effects = moveInResults(key) { return effects }
        if prompt.purpose == .query, let prompt = prompt.taken(key, asked.history) {
            overlay = .prompt(prompt)
            return []
        }
        var prompt = prompt
        prompt.problem = nil
        let answer = prompt.line.take(key)
        overlay = .prompt(prompt)
        switch answer {
        case .changed, .ignored:
            if prompt.purpose == .filter { focused.filter = prompt.line.text }
            if prompt.purpose == .query { complete() }
            if prompt.purpose == .search, answer == .changed { return search(for: prompt.line.text) }
            return []
        case .cancelled:
            overlay = nil
            if prompt.purpose == .filter { focused.filter = "" }
            return []
        case .accepted:
            return accept(prompt)
        }
    }

    /// Keys that go to the results while what is looked for is typed; nil for all others.
    private mutating func moveInResults(_ key: Key) -> [Effect]? {
        switch key.notation {
        case "<Down>", "<C-n>": return moveCursor { cursor, _ in cursor + 1 }
        case "<Up>", "<C-p>": return moveCursor { cursor, _ in cursor - 1 }
        case "<PgDn>": return moveCursor { $0 + $1 }
        case "<PgUp>": return moveCursor { $0 - $1 }
        case "<Tab>":
            overlay = nil
            return []
        default: return nil
        }
    }

    /// Does what the prompt was for. A refused edit keeps the prompt, so that no typed text is lost.
    private mutating func accept(_ prompt: Prompt) -> [Effect] {
        overlay = nil
        let text = prompt.line.text
        switch prompt.purpose {
        case .filter:
            return []
        case .snooze(let paths):
            guard let day = DayWords.day(text, today: today) else {
                keep(prompt, "Not a day to come; write tomorrow, mon, 3d, 2w or 2026-12-01")
                return []
            }
            return snooze(paths, until: day)
        case .createPerson(let name):
            return createPerson(name, prompt)
        case .query:
            return ask(prompt)
        case .search:
            return openable == nil ? [] : openItem()
        case .add(let path, let section):
            guard !text.allSatisfy(\.isWhitespace) else { return [] }
            let settings = editSettings
            let pane = page.focus
            return attempt(prompt, path) { (note) throws(EditRefusal) in
                try ProjectEdit.add(text, to: section, in: note, settings: settings)
            } then: { state, edit in
                guard state.page.focus == pane, let line = edit.line(adding: text) else { return }
                state.focused.added = Origin(path, line: line)
            }
        case .replace(let origin, let old):
            guard text != old else { return [] }
            let schema = schema
            return attempt(prompt, origin.path) { (note) throws(EditRefusal) in
                guard let line = note.line(holding: old, near: origin.line) else {
                    throw EditRefusal("Another program changed this line meanwhile; Esc and look at it")
                }
                return try ProjectEdit.replaceText(line: line, with: text, in: note, schema: schema)
            }
        }
    }

    /// Makes an edit from a prompt, as soon as the note is read; where it is refused the prompt comes back, with the
    /// reason.
    private mutating func attempt(
        _ prompt: Prompt, _ path: NotePath, _ make: @escaping @Sendable (Note) throws(EditRefusal) -> Edit,
        then finish: @escaping @Sendable (inout State, Edit) -> Void = { _, _ in }
    ) -> [Effect] {
        whenRead(path, for: prompt) { state in
            state.make(path, isAnchored: true, make) { state, result in
                switch result {
                case .success(let made):
                    let effects = state.begin(made.edit, made: made.after)
                    if !effects.isEmpty {
                        state.typedFor[state.lastEdit] = prompt
                        finish(&state, made.edit)
                    }
                    return effects
                case .failure(let refusal):
                    state.keep(prompt, refusal.message)
                    return []
                }
            }
        }
    }

    /// Brings a prompt back with the reason why its text was not taken.
    mutating func keep(_ prompt: Prompt, _ reason: String) {
        var prompt = prompt
        prompt.problem = reason
        overlay = .prompt(prompt)
    }
}

extension Edit {
    /// The line, from 0, on which the text that it adds stands afterwards; nil where it adds no such text.
    fileprivate func line(adding text: String) -> Int? {
        let wanted = Array(text.split(whereSeparator: \.isWhitespace).first.map(String.init)?.utf8 ?? "".utf8)
        var shift = 0
        for replacement in replacements {
            if let place = replacement.bytes.firstRange(of: wanted)?.lowerBound, !wanted.isEmpty {
                return applied()[..<(replacement.range.lower + shift + place)].count { $0 == 0x0A }
            }
            shift += replacement.bytes.count - replacement.range.count
        }
        return nil
    }
}

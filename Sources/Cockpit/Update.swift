import Keymaps
import Screen
import VaultModel

/// Takes a message into the state and answers what is to be done outside: the only writer of the state.
///
/// It does no I/O and reads no clock. When it returns, what `draw` reads is current (invariants 7 and 8 of the map).
package func update(_ state: inout State, _ message: Message) -> [Effect] {
    var effects = state.take(message)
    effects += state.catchUp()
    effects += state.refresh()
    return effects
}

extension State {
    /// What each message does.
    fileprivate mutating func take(_ message: Message) -> [Effect] {
        switch message {
        case .key(let key): return press(key)
        case .paste(let text): return paste(text)
        case .mouse(let event): return point(event)
        case .resized(let size): resize(size)
        case .scanned(let digests, let files, let unreadable):
            releaseContents()
            vault.insert(digests)
            for file in files { vault.addFile(file) }
            for digest in digests { copies.insert(digest.path) }
            scan.unreadable.formUnion(unreadable)
            projects.update(digests, today: today)
            review.touch(digests.lazy.map(\.path))
        case .progress(let read, let total):
            scan.read = read
            scan.total = total
        case .scanFinished:
            scan.isDone = true
            vault.settle()
            return search.isDone ? [.warmSearch(isPatient: true)] : []
        case .changed(let changes):
            releaseContents()
            return changes.flatMap { apply($0) }
        case .errandEnded(let number, let ending): return ended(number, ending)
        case .loaded(let path, let note, let reason): return loaded(path, note, reason)
        case .editing(let path, let editor): editors[path] = editor
        case .remembered(let book, let obstacle): learn(book, obstacle: obstacle)
        case .sighted(let sightings): review.see(sightings)
        case .recalled(let path, let bytes, let rewrites): return recalled(path, bytes, rewrites)
        case .clock(let seconds):
            if isReviewing, let clock { review.pass.count(seconds - clock) }
            clock = seconds
        case .saved(let number, let report): return saved(number, report)
        case .watching(let mode): watch = mode
        case .queried(let request, let answers): answered(request, answers)
        case .words(let words): learn(words)
        case .surveyed(let answer): return surveyed(answer)
        case .aged(let days): agenda.take(days)
        case .page(let page): people.take(page)
        case .created(let path, let reason): created(path, reason)
        case .counted(let counts): review.counts.merge(counts) { $1 }
        case .found(let number, let hits, let isDone): search.take(number, hits, isDone: isDone)
        case .named(let number, let matches, let count): return named(number, matches, count)
        case .told(let text, let isError): notice = Notice(text, isError: isError)
        case .paused: showsWhichKey = !typed.isEmpty
        case .today(let day):
            today = day
            projects = ProjectList()
            projects.update(Array(vault.projects), today: day)
        }
        return []
    }

    /// Runs the command of a key, or waits for the rest of a sequence.
    private mutating func press(_ key: Key) -> [Effect] {
        switch overlay {
        case .prompt(let prompt): return type(key, into: prompt)
        case .picker(let picker): return type(key, into: picker)
        case .calendar(let calendar): return type(key, into: calendar)
        case .list, .merge, nil: break
        }
        notice = nil
        showsWhichKey = false
        if key.notation == "<Esc>" { return escape() }
        let keys = typed + [key]
        typed = []
        switch keymap.match(keys, in: overlay?.scopes ?? [page.focus.rawValue, "global"]) {
        case .command(let id):
            return Command.named(id)?.ask(&self) ?? []
        case .prefix:
            typed = keys
            return [.awaitPause]
        case .none:
            let text = keys.map(\.notation).joined(separator: " ")
            let help = keymap.keys(for: "help.show", in: ["global"]).first?.label
            notice = Notice("No command on \(text)" + (help.map { "; \($0) shows the keys" } ?? ""))
            return []
        }
    }

    /// Closes what is open, innermost first.
    private mutating func escape() -> [Effect] {
        if !typed.isEmpty {
            typed = []
            return []
        }
        if overlay != nil || !focused.filter.isEmpty && pages.count == 1 && !page.isZoomed {
            return clearOrClose()
        }
        return goBack()
    }

    private mutating func clearOrClose() -> [Effect] {
        if overlay != nil { overlay = nil } else { focused.filter = "" }
        return []
    }

    private mutating func paste(_ text: String) -> [Effect] {
        switch overlay {
        case .prompt(var prompt):
            prompt.line.insert(text)
            overlay = .prompt(prompt)
            if prompt.purpose == .query { complete() }
            if prompt.purpose == .search { return search(for: prompt.line.text) }
            if prompt.purpose == .filter { focused.filter = prompt.line.text }
        case .picker(var picker):
            picker.line.insert(text)
            return search(picker)
        case .calendar(var calendar):
            calendar.insert(text)
            overlay = .calendar(calendar)
        case .list, .merge, nil:
            notice = Notice("Pasted text goes into an input line; press the key of a command first")
        }
        return []
    }

    /// Takes a change from outside over.
    private mutating func apply(_ change: NoteChange) -> [Effect] {
        switch change {
        case .written(let digest, let note):
            let isSaving = saving.values.contains { $0.path == note.path }
            // What is being saved is newer than what was read; the answer to the save brings what the file holds.
            guard !isSaving, open[note.path]?.note.bytes != note.bytes else { return [] }
            if note.isLarge, open[note.path] != nil { return hold(note.path, note.bytes) }
            hold(note, digest: digest)
        case .file(let path):
            agenda.count(vault[path], nil, leavingOut: templates)
            vault.addFile(path)
            review.touch(path)
        case .removed(let path): lose(path)
        }
        return []
    }

    /// Takes over that a file is gone.
    mutating func lose(_ path: NotePath) {
        agenda.count(vault[path], nil, leavingOut: templates)
        vault.remove(path)
        projects.remove(path)
        review.lose(path)
        copies.remove(path)
        open[path] = nil
        arriving[path] = nil
        if pages.contains(where: { $0.kind == .note(path) }) { unreadable[path] = "The file is gone" }
    }

    /// Takes over the terminal's size.
    private mutating func resize(_ size: Size) {
        self.size = size
        guard case .merge(var merge)? = overlay else { return }
        merge.layOut(width: OverlayLayout.merge(on: size).inner.width)
        overlay = .merge(merge)
    }

    private mutating func loaded(_ path: NotePath, _ note: Note?, _ reason: String) -> [Effect] {
        guard loading.contains(path) else { return [] }
        if let note {
            return hold(path, note.bytes) { $0.goOn() }
        }
        loading.remove(path)
        unreadable[path] = reason
        dropPending(path, reason)
        return goOn()
    }

    /// Goes on with what waits for notes to be read.
    private mutating func goOn() -> [Effect] {
        review.waiting.map { batch in inTurn { $0.perform(batch) } } ?? []
    }

    /// Takes the end of a save over: what the file holds now is the truth.
    private mutating func saved(_ number: Int, _ report: SaveReport) -> [Effect] {
        let edit = saving.removeValue(forKey: number)
        let prompt = typedFor.removeValue(forKey: number)
        switch report {
        case .saved(let applied, let bytes, let isDurable):
            undo.saved(applied, number: number)
            var effects = applied.kind == .removal ? [] : settle(applied.path, bytes)
            if !isDurable {
                notice = Notice("Saved, but not yet safe from a power cut: \(applied.label)", isError: true)
            } else if let editor = editors[applied.path] {
                let words = OpenElsewhere.warning(of: applied.path, in: editor)
                notice = Notice(words.capitalizedFirst, isError: true, offersUndo: true)
            }
            let next = following.removeValue(forKey: number)
            effects += remembered(number, applied)
            return effects + (next.map { begin($0, group: number) } ?? [])
        case .changed(let bytes, let reason):
            undo.refused(number: number)
            following[number] = nil
            forget(number)
            guard let edit else { return [] }
            refuse(prompt, "Not saved: \(reason)")
            if prompt == nil { overlay = .list(.conflict(edit, current: bytes, reason: reason)) }
            return settle(edit.path, bytes)
        case .refused(let reason):
            undo.refused(number: number)
            following[number] = nil
            forget(number)
            guard let edit else { return [] }
            refuse(prompt, "Not saved: \(reason)")
            if edit.kind == .making { return lookAgain(edit.path) }
            return settle(edit.path, edit.base)
        }
    }

    /// Shows what a file holds, unless a later edit of it is on its way.
    private mutating func settle(_ path: NotePath, _ bytes: [UInt8]) -> [Effect] {
        guard !saving.values.contains(where: { $0.path == path }) else { return [] }
        return open[path]?.note.bytes == bytes ? [] : hold(path, bytes)
    }

    /// Reads a file again that was to be made and may be there with another text.
    private mutating func lookAgain(_ path: NotePath) -> [Effect] {
        lose(path)
        loading.insert(path)
        return [.load(path)]
    }

    private mutating func refuse(_ prompt: Prompt?, _ reason: String) {
        notice = Notice(reason, isError: true)
        if let prompt { keep(prompt, reason) }
    }
}

import VaultModel

extension State {
    /// Whether the review screen is in sight, or below the note in sight.
    var isReviewing: Bool { pages[0].kind == .screen(.review) }

    /// Brings the queue up to date. While the vault is read for the first time only where it is in sight.
    mutating func refreshQueue() {
        guard scan.isDone || isReviewing else { return }
        review.refreshQueue(vault, today: today)
    }

    /// Asks for how much is new in the notes of the queue, while it is in sight.
    mutating func demandCounts() -> [Effect] {
        guard isReviewing, review.isReady, scan.isDone else { return [] }
        let requests = review.takeUncounted(vault)
        return requests.isEmpty ? [] : [.countNew(requests)]
    }

    /// Asks for the accepted text of the note in sight, and compares.
    mutating func refreshReviewed() -> [Effect] {
        guard isReviewing, review.isReady, let path = ScreenKind.of(.review).subject(self) else { return [] }
        guard let accepted = review.accepted[path] else {
            guard !review.recalling.contains(path) else { return [] }
            guard let origin = review.book.origin(of: path, in: vault) else {
                review.accepted[path] = ReviewState.Accepted(note: nil, rewrites: [])
                return refreshReviewed()
            }
            review.recalling.insert(path)
            return [.recall(path, from: origin)]
        }
        guard let open = open[path] else { return [] }
        let key = ReviewState.Current.Key(
            path: path, revision: open.revision, accepted: accepted.note.map { Fingerprint($0.bytes) })
        guard review.current?.key != key else { return [] }
        let diff = NoteDiff(from: accepted.note, to: open.note)
        let ignored = open.note.bookkeepingLines(schema)
        let counts = diff.counts(in: open.note, ignoring: ignored)
        let returned = accepted.note.map {
            ReturnedWork.found(from: $0, to: open.note, rewrites: accepted.rewrites, schema: schema)
        }
        if review.counts[path] != counts { review.counts[path] = counts }
        review.current = ReviewState.Current(
            key: key, diff: diff, returned: returned ?? [], ignored: ignored, counts: counts)
        return []
    }

    /// Takes an accepted text over that was asked for.
    mutating func recalled(_ path: NotePath, _ bytes: [UInt8]?, _ rewrites: [LineRewrite]) {
        guard review.recalling.remove(path) != nil else { return }
        let note = bytes.map { Note(path: path, bytes: $0) }
        review.accepted[path] = ReviewState.Accepted(note: note, rewrites: rewrites)
    }

    /// Takes over what the state folder remembers.
    mutating func learn(_ book: ReviewBook, obstacle: String?) {
        review.learn(book)
        review.obstacle = obstacle
        review.isReady = true
        if let obstacle, notice == nil {
            notice = Notice("What you accept can't be remembered: \(obstacle)", isError: true)
        }
    }

    /// The notes that a command of the pass is for: those that are marked, else the one in sight.
    var reviewTargets: [NotePath] {
        if isReviewing, !review.marked.isEmpty {
            return review.queue.map(\.path).filter(review.marked.contains)
        }
        return subject.map { [$0] } ?? []
    }

    /// Does something with notes as soon as all of them are read.
    mutating func perform(_ batch: ReviewBatch) -> [Effect] {
        let missing = batch.paths.filter { open[$0] == nil && unreadable[$0] == nil }
        guard missing.isEmpty else {
            review.waiting = batch
            let fresh = missing.filter { !loading.contains($0) }
            loading.formUnion(fresh)
            return fresh.map(Effect.load)
        }
        review.waiting = nil
        let group = lastEdit + 1
        var effects: [Effect] = []
        for path in batch.paths { effects += settle(path, batch.action, group: group) }
        review.marked.subtract(batch.paths)
        if batch.paths.count > 1 {
            let verb = batch.action == .accept ? "Accepted" : "Archived"
            notice = Notice("\(verb) \(batch.paths.count) notes", offersUndo: true)
        }
        // Notes that were read for this alone go again.
        for path in batch.paths where !recent.contains(path) { open[path] = nil }
        return effects
    }

    /// Accepts or archives a note that is read.
    private mutating func settle(_ path: NotePath, _ action: ReviewBatch.Action, group: Int) -> [Effect] {
        guard let note = open[path]?.note else { return [] }
        let before = review.book.accepted[path]
        func memory(_ text: [UInt8]) -> ReviewMemoryChange {
            .accepted(path, text: text, before: before, isArchived: action == .archive)
        }
        guard action == .archive || vault[path]?.needsReview == true else {
            lastEdit += 1
            undo.began(nil, number: lastEdit, group: group, memory: memory(note.bytes))
            notice = Notice("Accepted “\(note.title)” as it is", offersUndo: true)
            return accepted(path, note.bytes, isArchived: false)
        }
        do {
            let edit =
                try action == .accept
                ? ProjectEdit.markReviewed(note, settings: editSettings)
                : ProjectEdit.archive(note, isReviewed: true, settings: editSettings)
            let text = edit.applied()
            let effects = begin(edit, group: group, memory: memory(text))
            guard !effects.isEmpty else { return [] }
            remember(path, text, isArchived: action == .archive)
            review.pending[lastEdit] = .keep(path, text: text, before: before)
            return effects
        } catch {
            notice = Notice("\(path.name): \(error.message)", isError: true)
            return []
        }
    }

    /// Takes a text over as accepted, here and in the state folder.
    private mutating func accepted(_ path: NotePath, _ text: [UInt8], isArchived: Bool) -> [Effect] {
        remember(path, text, isArchived: isArchived)
        return [.keep(path, text, isStep: true)]
    }

    /// Takes a text over as accepted here.
    private mutating func remember(_ path: NotePath, _ text: [UInt8], isArchived: Bool) {
        review.accept(path, Fingerprint(text))
        review.accepted[path] = ReviewState.Accepted(
            note: Note(path: path, bytes: text), rewrites: review.accepted[path]?.rewrites ?? [])
        if isArchived { review.pass.archived.insert(path) } else { review.pass.accepted.insert(path) }
    }

    /// Puts notes off until a day.
    mutating func snooze(_ paths: [NotePath], until day: CalendarDay) -> [Effect] {
        let days = Dictionary(paths.map { ($0, day) }, uniquingKeysWith: { first, _ in first })
        let before = review.book.snoozes.filter { days[$0.key] != nil }
        lastEdit += 1
        undo.began(nil, number: lastEdit, memory: .snoozed(days, before: before))
        review.marked.subtract(paths)
        let what = paths.count == 1 ? "“\(vault[paths[0]]?.title ?? paths[0].name)”" : "\(paths.count) notes"
        notice = Notice("Put \(what) off until \(day)", offersUndo: true)
        return put(days, isPutOff: true)
    }

    private mutating func put(_ days: [NotePath: CalendarDay?], isPutOff: Bool) -> [Effect] {
        for (path, day) in days { review.putOff(path, until: day) }
        if isPutOff {
            review.pass.snoozed.formUnion(days.keys)
        } else {
            review.pass.snoozed.subtract(days.keys)
        }
        return [.snooze(days)]
    }
}

extension State {
    /// What an undo or a redo does to what is remembered; what belongs to an edit waits for its save.
    mutating func replay(_ entry: UndoHistory.Entry, isUndo: Bool) -> [Effect] {
        switch entry.memory {
        case nil: return []
        case .snoozed(let days, let before):
            let restored = Dictionary(
                days.keys.map { ($0, before[$0]) }, uniquingKeysWith: { first, _ in first })
            return put(isUndo ? restored : days.mapValues { $0 }, isPutOff: !isUndo)
        case .accepted(let path, let text, let before, let isArchived):
            if isUndo {
                review.pass.accepted.remove(path)
                review.pass.archived.remove(path)
                review.accept(path, before)
                review.accepted[path] = nil
                guard entry.inverse != nil else { return [.revert(path)] }
                review.pending[lastEdit] = .revert(path, after: Fingerprint(text))
                return []
            }
            guard entry.inverse != nil else { return accepted(path, text, isArchived: isArchived) }
            remember(path, text, isArchived: isArchived)
            review.pending[lastEdit] = .keep(path, text: text, before: before)
            return []
        }
    }

    /// Has the accepted text follow an edit of it: what one does to a note by hand is not news.
    mutating func follow(_ edit: Edit) {
        guard review.pending[lastEdit] == nil, let before = review.book.accepted[edit.path],
            before == Fingerprint(edit.base)
        else { return }
        let text = edit.applied()
        review.accept(edit.path, Fingerprint(text))
        review.accepted[edit.path]?.note = Note(path: edit.path, bytes: text)
        review.pending[lastEdit] = .follow(edit.path, text: text, before: before)
    }

    /// What is to be kept now that an edit is saved as `applied`.
    mutating func remembered(_ number: Int, _ applied: Edit) -> [Effect] {
        switch review.pending.removeValue(forKey: number) {
        case .keep(let path, let text, _): return [.keep(path, text, isStep: true)]
        case .revert(let path, _): return [.revert(path)]
        case .follow(let path, let text, let before):
            if applied.applied() == text { return [.keep(path, text, isStep: false)] }
            // Another program's change came in between: that is news.
            review.accept(path, before)
            review.accepted[path] = nil
            return []
        case nil: return followed(applied)
        }
    }

    /// What is to be kept after an edit of an earlier session was taken back: where the note asks for a review
    /// again, it was an accept.
    private mutating func followed(_ applied: Edit) -> [Effect] {
        let path = applied.path
        guard let accepted = review.book.accepted[path], accepted == Fingerprint(applied.base) else {
            return []
        }
        review.accepted[path] = nil
        let text = applied.applied()
        if vault[path]?.needsReview == true { return [.revert(path)] }
        review.accept(path, Fingerprint(text))
        return [.keep(path, text, isStep: false)]
    }

    /// Takes back what was thought to be accepted by an edit that was refused.
    mutating func forget(_ number: Int) {
        switch review.pending.removeValue(forKey: number) {
        case .keep(let path, _, let before), .follow(let path, _, let before):
            review.accept(path, before)
            review.accepted[path] = nil
            review.pass.accepted.remove(path)
            review.pass.archived.remove(path)
        case .revert(let path, let after):
            review.accept(path, after)
            review.accepted[path] = nil
        case nil: break
        }
    }
}

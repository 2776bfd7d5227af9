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

    /// Asks for the accepted text of the note in sight, and compares; large notes by a worker.
    mutating func refreshReviewed() -> [Effect] {
        guard isReviewing, review.isReady, let path = ScreenKind.of(.review).subject(self) else { return [] }
        guard let accepted = review.accepted[path] else {
            guard !review.recalling.contains(path) else { return [] }
            guard let origin = review.book.origin(of: path, in: vault) else {
                review.accepted[path] = ReviewState.Accepted(nil, rewrites: [])
                return refreshReviewed()
            }
            review.recalling.insert(path)
            return [.recall(path, from: origin)]
        }
        guard let open = open[path] else { return [] }
        let key = ReviewState.Current.Key(
            path: path, revision: open.revision, accepted: accepted.contents)
        guard review.current?.key != key, review.comparing != key else { return [] }
        let (note, schema) = (open.note, schema)
        guard note.isLarge || accepted.note?.isLarge == true else {
            review.show(ReviewState.Current(key, accepted, note, schema))
            return []
        }
        review.comparing = key
        return send {
            let current = ReviewState.Current(key, accepted, note, schema)
            return { state in
                if state.review.comparing == key { state.review.show(current) }
                return []
            }
        }
    }

    /// Takes an accepted text over that was asked for.
    mutating func recalled(_ path: NotePath, _ bytes: [UInt8]?, _ rewrites: [LineRewrite]) -> [Effect] {
        guard review.recalling.contains(path) else { return [] }
        guard let bytes else {
            review.recalling.remove(path)
            review.accepted[path] = ReviewState.Accepted(nil, rewrites: rewrites)
            return []
        }
        return hold(accepted: path, bytes, rewrites)
    }

    /// Takes over the accepted text of a note; a large one as soon as a worker has read it.
    private mutating func hold(
        accepted path: NotePath, _ text: [UInt8], _ rewrites: [LineRewrite], as note: Note? = nil
    ) -> [Effect] {
        if note != nil || text.count < Note.largeSize {
            review.recalling.remove(path)
            let note = note ?? Note(path: path, bytes: text)
            review.accepted[path] = ReviewState.Accepted(note, rewrites: rewrites)
            return []
        }
        // Until it is there nobody asks for it.
        review.accepted[path] = nil
        review.recalling.insert(path)
        let contents = review.book.accepted[path]
        return send {
            let accepted = ReviewState.Accepted(Note(path: path, bytes: text), rewrites: rewrites)
            return { state in
                guard state.review.recalling.remove(path) != nil else { return [] }
                // Where another text was accepted meanwhile, that one is asked for.
                if state.review.book.accepted[path] == contents { state.review.accepted[path] = accepted }
                return []
            }
        }
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
        if queueBehindUndo({ $0.perform(batch) }) { return [] }
        let missing = batch.paths.filter { open[$0] == nil && unreadable[$0] == nil }
        guard missing.isEmpty else {
            review.waiting = batch
            let fresh = missing.filter { !loading.contains($0) }
            loading.formUnion(fresh)
            return fresh.map(Effect.load)
        }
        review.waiting = nil
        var group: Int?
        if batch.paths.count > 1 {
            // A number of their own: other edits may come between those of large notes.
            lastEdit += 1
            group = lastEdit
        }
        var effects: [Effect] = []
        for path in batch.paths { effects += settle(path, batch, group: group) }
        review.marked.subtract(batch.paths)
        tell(batch)
        for path in batch.paths where requests[path] == nil { release(path) }
        return effects
    }

    /// Says what was done with several notes.
    private mutating func tell(_ batch: ReviewBatch) {
        guard batch.paths.count > 1 else { return }
        let verb = batch.action == .accept ? "Accepted" : "Archived"
        notice = Notice("\(verb) \(batch.paths.count) notes", offersUndo: true)
    }

    /// Lets a note go that was read for a command alone.
    private mutating func release(_ path: NotePath) {
        if !recent.contains(path) { open[path] = nil }
    }

    /// Accepts or archives a note that is read; a large one leaves the queue at once, and a worker makes the edit.
    private mutating func settle(_ path: NotePath, _ batch: ReviewBatch, group: Int?) -> [Effect] {
        guard let note = open[path]?.note else { return [] }
        let isArchived = batch.action == .archive
        guard isArchived || vault[path]?.needsReview == true else {
            lastEdit += 1
            let memory = ReviewMemoryChange.accepted(
                path, text: note.bytes, before: review.book.accepted[path], isArchived: false)
            undo.began(nil, number: lastEdit, group: group, memory: memory)
            notice = Notice("Accepted “\(note.title)” as it is", offersUndo: true)
            return accepted(path, note.bytes, as: note, isArchived: false)
        }
        let settings = editSettings
        review.settle(path, true)
        return make(path) { (note) throws(EditRefusal) in
            try isArchived
                ? ProjectEdit.archive(note, isReviewed: true, settings: settings)
                : ProjectEdit.markReviewed(note, settings: settings)
        } then: { state, result in
            state.review.settle(path, false)
            defer { if note.isLarge { state.release(path) } }
            switch result {
            case .success(let made):
                let effects = state.begin(made, isArchived: isArchived, group: group)
                state.tell(batch)
                return effects
            case .failure(let refusal):
                state.notice = Notice("\(path.name): \(refusal.message)", isError: true)
                return []
            }
        }
    }

    /// Has an edit saved that accepts or archives a note.
    private mutating func begin(_ made: MadeEdit, isArchived: Bool, group: Int?) -> [Effect] {
        let (path, text) = (made.edit.path, made.after?.note.bytes ?? made.edit.applied())
        let before = review.book.accepted[path]
        let memory = ReviewMemoryChange.accepted(path, text: text, before: before, isArchived: isArchived)
        let effects = begin(made.edit, group: group, memory: memory, made: made.after)
        guard !effects.isEmpty else { return [] }
        review.pending[lastEdit] = .keep(path, text: text, before: before)
        return effects + remember(path, text, as: made.after?.note, isArchived: isArchived)
    }

    /// Takes a text over as accepted, here and in the state folder.
    private mutating func accepted(
        _ path: NotePath, _ text: [UInt8], as note: Note? = nil, isArchived: Bool
    ) -> [Effect] {
        remember(path, text, as: note, isArchived: isArchived) + [.keep(path, text, isStep: true)]
    }

    /// Takes a text over as accepted here.
    private mutating func remember(
        _ path: NotePath, _ text: [UInt8], as note: Note? = nil, isArchived: Bool
    ) -> [Effect] {
        review.accept(path, Fingerprint(text))
        if isArchived { review.pass.archived.insert(path) } else { review.pass.accepted.insert(path) }
        return hold(accepted: path, text, review.accepted[path]?.rewrites ?? [], as: note)
    }

    /// Puts notes off until a day.
    mutating func snooze(_ paths: [NotePath], until day: CalendarDay) -> [Effect] {
        if queueBehindUndo({ $0.snooze(paths, until: day) }) { return [] }
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
            review.pending[lastEdit] = .keep(path, text: text, before: before)
            return remember(path, text, isArchived: isArchived)
        }
    }

    /// Has the accepted text follow an edit of it: what one does to a note by hand is not news. `made` is the note as
    /// it reads then, where that is known.
    mutating func follow(_ edit: Edit, made: Note?) -> [Effect] {
        guard review.pending[lastEdit] == nil, let before = review.book.accepted[edit.path],
            before == Fingerprint(edit.base)
        else { return [] }
        let text = made?.bytes ?? edit.applied()
        review.accept(edit.path, Fingerprint(text))
        review.pending[lastEdit] = .follow(edit.path, text: text, before: before)
        guard let known = review.accepted[edit.path] else { return [] }
        return hold(accepted: edit.path, text, known.rewrites, as: made)
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

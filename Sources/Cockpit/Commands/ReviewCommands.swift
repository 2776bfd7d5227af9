import VaultModel

extension Command {
    /// Going through the queue.
    static let reviewing: [Command] = [
        Command(
            "note.reviewed", .triage, "Accept the note: it is reviewed, and its text is what was last seen",
            hint: "accept",
            obstacle: { state in
                if let reason = state.obstacleToWriting { return reason }
                if state.isReviewing, state.pages.count == 1 {
                    return state.reviewTargets.isEmpty ? "The queue is empty" : nil
                }
                guard let subject = state.openSubject else { return "There is no note to mark" }
                let isChanged = state.review.book.isChanged(subject.note.path)
                return subject.project.needsReview || isChanged ? nil : "The note does not ask for a review"
            }
        ) { $0.perform(ReviewBatch(action: .accept, paths: $0.reviewTargets)) },
        Command(
            "review.next", .triage, "Go to the next note of the queue", hint: "next",
            obstacle: { $0.obstacleToReviewing }
        ) { $0.moveInQueue(by: 1) },
        Command(
            "review.previous", .triage, "Go to the note before in the queue",
            obstacle: { $0.obstacleToReviewing }
        ) { $0.moveInQueue(by: -1) },
        Command(
            "review.snooze", .triage, "Put the review off until a day; the note stays as it is",
            hint: "put off",
            obstacle: { state in
                state.obstacleToReviewing ?? state.review.obstacle.map { "Nothing can be put off: \($0)" }
            }
        ) { state in
            let targets = state.reviewTargets
            let what = targets.count > 1 ? "\(targets.count) notes" : "the note"
            state.overlay = .prompt(
                Prompt(.snooze(targets), title: "Put \(what) off until", text: "tomorrow"))
            return []
        },
        Command(
            "review.mark", .triage, "Mark the note, so that the next command is for all that are marked",
            obstacle: { $0.obstacleToReviewing }
        ) { state in
            guard let path = state.subject else { return [] }
            state.review.marked.formSymmetricDifference([path])
            return state.moveInQueue(by: 1, isQuiet: true)
        },
        Command(
            "review.markAll", .triage, "Mark all notes of the queue, or none",
            obstacle: { $0.obstacleToReviewing }
        ) { state in
            let queue = state.review.queue
            state.review.marked =
                state.review.marked.count == queue.count ? [] : Set(queue.lazy.map(\.path))
            return []
        },
        Command(
            "review.whole", .triage, "Show the whole note, or only what is new in it", hint: "whole note",
            obstacle: { $0.obstacleToReviewing }
        ) { state in
            state.review.showsAll.toggle()
            return []
        },
        Command(
            "review.removed", .triage, "Show the lines that were removed, or hide them",
            obstacle: { $0.obstacleToReviewing }
        ) { state in
            state.review.showsRemoved.toggle()
            let verb = state.review.showsRemoved ? "shown" : "hidden"
            state.notice = Notice("Removed lines are \(verb)")
            return []
        },
        Command(
            "review.putRight", .triage, "Give the line that came back what it held when it was accepted",
            hint: "put right",
            obstacle: { state in
                state.obstacleToWriting
                    ?? (state.returnedHere == nil ? "No work that was lost is under the cursor" : nil)
            }
        ) { state in state.returnedHere.map { state.putRight([$0]) } ?? [] },
        Command(
            "review.putAllRight", .triage, "Give all lines that came back what they held when accepted",
            obstacle: { state in
                state.obstacleToWriting
                    ?? (state.returnedInNote.isEmpty ? "Nothing that was done has come back here" : nil)
            }
        ) { $0.putRight($0.returnedInNote) },
    ]
}

extension State {
    /// Why the queue can't be gone through now, in words; nil if it can.
    var obstacleToReviewing: String? {
        guard isReviewing, pages.count == 1 else { return "This is for the review screen" }
        return review.queue.isEmpty ? "The queue is empty" : nil
    }

    /// Moves to another note of the queue.
    mutating func moveInQueue(by distance: Int, isQuiet: Bool = false) -> [Effect] {
        guard let content = contents[.queue]?.content else { return [] }
        var pane = pages[0].panes[.queue] ?? PaneState()
        let target = pane.cursor + distance
        guard (0..<content.itemCount).contains(target) else {
            if !isQuiet { notice = Notice(distance > 0 ? "This is the last note" : "This is the first note") }
            return []
        }
        pane.move(to: target, in: content, height: max(1, ScreenLayout(self).height(.queue)))
        pages[0].panes[.queue] = pane
        return []
    }

    /// What came back in the note in sight.
    var returnedInNote: [ReturnedWork] {
        guard isReviewing, let current = review.current, current.key.path == subject,
            current.key.revision == openSubject?.revision
        else { return [] }
        return current.returned
    }

    /// What came back on the line under the cursor.
    var returnedHere: ReturnedWork? {
        guard page.focus == .review, let line = item?.origin?.line else { return nil }
        return returnedInNote.first { $0.line == line }
    }

    /// Gives lines back what they held when they were accepted.
    mutating func putRight(_ works: [ReturnedWork]) -> [Effect] {
        guard let path = subject else { return [] }
        return change(path) { (note) throws(EditRefusal) in try ProjectEdit.putRight(works, in: note) }
    }
}

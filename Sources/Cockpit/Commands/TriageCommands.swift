import VaultModel

extension Command {
    /// What is done to a note as a whole.
    static let triage: [Command] = [
        Command(
            "note.reviewed", .triage, "Mark the note as reviewed", hint: "reviewed",
            obstacle: { state in
                if let reason = state.obstacleToWriting { return reason }
                guard let subject = state.openSubject else { return "There is no note to mark" }
                return subject.project.needsReview ? nil : "The note does not ask for a review"
            }
        ) { state in
            guard let path = state.subject else { return [] }
            let settings = state.editSettings
            return state.change(path) { (note) throws(EditRefusal) in
                try ProjectEdit.markReviewed(note, settings: settings)
            }
        },
        Command(
            "note.archive", .triage, "Archive the note: its status becomes archived",
            obstacle: { state in
                state.obstacleToWriting ?? (state.openSubject == nil ? "There is no note to archive" : nil)
            }
        ) { state in
            guard let path = state.subject else { return [] }
            let settings = state.editSettings
            return state.change(path) { (note) throws(EditRefusal) in
                try ProjectEdit.archive(note, settings: settings)
            }
        },
    ]
}

import VaultModel

extension Command {
    /// What is done to a note as a whole.
    static let triage: [Command] =
        reviewing + [
            Command(
                "note.archive", .triage, "Archive the note: its status becomes archived",
                obstacle: { state in
                    state.obstacleToWriting
                        ?? (state.openSubject == nil ? "There is no note to archive" : nil)
                }
            ) { state in
                if state.isReviewing, state.pages.count == 1 {
                    return state.perform(ReviewBatch(action: .archive, paths: state.reviewTargets))
                }
                guard let path = state.subject else { return [] }
                let settings = state.editSettings
                return state.change(path) { (note) throws(EditRefusal) in
                    try ProjectEdit.archive(note, settings: settings)
                }
            }
        ]
}

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
            },
            Command(
                "note.status", .triage, "Give the project another status, also in its tags and table",
                obstacle: { state in
                    if let reason = state.obstacleToWriting { return reason }
                    guard let subject = state.openSubject else { return "There is no note here" }
                    return state.vault[subject.note.path]?.isProject == true
                        ? nil : "\(subject.note.path.name) is not a project"
                }
            ) { $0.chooseStatus() },
        ]
}

extension State {
    /// Offers the statuses that the vault's projects have.
    fileprivate mutating func chooseStatus() -> [Effect] {
        guard let path = subject else { return [] }
        let current = vault[path]?.status?.lowercased()
        let known = vault.projects.compactMap(\.status).map { $0.lowercased() } + [schema.archivedStatus]
        let names = Set(known).subtracting([current].compactMap { $0 }).sorted()
        let rows = names.map { name in
            PickerRow(target: .status(path, name), text: name, positions: [], detail: "")
        }
        return search(Picker(.choices(title: "Status, now \(current ?? "none")", rows)))
    }

    /// Gives a note a status.
    mutating func setStatus(_ status: String, of path: NotePath) -> [Effect] {
        let settings = editSettings
        return change(path) { (note) throws(EditRefusal) in
            try ProjectEdit.setStatus(status, of: note, settings: settings)
        }
    }
}

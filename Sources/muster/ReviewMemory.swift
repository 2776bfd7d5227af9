import VaultModel
import VaultStore

/// What the state folder remembers of reviews, the queries that were typed, and the last session.
struct ReviewMemory: Sendable {
    /// The accepted texts.
    let baselines: Baselines
    /// The notes that are put off.
    let snoozes: Snoozes
    /// The queries that were typed.
    let queries: QueryLog
    /// Where the last session ended.
    let session: LastSession
    /// When blockers were first seen.
    let firstSeen: FirstSeen

    /// The memory in a vault's state folder.
    init(stateFolder: String) {
        baselines = Baselines(stateFolder: stateFolder)
        snoozes = Snoozes(stateFolder: stateFolder)
        queries = QueryLog(stateFolder: stateFolder)
        session = LastSession(stateFolder: stateFolder)
        firstSeen = FirstSeen(stateFolder: stateFolder)
    }

    /// Has the accepted text follow an edit of the user's own, if it was the text that the edit changed: what one
    /// does to a note by hand is not news.
    func follow(_ edit: Edit) throws(StoreError) {
        guard try baselines.text(of: edit.path) == edit.base else { return }
        try baselines.keep(edit.applied(), of: edit.path, isStep: false)
    }

    /// Keeps what was accepted where the program ended between the save of the note and the keeping of its text.
    ///
    /// The journal tells that the last edit of a note took the tag off. Where the note still holds that text, or no
    /// text of it was ever accepted, nothing else can have been accepted since.
    func catchUp(_ store: VaultStore, _ schema: Schema) throws(StoreError) {
        let known = try baselines.all()
        for edit in try store.lastEdits() where edit.kind == .change {
            let text = edit.applied()
            guard known[edit.path] != Fingerprint(text), edit.accepts(schema),
                let bytes = try? store.read(edit.path).bytes,
                known[edit.path] == nil || bytes == text
            else { continue }
            try baselines.keep(text, of: edit.path, isStep: true)
        }
    }

    /// The book of what is remembered, before any file was looked at.
    func book() throws(StoreError) -> ReviewBook {
        ReviewBook(accepted: try baselines.all(), snoozes: try snoozes.all())
    }
}

extension Edit {
    /// Whether the note asked for a review before and does not any more.
    fileprivate func accepts(_ schema: Schema) -> Bool {
        func asks(_ bytes: [UInt8]) -> Bool {
            NoteDigest(path: path, bytes: bytes, schema: schema).needsReview
        }
        return asks(base) && !asks(applied())
    }
}

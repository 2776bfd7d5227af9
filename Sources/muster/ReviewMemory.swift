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

    /// The book of what is remembered, before any file was looked at.
    func book() throws(StoreError) -> ReviewBook {
        ReviewBook(accepted: try baselines.all(), snoozes: try snoozes.all())
    }
}

import Synchronization
import VaultModel
import VaultStore

extension OpenVault {
    /// Reads the whole vault, and what is remembered of reviews with what the files hold now.
    func review() throws -> (Vault, ReviewBook) {
        let first: ReviewBook
        for finding in store.recover() { Output.error("muster: \(finding.message)") }
        do {
            try memory?.catchUp(store, schema)
            first = try memory?.book() ?? ReviewBook()
        } catch { throw failure(error) }
        let book = Mutex(first)
        let accepted = Set(first.accepted.keys)
        let vault = try index { digest, bytes, stamp in
            guard digest.needsReview || accepted.contains(digest.path) else { return }
            let sighting = ReviewSighting(
                digest.path, modified: stamp.modified, contents: Fingerprint(bytes))
            book.withLock { $0.see(sighting) }
        }
        return (vault, book.withLock { $0 })
    }

    /// The accepted text of a note, or of the note that it was before it was moved; nil where there is none.
    func accepted(_ path: NotePath, _ vault: Vault, _ book: ReviewBook) throws -> Note? {
        guard let memory, let origin = book.origin(of: path, in: vault) else { return nil }
        do {
            return try memory.baselines.text(of: origin).map { Note(path: path, bytes: $0) }
        } catch {
            throw failure(error)
        }
    }

    /// Keeps a note's text as accepted; where that can't be, a warning says so and the edit stands.
    func accept(_ path: NotePath, _ bytes: [UInt8]) {
        guard let memory else {
            let reason = obstacleToRemembering ?? "there is no state folder"
            return Output.error("muster: \(path.text): the accepted text can't be kept: \(reason)")
        }
        do { try memory.baselines.keep(bytes, of: path, isStep: true) } catch { warn(of: error) }
    }

    /// Has the accepted text follow an edit that was taken back: where the note asks for a review again, that was
    /// an accept, and the text accepted before counts.
    func followUndo(_ applied: Edit) {
        guard let memory else { return }
        let digest = NoteDigest(
            path: applied.path, bytes: applied.applied(), schema: schema, settings: taskSettings)
        do throws(StoreError) {
            guard try memory.baselines.text(of: applied.path) == applied.base else { return }
            if digest.needsReview {
                try memory.baselines.revert(applied.path)
            } else {
                try memory.follow(applied)
            }
        } catch {
            warn(of: error)
        }
    }

    /// Says that the state folder failed, where what was asked for is done all the same.
    func warn(of error: StoreError) {
        Output.error("muster: the accepted text of \(error.path.text) can't be kept: \(error.message)")
    }

    /// A failure of the state folder.
    func failure(_ error: StoreError) -> Failure {
        Failure(.problems, "the state folder can't be used: \(error.message)")
    }
}

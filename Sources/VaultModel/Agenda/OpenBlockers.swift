extension Vault {
    /// The open blockers of all notes but those of forms, each by its fingerprint: for a worker.
    package func openBlockers(leavingOut templates: String?) -> Set<Fingerprint> {
        var found: Set<Fingerprint> = []
        for note in notes where note.openBlockers > 0 {
            guard !note.path.isConflictCopy, !note.path.isInside(templates) else { continue }
            for blocker in note.blockers where !blocker.isDone {
                found.insert(Fingerprint(blocker: blocker.text, in: note.path))
            }
        }
        return found
    }
}

extension Fingerprint {
    /// What a blocker is known by: its note and its text without mark and box.
    package init(blocker text: String, in path: NotePath) {
        self.init(path.bytes + [0] + Array(text.utf8))
    }
}

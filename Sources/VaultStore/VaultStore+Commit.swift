package import VaultModel

extension VaultStore {
    /// Saves an edit by the protocol of faults §1.4, and blocks until it is on the disk. `undoing` is the
    /// entry that the edit takes back.
    package func commit(_ edit: Edit, undoing entry: UndoEntry.ID? = nil) -> CommitOutcome {
        if let obstacle { return .failed(StoreError(edit.path, obstacle)) }
        if let journal {
            do throws(SystemError) { try journal.makeFolder() } catch {
                let words =
                    "the folder of the undo journal cannot be made (\(error.message)); nothing was changed"
                return .failed(StoreError(edit.path, words, call: error.call, number: error.number))
            }
        }
        // What is open must be settled first: once the note changes again it could not be told any more.
        settle()
        let save = Save(paths: paths, edit: edit, journal: journal, undoes: entry ?? 0, time: now())
        let result = save.run()
        if result.isUnsettled { markUnsettled() }
        return result.outcome
    }

    /// Settles the saves that a crash has interrupted, and tells what a person should know. To be called at
    /// the start; what `commit` has found meanwhile is told too, once.
    package func recover() -> [RecoveryFinding] {
        settle()
        return takeFindings()
    }

    /// The saves that can be undone or have been, oldest first.
    package func undoEntries() throws(StoreError) -> [UndoEntry] { UndoEntry.entries(try journalRecords()) }

    /// The edit that takes an entry back, against the note as it was right after that save. `commit` carries
    /// it over to what the note holds now, or refuses.
    package func undoEdit(for entry: UndoEntry.ID) throws(StoreError) -> Edit {
        guard let record = try journalRecords().first(where: { $0.id == entry }) else {
            throw StoreError(
                NotePath(""), "there is no entry \(entry) in the undo journal; see muster undo --list")
        }
        let back = record.edit.inverse()
        return Edit(
            label: "undo: \(record.edit.label)", path: back.path, base: back.base,
            replacements: back.replacements, kind: back.kind)
    }

    private func journalRecords() throws(StoreError) -> [JournalRecord] {
        guard let journal else { return [] }
        do throws(SystemError) { return try journal.records() } catch {
            throw StoreError(NotePath(""), error)
        }
    }
}

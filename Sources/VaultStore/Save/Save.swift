internal import Glibc
internal import VaultModel

/// One commit of one edit: the protocol of faults §1.4.
struct Save {
    /// How often the note may change under us before we give up.
    static let attempts = 5

    let paths: PathResolution
    let edit: Edit
    /// Nil where nothing is to be written outside the vault.
    let journal: Journal?
    /// The entry that this save undoes, 0 for none.
    let undoes: UInt64
    /// Now, in nanoseconds since 1970.
    let time: Int64

    private var system: any SystemCalls { paths.system }

    /// What `run` came to.
    struct Result {
        let outcome: CommitOutcome
        /// Whether something is left for `Recovery`.
        var isUnsettled = false
    }

    /// Saves, or says why not.
    func run() -> Result {
        do throws(SystemError) {
            let place = try paths.place(of: edit.path)
            let folder = try system.status(place.folder.number)
            let lock = try journal?.locks.take(.note(folder, place.name))
            if journal != nil && lock == nil {
                return Result(outcome: .busy("another Muster is saving it; close that one and try again"))
            }
            defer { withExtendedLifetime(lock) {} }
            if edit.kind == .making { return try make(place) }
            for _ in 0..<Self.attempts {
                if let result = try attempt(place) { return result }
            }
            let words = "another program keeps changing it; wait until that is done and try again"
            return Result(outcome: .busy(words))
        } catch {
            return Result(outcome: outcome(of: error))
        }
    }

    /// One attempt; nil if the note changed meanwhile and has to be read again.
    private func attempt(_ place: Place) throws(SystemError) -> Result? {
        let before: (bytes: [UInt8], status: FileStatus)
        switch try read(place) {
        case .refused(let outcome): return Result(outcome: outcome)
        case .bytes(let bytes, let status): before = (bytes, status)
        }
        let moved: Edit
        do throws(AnchorLoss) { moved = try edit.rebased(onto: before.bytes) } catch {
            return Result(outcome: .changed(current: before.bytes, reason: error))
        }
        let change = Change(
            status: before.status, edit: moved, after: moved.applied(), temporary: TemporaryName(system))
        if change.after == change.before, edit.kind == .change {
            return Result(outcome: .saved(committed(change, before.status.stamp, isDurable: true, nil)))
        }
        // Invariant 2, checked on the bytes that are about to be written.
        guard moved.inverse().applied() == change.before else {
            let words = "the change would touch other bytes too; nothing was written"
            return Result(outcome: .failed(StoreError(edit.path, words)))
        }
        return try journalled(change, place)
    }

    /// Saves between two notes in the journal; nil if the note changed meanwhile.
    private func journalled(_ change: Change, _ place: Place) throws(SystemError) -> Result? {
        var entry: UInt64?
        do throws(SystemError) { entry = try journal?.begin(record(of: change)) } catch {
            return Result(outcome: unwritten(error))
        }
        let result = save(change, place)
        if let entry, let end = result.end { journal?.mark(entry, end) }
        guard let outcome = outcome(of: result, change, entry) else { return nil }
        return Result(outcome: outcome, isUnsettled: result.end == nil)
    }

    /// What is said where the journal can't take the save.
    private func unwritten(_ error: SystemError) -> CommitOutcome {
        let words = "the undo journal cannot be written (\(error.message)); nothing was changed"
        return .failed(StoreError(edit.path, words, call: error.call, number: error.number))
    }

    private func record(of edit: Edit, _ temporary: TemporaryName) -> JournalRecord {
        JournalRecord(
            id: 0, time: time, undoes: undoes, process: temporary.process, number: temporary.number,
            edit: edit)
    }

    private func record(of change: Change) -> JournalRecord {
        var record = record(of: change.edit, change.temporary)
        if edit.kind == .removal { record.permissions = Permissions(change.status) }
        return record
    }

    /// What the file had whose removal is taken back.
    private var formerPermissions: Permissions? {
        guard undoes != 0, let records = try? journal?.records() else { return nil }
        return records.first { $0.id == undoes }?.permissions
    }

    /// Makes the file of an edit that makes one, between two notes in the journal. Whatever goes wrong on the way is
    /// settled from the journal.
    private func make(_ place: Place) throws(SystemError) -> Result {
        let (folder, name) = (place.folder.number, place.name)
        if (try? system.status(folder, name, follows: false)) != nil { throw SystemError("openat", EEXIST) }
        let temporary = TemporaryName(system)
        let entry: UInt64?
        do throws(SystemError) { entry = try journal?.begin(record(of: edit, temporary)) } catch {
            return Result(outcome: unwritten(error))
        }
        let bytes = edit.applied()
        var trouble: SystemError?
        var hasLeftover = true
        do throws(SystemError) {
            let file = NewFile(paths: paths, permissions: formerPermissions)
            hasLeftover = try file.create(edit.path, bytes, temporary)
        } catch {
            trouble = error
        }
        let made = try? system.descriptor(folder, name, .note)
        let isMade = made.map { (try? system.contents($0.number, expecting: bytes.count)) == bytes } ?? false
        guard isMade, let made, let stamp = try? system.status(made.number).stamp else {
            let error = trouble ?? SystemError("openat", ENOENT)
            return Result(outcome: outcome(of: error), isUnsettled: true)
        }
        if !hasLeftover, let entry { journal?.mark(entry, .saved) }
        let committed = Committed(
            edit: edit, bytes: bytes, stamp: stamp, isDurable: trouble == nil && !place.isPlaceOnly,
            entry: entry)
        return Result(outcome: .saved(committed), isUnsettled: hasLeftover)
    }

    private enum Reading {
        case bytes([UInt8], FileStatus)
        case refused(CommitOutcome)
    }

    /// The note as it is now, or why it is not to be written.
    private func read(_ place: Place) throws(SystemError) -> Reading {
        let file = try system.descriptor(place.folder.number, place.name, .note)
        let status = try system.status(file.number)
        guard status.kind == .file else {
            return .refused(.failed(StoreError(edit.path, StoreError.specialFile)))
        }
        guard status.stamp.size <= VaultStore.largestNote else {
            return .refused(.failed(.tooLarge(edit.path)))
        }
        // Also for root, whom the kernel would let through.
        guard status.mode & 0o222 != 0 else {
            return .refused(.readOnly("it is write-protected; allow writing with chmod u+w"))
        }
        try system.checkWritable(place.folder.number, place.name)
        return .bytes(try system.contents(file.number, expecting: status.stamp.size), status)
    }

    /// The method that suits, and the other where that one does not work here.
    private func save(_ change: Change, _ place: Place) -> MethodResult {
        if edit.kind == .removal { return Removal(system: system, place: place, change: change).run() }
        let canReplace = change.status.links == 1
        let replacing = Replacing(system: system, place: place, change: change)
        let patience = canReplace ? 0 : Replacing.patience
        let inPlace = InPlace(system: system, place: place, change: change, patience: patience)
        if !canReplace { return inPlace.run() }
        if change.fitsOneSector {
            switch inPlace.run() {
            case .busy, .unsuitable: return replacing.run()
            case let result: return result
            }
        }
        let result = replacing.run()
        if case .unsuitable = result { return inPlace.run() }
        return result
    }

    private func outcome(of result: MethodResult, _ change: Change, _ entry: UInt64?) -> CommitOutcome? {
        switch result {
        case .saved(let stamp, let isDurable, _):
            .saved(committed(change, stamp, isDurable: isDurable, entry))
        case .changedMeanwhile: nil
        case .busy: .busy("another program has it open for writing; close it there and try again")
        case .unsuitable(let error), .failed(let error, _): outcome(of: error)
        case .broken(let error): .failed(StoreError(edit.path, uncertain: error))
        }
    }

    private func committed(
        _ change: Change, _ stamp: FileStamp, isDurable: Bool, _ entry: UInt64?
    ) -> Committed {
        Committed(edit: change.edit, bytes: change.after, stamp: stamp, isDurable: isDurable, entry: entry)
    }

    private func outcome(of error: SystemError) -> CommitOutcome {
        error.isForbidden || error.number == EXDEV
            ? .readOnly(error.message) : .failed(StoreError(edit.path, error))
    }
}

extension MethodResult {
    /// What the journal notes of it; nil while something is left to settle.
    fileprivate var end: JournalRecord.Outcome? {
        switch self {
        case .saved(_, _, let hasLeftover): hasLeftover ? nil : .saved
        case .changedMeanwhile(let hasLeftover): hasLeftover ? nil : .dropped
        case .failed(_, let hasLeftover): hasLeftover ? nil : .dropped
        case .busy, .unsuitable: .dropped
        case .broken: nil
        }
    }
}

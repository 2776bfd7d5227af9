internal import Glibc
internal import VaultModel

/// One commit of one edit: the protocol of faults §1.4.
struct Save {
    /// How often the note may change under us before we give up.
    static let attempts = 5

    let paths: PathResolution
    let edit: Edit

    private var system: any SystemCalls { paths.system }

    /// Saves, or says why not.
    func run() -> CommitOutcome {
        do throws(SystemError) {
            let place = try paths.place(of: edit.path)
            for _ in 0..<Self.attempts {
                if let outcome = try attempt(place) { return outcome }
            }
            return .busy("another program keeps changing it; wait until that is done and try again")
        } catch {
            return outcome(of: error)
        }
    }

    /// One attempt; nil if the note changed meanwhile and has to be read again.
    private func attempt(_ place: Place) throws(SystemError) -> CommitOutcome? {
        let before: (bytes: [UInt8], status: FileStatus)
        switch try read(place) {
        case .refused(let outcome): return outcome
        case .bytes(let bytes, let status): before = (bytes, status)
        }
        let moved: Edit
        do throws(AnchorLoss) { moved = try edit.rebased(onto: before.bytes) } catch {
            return .changed(current: before.bytes, reason: error)
        }
        let change = Change(
            status: before.status, edit: moved, after: moved.applied(), temporary: TemporaryName(system))
        if change.after == change.before {
            return .saved(committed(change, before.status.stamp, isDurable: true))
        }
        // Invariant 2, checked on the bytes that are about to be written.
        guard moved.inverse().applied() == change.before else {
            return .failed(StoreError(edit.path, "the change would touch other bytes too; nothing was written"))
        }
        return outcome(of: save(change, place), change)
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

    private func outcome(of result: MethodResult, _ change: Change) -> CommitOutcome? {
        switch result {
        case .saved(let stamp, let isDurable, _): .saved(committed(change, stamp, isDurable: isDurable))
        case .changedMeanwhile: nil
        case .busy: .busy("another program has it open for writing; close it there and try again")
        case .unsuitable(let error), .failed(let error), .broken(let error): outcome(of: error)
        }
    }

    private func committed(_ change: Change, _ stamp: FileStamp, isDurable: Bool) -> Committed {
        Committed(edit: change.edit, bytes: change.after, stamp: stamp, isDurable: isDurable, entry: nil)
    }

    private func outcome(of error: SystemError) -> CommitOutcome {
        error.isForbidden || error.number == EXDEV
            ? .readOnly(error.message) : .failed(StoreError(edit.path, error))
    }
}

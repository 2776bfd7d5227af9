/// In which order edits take effect: that in which they were asked for, as far as an undo can tell.
///
/// Most are made at once. Some wait for their note to be read (`PendingRequest`), for a worker to make them of a
/// large note (`EditRequest`), or for several notes to be read (`ReviewBatch`). An undo means the last edit that was
/// asked for, so it waits for all of these, and what is asked for behind a waiting undo waits in its turn.
extension State {
    /// Something to be done later.
    typealias Work = @Sendable (inout State) -> [Effect]

    /// Whether edits were asked for that are not made yet.
    private var awaitsEdits: Bool { !requests.isEmpty || !pending.isEmpty || review.waiting != nil }

    /// Whether something was asked for whose end is not on the disk yet.
    package var hasUnsavedEdits: Bool { !saving.isEmpty || awaitsEdits || !deferred.isEmpty }

    /// Whether what is asked for now has to wait behind an undo that waits itself.
    var isBehindUndo: Bool { !deferred.isEmpty && !isInTurn }

    /// Queues what is asked for behind an undo that waits; false, with nothing queued, where none does.
    mutating func queueBehindUndo(_ work: @escaping Work) -> Bool {
        guard isBehindUndo else { return false }
        deferred.append(work)
        return true
    }

    /// Does something whose turn has come.
    mutating func inTurn(_ work: Work) -> [Effect] {
        let wasInTurn = isInTurn
        isInTurn = true
        defer { isInTurn = wasInTurn }
        return work(&self)
    }

    /// Does something to the edits that were made, as soon as all that were asked for are.
    mutating func whenMade(_ work: @escaping Work) -> [Effect] {
        guard awaitsEdits || isBehindUndo else { return work(&self) }
        deferred.append(work)
        return []
    }

    /// Does what waited for edits that are made by now.
    mutating func catchUp() -> [Effect] {
        var effects: [Effect] = []
        while !deferred.isEmpty, !awaitsEdits {
            let work = deferred.removeFirst()
            effects += inTurn(work)
        }
        return effects
    }
}

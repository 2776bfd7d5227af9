extension TaskStatuses {
    /// The status behind another in the round of all that the vault knows: those to do, then in progress, on hold,
    /// cancelled, done, and last those that are no task. A status that is not known leads to the first.
    ///
    /// Unlike the settings' own chain, which a toggle follows, the round passes every status once.
    package func following(_ status: TaskStatus) -> TaskStatus {
        let round = Self.order.flatMap { kind in
            known.filter { $0.kind == kind && TaskLine.isMark($0.symbol) }
        }
        guard let first = round.first else { return self[" "] }
        guard let index = round.firstIndex(where: { $0.symbol.utf8.elementsEqual(status.symbol.utf8) }) else {
            return first
        }
        return round[(index + 1) % round.count]
    }

    private static let order: [TaskStatus.Kind] = [
        .todo, .inProgress, .onHold, .cancelled, .done, .nonTask,
    ]
}

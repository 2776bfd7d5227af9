/// What the character in a task's box means.
package struct TaskStatus: Hashable, Sendable {
    /// The kinds of the Tasks plugin, spelled as it spells them.
    package enum Kind: String, Sendable {
        case todo = "TODO"
        case done = "DONE"
        case inProgress = "IN_PROGRESS"
        case onHold = "ON_HOLD"
        case cancelled = "CANCELLED"
        case nonTask = "NON_TASK"
    }
    /// The character between the brackets.
    package var symbol: String
    /// What the user calls it.
    package var name: String
    /// The character that a toggle puts in its place.
    package var next: String
    /// What it counts as.
    package var kind: Kind

    /// A status.
    package init(symbol: String, name: String, next: String, kind: Kind) {
        self.symbol = symbol
        self.name = name
        self.next = next
        self.kind = kind
    }
}

/// All statuses of a vault: those of the settings, and a rule for every other character (RULES §2 step 6).
package struct TaskStatuses: Hashable, Sendable {
    /// The statuses of the settings; of several with one symbol only the first.
    package let known: [TaskStatus]
    /// A bit for each ASCII character whose status is off the list.
    let doneMarks: UInt128

    /// Takes the first status of each symbol.
    package init(_ statuses: [TaskStatus]) {
        var seen: Set<String> = []
        known = statuses.filter { seen.insert($0.symbol).inserted }
        doneMarks = known.reduce(0) { marks, status in
            guard status.isDone, let byte = status.symbol.utf8.first, byte < 0x80,
                status.symbol.utf8.count == 1
            else { return marks }
            return marks | 1 << UInt128(byte)
        }
    }

    /// The statuses that the plugin starts with.
    package static let standard = TaskStatuses(core + custom)
    static let core = [
        TaskStatus(symbol: " ", name: "Todo", next: "x", kind: .todo),
        TaskStatus(symbol: "x", name: "Done", next: " ", kind: .done),
    ]
    static let custom = [
        TaskStatus(symbol: "/", name: "In Progress", next: "x", kind: .inProgress),
        TaskStatus(symbol: "-", name: "Cancelled", next: " ", kind: .cancelled),
    ]

    /// The status of a character: one that is not in the settings is to do, `X` and `>` included.
    package subscript(symbol: String) -> TaskStatus {
        known.first { $0.symbol.utf8.elementsEqual(symbol.utf8) }
            ?? TaskStatus(symbol: symbol, name: "Unknown", next: "x", kind: .todo)
    }

    /// The status that a toggle leads to.
    package func next(after status: TaskStatus) -> TaskStatus { self[status.next] }

    /// The status of the next occurrence of a task that became `status`: the first one to do behind it, else
    /// the first one in progress, else `[ ]`.
    package func ofNextOccurrence(after status: TaskStatus) -> TaskStatus {
        first(.todo, from: next(after: status)) ?? first(.inProgress, from: next(after: status)) ?? self[" "]
    }

    private func first(_ kind: TaskStatus.Kind, from start: TaskStatus) -> TaskStatus? {
        var status = start
        for _ in 0..<max(1, known.count) {
            if status.kind == kind { return status }
            status = next(after: status)
        }
        return nil
    }
}

package import VaultModel

/// What a query found.
package struct QueryResult: Sendable {
    /// What is shown.
    package enum Content: Sendable {
        case table(headers: [String], rows: [[Value]])
        case list([Value])
        case tasks([ObjectValue])
        case taskGroups([TaskGroup])
        case calendar([(date: Value, link: Value)])
        /// The value of an expression.
        case value(Value)
    }
    /// What is shown.
    package let content: Content
    /// How many rows there are; tasks in groups are counted one by one.
    package let count: Int
    /// How many rows were dropped because an expression failed on them.
    package let dropped: Int
    /// The settings that values are shown with.
    package let settings: QuerySettings
    private let drawn = Lazy<[[ObjectValue]]>()

    /// Of each list of tasks, in the order in which groups hold them, those that are not drawn below others. They are
    /// found when they are first asked for, which takes a moment where there are hundreds of thousands.
    package var roots: [[ObjectValue]] {
        drawn.get {
            switch content {
            case .tasks(let tasks): [TaskTree.roots(of: tasks)]
            case .taskGroups(let groups): groups.flatMap(\.lists).map(TaskTree.roots)
            default: []
            }
        }
    }

    /// Makes a result.
    init(_ content: Content, count: Int, dropped: Int, settings: QuerySettings) {
        self.content = content
        self.count = count
        self.dropped = dropped
        self.settings = settings
    }
}

/// Tasks under one key, or further groups.
package struct TaskGroup: Sendable {
    /// What stands below a group.
    package enum Members: Sendable {
        case tasks([ObjectValue])
        case groups([TaskGroup])
    }
    /// What the members have in common.
    package let key: Value
    /// The tasks or groups.
    package let members: Members

    /// The lists of tasks in it, in their order.
    fileprivate var lists: [[ObjectValue]] {
        switch members {
        case .tasks(let tasks): [tasks]
        case .groups(let groups): groups.flatMap(\.lists)
        }
    }

    /// How many tasks there are in all.
    package var count: Int {
        switch members {
        case .tasks(let tasks): tasks.count
        case .groups(let groups): groups.reduce(0) { $0 + $1.count }
        }
    }
}

/// Why a query has no result.
package struct QueryFailure: Error, Sendable {
    /// What kind of failure it is.
    package enum Kind: String, Sendable {
        /// The text is no query.
        case parse
        /// It is one, but can't be answered.
        case exec
        /// Dataview would have thrown an exception.
        case exception
    }
    /// The kind.
    package let kind: Kind
    /// What the query would have shown: `table`, `list`, `task`, `calendar` or `inline`; nil where it can't
    /// be read.
    package let type: String?
    /// What is wrong, in words; over several lines where the place is known.
    package let message: String
    /// Where in the query, in bytes.
    package let range: ByteRange?

    /// A text that can't be read.
    package init(_ diagnostic: Diagnostic) {
        kind = .parse
        type = nil
        message = diagnostic.description
        range = nil
    }

    /// Something that is not even a query.
    init(unreadable message: String) {
        kind = .parse
        type = nil
        self.message = message
        range = nil
    }

    /// A query that can't be answered.
    init(_ error: EvaluationError, type: String, text: String) {
        kind = error.reach == .exception ? .exception : .exec
        self.type = type
        range = error.range
        message =
            error.range.map { Diagnostic(text: text, range: $0, message: error.message).description }
            ?? error.message
    }
}

/// A result or why there is none.
package typealias QueryOutcome = Result<QueryResult, QueryFailure>

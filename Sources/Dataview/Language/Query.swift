package import VaultModel

/// A query: what to show, of which notes, and what to do with them in order.
package struct Query: Sendable {
    /// The text it was read from.
    package let text: String
    /// What to show.
    package let header: Header
    /// Which notes; nil stands for all.
    package let source: Source?
    /// What to do, in the order written.
    package let clauses: [Clause]

    /// The first line of a query.
    package enum Header: Sendable {
        case table([Column], showsID: Bool)
        case list(Expression?, showsID: Bool)
        case task
        case calendar(Column)

        /// The word that a result is named by.
        package var name: String {
            switch self {
            case .table: "table"
            case .list: "list"
            case .task: "task"
            case .calendar: "calendar"
            }
        }
    }

    /// An expression with a name: the one behind AS, or its own text.
    package struct Column: Sendable {
        /// The name.
        package let name: String
        /// What it shows.
        package let expression: Expression
    }

    /// A key to sort by.
    package struct SortKey: Sendable {
        /// What to sort by.
        package let expression: Expression
        /// Whether the largest stands first.
        package let isDescending: Bool
    }

    /// One step of a query.
    package enum Clause: Sendable {
        case filter(Expression)
        case sort([SortKey])
        case limit(Expression)
        case group(Column)
        case flatten(Column)
        /// A second FROM: it is read, and fails when its turn comes.
        case misplacedSource(Source, ByteRange)
    }

    /// Reads a query.
    package static func parse(_ text: String) throws(Diagnostic) -> Query {
        var parser = QueryParser(text)
        return try parser.query()
    }
}

/// Which notes a query is about.
package indirect enum Source: Sendable {
    case tag(String)
    case folder(String)
    case csv(String)
    /// Notes that link to a note, or that a note links to.
    case link(String, isOutgoing: Bool)
    case not(Source)
    /// Sources joined by and and or, evaluated from the left.
    case chain(Source, [(isAnd: Bool, right: Source)])

    /// The kind's name, for messages.
    var kindName: String {
        switch self {
        case .tag: "tag"
        case .folder: "folder"
        case .csv: "csv"
        case .link: "link"
        case .not: "negate"
        case .chain: "binaryop"
        }
    }
}

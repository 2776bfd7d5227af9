import Dataview

/// How the rows of a table are put in order.
package struct TableOrder: Hashable, Sendable {
    /// The column, from 0.
    package var column: Int
    /// Whether the largest stands first.
    package var isDescending: Bool

    /// An order by a column, from 0.
    package init(column: Int, isDescending: Bool) {
        self.column = column
        self.isDescending = isDescending
    }

    /// The order after `order`: by each column upwards, then downwards, and at last as the query has it.
    static func next(after order: TableOrder?, columns: Int) -> TableOrder? {
        guard let order else { return columns > 0 ? TableOrder(column: 0, isDescending: false) : nil }
        if !order.isDescending { return TableOrder(column: order.column, isDescending: true) }
        return order.column + 1 < columns ? TableOrder(column: order.column + 1, isDescending: false) : nil
    }
}

/// How a table is looked at.
struct TableView: Hashable, Sendable {
    /// What its rows are put in order by; nil for the order of the query.
    var order: TableOrder?
    /// How many of its columns behind the first are scrolled out of sight at the left.
    var scrolled = 0
}

/// How tables are looked at, by the queries that they answer.
package struct TableViews: Sendable {
    private var views: [NoteQuestion: TableView] = [:]
    /// Counts the changes: what was laid out before one is stale.
    private(set) var version = 0
    /// Counts the changes of orders: what was answered before one is stale.
    private(set) var orderVersion = 0

    /// All tables as they come.
    package init() {}

    /// How the table is looked at that answers a query.
    subscript(question: NoteQuestion) -> TableView {
        get { views[question] ?? TableView() }
        set {
            let old = self[question]
            guard newValue != old else { return }
            if newValue.order != old.order { orderVersion += 1 }
            version += 1
            views[question] = newValue
        }
    }

    /// The orders that were chosen for queries.
    func orders(of questions: Set<NoteQuestion>) -> [NoteQuestion: TableOrder] {
        views.filter { questions.contains($0.key) }.compactMapValues(\.order)
    }
}

extension State {
    /// The query whose table the cursor is in, and the table's columns.
    private var table: (question: NoteQuestion, headers: [String])? {
        guard let question = item?.table else { return nil }
        let known = [queries.answers[question], asked.answers.answers[question]]
        guard case .success(let result)? = known.compactMap({ $0 }).first,
            case .table(let headers, _) = result.content
        else { return nil }
        return (question, headers)
    }

    /// Why there is no table to look at in another way; nil where there is one.
    var tableObstacle: String? { table == nil ? "The cursor is in no table of a query" : nil }

    /// Puts the table's rows in the next of the orders, which a worker does.
    mutating func sortTable() -> [Effect] {
        guard let (question, headers) = table else { return [] }
        let order = TableOrder.next(after: tables[question].order, columns: headers.count)
        tables[question].order = order
        let words = order.map {
            "by \(headers[$0.column]), \($0.isDescending ? "largest" : "smallest") first"
        }
        notice = Notice("Sorted " + (words ?? "as the query says"))
        return []
    }

    /// Moves the table's columns behind the first by one.
    mutating func scrollTable(by distance: Int) -> [Effect] {
        guard let (question, headers) = table else { return [] }
        let scrolled = tables[question].scrolled + distance
        guard (0...max(0, headers.count - 2)).contains(scrolled) else {
            notice = Notice(distance < 0 ? "This is the first column" : "This is the last column")
            return []
        }
        tables[question].scrolled = scrolled
        return []
    }
}

import VaultModel

/// Runs the clauses of a query over rows, one after the other.
///
/// Clauses that look at one row at a time take each portion of the rows in turn, up to one that needs all rows. That
/// finds what one clause after the other finds, but for which of two failures that end the query is met first.
struct Pipeline {
    private let evaluator: Evaluator
    private var input: RowStream
    /// The names of the groupings that the rows are in, the last one last.
    private(set) var groupings: [String] = []
    /// How many rows were dropped because an expression failed on them.
    private(set) var dropped = 0

    /// Starts with the rows of the source.
    init(_ rows: RowStream, _ evaluator: Evaluator) {
        input = rows
        self.evaluator = evaluator
    }

    /// The rows that are left behind all clauses.
    mutating func rows(behind clauses: [Query.Clause]) throws(EvaluationError) -> [Row] {
        try run(clauses, Gathering(keys: [], during: "")).rows
    }

    /// The values of the columns for each row that is left behind all clauses and has all of them, what the row is
    /// called before them if asked for; columns of one name all show the last.
    mutating func cells(
        of columns: [Query.Column], withID: Bool, behind clauses: [Query.Clause]
    ) throws(EvaluationError) -> [[Value]] {
        var last: [String: Int] = [:]
        for (place, column) in columns.enumerated() { last[column.name] = place }
        let sources = columns.map { last[$0.name] ?? 0 }
        let needed = Set(sources).sorted()
        let order = Dictionary(uniqueKeysWithValues: needed.enumerated().map { ($1, $0) })
        let cells = Gathering.Cells(withID: withID, places: sources.map { order[$0] ?? 0 })
        return try run(
            clauses,
            Gathering(keys: needed.map { columns[$0].expression }, during: "The last step", cells: cells)
        ).cells
    }

    private mutating func run(
        _ clauses: [Query.Clause], _ last: Gathering
    ) throws(EvaluationError) -> Gathering {
        guard clauses.count(where: \.laysOver) <= evaluator.limits.layers else {
            throw EvaluationError(
                "A query has at most \(evaluator.limits.layers) times FLATTEN or GROUP BY", reach: .query)
        }
        var rest = clauses[...]
        while true {
            let steps = Array(rest.prefix { !$0.needsAllRows })
            rest = rest.dropFirst(steps.count)
            guard let clause = rest.popFirst() else { return try pass(steps, last) }
            let limit = rest.first.flatMap(count)
            input = RowStream(try run(clause, keep: limit, behind: steps))
        }
    }

    /// How many rows a LIMIT keeps that is a plain number: what stands behind them need not be sorted.
    private func count(of clause: Query.Clause) -> Int? {
        guard case .limit(let limit) = clause, case .literal(.number(let number)) = limit.kind, number >= 0
        else {
            return nil
        }
        return ScriptText.clamp(number, Int.max / 2)
    }

    /// Runs a clause that needs all rows.
    private mutating func run(
        _ clause: Query.Clause, keep: Int?, behind steps: [Query.Clause]
    ) throws(EvaluationError) -> [Row] {
        switch clause {
        case .sort(let keys):
            return try sorted(
                try pass(steps, Gathering(keys: keys.map(\.expression), during: "SORT")), keys, keep: keep)
        case .group(let column):
            let gathered = try pass(steps, Gathering(keys: [column.expression], during: "GROUP BY"))
            return try grouped(gathered, by: column)
        case .limit(let amount):
            // What stands behind a limit is not asked for where nothing before it could fail.
            let most = steps.isEmpty && input.isOfNotes ? count(of: clause) : nil
            let gathered = try pass(steps, Gathering(keys: [], during: "LIMIT"), most: most)
            return try limited(gathered.rows, amount)
        case .misplacedSource(let source, let range):
            _ = try pass(steps, Gathering(keys: [], during: ""))
            throw EvaluationError(
                "FROM stands only once, directly behind the first line; this \(source.kindName) is a second",
                range: range, reach: .query)
        case .filter, .flatten: return []
        }
    }

    /// Takes all rows through clauses that look at one at a time, and gathers what is left.
    private mutating func pass(
        _ steps: [Query.Clause], _ last: Gathering, most: Int? = nil
    ) throws(EvaluationError) -> Gathering {
        var gathering = last
        var tallies = steps.map { _ in Tally() }
        var flattened = 0
        while gathering.rows.count < most ?? Int.max, var rows = try input.rows(evaluator, most: most) {
            for (place, step) in steps.enumerated() {
                switch step {
                case .filter(let condition): rows = try filtered(rows, condition, &tallies[place])
                case .flatten(let column):
                    rows = try flat(rows, column, before: &flattened, &tallies[place])
                default: break
                }
            }
            try gathering.take(rows, evaluator)
        }
        for (step, tally) in zip(steps, tallies) {
            if case .flatten(let column) = step {
                dropped += try tally.dropped(during: "FLATTEN")
                if groupings.last == column.name { groupings.removeLast() }
            } else {
                dropped += try tally.dropped(during: "WHERE")
            }
        }
        dropped += try gathering.tally.dropped(during: gathering.step)
        return gathering
    }

    private func filtered(
        _ rows: [Row], _ condition: Expression, _ tally: inout Tally
    ) throws(EvaluationError) -> [Row] {
        var kept: [Row] = []
        kept.reserveCapacity(rows.count)
        tally.seen += rows.count
        for row in rows {
            do {
                if try evaluator.evaluate(condition, in: Scope(row: row.fields)).isTruthy { kept.append(row) }
            } catch { try tally.take(error) }
        }
        return kept
    }

    private func flat(
        _ rows: [Row], _ column: Query.Column, before count: inout Int, _ tally: inout Tally
    ) throws(EvaluationError) -> [Row] {
        var result: [Row] = []
        tally.seen += rows.count
        for row in rows {
            let value: Value
            do { value = try evaluator.evaluate(column.expression, in: Scope(row: row.fields)) } catch {
                try tally.take(error)
                continue
            }
            let parts = if case .list(let values) = value { values } else { [value] }
            count += parts.count
            try evaluator.allow(rows: count)
            try evaluator.spend(parts.count)
            for part in parts {
                result.append(
                    Row(id: row.id, fields: ObjectValue(row.fields, setting: column.name, to: part)))
            }
        }
        return result
    }

    private func sorted(
        _ gathered: Gathering, _ keys: [Query.SortKey], keep: Int?
    ) throws(EvaluationError) -> [Row] {
        let values = gathered.values
        let rows = gathered.rows
        try evaluator.spend(rows.count)
        let orders = zip(values, keys).map {
            ColumnOrder($0, isDescending: $1.isDescending, evaluator.order)
        }
        let places = RowOrder(orders).sorted(count: rows.count, keep: keep)
        try evaluator.spend()
        return places.map { rows[$0] }
    }

    private func limited(_ rows: [Row], _ amount: Expression) throws(EvaluationError) -> [Row] {
        // A limit sees no row: it is the same for all.
        let value: Value
        do {
            value = try evaluator.evaluate(amount, in: Scope())
        } catch {
            throw EvaluationError("LIMIT has no value: \(error.message)", range: error.range, reach: .query)
        }
        guard case .number(let number) = value else {
            throw EvaluationError(
                "LIMIT takes a number, not a \(value.typeName)", range: amount.range, reach: .query)
        }
        return Array(rows[..<ScriptText.sliceBound(number, rows.count)])
    }

    private mutating func grouped(
        _ gathered: Gathering, by column: Query.Column
    ) throws(EvaluationError) -> [Row] {
        let (rows, keys) = (gathered.rows, gathered.values[0])
        try evaluator.spend(rows.count)
        let order = RowOrder([ColumnOrder(keys, isDescending: false, evaluator.order)])
        let places = order.sorted(count: rows.count, keep: nil)
        try evaluator.spend()
        var groups: [(key: Value, members: [Value])] = []
        var previous: Int?
        for place in places {
            let member = Value.object(rows[place].fields)
            // Each key is compared with the one before it, not with the first of its group.
            if let previous, order.compare(place, previous) == 0 {
                groups[groups.count - 1].members.append(member)
            } else {
                groups.append((keys[place], [member]))
            }
            previous = place
        }
        groupings.append(column.name)
        var result: [Row] = []
        for (key, members) in groups {
            var key = key
            if column.name == "rows", members.count > 1 { key = try covering(members, key, column) }
            let fields = Fields([("key", key), ("rows", .list(members)), (column.name, key)])
            result.append(Row(id: fields["key"] ?? key, fields: ObjectValue(fields)))
        }
        return result
    }

    /// The key of a group whose name covers the group's rows: Dataview adds all rows but the first to what stands in
    /// their place, and only a list can take them.
    private func covering(
        _ members: [Value], _ key: Value, _ column: Query.Column
    ) throws(EvaluationError) -> Value {
        guard case .list(let values) = key else {
            throw EvaluationError(
                "the key is called rows like the rows of each group, so there is no place for them; "
                    + "give it another name behind AS", range: column.expression.range, reach: .exception)
        }
        return .list(values + members.dropFirst())
    }
}

extension Query.Clause {
    /// Whether it can't look at one row at a time.
    fileprivate var needsAllRows: Bool {
        switch self {
        case .filter, .flatten: false
        case .sort, .limit, .group, .misplacedSource: true
        }
    }
}

extension Query.Clause {
    /// Whether it makes rows out of rows, which hold those.
    fileprivate var laysOver: Bool {
        switch self {
        case .flatten, .group: true
        case .filter, .sort, .limit, .misplacedSource: false
        }
    }
}

/// Rows that were gathered, with the values of some expressions for each; a row on which one fails is left out.
private struct Gathering {
    /// What a result shows of a row.
    struct Cells {
        /// Whether what the row is called stands before the values.
        let withID: Bool
        /// Which value each column shows.
        let places: [Int]
    }
    let keys: [Expression]
    /// What the expressions are asked for, for messages.
    let step: String
    private let shape: Cells?
    private(set) var rows: [Row] = []
    /// The values of each expression.
    private(set) var values: [[Value]]
    /// What is shown of each row, in place of rows and values.
    private(set) var cells: [[Value]] = []
    private(set) var tally = Tally()

    init(keys: [Expression], during step: String, cells: Cells? = nil) {
        self.keys = keys
        self.step = step
        shape = cells
        values = keys.map { _ in [] }
    }

    mutating func take(_ new: [Row], _ evaluator: Evaluator) throws(EvaluationError) {
        tally.seen += new.count
        if let shape { return try show(new, shape, evaluator) }
        if keys.isEmpty {
            rows += new
            return
        }
        for row in new {
            let scope = Scope(row: row.fields)
            do {
                for index in keys.indices {
                    values[index].append(try evaluator.evaluate(keys[index], in: scope))
                }
                rows.append(row)
            } catch {
                // A row that fails on a later key leaves nothing of the earlier ones behind.
                for index in keys.indices where values[index].count > rows.count {
                    values[index].removeLast()
                }
                try tally.take(error)
            }
        }
    }

    private mutating func show(
        _ new: [Row], _ shape: Cells, _ evaluator: Evaluator
    ) throws(EvaluationError) {
        let width = (shape.withID ? 1 : 0) + shape.places.count
        for row in new {
            let scope = Scope(row: row.fields)
            do {
                var cells: [Value] = []
                cells.reserveCapacity(width)
                if shape.withID { cells.append(row.shownID) }
                if shape.places.count == keys.count {
                    for key in keys { cells.append(try evaluator.evaluate(key, in: scope)) }
                } else {
                    var values: [Value] = []
                    for key in keys { values.append(try evaluator.evaluate(key, in: scope)) }
                    for place in shape.places { cells.append(values[place]) }
                }
                for cell in cells { try evaluator.allow(shown: cell) }
                self.cells.append(cells)
            } catch { try tally.take(error) }
        }
    }
}

/// On how many rows a clause failed; if it fails on all of them, the query fails.
private struct Tally {
    var seen = 0
    private var failed = 0
    private var failures: [EvaluationError] = []

    /// Counts a failure, unless it ends the query.
    mutating func take(_ error: EvaluationError) throws(EvaluationError) {
        if error.reach != .row { throw error }
        failed += 1
        if failures.count < 3 { failures.append(error) }
    }

    /// How many rows it failed on.
    func dropped(during step: String) throws(EvaluationError) -> Int {
        guard failed > 0, failed >= seen else { return failed }
        var seen: Set<String> = []
        let messages = failures.map(\.message).filter { seen.insert($0).inserted }
        throw EvaluationError(
            "\(step) failed on every row: " + messages.joined(separator: "; "), range: failures.first?.range,
            reach: .query)
    }
}

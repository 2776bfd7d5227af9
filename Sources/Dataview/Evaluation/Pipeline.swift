import VaultModel

/// Runs the clauses of a query over rows, one after the other.
struct Pipeline {
    private let evaluator: Evaluator
    /// The rows after the clauses so far.
    private(set) var rows: [Row]
    /// The names of the groupings that the rows are in, the last one last.
    private(set) var groupings: [String] = []
    /// How many rows were dropped because an expression failed on them.
    private(set) var dropped = 0

    /// Starts with the rows of the source.
    init(_ rows: [Row], _ evaluator: Evaluator) {
        self.rows = rows
        self.evaluator = evaluator
    }

    /// Runs all clauses.
    mutating func run(_ clauses: [Query.Clause]) throws(EvaluationError) {
        var index = 0
        while index < clauses.count {
            var keep: Int?
            if case .sort = clauses[index], index + 1 < clauses.count { keep = count(of: clauses[index + 1]) }
            try run(clauses[index], keep: keep)
            index += 1
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

    private mutating func run(_ clause: Query.Clause, keep: Int?) throws(EvaluationError) {
        switch clause {
        case .filter(let condition): try filter(condition)
        case .sort(let keys): try sort(keys, keep: keep)
        case .limit(let limit): try self.limit(limit)
        case .group(let column): try group(column)
        case .flatten(let column): try flatten(column)
        case .misplacedSource(let source, let range):
            throw EvaluationError(
                "FROM stands only once, directly behind the first line; this \(source.kindName) is a second",
                range: range, reach: .query)
        }
    }

    /// Does something with each row and gives the number of those on which it failed; if it fails on all of
    /// them, the query fails.
    private static func forEach(
        _ rows: [Row], during step: String, _ body: (Row) throws(EvaluationError) -> Void
    ) throws(EvaluationError) -> Int {
        var failures: [EvaluationError] = []
        var count = 0
        for row in rows {
            do { try body(row) } catch {
                if error.reach != .row { throw error }
                count += 1
                if failures.count < 3 { failures.append(error) }
            }
        }
        if count > 0, count >= rows.count { throw summary(failures, step) }
        return count
    }

    private static func summary(_ failures: [EvaluationError], _ step: String) -> EvaluationError {
        var seen: Set<String> = []
        let messages = failures.map(\.message).filter { seen.insert($0).inserted }
        return EvaluationError(
            "\(step) failed on every row: " + messages.joined(separator: "; "), range: failures.first?.range,
            reach: .query)
    }

    private mutating func filter(_ condition: Expression) throws(EvaluationError) {
        var kept: [Row] = []
        dropped += try Self.forEach(rows, during: "WHERE") { (row) throws(EvaluationError) in
            if try evaluator.evaluate(condition, in: Scope(row: row.fields)).isTruthy { kept.append(row) }
        }
        rows = kept
    }

    private mutating func sort(_ keys: [Query.SortKey], keep: Int?) throws(EvaluationError) {
        var kept: [Row] = []
        var columns: [[Value]] = keys.map { _ in [] }
        dropped += try Self.forEach(rows, during: "SORT") { (row) throws(EvaluationError) in
            let scope = Scope(row: row.fields)
            for (column, key) in keys.enumerated() {
                // A row that fails on a later key leaves nothing of the earlier ones behind.
                if columns[column].count > kept.count { columns[column].removeLast() }
                columns[column].append(try evaluator.evaluate(key.expression, in: scope))
            }
            kept.append(row)
        }
        try evaluator.spend(kept.count)
        let orders = zip(columns, keys).map {
            ColumnOrder($0, isDescending: $1.isDescending, evaluator.order)
        }
        rows = RowOrder(orders).sorted(count: kept.count, keep: keep).map { kept[$0] }
    }

    private mutating func limit(_ amount: Expression) throws(EvaluationError) {
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
        rows = Array(rows[..<ScriptText.sliceBound(number, rows.count)])
    }

    private mutating func group(_ column: Query.Column) throws(EvaluationError) {
        var kept: [Row] = []
        var keys: [Value] = []
        dropped += try Self.forEach(rows, during: "GROUP BY") { (row) throws(EvaluationError) in
            keys.append(try evaluator.evaluate(column.expression, in: Scope(row: row.fields)))
            kept.append(row)
        }
        try evaluator.spend(kept.count)
        let order = evaluator.order
        let places = RowOrder([ColumnOrder(keys, isDescending: false, order)]).sorted(
            count: kept.count, keep: nil)
        var groups: [(key: Value, members: [Value])] = []
        var previous: Value?
        for place in places {
            let member = Value.object(kept[place].fields)
            // Each key is compared with the one before it, not with the first of its group.
            if let previous, order.equal(keys[place], previous) {
                groups[groups.count - 1].members.append(member)
            } else {
                groups.append((keys[place], [member]))
            }
            previous = keys[place]
        }
        rows = groups.map { key, members in
            let fields = Fields([("key", key), ("rows", .list(members)), (column.name, key)])
            return Row(id: fields["key"] ?? key, fields: ObjectValue(fields))
        }
        groupings.append(column.name)
    }

    private mutating func flatten(_ column: Query.Column) throws(EvaluationError) {
        var result: [Row] = []
        dropped += try Self.forEach(rows, during: "FLATTEN") { (row) throws(EvaluationError) in
            let value = try evaluator.evaluate(column.expression, in: Scope(row: row.fields))
            let parts = if case .list(let values) = value { values } else { [value] }
            try evaluator.allow(rows: result.count + parts.count)
            try evaluator.spend(parts.count)
            for part in parts {
                result.append(
                    Row(id: row.id, fields: ObjectValue(row.fields, setting: column.name, to: part)))
            }
        }
        rows = result
        if groupings.last == column.name { groupings.removeLast() }
    }

    /// The values of the columns for each row that has all of them; columns of one name all show the last.
    mutating func extract(_ columns: [Query.Column]) throws(EvaluationError) -> [(id: Value, values: [Value])]
    {
        var result: [(id: Value, values: [Value])] = []
        result.reserveCapacity(rows.count)
        let sources = columns.map { column in columns.lastIndex { $0.name == column.name } ?? 0 }
        let needed = Set(sources)
        dropped += try Self.forEach(rows, during: "The last step") { (row) throws(EvaluationError) in
            let scope = Scope(row: row.fields)
            var values = [Value](repeating: .null, count: columns.count)
            for index in columns.indices where needed.contains(index) {
                values[index] = try evaluator.evaluate(columns[index].expression, in: scope)
            }
            result.append((row.id, sources.map { values[$0] }))
        }
        return result
    }
}

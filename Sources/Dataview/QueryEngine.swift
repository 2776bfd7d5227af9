package import VaultModel

/// Answers queries.
package enum QueryEngine {
    /// Answers a query that stands in the note `this`.
    package static func run(
        _ query: Query, this origin: NotePath? = nil, source: any QuerySource, clock: Clock,
        settings: QuerySettings = QuerySettings(), limits: QueryLimits = QueryLimits()
    ) -> QueryOutcome {
        // Words such as today and dates without a zone hang on the clock, so the text is read again with it.
        var parser = QueryParser(query.text, clock: clock)
        guard let query = try? parser.query() else {
            return run(query.text, this: origin, source: source, clock: clock)
        }
        let evaluator = Evaluator(
            source: source, origin: origin, clock: clock, settings: settings, limits: limits)
        do {
            return .success(try result(of: query, evaluator))
        } catch {
            return .failure(QueryFailure(error, type: query.header.name, text: query.text))
        }
    }

    /// Reads and answers a query.
    package static func run(
        _ text: String, this origin: NotePath? = nil, source: any QuerySource, clock: Clock,
        settings: QuerySettings = QuerySettings(), limits: QueryLimits = QueryLimits()
    ) -> QueryOutcome {
        do {
            var parser = QueryParser(text, clock: clock)
            let query = try parser.query()
            return run(query, this: origin, source: source, clock: clock, settings: settings, limits: limits)
        } catch {
            return .failure(QueryFailure(error))
        }
    }

    /// The value of an expression, as of an inline query in the note `this`.
    package static func evaluate(
        _ text: String, this origin: NotePath? = nil, source: any QuerySource, clock: Clock,
        settings: QuerySettings = QuerySettings(), limits: QueryLimits = QueryLimits()
    ) -> QueryOutcome {
        let expression: Expression
        do {
            var parser = QueryParser(text, clock: clock)
            expression = try parser.onlyExpression()
        } catch {
            return .failure(QueryFailure(error))
        }
        let evaluator = Evaluator(
            source: source, origin: origin, clock: clock, settings: settings, limits: limits)
        do {
            let value = try evaluator.evaluate(expression, in: Scope())
            try evaluator.spend()
            try evaluator.allow(shown: value)
            return .success(QueryResult(.value(value), count: 1, dropped: 0, settings: settings))
        } catch {
            return .failure(QueryFailure(error, type: "inline", text: text))
        }
    }

    /// How many notes are looked at together.
    private static let portion = 64

    private static func result(of query: Query, _ evaluator: Evaluator) throws(EvaluationError) -> QueryResult
    {
        do {
            return try result(of: query, portion: portion, evaluator)
        } catch  where error.reach == .query || error.reach == .exception {
            // Of several failures that end the query, the one counts that one clause after the other meets first.
            evaluator.restart()
            return try result(of: query, portion: Int.max, evaluator)
        }
    }

    private static func result(
        of query: Query, portion: Int, _ evaluator: Evaluator
    ) throws(EvaluationError) -> QueryResult {
        var pipeline = Pipeline(try RowStream(of: query, portion: portion, evaluator), evaluator)
        let content: QueryResult.Content
        switch query.header {
        case .table(let columns, let showsID):
            let rows = try pipeline.cells(of: columns, withID: showsID, behind: query.clauses)
            let id = pipeline.groupings.last ?? evaluator.settings.idColumn
            content = .table(headers: (showsID ? [id] : []) + columns.map(\.name), rows: rows)
        case .list(let expression, let showsID):
            let columns = expression.map { [Query.Column(name: "target", expression: $0)] } ?? []
            let withID = showsID || columns.isEmpty
            content = .list(
                try pipeline.cells(of: columns, withID: withID, behind: query.clauses).map { cells in
                    cells.count == 2 ? .widget(.pair(key: cells[0], value: cells[1])) : cells[0]
                })
        case .calendar(let column):
            content = .calendar(try days(&pipeline, column, query.clauses))
        case .task:
            let rows = try pipeline.rows(behind: query.clauses).map(\.fields)
            try evaluator.spend()
            content = try tasks(rows, pipeline.groupings)
        }
        return QueryResult(
            content, count: count(of: content), dropped: pipeline.dropped, settings: evaluator.settings)
    }

    private static func days(
        _ pipeline: inout Pipeline, _ column: Query.Column, _ clauses: [Query.Clause]
    ) throws(EvaluationError) -> [(date: Value, link: Value)] {
        let nowhere = ByteRange(0, 0)
        let file = Expression(kind: .variable(FieldKey("file")), range: nowhere)
        let link = Expression(kind: .path(file, [.field(FieldKey("link"))]), range: nowhere)
        let columns = [
            Query.Column(name: "target", expression: column.expression),
            Query.Column(name: "link", expression: link),
        ]
        return try pipeline.cells(of: columns, withID: false, behind: clauses).map { ($0[0], $0[1]) }
    }

    private static func tasks(
        _ rows: [ObjectValue], _ groupings: [String]
    ) throws(EvaluationError) -> QueryResult.Content {
        guard let name = groupings.last else {
            // Of hundreds of thousands of rows that nothing is laid over none need be looked into.
            if rows.allSatisfy(\.isItem) { return .tasks(rows) }
            return .tasks(try rows.map { (row) throws(EvaluationError) in try task(.object(row)) })
        }
        return .taskGroups(try groups(rows, name, groupings.dropLast()))
    }

    private static func groups(
        _ rows: [ObjectValue], _ name: String, _ outer: ArraySlice<String>
    ) throws(EvaluationError) -> [TaskGroup] {
        try rows.map { (row) throws(EvaluationError) in
            guard case .list(let members)? = row["rows"] else { throw noTasks(row["rows"] ?? .null) }
            let key = row[name] ?? .null
            guard let next = outer.last else {
                return TaskGroup(key: key, members: .tasks(try members.map(task)))
            }
            let inner = try members.map { (member) throws(EvaluationError) in try fields(of: member) }
            return TaskGroup(key: key, members: .groups(try groups(inner, next, outer.dropLast())))
        }
    }

    /// The fields of a task, or of what FLATTEN and GROUP BY put in its place: what has no list of children can't be
    /// drawn.
    private static func task(_ value: Value) throws(EvaluationError) -> ObjectValue {
        let fields = try fields(of: value)
        guard case .list? = fields["children"] else { throw noTasks(value) }
        return fields
    }

    private static func fields(of value: Value) throws(EvaluationError) -> ObjectValue {
        guard case .object(let fields) = value else { throw noTasks(value) }
        return fields
    }

    private static func noTasks(_ value: Value) -> EvaluationError {
        EvaluationError(
            "TASK shows tasks, and the query put a value of the type \(value.typeName) in their place",
            reach: .exception)
    }

    private static func count(of content: QueryResult.Content) -> Int {
        switch content {
        case .table(_, let rows): rows.count
        case .list(let values): values.count
        case .tasks(let tasks): tasks.count
        case .taskGroups(let groups): groups.reduce(0) { $0 + $1.count }
        case .calendar(let days): days.count
        case .value: 1
        }
    }
}

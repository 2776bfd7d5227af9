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
            return .success(QueryResult(.value(value), count: 1, dropped: 0, settings: settings))
        } catch {
            return .failure(QueryFailure(error, type: "inline", text: text))
        }
    }

    private static func result(of query: Query, _ evaluator: Evaluator) throws(EvaluationError) -> QueryResult
    {
        let isTask = if case .task = query.header { true } else { false }
        var pipeline = Pipeline(
            try isTask ? evaluator.taskRows(of: query) : evaluator.rows(of: query), evaluator)
        try pipeline.run(query.clauses)
        let content: QueryResult.Content
        switch query.header {
        case .table(let columns, let showsID):
            let rows = try pipeline.extract(columns)
            let id = pipeline.groupings.last ?? evaluator.settings.idColumn
            content = .table(
                headers: (showsID ? [id] : []) + columns.map(\.name),
                rows: rows.map { (showsID ? [$0.id] : []) + $0.values })
        case .list(let expression, let showsID):
            let columns = expression.map { [Query.Column(name: "target", expression: $0)] } ?? []
            content = .list(
                try pipeline.extract(columns).map { row in
                    guard let value = row.values.first else { return row.id }
                    return showsID ? .widget(.pair(key: row.id, value: value)) : value
                })
        case .calendar(let column):
            content = .calendar(try days(&pipeline, column))
        case .task:
            content = tasks(pipeline)
        }
        return QueryResult(
            content, count: count(of: content), dropped: pipeline.dropped, settings: evaluator.settings)
    }

    private static func days(
        _ pipeline: inout Pipeline, _ column: Query.Column
    ) throws(EvaluationError) -> [(date: Value, link: Value)] {
        let nowhere = ByteRange(0, 0)
        let file = Expression(kind: .variable(FieldKey("file")), range: nowhere)
        let link = Expression(kind: .path(file, [.field(FieldKey("link"))]), range: nowhere)
        let columns = [
            Query.Column(name: "target", expression: column.expression),
            Query.Column(name: "link", expression: link),
        ]
        return try pipeline.extract(columns).map { ($0.values[0], $0.values[1]) }
    }

    private static func tasks(_ pipeline: Pipeline) -> QueryResult.Content {
        let rows = pipeline.rows.map(\.fields)
        guard let name = pipeline.groupings.last else { return .tasks(rows) }
        return .taskGroups(groups(rows, name, pipeline.groupings.dropLast()))
    }

    private static func groups(_ rows: [ObjectValue], _ name: String, _ outer: ArraySlice<String>)
        -> [TaskGroup]
    {
        rows.map { row in
            var members: [ObjectValue] = []
            if case .list(let values)? = row["rows"] {
                members = values.compactMap { if case .object(let object) = $0 { object } else { nil } }
            }
            let key = row[name] ?? .null
            guard let next = outer.last else { return TaskGroup(key: key, members: .tasks(members)) }
            return TaskGroup(key: key, members: .groups(groups(members, next, outer.dropLast())))
        }
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

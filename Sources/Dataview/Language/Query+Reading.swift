extension Query {
    /// Whether it asks for more of its notes than where they are and what links to them: for that they must be read.
    var readsNotes: Bool {
        let columns: [Expression] =
            switch header {
            case .table(let columns, _): columns.map(\.expression)
            case .list(let expression, _): expression.map { [$0] } ?? []
            case .task: []
            case .calendar(let column): [column.expression]
            }
        if case .task = header { return true }
        return (columns + clauses.flatMap(\.expressions)).contains { $0.readsNote([]) }
    }
}

extension Query.Clause {
    fileprivate var expressions: [Expression] {
        switch self {
        case .filter(let expression), .limit(let expression): [expression]
        case .sort(let keys): keys.map(\.expression)
        case .group(let column), .flatten(let column): [column.expression]
        case .misplacedSource: []
        }
    }
}

extension Expression {
    /// What the index knows of a note under `file`.
    private static let known: Set<FileField> = [.path, .folder, .name, .link, .ext, .starred, .inlinks]

    /// Whether it asks for a field of its row's note that the index does not know; `bound` are the names that stand
    /// for something else in it.
    fileprivate func readsNote(_ bound: Set<String>) -> Bool {
        switch kind {
        case .literal: return false
        case .variable(let key): return !bound.contains(key.name)
        case .not(let inner, _): return inner.readsNote(bound)
        case .list(let items): return items.contains { $0.readsNote(bound) }
        case .object(let entries): return entries.contains { $0.value.readsNote(bound) }
        case .lambda(let parameters, let body): return body.readsNote(bound.union(parameters))
        case .chain(let first, let rest):
            return first.readsNote(bound) || rest.contains { $0.right.readsNote(bound) }
        case .path(let base, let suffixes):
            if suffixes.contains(where: { $0.expressions.contains { $0.readsNote(bound) } }) { return true }
            guard case .variable(let key) = base.kind else { return base.readsNote(bound) }
            if case .call? = suffixes.first { return false }
            if key.isFile, case .field(let field)? = suffixes.first, suffixes.count == 1 {
                return !(field.ofFile.map(Self.known.contains) ?? false)
            }
            return !bound.contains(key.name)
        }
    }
}

extension Expression.Suffix {
    fileprivate var expressions: [Expression] {
        switch self {
        case .field: []
        case .index(let index): [index]
        case .call(let arguments): arguments
        }
    }
}

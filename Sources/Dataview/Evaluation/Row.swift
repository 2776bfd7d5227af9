import VaultModel

/// One row of a query.
struct Row {
    /// What a result calls it: the note, or the key of a group.
    var id: Value
    /// Its fields.
    var fields: ObjectValue
}

extension Evaluator {
    /// The rows of a query that is not about tasks: one per note, or per line of a CSV file.
    func rows(of query: Query) throws(EvaluationError) -> [Row] {
        guard let source = query.source else { return try rows((0..<self.source.count).map { .note($0) }) }
        return try rows(entries(of: source))
    }

    private func rows(_ entries: [SourceEntry]) throws(EvaluationError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(entries.count)
        for entry in entries {
            switch entry {
            case .note(let index):
                guard let page = source.page(at: index) else { continue }
                let fields = ObjectValue(PageObject(page, shared))
                rows.append(Row(id: .link(LinkValue(path: page.pathText)), fields: fields))
            case .file(let path):
                guard path.lowercased().hasSuffix(".csv") else { continue }
                rows += try lines(ofTable: path)
            }
            try allow(rows: rows.count)
        }
        return rows
    }

    private func lines(ofTable path: String) throws(EvaluationError) -> [Row] {
        guard let text = source.text(of: NotePath(path)) else {
            throw EvaluationError("The table “\(path)” can't be read", reach: .query)
        }
        let table = TableFile(clock: clock).read(text)
        try allow(rows: table.count)
        return table.enumerated().map { Row(id: .text("\(path)#\($0)"), fields: ObjectValue($1)) }
    }

    /// The rows of a TASK query: every task of every note, nested ones too.
    func taskRows(of query: Query) throws(EvaluationError) -> [Row] {
        let entries = try query.source.map { (source) throws(EvaluationError) in try self.entries(of: source)
        }
        var rows: [Row] = []
        for entry in entries ?? (0..<source.count).map({ .note($0) }) {
            guard case .note(let index) = entry, let page = source.page(at: index) else { continue }
            for place in page.items.indices where page.items[place].isTask {
                rows.append(
                    Row(
                        id: .null,
                        fields: ObjectValue(ItemObject(page, place, shared, inheritsFields: true))))
            }
            try allow(rows: rows.count)
        }
        return rows
    }
}

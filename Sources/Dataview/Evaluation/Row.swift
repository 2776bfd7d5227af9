import VaultModel

/// One row of a query.
struct Row {
    /// What a result calls it: the key of a group, the line of a table; nil for a note, which has a link to it.
    var id: Value?
    /// Its fields.
    var fields: ObjectValue

    /// What a result calls it.
    var shownID: Value {
        id ?? fields.pathText.map { .link(LinkValue(path: $0)) } ?? .null
    }
}

/// The rows of a query's source, made some at a time: what is asked of a row while it is made finds everything at
/// hand, where a million rows would have gone out of the processor's memory.
struct RowStream {
    private enum Origin {
        case notes([SourceEntry], asking: Asking)
        case rows([Row])
    }
    /// What a query asks of notes: where they are alone, their fields, or their tasks.
    private enum Asking { case places, fields, tasks }
    private let origin: Origin
    private let portion: Int
    private var next = 0
    /// The entries of the source before this one are read.
    private var prepared = 0
    private var count = 0

    /// How many notes are read together, where all are wanted.
    private static let readTogether = 512

    /// The rows of a query: one for each note, or each line of a CSV file, or each task of every note, nested ones
    /// too. So many entries of the source are looked at together.
    init(of query: Query, portion: Int, _ evaluator: Evaluator) throws(EvaluationError) {
        var asking = query.readsNotes ? Asking.fields : .places
        if case .task = query.header { asking = .tasks }
        let entries =
            if let source = query.source { try evaluator.entries(of: source) } else {
                (0..<evaluator.source.count).map { SourceEntry.note($0) }
            }
        origin = .notes(entries, asking: asking)
        self.portion = portion
    }

    /// Rows that are there already.
    init(_ rows: [Row]) {
        origin = .rows(rows)
        portion = Int.max
    }

    /// Whether its rows come from notes alone, which can always be made.
    var isOfNotes: Bool {
        guard case .notes(let entries, _) = origin else { return false }
        return entries.allSatisfy { if case .note = $0 { true } else { false } }
    }

    /// The next rows, maybe none; nil behind the last. If only so many are wanted in all, no more entries of the source
    /// than that are looked at together.
    mutating func rows(_ evaluator: Evaluator, most: Int? = nil) throws(EvaluationError) -> [Row]? {
        switch origin {
        case .rows(let rows):
            defer { next += 1 }
            return next == 0 ? rows : nil
        case .notes(let entries, let asking):
            guard next < entries.count else { return nil }
            let portion = min(portion, max(1, most ?? Int.max))
            let end = entries.count - next > portion ? next + portion : entries.count
            if asking != .places, prepared < end {
                prepared = most == nil ? min(entries.count, end + Self.readTogether) : end
                try evaluator.prepare(entries[next..<prepared])
            }
            defer { next = end }
            var rows: [Row] = []
            for entry in entries[next..<end] {
                try asking == .tasks
                    ? evaluator.addTasks(of: entry, to: &rows)
                    : evaluator.addRows(of: entry, isRead: asking == .fields, to: &rows)
                try evaluator.allow(rows: count + rows.count)
            }
            count += rows.count
            return rows
        }
    }
}

extension Evaluator {
    /// Has notes read together that are needed next; the time that takes is the disk's, not the query's.
    fileprivate func prepare(_ entries: ArraySlice<SourceEntry>) throws(EvaluationError) {
        let places = entries.compactMap { if case .note(let place) = $0 { place } else { nil } }
        meter.pause { source.prepare(places) }
        try meter.checkTime()
    }

    fileprivate func addRows(
        of entry: SourceEntry, isRead: Bool, to rows: inout [Row]
    ) throws(EvaluationError) {
        switch entry {
        case .note(let place) where isRead:
            guard let page = source.page(at: place) else { return }
            rows.append(Row(id: nil, fields: ObjectValue(page: PageInRun(page, shared))))
        case .note(let place):
            guard let path = source.path(at: place) else { return }
            rows.append(Row(id: nil, fields: ObjectValue(page: PageInRun(path, at: place, shared))))
        case .file(let path):
            guard path.lowercased().hasSuffix(".csv") else { return }
            try addLines(ofTable: path, to: &rows)
        }
    }

    private func addLines(ofTable path: String, to rows: inout [Row]) throws(EvaluationError) {
        guard let text = source.text(of: NotePath(path)) else {
            throw EvaluationError("The table “\(path)” can't be read", reach: .query)
        }
        for (number, fields) in TableFile(clock: clock).read(text).enumerated() {
            rows.append(Row(id: .text("\(path)#\(number)"), fields: ObjectValue(fields)))
        }
    }

    fileprivate func addTasks(of entry: SourceEntry, to rows: inout [Row]) throws(EvaluationError) {
        guard case .note(let index) = entry, let page = source.page(at: index), !page.items.isEmpty else {
            return
        }
        let run = PageInRun(page, shared)
        for place in page.items.indices where page.items[place].isTask {
            rows.append(Row(id: nil, fields: ObjectValue(item: place, of: run, inheritsFields: true)))
        }
    }
}

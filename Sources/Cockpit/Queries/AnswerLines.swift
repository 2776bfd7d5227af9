import Dataview
import Screen
import VaultModel

/// Where a result is shown.
struct AnswerContext {
    /// The query.
    let question: NoteQuestion
    /// The note that the query stands in; the empty path for one that was typed.
    let note: NotePath
    /// The place of the query; nil for one that was typed.
    let place: Origin?
    /// The line of the query, from 0.
    let line: Int
    /// The notes that links lead to.
    let vault: Vault
    /// How values are written.
    let settings: QuerySettings
    /// How its table is looked at.
    var view = TableView()
    /// The width of a line, in cells.
    let width: Int
    /// How far lines are indented, in cells.
    var indent = 0
}

/// The answer to a query as lines and items.
struct AnswerLines {
    /// No more rows than these are laid out.
    static let mostRows = 500
    /// What the ids of all items begin with.
    static let idPrefix = "query:"
    /// No more characters than these of what an item shows are kept in its id.
    private static let longestName = 200
    /// Sub-items deeper than this are not indented further.
    private static let deepest = 8

    let context: AnswerContext
    let margin: String

    /// Lines for a place.
    init(_ context: AnswerContext) {
        self.context = context
        margin = String(repeating: " ", count: context.indent)
    }

    /// Adds the answer; nil stands for one that has not come.
    func add(_ outcome: QueryOutcome?, to builder: inout ContentBuilder) {
        switch outcome {
        case nil: builder.addPassive(StyledText(margin + "Answering…", .dim))
        case .failure(let failure): add(failure, to: &builder)
        case .success(let result):
            switch result.content {
            case .table(let headers, let rows): addTable(headers, rows, to: &builder)
            case .list(let values):
                for value in values.prefix(Self.mostRows) {
                    add("• ", ShownValue(value, context), to: &builder)
                }
                addLimit(values.count, to: &builder)
            case .calendar(let days): addDays(days, to: &builder)
            case .tasks: for roots in result.roots { addTasks(roots, to: &builder) }
            case .taskGroups(let groups):
                var roots = result.roots[...]
                addGroups(groups, &roots, depth: 0, to: &builder)
            case .value(let value): add("", ShownValue(value, context), to: &builder)
            }
            addRemarks(result, to: &builder)
        }
    }

    private func add(_ failure: QueryFailure, to builder: inout ContentBuilder) {
        for (index, line) in failure.message.split(separator: "\n").enumerated() {
            let text = StyledText(margin + line, index == 0 ? .warning : .text)
            // The caret must stay below its place, so that line is cut instead of wrapped.
            let shown = line.contains(" | ") ? text.truncated(to: context.width) : text
            builder.add(item("error:\(index)", &builder), shown, hanging: context.indent)
        }
    }

    func addRemarks(_ result: QueryResult, to builder: inout ContentBuilder) {
        if result.count == 0 { remark("No results", .dim, to: &builder) }
        guard result.dropped > 0 else { return }
        let rows = result.dropped == 1 ? "1 row" : "\(result.dropped) rows"
        remark("left out \(rows) on which an expression failed", .warning, to: &builder)
    }

    /// Adds a line about the result; an item, so that the cursor brings it into sight.
    func remark(_ words: String, _ role: Role, to builder: inout ContentBuilder) {
        builder.add(item(words, &builder, kind: .text), StyledText(margin + words, role))
    }

    func addLimit(_ count: Int, to builder: inout ContentBuilder) {
        guard count > Self.mostRows else { return }
        remark("first \(Self.mostRows) of \(count) rows", .warning, to: &builder)
    }

    /// An item of the result; equal ones are told apart by their order.
    func item(
        _ name: String, _ builder: inout ContentBuilder, kind: Item.Kind = .link, origin: Origin? = nil,
        destinations: [Destination] = []
    ) -> Item {
        let id = "\(Self.idPrefix)\(context.line):\(name.prefix(Self.longestName))"
        // A query that was typed stands nowhere: its rows stand where they lead to.
        var place = origin ?? context.place
        if place == nil, case .note(let path, _)? = destinations.first { place = Origin(path, line: 0) }
        return Item(
            id: "\(id)#\(builder.occurrence(of: id))", kind: kind, origin: place, destinations: destinations)
    }

    private func add(_ mark: String, _ value: ShownValue, to builder: inout ContentBuilder) {
        var text = StyledText(margin + mark, .dim)
        text.append(value.text)
        builder.add(
            item(value.text.text, &builder, destinations: value.destinations), text,
            hanging: context.indent + mark.count)
    }
}

extension AnswerLines {
    /// Adds groups; `roots` are the lists of tasks to show in them and behind them.
    private func addGroups(
        _ groups: [TaskGroup], _ roots: inout ArraySlice<[ObjectValue]>, depth: Int,
        to builder: inout ContentBuilder
    ) {
        for group in groups {
            var text = StyledText(margin + String(repeating: "  ", count: min(depth, Self.deepest)))
            let key = ShownValue(group.key, context)
            text.append(key.text.restyled { $0.adding(.bold) })
            text.append("  \(group.count)", .dim)
            builder.add(item("group:" + key.text.text, &builder, destinations: key.destinations), text)
            switch group.members {
            case .tasks: addTasks(roots.popFirst() ?? [], to: &builder)
            case .groups(let groups): addGroups(groups, &roots, depth: depth + 1, to: &builder)
            }
        }
    }

    /// The tasks that are not shown below others, and all that stands below each.
    private func addTasks(_ roots: [ObjectValue], to builder: inout ContentBuilder) {
        for task in roots.prefix(Self.mostRows) { add(ShownTask(task), depth: 0, to: &builder) }
        addLimit(roots.count, to: &builder)
    }

    private func add(_ task: ShownTask, depth: Int, to builder: inout ContentBuilder) {
        let path = NotePath(task.path)
        let isDone = task.status.map { $0 == "x" || $0 == "X" } ?? false
        var text = StyledText(margin + String(repeating: "  ", count: min(depth, Self.deepest)))
        text.append(task.status.map { "[\($0)] " } ?? "- ", isDone ? .done : .open)
        let hanging = text.width
        let words = task.text.split(separator: "\n").joined(separator: " ")
        let body = MarkdownText(words, in: path, context.vault, base: Style(isDone ? .done : .text))
        text.append(body.text)
        if depth == 0, path != context.note { text.append("  " + path.name, .dim) }
        let origin = Origin(path, line: task.line)
        var row = item(
            "\(task.path):\(words)", &builder, kind: task.status == nil ? .text : .step, origin: origin,
            destinations: [.place(origin)] + body.destinations)
        row.anchor = task.text.split(separator: "\n").first.map(String.init)
        row.editable = context.vault[path]?.task(onLine: task.line)?.text
        builder.add(row, text, hanging: hanging)
        for child in task.children { add(child, depth: depth + 1, to: &builder) }
    }
}

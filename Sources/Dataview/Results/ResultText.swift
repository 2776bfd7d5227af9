extension QueryResult {
    /// The rows of the result under headings, as any table shows them: texts, one line each.
    package struct Grid: Sendable {
        /// The headings.
        package var headers: [String]
        /// The cells, as many in each row as there are headings.
        package var rows: [[String]]
    }

    /// The result as a grid: a list has one column, or two where it shows a value for each note; tasks have
    /// box, text and place.
    package var grid: Grid {
        switch content {
        case .table(let headers, let rows):
            Grid(headers: headers, rows: rows.map { $0.map(cell) })
        case .list(let values): listGrid(values)
        case .tasks(let tasks): Grid(headers: Self.taskHeaders, rows: tasks.map { taskCells($0) })
        case .taskGroups(let groups):
            Grid(headers: ["Group"] + Self.taskHeaders, rows: groups.flatMap { cells(of: $0, under: "") })
        case .calendar(let days):
            Grid(headers: ["Date", settings.idColumn], rows: days.map { [cell($0.date), cell($0.link)] })
        case .value(let value): Grid(headers: ["Value"], rows: [[cell(value)]])
        }
    }

    private static var taskHeaders: [String] { ["", "Task", "Note"] }

    private func listGrid(_ values: [Value]) -> Grid {
        let hasPairs = values.contains { if case .widget(.pair) = $0 { true } else { false } }
        let headers = hasPairs ? [settings.idColumn, "Value"] : [settings.idColumn]
        return Grid(
            headers: headers,
            rows: values.map { value in
                guard case .widget(.pair(let key, let shown)) = value else { return [cell(value)] }
                return [cell(key), cell(shown)]
            })
    }

    private func cells(of group: TaskGroup, under path: String) -> [[String]] {
        let name = (path.isEmpty ? "" : path + " / ") + cell(group.key)
        return switch group.members {
        case .tasks(let tasks): tasks.map { [name] + taskCells($0) }
        case .groups(let groups): groups.flatMap { cells(of: $0, under: name) }
        }
    }

    private func taskCells(_ task: ObjectValue) -> [String] {
        let box = if case .text(let status)? = task["status"] { "[\(status)]" } else { "" }
        let line = if case .number(let line)? = task["line"] { ScriptNumber.text(line + 1) } else { "" }
        return [box, cell(task["text"] ?? .null), cell(task["path"] ?? .null) + ":" + line]
    }

    /// A value as a person reads it in one line: links by their text, null as nothing.
    package func cell(_ value: Value) -> String {
        let text =
            switch value {
            case .null: ""
            case .link(let link): link.shownText
            case .list(let values): values.map(cell).joined(separator: ", ")
            case .widget(.externalLink(_, let display)): display
            default: value.text(settings)
            }
        return text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The result as CSV (RFC 4180): a cell with a comma, quote or line end stands in quotes.
    package var csv: String {
        let grid = grid
        return ([grid.headers] + grid.rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined()
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
            return cell
        }
        return "\"" + ScriptText.replacing(cell, "\"", with: "\"\"") + "\""
    }

    /// The result as Markdown: tables as tables, lists as lists, tasks as tasks under headings for their
    /// groups.
    package var markdown: String {
        switch content {
        case .list(let values): values.map { "- " + markdownCell($0) + "\n" }.joined()
        case .tasks(let tasks): markdownTasks(tasks)
        case .taskGroups(let groups): groups.map { markdownGroup($0, level: 2) }.joined(separator: "\n")
        case .value(let value): markdownCell(value) + "\n"
        case .table(let headers, let rows): markdownTable(headers, rows)
        case .calendar(let days):
            markdownTable(["Date", settings.idColumn], days.map { [$0.date, $0.link] })
        }
    }

    private func markdownTable(_ headers: [String], _ rows: [[Value]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        let cells = rows.map { line($0.map { ScriptText.replacing(markdownCell($0), "|", with: "\\|") }) }
        return line(headers) + line(headers.map { _ in "---" }) + cells.joined()
    }

    private func markdownCell(_ value: Value) -> String {
        value.text(settings).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// A task that stands below another one of the list is written there only, as Dataview's own export does.
    private func markdownTasks(_ tasks: [ObjectValue]) -> String {
        TaskTree.roots(of: tasks).map { markdownTask($0, depth: 0) }.joined()
    }

    private func markdownTask(_ task: ObjectValue, depth: Int) -> String {
        let box = if case .text(let status)? = task["status"] { "[\(status)] " } else { "" }
        let own =
            String(repeating: "    ", count: min(depth, 100)) + "- " + box + cell(task["text"] ?? .null)
            + "\n"
        guard depth < 100, case .list(let children)? = task["children"] else { return own }
        return own
            + children.map { child in
                if case .object(let item) = child { markdownTask(item, depth: depth + 1) } else { "" }
            }.joined()
    }

    private func markdownGroup(_ group: TaskGroup, level: Int) -> String {
        let heading = String(repeating: "#", count: min(level, 6)) + " " + markdownCell(group.key) + "\n\n"
        return switch group.members {
        case .tasks(let tasks): heading + markdownTasks(tasks)
        case .groups(let groups):
            heading + groups.map { markdownGroup($0, level: level + 1) }.joined(separator: "\n")
        }
    }
}

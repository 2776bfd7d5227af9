import Cockpit
import Dataview
import Screen

extension QueryResult {
    /// The answer for people: columns aligned, links by their texts, tasks with the places they stand at.
    var alignedLines: [String] {
        switch content {
        case .table(let headers, let rows):
            Self.aligned([headers] + rows.map { $0.map { $0.plainText(settings) } })
        case .calendar(let days):
            Self.aligned(days.map { [$0.date.plainText(settings), $0.link.plainText(settings)] })
        case .list(let values): values.map { "- " + $0.plainText(settings) }
        case .tasks, .taskGroups: taskLines(withPlace: true)
        case .value(let value): value.plainText(settings).textLines
        }
    }

    /// The answer as Markdown that a note could hold; of tasks, what a view draws.
    var markdownLines: [String] {
        switch content {
        case .tasks, .taskGroups: taskLines(withPlace: false)
        default: String(markdown.dropLast()).textLines
        }
    }

    /// Columns as wide as their widest cells, in terminal cells, two blanks between them.
    private static func aligned(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? DisplayText.width($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                let gap = index == row.count - 1 ? 0 : widths[index] - DisplayText.width(cell)
                return cell + String(repeating: " ", count: gap)
            }
            return cells.joined(separator: "  ")
        }
    }

    /// The tasks as lines of a list, under headings for their groups.
    private func taskLines(withPlace: Bool) -> [String] {
        func lines(_ tasks: [ObjectValue]) -> [String] {
            ShownTask.drawn(tasks).flatMap { $0.lines(withPlace: withPlace, depth: 0) }
        }
        func lines(_ groups: [TaskGroup], depth: Int) -> [String] {
            groups.flatMap { group in
                let title = withPlace ? group.key.plainText(settings) : group.key.text(settings)
                let heading = [String(repeating: "#", count: min(depth + 2, 6)) + " " + title, ""]
                switch group.members {
                case .tasks(let tasks): return heading + lines(tasks) + [""]
                case .groups(let groups): return heading + lines(groups, depth: depth + 1)
                }
            }
        }
        switch content {
        case .tasks(let tasks): return lines(tasks)
        case .taskGroups(let groups): return lines(groups, depth: 0).dropLast()
        default: return []
        }
    }
}

extension ShownTask {
    /// The task and what stands below it as lines of a list.
    fileprivate func lines(withPlace: Bool, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        let box = status.map { "[\($0)] " } ?? ""
        let place = withPlace ? "  (\(path):\(line + 1))" : ""
        let shown = text.split(separator: "\n").joined(separator: " ")
        return [indent + "- " + box + shown + place]
            + children.flatMap { $0.lines(withPlace: withPlace, depth: depth + 1) }
    }
}

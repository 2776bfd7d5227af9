import ArgumentParser
import VaultModel

extension AgendaGrouping: ExpressibleByArgument {}

/// The agenda as lines: a heading for each group, under it `path:line: [ ] text`.
enum AgendaText {
    /// The groups one after the other, with an empty line between.
    static func render(_ agenda: Agenda, _ vault: Vault) -> [String] {
        let groups = agenda.groups.map { group in
            let rows = group.entries.compactMap { agenda.row($0, in: vault) }.map(line)
            return ["\(group.title(agenda.request.grouping)) (\(rows.count))"] + rows
        }
        return Array(groups.joined(separator: [""]))
    }

    private static func line(_ row: Agenda.Row) -> String {
        let text =
            switch row.kind {
            case .task(let task): "[\(task.mark)] \(task.text)"
            case .blocker(let blocker): "❌ \(blocker.text)"
            }
        return "\(row.path.text):\(row.line + 1): \(text)"
    }
}

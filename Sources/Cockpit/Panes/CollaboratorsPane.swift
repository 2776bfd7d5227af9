import Screen
import VaultModel

extension PaneID {
    /// Who takes part in a project.
    package static let collaborators: PaneID = "collaborators"
}

extension Pane {
    /// Who takes part, with role and company in columns.
    package static let collaborators = Pane(
        .collaborators, "Collaborators", whenEmpty: "Nobody is named", followsVault: true
    ) { context in
        guard let project = context.subject?.project else { return .empty }
        var builder = ContentBuilder(context)
        let cells = project.collaborators.map { person in
            [person.name, plainText(person.role), plainText(person.company)]
        }
        let widths = columnWidths(cells, room: context.width)
        for (person, row) in zip(project.collaborators, cells) {
            let link = person.target.map { Destination($0, from: project.path, context.state.vault) }
            let name = Style(link.map { $0.role == .link ? .person : $0.role } ?? .text)
            var text = StyledText(row[0], name).padded(to: widths[0])
            for (cell, width) in zip(row, widths).dropFirst() where width > 0 {
                text.append("  ")
                text.append(StyledText(cell, .text).padded(to: width))
            }
            if person.isMalformed {
                text = StyledText("! \(row[0]): the row's cells can't be told apart", .warning)
            }
            let id = "person:\(person.name)"
            builder.add(
                Item(
                    id: "\(id)#\(builder.occurrence(of: id))", kind: .person,
                    origin: Origin(project.path, line: person.line), destinations: [link].compactMap { $0 }),
                text.truncated(to: context.width))
        }
        return builder.content(note: cells.isEmpty ? "" : "\(cells.count)")
    }

    /// How wide each column is: as its longest cell, the widest cut first where there is not enough room.
    static func columnWidths(_ rows: [[String]], room: Int) -> [Int] {
        let count = rows.first?.count ?? 0
        var widths = (0..<count).map { column in rows.map { DisplayText.width($0[column]) }.max() ?? 0 }
        let gaps = 2 * max(0, widths.count { $0 > 0 } - 1)
        while widths.reduce(0, +) + gaps > max(room, 3 * count), let most = widths.max(),
            let index = widths.lastIndex(of: most), most > 3
        {
            widths[index] -= 1
        }
        return widths
    }
}

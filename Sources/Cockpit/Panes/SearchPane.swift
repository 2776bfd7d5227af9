import Screen
import VaultModel

extension PaneID {
    /// What a search found.
    package static let search: PaneID = "search"
}

extension Pane {
    /// The lines that hold what is looked for, by notes.
    package static let search = Pane(
        .search, "Search",
        whenEmpty: "Words and \"phrases\" find lines; path: tag: section: is:open narrow them down",
        followsVault: true, stamp: { $0.search.version }
    ) { context in
        let context = context.lasting
        let (search, state) = (context.state.search, context.state)
        return Content(
            groups: search.groups.map { $0.hits.count }, note: note(search),
            heading: { index in
                let path = search.groups[index].path
                var text = StyledText(state.vault[path]?.title ?? path.name, Style(.heading, .bold))
                text.append("  \(path.text)", .dim)
                return text.truncated(to: context.width)
            },
            text: { index in
                hitRow(search.hits[index], search.query, width: context.width)
            },
            item: { hitItem(search.hits[$0], state) },
            find: { id, near in
                if near < search.hits.count, hitItem(search.hits[near], state).id == id { return near }
                return search.hits.firstIndex { hitID($0) == id }
            })
    }

    private static func note(_ search: SearchState) -> String {
        guard !search.query.isEmpty else { return "" }
        let count =
            "\(search.hits.count) in \(search.groups.count) note\(search.groups.count == 1 ? "" : "s")"
        return search.isDone ? count : count + " …"
    }
}

private func hitID(_ hit: SearchHit) -> String { "\(hit.path.text)\u{1F}\(hit.line)" }

private func hitItem(_ hit: SearchHit, _ state: State) -> Item {
    let place = Origin(hit.path, line: hit.line)
    var item = Item(id: hitID(hit), kind: .text, origin: place, destinations: [.place(place)])
    let digest = state.vault[hit.path]
    if let task = digest?.task(onLine: hit.line), hit.text.contains(task.text) {
        item.kind = .step
        item.anchor = task.text
        item.editable = task.text
    } else if let blocker = digest?.blockers.first(where: { $0.line == hit.line }),
        hit.text.contains(blocker.text)
    {
        item.kind = .blocker
        item.anchor = blocker.text
        item.editable = blocker.text
    }
    return item
}

/// A line with its number, what was found marked; a long line is shown from a little before the first match.
private func hitRow(_ hit: SearchHit, _ query: SearchQuery, width: Int) -> StyledText {
    var row = StyledText("\(hit.line + 1)", .dim).padded(to: 5)
    let room = max(8, width - row.width)
    let line = Array(hit.text.drop { $0 == " " || $0 == "\t" }.prefix(2000))
    let ranges = query.matches(in: String(line))
    let first = ranges.first?.lowerBound ?? 0
    let start = (ranges.first?.upperBound ?? 0) > room - 4 ? max(0, first - room / 4) : 0
    if start > 0 { row.append("…", .dim) }
    var index = start
    for range in ranges where range.upperBound > start {
        row.append(String(line[index..<max(index, range.lowerBound)]), .text)
        row.append(String(line[max(index, range.lowerBound)..<range.upperBound]), Style(.match, .bold))
        index = range.upperBound
        if index - start > 2 * width { break }
    }
    row.append(String(line[index...].prefix(2 * width)), .text)
    return row.truncated(to: width)
}

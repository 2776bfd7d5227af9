package import VaultModel

/// Where a session ended, so that the next one begins there: kept in the state folder as JSON.
package struct SessionMark: Hashable, Sendable {
    /// The screen that was in sight.
    package var screen = ScreenID.projects
    /// The item under the cursor of each screen's list.
    package var selected: [ScreenID: String] = [:]
    /// What the agenda was grouped by.
    package var grouping = AgendaGrouping.due
    /// What was looked for last.
    package var search = ""
    /// The notes that were opened lately, newest first.
    package var visited: [NotePath] = []

    /// The start of a session without one before.
    package init() {}

    /// Reads what `bytes` gives; what makes no sense there is as in a first session.
    package init(_ bytes: [UInt8]) {
        guard let value = JSONValue(bytes) else { return }
        screen = ScreenID(value["screen"]?.text) ?? screen
        for id in ScreenID.allCases { selected[id] = value["selected"]?["\(id)"]?.text }
        grouping = value["agenda"]?.text.flatMap { AgendaGrouping(rawValue: $0) } ?? grouping
        search = value["search"]?.text ?? search
        visited = (value["visited"]?.items ?? []).compactMap(\.text).map { NotePath($0) }
    }

    /// The same as JSON.
    package var bytes: [UInt8] {
        let ids = ScreenID.allCases.compactMap { id in
            selected[id].map { JSONOutput.Member("\(id)", .text($0)) }
        }
        let value = JSONOutput.object([
            .init("screen", .text("\(screen)")), .init("selected", .object(ids)),
            .init("agenda", .text(grouping.rawValue)), .init("search", .text(search)),
            .init("visited", .list(visited.map { .text($0.text) })),
        ])
        return Array((value.rendered() + "\n").utf8)
    }
}

extension ScreenID {
    /// The screen of a name.
    fileprivate init?(_ name: String?) {
        guard let id = Self.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = id
    }
}

extension State {
    /// Where the next session should begin.
    package var mark: SessionMark {
        var mark = SessionMark()
        for page in resting.values.map({ $0 }) + [pages[0]] {
            guard case .screen(let id) = page.kind else { continue }
            mark.screen = id
            let list = page.panes[ScreenKind.of(id).panes[0]]
            mark.selected[id] = list?.awaited ?? list?.selected
        }
        mark.grouping = agenda.grouping
        mark.search = search.query.text
        mark.visited = visited
        return mark
    }

    /// Begins where an earlier session ended, before anything is read.
    package mutating func resume(_ mark: SessionMark) {
        for (id, item) in mark.selected {
            var page = ScreenKind.of(id).firstPage
            page.panes[ScreenKind.of(id).panes[0], default: PaneState()].awaited = item
            resting[id] = page
        }
        pages = [resting.removeValue(forKey: mark.screen) ?? ScreenKind.of(mark.screen).firstPage]
        agenda.grouping = mark.grouping
        search.resume(SearchQuery(mark.search))
        visited = Array(mark.visited.prefix(Self.mostVisited))
    }
}

extension PaneState {
    /// Puts the cursor on the item where an earlier session left it, as soon as it is there; `isWhole` says that
    /// what is not there yet will not come.
    mutating func comeBack(in content: Content, isWhole: Bool) {
        guard let id = awaited else { return }
        if isPlaced {
            awaited = nil
        } else if let index = content.index(of: id, near: cursor) {
            cursor = index
            selected = id
        }
        guard isWhole, content.itemCount > 0 else { return }
        isPlaced = true
        awaited = nil
    }
}

import Screen

extension ScreenKind {
    /// The text of all notes, searched while it is typed, or in its place the answer to a query that was typed.
    package static let search = ScreenKind(
        id: .search, title: "Search", panes: [.search, .results, .preview], focus: .search,
        tabs: [.search, .results],
        count: { _ in nil },
        subject: { $0.listed?.origin?.path },
        arrange: { page, body in
            listWithPreview(page.tab, page, body).map { slot in
                var slot = slot
                if slot.pane == page.tab { slot.tabs = [.search, .results] }
                return slot
            }
        })
}

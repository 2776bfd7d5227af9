import Screen

extension ScreenKind {
    /// The text of all notes, searched while it is typed.
    package static let search = ScreenKind(
        id: .search, title: "Search", panes: [.search, .preview], focus: .search, tabs: [],
        count: { _ in nil },
        subject: { $0.listed?.origin?.path },
        arrange: { page, body in listWithPreview(.search, page, body) })
}

package import Screen
package import VaultModel

/// One of the screens as a value: what is written about a screen stands here and in its own file, nowhere else.
package struct ScreenKind: Sendable {
    /// Which one it is; the raw value is its key.
    package let id: ScreenID
    /// Its name in the title bar.
    package let title: String
    /// Its panes in the order of Tab, those that share a place included.
    package let panes: [PaneID]
    /// The pane that has the focus at first.
    package let focus: PaneID
    /// Those of `panes` that share one place.
    package let tabs: [PaneID]
    /// What the title bar counts for it; nil where there is nothing to count.
    package let count: @Sendable (State) -> Int?
    /// The note that its panes are about.
    package let subject: @Sendable (State) -> NotePath?
    /// Where its panes stand in the body.
    package let arrange: @Sendable (Page, Rect) -> [Slot]

    /// All screens in the order of their keys.
    package static let all: [ScreenKind] = [.projects, .review, .agenda, .people, .search]

    /// The screen with an id; the first one where it is not built in.
    package static func of(_ id: ScreenID) -> ScreenKind { all.first { $0.id == id } ?? .projects }

    /// The screen's page before anything was done on it.
    package var firstPage: Page { Page(.screen(id), focus: focus, tab: tabs.first ?? focus) }

    /// The places of a page's panes in a body of any size.
    package static func arrangement(of page: Page, in body: Rect) -> [Slot] {
        switch page.kind {
        case .screen(let id): of(id).arrange(page, body)
        case .note: [Slot(.reader, body, .box)]
        }
    }

    /// The panes of a page in the order of Tab, those that share a place included.
    package static func panes(of page: Page) -> [PaneID] {
        switch page.kind {
        case .screen(let id): of(id).panes
        case .note: [.reader]
        }
    }
}

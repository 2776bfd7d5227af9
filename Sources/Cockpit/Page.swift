package import VaultModel

/// The name of a pane, as keymaps and tests spell it.
package struct PaneID: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral {
    /// The name.
    package let rawValue: String
    /// The pane of that name.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// The pane of that name.
    package init(stringLiteral value: String) { rawValue = value }
}

/// What fills the space between the bars: one of the screens, or a note opened from it.
package struct Page: Sendable {
    /// What the page shows.
    package enum Kind: Hashable, Sendable {
        case screen(ScreenID)
        case note(NotePath)
    }
    /// What the page shows.
    package var kind: Kind
    /// The pane that keys go to.
    package var focus: PaneID
    /// Whether the focused pane takes the whole page.
    package var isZoomed = false
    /// The heading or `^block` that the reader goes to as soon as the note is read.
    package var seeking: String?
    /// Which pane of the tabbed place is in front.
    package var tab: PaneID
    /// The cursor and scroll position of each pane that was shown.
    package var panes: [PaneID: PaneState] = [:]

    /// A page with the focus on its first pane.
    package init(_ kind: Kind, focus: PaneID, tab: PaneID) {
        self.kind = kind
        self.focus = focus
        self.tab = tab
    }
}

/// A note that the cockpit holds with its bytes, because it is on the screen.
package struct OpenNote: Sendable {
    /// The note, as saved or as it is about to be saved.
    package var note: Note
    /// Its project model.
    package var project: Project
    /// Counts the contents that were held for this note: what was laid out for another one is stale.
    package var revision: Int
}

/// The index of the screens that the keys 1 to 5 lead to.
package enum ScreenID: Int, CaseIterable, Sendable {
    case projects = 1
    case review, agenda, people, search
}

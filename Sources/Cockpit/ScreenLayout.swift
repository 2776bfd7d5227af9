package import Screen

/// A pane's place on the screen.
package struct Slot: Hashable, Sendable {
    /// How the place is set off from its neighbours.
    package enum Frame: Hashable, Sendable {
        /// A border all around.
        case box
        /// A line above that holds the title.
        case rule
    }
    /// The pane.
    package var pane: PaneID
    /// The whole place, border included.
    package var rect: Rect
    /// How it is set off.
    package var frame: Frame
    /// The panes that share the place; empty for a place of its own.
    package var tabs: [PaneID] = []

    /// A pane's place.
    package init(_ pane: PaneID, _ rect: Rect, _ frame: Frame, tabs: [PaneID] = []) {
        self.pane = pane
        self.rect = rect
        self.frame = frame
        self.tabs = tabs
    }

    /// Where the content goes.
    package var inner: Rect {
        switch frame {
        case .box: rect.inset(columns: 2, rows: 1)
        case .rule: rect.cutTop(1).rest.inset(columns: 1, rows: 0)
        }
    }
}

/// Where everything is; the same for `update`, which must know how much of a pane is in sight, and for `draw`.
package struct ScreenLayout: Hashable, Sendable {
    /// The smallest screen that is of any use, in cells.
    package static let smallest = Size(columns: 20, rows: 6)
    /// Narrower than this, one pane at a time is shown, in cells.
    package static let oneColumn = 60
    /// From this width on, panes stand side by side in boxes, in cells.
    package static let wide = 100

    /// The title bar.
    package let top: Rect
    /// What is between the bars.
    package let body: Rect
    /// The hint line.
    package let bottom: Rect
    /// The panes in sight, in the order that Tab visits them.
    package let slots: [Slot]
    /// Whether the screen is smaller than `smallest`.
    package let isTooSmall: Bool

    /// The layout of a state's page.
    package init(_ state: State) { self.init(page: state.page, size: state.size) }

    /// The layout of a page on a screen of `size` cells.
    package init(page: Page, size: Size) {
        let all = size.bounds
        (top, _) = all.cutTop(1)
        let (rest, bottom) = (all.cutTop(1).rest.cutBottom(1).rest, all.cutBottom(1).piece)
        body = rest
        self.bottom = bottom
        isTooSmall = size.columns < Self.smallest.columns || size.rows < Self.smallest.rows
        guard !isTooSmall else {
            slots = []
            return
        }
        let arranged = ScreenKind.arrangement(of: page, in: rest)
        if page.isZoomed || rest.width < Self.oneColumn {
            let current = arranged.first { $0.pane == page.focus } ?? arranged.first
            slots = current.map { [Slot($0.pane, rest, .box, tabs: $0.tabs)] } ?? []
        } else {
            slots = arranged
        }
    }

    /// The place of a pane in sight.
    package func slot(_ pane: PaneID) -> Slot? { slots.first { $0.pane == pane } }

    /// How many lines of a pane's content are in sight.
    package func height(_ pane: PaneID) -> Int { slot(pane)?.inner.height ?? 0 }
}

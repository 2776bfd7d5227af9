import Screen

extension ScreenKind {
    /// The projects at the left, the panes of the selected one at the right.
    package static let projects = ScreenKind(
        id: .projects, title: "Projects",
        panes: [.projects, .overview, .blockers, .steps, .collaborators] + fifth,
        focus: .projects, tabs: fifth,
        count: { $0.projects.count },
        subject: { state in
            guard let content = state.contents[.projects]?.content, content.itemCount > 0 else { return nil }
            let index = state.pages.first?.panes[.projects]?.cursor ?? 0
            return content.item(min(index, content.itemCount - 1)).origin?.path
        },
        arrange: { page, body in
            body.width >= ScreenLayout.wide ? wideProjects(page, body) : narrowProjects(page, body)
        })

    /// The panes that share the fifth place.
    private static let fifth: [PaneID] = [.facts, .related, .context, .queries]

    /// The tabbed place with the pane in front.
    private static func tabbed(_ page: Page, _ rect: Rect, _ frame: Slot.Frame) -> Slot {
        Slot(page.tab, rect, frame, tabs: fifth)
    }

    /// A list, and boxes in two columns under the overview.
    private static func wideProjects(_ page: Page, _ body: Rect) -> [Slot] {
        let (list, right) = body.cutLeft(max(30, min(46, body.width * 3 / 10)))
        let (overview, grid) = right.cutTop(max(6, min(12, right.height / 4)))
        let rows = grid.rows([11, 10])
        let upper = rows[0].columns([1, 1])
        let lower = rows[1].columns([1, 1])
        return [
            Slot(.projects, list, .box), Slot(.overview, overview, .box), Slot(.blockers, upper[0], .box),
            Slot(.steps, upper[1], .box), Slot(.collaborators, lower[0], .box), tabbed(page, lower[1], .box),
        ]
    }

    /// A list, and one column of panes, of which the focused one gets the room that is left.
    private static func narrowProjects(_ page: Page, _ body: Rect) -> [Slot] {
        let (list, right) = body.cutLeft(max(20, min(30, body.width * 32 / 100)))
        let panes: [PaneID] = [.overview, .blockers, .steps, .collaborators, page.tab]
        let favourite = panes.contains(page.focus) ? page.focus : .steps
        let small = right.height >= 18 ? 3 : max(1, right.height / 8)
        var slots = [Slot(.projects, list, .box)]
        var rest = right
        for pane in panes {
            let height = pane == favourite ? right.height - small * (panes.count - 1) : small
            let (piece, below) = rest.cutTop(height)
            rest = below
            slots.append(pane == page.tab ? tabbed(page, piece, .rule) : Slot(pane, piece, .rule))
        }
        return slots
    }
}

import Screen
import VaultModel

extension ScreenKind {
    /// Every open task of the vault, and beside it the note around the one under the cursor.
    package static let agenda = ScreenKind(
        id: .agenda, title: "Agenda", panes: [.agenda, .preview], focus: .agenda, tabs: [],
        count: { $0.agenda.openCount },
        subject: { $0.listed?.origin?.path },
        arrange: { page, body in listWithPreview(.agenda, page, body) })

    /// A list, with a preview beside it where there is room; without, the preview takes the whole page when it
    /// has the focus.
    static func listWithPreview(_ list: PaneID, _ page: Page, _ body: Rect) -> [Slot] {
        guard body.width >= ScreenLayout.wide else {
            return [Slot(page.focus == .preview ? .preview : list, body, .box)]
        }
        let (left, right) = body.cutLeft(body.width * 55 / 100)
        return [Slot(list, left, .box), Slot(.preview, right, .box)]
    }
}

extension State {
    /// The item under the cursor of the screen's list, whichever pane has the focus.
    var listed: Item? {
        guard let list = ScreenKind.list(of: pages[0]), let content = contents[list]?.content,
            content.itemCount > 0
        else { return nil }
        return content.item(min(pages[0].panes[list]?.cursor ?? 0, content.itemCount - 1))
    }
}

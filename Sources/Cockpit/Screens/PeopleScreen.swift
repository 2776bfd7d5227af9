import Screen
import VaultModel

extension ScreenKind {
    /// The people at the left, the page of the selected one at the right.
    package static let people = ScreenKind(
        id: .people, title: "People", panes: [.people, .person], focus: .people, tabs: [],
        count: { $0.people.made?.all.count },
        subject: { $0.listed?.origin?.path },
        arrange: { page, body in
            guard body.width >= ScreenLayout.wide else {
                return [Slot(page.focus == .person ? .person : .people, body, .box)]
            }
            let (left, right) = body.cutLeft(body.width * 45 / 100)
            return [Slot(.people, left, .box), Slot(.person, right, .box)]
        })
}

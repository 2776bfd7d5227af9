import Screen
import VaultModel

extension ScreenKind {
    /// The queue at the left or above, and beside it what is new in the note under its cursor.
    package static let review = ScreenKind(
        id: .review, title: "Review", panes: [.queue, .review], focus: .review, tabs: [],
        count: { $0.scan.isDone || $0.isReviewing ? $0.review.queue.count : $0.vault.needsReview.count },
        subject: { state in
            guard let content = state.contents[.queue]?.content, content.itemCount > 0 else { return nil }
            let index = state.pages.first?.panes[.queue]?.cursor ?? 0
            return content.item(min(index, content.itemCount - 1)).origin?.path
        },
        arrange: { page, body in
            if body.width >= ScreenLayout.wide {
                let (list, rest) = body.cutLeft(max(30, min(44, body.width * 3 / 10)))
                return [Slot(.queue, list, .box), Slot(.review, rest, .box)]
            }
            let height = page.focus == .queue ? max(3, body.height / 2) : min(3, body.height / 3)
            let (list, rest) = body.cutTop(height)
            return [Slot(.queue, list, .rule), Slot(.review, rest, .rule)]
        })
}

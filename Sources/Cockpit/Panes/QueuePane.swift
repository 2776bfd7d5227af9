import Screen
import VaultModel

extension PaneID {
    /// The notes to be looked at.
    package static let queue: PaneID = "queue"
}

extension Pane {
    /// The queue: notes with the tag, then those changed since they were accepted, the newest change first.
    package static let queue = Pane(
        .queue, "Review", whenEmpty: "Nothing waits for review", followsVault: true, followsReview: true,
        heading: { $0.review.progress(at: $0.subject) }
    ) { context in
        let review = context.state.review
        var builder = ContentBuilder(context)
        var wasTagged = true
        for entry in review.queue {
            if entry.reason == .changed, wasTagged {
                builder.addHeading(StyledText("Changed since accepted", .dim))
                wasTagged = false
            }
            let item = Item(
                id: entry.path.text, kind: .note, origin: Origin(entry.path, line: 0),
                destinations: [.note(entry.path, heading: nil)])
            builder.add(item, queueRow(entry, context))
        }
        return builder.content(note: queueNote(review))
    }
}

/// A note of the queue: its title, and at the right how much is new in it, where that is known.
private func queueRow(_ entry: ReviewEntry, _ context: Pane.Context) -> StyledText {
    let review = context.state.review
    var row = StyledText(review.marked.contains(entry.path) ? "* " : "  ", .review)
    let counts = countMarks(review.counts[entry.path])
    let title = StyledText(context.state.vault[entry.path]?.title ?? entry.path.name, .text)
    let room = max(4, context.width - 2 - counts.width - (counts.isEmpty ? 0 : 1))
    row.append(title.padded(to: room))
    if !counts.isEmpty { row.append(" ") }
    row.append(counts)
    return row
}

/// How much is new, as marks: `+3` lines added, `~1` changed, `-2` removed.
func countMarks(_ counts: NoteDiff.Counts?) -> StyledText {
    var text = StyledText()
    guard let counts else { return text }
    for (mark, count, role) in [
        ("+", counts.added, Role.added), ("~", counts.changed, .warning), ("-", counts.removed, .dim),
    ] where count > 0 {
        if !text.isEmpty { text.append(" ") }
        text.append("\(mark)\(count)", role)
    }
    return text
}

/// What the queue's title adds: marked notes, notes that are put off, the time that the rest will take.
private func queueNote(_ review: ReviewState) -> String {
    var parts: [String] = []
    if !review.marked.isEmpty { parts.append("\(review.marked.count) marked") }
    if review.snoozed > 0 { parts.append("\(review.snoozed) put off") }
    if let minutes = review.pass.estimate(for: review.queue.count) { parts.append("about \(minutes) min") }
    return parts.joined(separator: " · ")
}

extension ReviewState {
    /// How far the pass is: `Review 3 of 12`.
    func progress(at path: NotePath?) -> String {
        let total = pass.settled + queue.count
        guard total > 0 else { return "Review" }
        let place = index(of: path).map { pass.settled + $0 + 1 } ?? pass.settled
        return "Review \(place) of \(total)"
    }
}

import Screen
import VaultModel

extension PaneID {
    /// The notes to be looked at.
    package static let queue: PaneID = "queue"
}

extension Pane {
    /// The queue: notes with the tag, then those changed since they were accepted, the newest change first.
    package static let queue = Pane(
        .queue, "Review", whenEmpty: "Nothing waits for review", followsVault: true,
        heading: { $0.review.progress(at: $0.subject) }, stamp: { $0.review.queueRevision }
    ) { context in
        let context = context.lasting
        let (state, isFiltered) = (context.state, !context.filter.isEmpty)
        let filter = TextFilter(context.filter)
        let queue = state.review.queue
        let entries = isFiltered ? state.review.places(fitting: filter).map { queue[$0] }[...] : queue
        let tagged = entries.partitioningIndex { $0.reason == .changed }
        let hasHeading = !isFiltered && tagged < entries.count
        return Content(
            groups: hasHeading && tagged > 0 ? [tagged, entries.count - tagged] : [entries.count],
            startsBare: !hasHeading || tagged > 0, note: queueNote(state.review),
            heading: { _ in StyledText("Changed since accepted", .dim).truncated(to: context.width) },
            text: { queueRow(entries[$0], state.review, width: context.width) },
            item: { index in
                let path = entries[index].path
                return Item(
                    id: path.text, kind: .note, origin: Origin(path, line: 0),
                    destinations: [.note(path, heading: nil)])
            },
            find: { id, near in
                if near < entries.count, entries[near].path.text == id { return near }
                if !isFiltered { return state.review.index(of: NotePath(id)) }
                return entries.firstIndex { $0.path.text == id }
            })
    }
}

/// A note of the queue: its title, and at the right how much is new in it, where that is known.
private func queueRow(_ entry: ReviewEntry, _ review: ReviewState, width: Int) -> StyledText {
    var row = StyledText(review.marked.contains(entry.path) ? "* " : "  ", .review)
    let counts = countMarks(review.counts[entry.path])
    let room = max(4, width - 2 - counts.width - (counts.isEmpty ? 0 : 1))
    row.append(StyledText(entry.title, .text).padded(to: room))
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
        let done = pass.settled + settling.count
        let total = done + queue.count
        guard total > 0 else { return "Review" }
        let place = index(of: path).map { done + $0 + 1 } ?? done
        return "Review \(place) of \(total)"
    }
}

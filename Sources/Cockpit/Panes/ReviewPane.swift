import Screen
import VaultModel

extension PaneID {
    /// What is new in a note.
    package static let review: PaneID = "review"
}

extension Pane {
    /// The note under the queue's cursor: what is new in it, or all of it with what is new marked in the margin.
    package static let review = Pane(
        .review, "What is new", whenEmpty: "Comparing with what was accepted…", followsVault: true,
        followsReview: true,
        heading: { state in state.openSubject?.note.title ?? "Review" }
    ) { context in
        let state = context.state
        var builder = ContentBuilder(context)
        guard let subject = context.subject else {
            if state.scan.isDone, state.review.queue.isEmpty { addSummary(state, to: &builder) }
            return builder.content()
        }
        guard let current = state.review.current, current.key.path == subject.note.path,
            current.key.revision == subject.revision
        else { return .empty }
        ReviewedText(subject, current, context).render(into: &builder)
        return builder.content(note: reviewNote(current))
    }
}

/// What the title adds: how much is new.
private func reviewNote(_ current: ReviewState.Current) -> String {
    if current.diff.isWhole { return "never accepted before" }
    var parts: [String] = []
    if !current.returned.isEmpty { parts.append("\(current.returned.count) came back") }
    let counts = countMarks(current.counts).text
    parts.append(counts.isEmpty ? "nothing new" : counts)
    return parts.joined(separator: " · ")
}

/// A note with what is new in it marked in the margin: `+` added, `~` changed, `-` removed, `!` came back.
private struct ReviewedText {
    private let note: Note
    private let current: ReviewState.Current
    private let reader: ReaderText
    private let showsAll: Bool
    private let removed: [Int: [NoteDiff.Removed]]
    private let returned: [Int: ReturnedWork]
    private let headings: [Int: String]
    /// The first line behind the properties that is not blank.
    private let firstText: Int

    init(_ subject: OpenNote, _ current: ReviewState.Current, _ context: Pane.Context) {
        note = subject.note
        self.current = current
        reader = ReaderText(
            note, context.state, width: max(1, context.width - 2), project: subject.project, asksQueries: false)
        showsAll = context.state.review.showsAll
        let gone = current.diff.removed.filter { !$0.text.allSatisfy(\.isWhitespace) }
        removed = context.state.review.showsRemoved ? Dictionary(grouping: gone, by: \.before) : [:]
        returned = Dictionary(current.returned.map { ($0.line, $0) }, uniquingKeysWith: { first, _ in first })
        headings = Dictionary(
            subject.note.headings.map { ($0.line, plainText(subject.note.text($0.textRange))) },
            uniquingKeysWith: { first, _ in first })
        let end = note.frontmatter.map { subject.note.line(at: max(0, $0.range.upper - 1)) + 1 } ?? 0
        let texts = (end..<max(end, note.lines.count)).lazy.map(subject.note.lineText)
        firstText = end + texts.prefix { $0.allSatisfy(\.isWhitespace) }.count
    }

    /// Adds the lines.
    func render(into builder: inout ContentBuilder) {
        var heading: String?
        var told: String?
        let count = min(current.diff.marks.count, ReaderText.mostLines)
        for line in 0...count {
            let isShown = line < count && isShown(line)
            if let here = headings[line], !isShown { heading = here }
            if !showsAll, !current.diff.isWhole, isShown || removed[line] != nil, let name = heading,
                name != told
            {
                builder.margin = nil
                builder.addHeading(StyledText(name, Style(.heading, .bold)))
                told = name
            }
            for gone in removed[line] ?? [] where showsAll || !isBookkeeping(gone.text) {
                add(gone, to: &builder)
            }
            if isShown { add(line, to: &builder) }
        }
        builder.margin = nil
        if builder.count == 0 { addNothing(to: &builder) }
    }

    private func isShown(_ line: Int) -> Bool {
        if showsAll { return true }
        if current.diff.isWhole { return line >= firstText }
        return current.diff.marks[line] != .same && !current.ignored.contains(line)
            && !note.lineText(line).allSatisfy(\.isWhitespace)
    }

    /// Whether a line that is gone is one of tag and dates.
    private func isBookkeeping(_ text: String) -> Bool {
        text.hasPrefix("last_updated:") || text.lowercased().contains("last updated")
    }

    private func add(_ line: Int, to builder: inout ContentBuilder) {
        builder.margin = margin(line)
        if case .changed(let old) = current.diff.marks[line], !current.ignored.contains(line) {
            builder.before = old
        }
        builder.after = returned[line].map { "  came back: \($0.words)" }
        reader.add(line, to: &builder)
        builder.before = nil
        builder.after = nil
    }

    private func margin(_ line: Int) -> StyledText {
        if returned[line] != nil { return StyledText("! ", Style(.warning, .bold)) }
        if current.ignored.contains(line) || note.lineText(line).allSatisfy(\.isWhitespace) {
            return StyledText("  ")
        }
        switch current.diff.marks[line] {
        case .same: return StyledText("  ")
        case .added: return StyledText("+ ", Style(.added, .bold))
        case .changed: return StyledText("~ ", Style(.warning, .bold))
        }
    }

    private func add(_ gone: NoteDiff.Removed, to builder: inout ContentBuilder) {
        builder.margin = StyledText("- ", .dim)
        let text = StyledText(gone.text, Style(.dim, .strike))
        if gone.isReplaced { return builder.addPassing(text, hanging: 2) }
        builder.add(Item(id: "gone:\(gone.line)", kind: .text), text, hanging: 2)
    }

    private func addNothing(to builder: inout ContentBuilder) {
        let words =
            current.diff.isEmpty
            ? "Nothing differs from what was accepted, but perhaps how lines end."
            : "Nothing is new but the tag and the dates."
        builder.add(Item(id: "nothing", kind: .text), StyledText(words, .dim))
    }
}

/// What was done in the pass, and what is still blocked.
private func addSummary(_ state: State, to builder: inout ContentBuilder) {
    let pass = state.review.pass
    func add(_ id: String, _ text: StyledText) { builder.add(Item(id: id, kind: .text), text) }
    guard pass.settled > 0 else {
        add("done", StyledText("Nothing waits for review.", .dim))
        return addBlocked(state, to: &builder)
    }
    add("done", StyledText("The queue is empty.", Style(.done, .bold)))
    builder.addSpace()
    let rows = [
        ("accepted", pass.accepted.count), ("put off", pass.snoozed.count), ("archived", pass.archived.count),
        ("steps done", pass.stepsDone), ("steps added", pass.stepsAdded),
    ]
    for (name, count) in rows {
        var row = StyledText(name, .dim).padded(to: 14)
        row.append("\(count)", Style(count > 0 ? .text : .dim, count > 0 ? .bold : []))
        add(name, row)
    }
    var time = StyledText("time", .dim).padded(to: 14)
    time.append(pass.time)
    add("time", time)
    addBlocked(state, to: &builder)
}

/// The projects that are blocked, each with its blockers' number.
private func addBlocked(_ state: State, to builder: inout ContentBuilder) {
    let blocked = state.projects.entries.lazy.filter(\.attention.isBlocked).prefix(50)
    guard !blocked.isEmpty else { return }
    builder.addHeading(StyledText("Still blocked", Style(.heading, .bold)))
    for entry in blocked {
        guard let digest = state.vault[entry.path] else { continue }
        var row = StyledText("✗ ", .blocked)
        row.append(digest.title)
        if digest.openBlockers > 0 { row.append("  \(digest.openBlockers)", .dim) }
        let item = Item(
            id: entry.path.text, kind: .note, origin: Origin(entry.path, line: 0),
            destinations: [.note(entry.path, heading: nil)])
        builder.add(item, row)
    }
}

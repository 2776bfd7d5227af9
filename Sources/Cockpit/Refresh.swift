import Screen
import VaultModel

extension State {
    /// How many notes stay open that are not on the screen.
    private static let spareNotes = 16

    /// Brings what `draw` reads up to date, and asks for the notes that are missing.
    mutating func refresh() -> [Effect] {
        seek()
        refreshQueue()
        var effects = refreshPicker()
        let layout = ScreenLayout(self)
        // The list says what the page is about, so it comes first.
        var visible = layout.slots.map(\.pane)
        if let list = ScreenKind.list(of: pages[0]), !visible.contains(list) { visible.insert(list, at: 0) }
        effects += runPending() + demandSurveys() + demandAsked(visible) + refreshComparison()
        for (index, pane) in visible.enumerated() {
            effects += prepare(pane, layout)
            guard index == 0 else { continue }
            effects +=
                demandSubject() + demandPage() + refreshReviewed() + demandCounts() + demandAnswers(visible)
            if isReviewing { effects += prepare(pane, layout) }
        }
        contents = contents.filter { visible.contains($0.key) }
        return effects
    }

    /// Makes a pane's content anew where what it is made from changed, and keeps its cursor on its item.
    private mutating func prepare(_ id: PaneID, _ layout: ScreenLayout) -> [Effect] {
        let pane = Pane.named(id)
        let inner = layout.slot(id)?.inner
        let owner = owningPage(of: id)
        let state = pages[owner].panes[id] ?? PaneState()
        let subject = id == ScreenKind.list(of: pages[0]) ? nil : openSubject
        let key = PreparedContent.Key(
            subject: subject?.note.path, revision: subject?.revision ?? 0,
            vaultRevision: pane.followsVault ? vault.revision : 0, width: inner?.width ?? 40,
            filter: state.filter, today: today, review: pane.followsReview ? review.revision : 0,
            answers: PaneID.showingQueries.contains(id) ? queries.stamp + tables.version : 0,
            stamp: pane.stamp(self))
        var effects: [Effect] = []
        if contents[id]?.key != key {
            let context = Pane.Context(state: self, subject: subject, width: key.width, filter: key.filter)
            if subject?.note.isLarge == true {
                effects = prepareElsewhere(pane, key, context)
            } else {
                contents[id] = PreparedContent(key: key, content: pane.content(context))
            }
        }
        guard let content = contents[id]?.content else { return effects }
        var settled = state
        if let subject, settled.subject != subject.note.path {
            settled = PaneState()
            settled.subject = subject.note.path
            settled.filter = state.filter
            if state.subject == nil { settled.selected = state.selected }
        }
        if !scan.isDone, !settled.isPlaced, subject == nil {
            settled.selected = nil
            settled.cursor = 0
        }
        if subject == nil { settled.comeBack(in: content, isWhole: scan.isDone && !isAwaiting) }
        if let place = pane.follows(self), settled.followed != place, subject != nil {
            settled.followed = place
            settled.show(ReaderText.itemID(line: place.line), in: content, height: inner?.height ?? 1)
        }
        if subject?.note.path == settled.added?.path {
            settled.goToAdded(in: content, height: inner?.height ?? 1)
        }
        settled.settle(in: content, height: inner?.height ?? 1)
        pages[owner].panes[id] = settled
        return effects
    }

    /// Has a worker make a pane's content of a large note; what it showed of that note stays until then.
    private mutating func prepareElsewhere(
        _ pane: Pane, _ key: PreparedContent.Key, _ context: Pane.Context
    ) -> [Effect] {
        if contents[pane.id]?.key.subject != key.subject { contents[pane.id] = nil }
        // What changes meanwhile is seen to when this one is there.
        guard preparing.insert(pane.id).inserted else { return [] }
        return send {
            let content = pane.content(context)
            return { state in
                state.preparing.remove(pane.id)
                state.contents[pane.id] = PreparedContent(key: key, content: content)
                return []
            }
        }
    }

    /// Lets go of what panes show, before notes change: content holds the state it was made from, and a vault
    /// that is held twice is copied when it changes. `refresh` makes it anew. What is shown of large notes holds no
    /// state, and stays until a worker made it anew.
    mutating func releaseContents() {
        contents = contents.filter { $0.value.key.subject.flatMap { open[$0] }?.note.isLarge == true }
    }

    /// Puts the reader's cursor on the heading or block that a link named, as soon as the note is read.
    private mutating func seek() {
        guard let target = page.seeking, case .note(let path) = page.kind, let note = open[path]?.note else {
            return
        }
        page.seeking = nil
        guard let line = note.line(ofSubpath: target) else {
            notice = Notice("\(path.name) has no heading or block “\(target)”", isError: true)
            return
        }
        page.panes[.reader, default: PaneState()].selected = ReaderText.itemID(line: line)
    }

    /// The index of the page that a pane in sight belongs to: the list of the screen stays with the screen.
    private func owningPage(of pane: PaneID) -> Int {
        ScreenKind.panes(of: page).contains(pane) ? pages.count - 1 : 0
    }

    /// Asks for the note that the page is about, where it is not read.
    private mutating func demandSubject() -> [Effect] { subject.map { demand($0) } ?? [] }

    /// Asks for a note, where it is not read; it stays open while it is among those needed last.
    mutating func demand(_ path: NotePath) -> [Effect] {
        recent.removeAll { $0 == path }
        recent.append(path)
        while recent.count > Self.spareNotes {
            let old = recent.removeFirst()
            let isWanted = requests[old] != nil || review.waiting?.paths.contains(old) ?? false
            if !isWanted, !pages.contains(where: { $0.kind == .note(old) }) { open[old] = nil }
        }
        guard open[path] == nil, unreadable[path] == nil, !loading.contains(path) else { return [] }
        loading.insert(path)
        return [.load(path)]
    }
}

extension ScreenKind {
    /// The pane that says what the other panes of a page are about, if there is one.
    static func list(of page: Page) -> PaneID? {
        guard case .screen(let id) = page.kind else { return nil }
        let kind = of(id)
        return kind.tabs.contains(kind.panes[0]) ? page.tab : kind.panes[0]
    }
}

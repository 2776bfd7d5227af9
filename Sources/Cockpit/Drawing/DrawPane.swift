import Screen
import VaultModel

/// Draws a pane in its place: border, title, lines, the cursor, and how much is out of sight.
func drawPane(_ state: State, _ slot: Slot, on canvas: inout Canvas) {
    let hasFocus = state.page.focus == slot.pane && state.overlay?.coversFocus != true
    let border = Style(hasFocus ? .borderFocused : .border)
    let content = state.contents[slot.pane]?.content ?? .empty
    let pane = paneState(slot.pane, in: state)
    let title =
        slot.tabs.isEmpty ? paneTitle(state, slot, hasFocus, border) : tabTitle(slot, hasFocus, border)
    let note = StyledText(counted(content, pane), border.adding(hasFocus ? .bold : []))
    switch slot.frame {
    case .box: canvas.box(slot.rect, title: title, note: note, border)
    case .rule: drawRule(slot.rect, title, note, border, on: &canvas)
    }
    canvas.within(slot.inner) { canvas in
        if content.lineCount == 0 {
            drawEmpty(state, slot.pane, pane, on: &canvas)
        } else {
            drawLines(content, pane, hasFocus: hasFocus, on: &canvas)
        }
    }
    drawScrollMark(content, pane, slot, border, on: &canvas)
}

extension Overlay {
    /// Whether the panes below do not show where keys go.
    var coversFocus: Bool {
        if case .prompt = self { return false }
        return true
    }
}

/// The state of a pane in sight, whichever page keeps it.
private func paneState(_ pane: PaneID, in state: State) -> PaneState {
    state.page.panes[pane] ?? state.pages[0].panes[pane] ?? PaneState()
}

/// A pane's title; the reader has its note's.
private func paneTitle(_ state: State, _ slot: Slot, _ hasFocus: Bool, _ border: Style) -> StyledText {
    var title = Pane.named(slot.pane).heading?(state) ?? Pane.named(slot.pane).title
    if slot.pane == .reader, case .note(let path) = state.page.kind { title = path.text }
    return StyledText(title, hasFocus ? Style(.title, .bold) : border)
}

/// The titles of panes that share a place, the one in front marked.
private func tabTitle(_ slot: Slot, _ hasFocus: Bool, _ border: Style) -> StyledText {
    let titles = slot.tabs.map { Pane.named($0).title }
    let all = titles.reduce(0) { $0 + $1.count + 3 } - 3
    if all > slot.rect.width - 8 {
        let index = slot.tabs.firstIndex(of: slot.pane) ?? 0
        var text = StyledText(titles[index], hasFocus ? Style(.title, .bold) : border)
        text.append(" \(index + 1)/\(titles.count)", border)
        return text
    }
    var text = StyledText()
    for (index, title) in titles.enumerated() {
        if index > 0 { text.append(" · ", border) }
        let isFront = slot.tabs[index] == slot.pane
        text.append(title, isFront ? (hasFocus ? Style(.title, .bold) : Style(.title)) : Style(.dim))
    }
    return text
}

/// What the title adds: what the pane says itself, and the filter.
private func counted(_ content: Content, _ pane: PaneState) -> String {
    var parts: [String] = []
    if !pane.filter.isEmpty { parts.append("/\(pane.filter)") }
    if !content.note.isEmpty { parts.append(content.note) }
    return parts.joined(separator: " ")
}

/// A line that carries the title, for panes without a box.
private func drawRule(
    _ rect: Rect, _ title: StyledText, _ note: StyledText, _ style: Style, on canvas: inout Canvas
) {
    canvas.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), with: "─", style)
    let room = rect.width - 4
    guard room > 0 else { return }
    var text = StyledText(" ", style)
    text.append(title.truncated(to: room))
    text.append(" ", style)
    canvas.put(text, x: rect.x + 1, y: rect.y)
    guard note.width > 0, text.width + note.width + 5 <= rect.width else { return }
    var tail = StyledText(" ", style)
    tail.append(note)
    tail.append(" ", style)
    canvas.put(tail, x: rect.right - tail.width - 1, y: rect.y)
}

/// The lines in sight, the cursor's item marked.
func drawLines(_ content: Content, _ pane: PaneState, hasFocus: Bool, on canvas: inout Canvas) {
    let ground: Role = hasFocus ? .cursorLine : .selectedLine
    for y in 0..<max(0, min(canvas.size.rows, content.lineCount - pane.top)) {
        let line = content.line(pane.top + y)
        let text = line.text.truncated(to: canvas.size.columns)
        let isSelected = line.item == pane.cursor && content.itemCount > 0
        if isSelected, hasFocus || content.itemCount > 1 {
            // The mark reaches over the margin, so that it is seen without colour too.
            canvas.fill(Rect(x: 0, y: y, width: canvas.size.columns, height: 1), Style(.text, on: ground))
            canvas.put(text, x: 0, y: y, on: ground)
        } else {
            canvas.put(text, x: 0, y: y)
        }
    }
}

/// What is said in a pane without lines.
private func drawEmpty(_ state: State, _ id: PaneID, _ pane: PaneState, on canvas: inout Canvas) {
    var words = Pane.named(id).whenEmpty
    if !pane.filter.isEmpty {
        words = "Nothing here holds “\(pane.filter)”"
    } else if id != ScreenKind.list(of: state.pages[0]), state.openSubject == nil {
        guard let path = state.subject else { return }
        words = state.unreadable[path].map { "\(path.text): \($0)" } ?? "Reading…"
    } else if state.preparing.contains(id) {
        words = "Reading…"
    } else if id == ScreenKind.list(of: state.pages[0]), !state.scan.isDone {
        words = "Reading the vault…"
    }
    for (y, line) in StyledText(words, .dim).wrapped(to: max(1, canvas.size.columns)).enumerated() {
        canvas.put(line, x: 0, y: y, maxWidth: canvas.size.columns)
    }
}

/// A thumb on the right border where not all lines are in sight.
private func drawScrollMark(
    _ content: Content, _ pane: PaneState, _ slot: Slot, _ style: Style, on canvas: inout Canvas
) {
    let height = slot.inner.height
    guard content.lineCount > height, height > 1 else { return }
    let size = max(1, height * height / content.lineCount)
    let room = height - size
    let offset = min(
        room, (pane.top * room + (content.lineCount - height) / 2) / max(1, content.lineCount - height))
    for y in offset..<(offset + size) {
        canvas.put("┃", x: slot.rect.right - 1, y: slot.inner.y + y, style)
    }
}

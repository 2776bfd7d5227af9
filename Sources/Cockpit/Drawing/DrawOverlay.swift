import Keymaps
import Screen

/// What lies over the page.
func drawOverlay(_ state: State, on canvas: inout Canvas) {
    switch state.overlay {
    case .list(let list): drawList(list, on: &canvas)
    case .merge(let merge): drawMerge(merge, on: &canvas)
    case .picker(let picker): drawPicker(picker, on: &canvas)
    case .calendar(let calendar): drawCalendar(calendar, on: &canvas)
    case .prompt(let prompt): drawCompletion(prompt, on: &canvas)
    case nil: if state.showsWhichKey { drawWhichKey(state, on: &canvas) }
    }
}

private func drawList(_ list: ListOverlay, on canvas: inout Canvas) {
    let place = OverlayLayout.list(list, on: canvas.size)
    clear(place.rect, on: &canvas)
    canvas.box(
        place.rect, title: StyledText(list.title, Style(.title, .bold)), note: StyledText("Esc closes", .dim),
        Style(.borderFocused))
    canvas.within(place.inner) { drawLines(list.content, list.pane, hasFocus: true, on: &$0) }
}

private func drawMerge(_ merge: MergeOverlay, on canvas: inout Canvas) {
    let place = OverlayLayout.merge(on: canvas.size)
    clear(place.rect, on: &canvas)
    canvas.box(
        place.rect, title: StyledText(merge.title, Style(.title, .bold)), note: StyledText(merge.note, .dim),
        Style(.borderFocused))
    canvas.within(place.inner) { drawLines(merge.content, merge.pane, hasFocus: true, on: &$0) }
}

private func drawPicker(_ picker: Picker, on canvas: inout Canvas) {
    let place = OverlayLayout.picker(on: canvas.size)
    clear(place.rect, on: &canvas)
    canvas.box(
        place.rect, title: StyledText(picker.title, Style(.title, .bold)),
        note: StyledText("\(picker.count) of \(picker.total)", .dim), Style(.borderFocused))
    canvas.within(place.inner) { canvas in
        drawInput(picker.line, x: 0, width: canvas.size.columns, on: &canvas)
        canvas.fill(Rect(x: 0, y: 1, width: canvas.size.columns, height: 1), with: "─", Style(.border))
        let (about, list) = canvas.bounds.cutTop(2).rest.cutBottom(1)
        canvas.within(list) { drawRows(picker, on: &$0) }
        let words = StyledText(picker.isAwaiting ? "Looking…" : "Nothing fits", .dim)
        canvas.put((picker.picked?.about ?? words).truncated(to: about.width), x: about.x, y: about.y)
    }
}

private func drawRows(_ picker: Picker, on canvas: inout Canvas) {
    let first = max(0, picker.cursor - canvas.size.rows + 1)
    for (y, row) in picker.rows.dropFirst(first).prefix(canvas.size.rows).enumerated() {
        let ground: Role? = first + y == picker.cursor ? .cursorLine : nil
        let place = Rect(x: 0, y: y, width: canvas.size.columns, height: 1)
        if let ground { canvas.fill(place, Style(.text, on: ground)) }
        canvas.put(row.line(width: canvas.size.columns), x: 0, y: y, on: ground)
    }
}

/// The keys that can follow those that were typed.
private func drawWhichKey(_ state: State, on canvas: inout Canvas) {
    guard case .prefix(let rest) = state.keymap.match(state.typed, in: [state.page.focus.rawValue, "global"])
    else { return }
    let rows = rest.map { next in
        var row = StyledText(next.keys.label, .hintKey)
        row = row.padded(to: 8)
        row.append(" \(Command.named(next.command)?.help ?? next.command)", .hint)
        return row
    }
    let width = min(canvas.size.columns, (rows.map(\.width).max() ?? 0) + 4)
    let height = min(canvas.size.rows - 2, rows.count + 2)
    let rect = Rect(
        x: canvas.size.columns - width, y: canvas.size.rows - 1 - height, width: width, height: height)
    clear(rect, on: &canvas)
    let typed = state.typed.label
    canvas.box(rect, title: StyledText(typed, Style(.title, .bold)), Style(.borderFocused))
    canvas.within(rect.inset(columns: 2, rows: 1)) { canvas in
        for (y, row) in rows.enumerated() { canvas.put(row.truncated(to: canvas.size.columns), x: 0, y: y) }
    }
}

/// Blanks what an overlay covers.
private func clear(_ rect: Rect, on canvas: inout Canvas) { canvas.fill(rect) }

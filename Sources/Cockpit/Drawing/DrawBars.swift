import Keymaps
import Screen
import VaultModel

/// The title bar: the vault, the screens with their counts, and what is going on.
func drawTitleBar(_ state: State, _ rect: Rect, on canvas: inout Canvas) {
    canvas.within(rect) { canvas in
        let bar = Style(.bar, on: .bar)
        canvas.fill(canvas.bounds, bar)
        let status = activity(state)
        let room = rect.width - status.width - 2
        let ways = NameWay.allCases.map { way in
            let vault = way == .namesAlone ? "" : " \(state.vaultName) "
            var text = StyledText(vault, bar.adding(.bold))
            text.append(screenNames(state, way))
            return text
        }
        let left = ways.first { $0.width <= room } ?? ways[ways.count - 1]
        canvas.put(left.truncated(to: max(0, room)), x: 0, y: 0)
        canvas.put(status, x: max(0, rect.width - status.width - 1), y: 0)
    }
}

/// How the screens are named, with less and less room: the others lose their counts first, then the one in sight, then
/// the vault gives way, and last the others lose their names.
private enum NameWay: CaseIterable { case whole, oneCount, names, namesAlone, keys }

/// The screens with their keys and counts.
private func screenNames(_ state: State, _ way: NameWay) -> StyledText {
    var text = StyledText()
    for kind in ScreenKind.all {
        let isCurrent = state.pages[0].kind == .screen(kind.id)
        let style = isCurrent ? Style(.title, on: .bar, .bold) : Style(.bar, on: .bar)
        text.append("  ", Style(.bar, on: .bar))
        text.append("\(kind.id.rawValue)", Style(.hintKey, on: .bar))
        guard isCurrent || way != .keys else { continue }
        text.append(" \(kind.title)", style)
        if way == .whole || isCurrent && (way == .oneCount || way == .keys), let count = kind.count(state) {
            text.append(" \(count)", style)
        }
    }
    return text
}

/// What is going on: reading, watching, saving.
private func activity(_ state: State) -> StyledText {
    let bar = Style(.bar, on: .bar)
    let warning = Style(.warning, on: .bar)
    if state.watch == .gone { return StyledText("vault gone: waiting for it", Style(.error, on: .bar)) }
    if !state.scan.isDone { return progressBar(state.scan) }
    if !state.saving.isEmpty { return StyledText("saving", bar) }
    var words: [StyledText] = []
    func add(_ text: String, _ style: Style) { words.append(StyledText(text, style)) }
    if state.isReadOnly || state.journalObstacle != nil { add("read-only", warning) }
    if let path = state.item?.origin?.path ?? state.subject, let editor = state.editors[path] {
        add("open in \(editor)", warning)
    }
    if let comparable = state.comparable {
        add(comparable.copy == nil ? "unfinished merge" : "conflict copy", warning)
    }
    let unreadable = state.scan.unreadable.count
    if unreadable > 0 { add("\(unreadable) unreadable", warning) }
    switch state.watch {
    case .polling(let reason): add("polling: \(reason)", warning)
    case .watching: add("watching", bar)
    case .starting, .gone: break
    }
    return words.reduce(into: StyledText()) { text, part in
        if !text.isEmpty { text.append("  ", bar) }
        text.append(part)
    }
}

/// How far the first reading is: a bar where the number of files is known.
private func progressBar(_ scan: ScanProgress) -> StyledText {
    var text = StyledText("reading \(scan.read)", Style(.bar, on: .bar))
    guard let total = scan.total, total > 0 else { return text }
    let width = 12
    let filled = min(width, scan.read * width / total)
    text.append(" of \(total) ", Style(.bar, on: .bar))
    text.append(String(repeating: "#", count: filled), Style(.progress, on: .bar))
    text.append(String(repeating: ".", count: width - filled), Style(.dim, on: .bar))
    return text
}

/// The bottom line: what is typed, a message, or the hints for the focused pane.
func drawBottomLine(_ state: State, _ rect: Rect, on canvas: inout Canvas) {
    canvas.within(rect) { canvas in
        if case .prompt(let prompt)? = state.overlay {
            drawPrompt(prompt, on: &canvas)
        } else if let notice = state.notice {
            canvas.put(noticeText(notice, state).truncated(to: rect.width - 1), x: 1, y: 0)
        } else {
            canvas.put(hints(state, width: rect.width - 1), x: 1, y: 0)
        }
    }
    if case .prompt? = state.overlay { return }
    if let notice = state.notice, notice.isError { drawWhole(noticeText(notice, state), rect, on: &canvas) }
}

/// Draws an error that is longer than the bottom line over the lines above it, so that its remedy can be read.
private func drawWhole(_ text: StyledText, _ rect: Rect, on canvas: inout Canvas) {
    guard text.width > rect.width - 1 else { return }
    let lines = text.wrapped(to: max(1, rect.width - 1)).prefix(min(5, rect.y))
    canvas.within(Rect(x: rect.x, y: rect.bottom - lines.count, width: rect.width, height: lines.count)) {
        $0.fill($0.bounds)
        for (y, line) in lines.enumerated() { $0.put(line, x: 1, y: y) }
    }
}

private func noticeText(_ notice: Notice, _ state: State) -> StyledText {
    var text = StyledText(notice.isError ? "! " : "", .error)
    text.append(notice.text, notice.isError ? .error : .message)
    if notice.offersUndo, let key = keyName(of: "edit.undo", state) {
        text.append("   ", .message)
        text.append(key, .hintKey)
        text.append(" undo", .hint)
    }
    return text
}

/// The first key of a command, for hints.
func keyName(of id: String, _ state: State) -> String? {
    let scopes = state.overlay?.scopes ?? [state.page.focus.rawValue, "global"]
    return state.keymap.keys(for: id, in: scopes).first?.label
}

/// The hints of the commands that can run now, as many as fit.
private func hints(_ state: State, width: Int) -> StyledText {
    if !state.typed.isEmpty {
        return StyledText(state.typed.label + " …", .hintKey)
    }
    if let fixed = state.overlay?.fixedHints {
        return fixed.reduce(into: StyledText()) { $0.appendHint($1.key, $1.hint) }
    }
    var text = state.overlay == nil ? linkHint(state) : StyledText()
    let order = [
        "merge.takeNote", "merge.takeCopy", "merge.takeBoth", "merge.write", "merge.finish", "merge.next",
        "conflict.compare", "review.putRight", "note.reviewed", "review.next", "review.snooze", "step.toggle",
        "item.add",
        "item.edit", "review.whole", "item.open", "go.back",
    ]
    let ranked = order.compactMap(Command.named) + Command.all.filter { !order.contains($0.id) }
    for command in ranked {
        guard let hint = command.hint, command.obstacle(state) == nil,
            let key = keyName(of: command.id, state)
        else { continue }
        if command.id == "go.back", state.overlay == nil, state.pages.count == 1, !state.page.isZoomed {
            continue
        }
        var longer = text
        longer.appendHint(key, hint)
        guard longer.width <= width else { break }
        text = longer
    }
    return text
}

extension StyledText {
    /// Adds a key with what it does, apart from what stands before.
    fileprivate mutating func appendHint(_ key: String, _ hint: String) {
        if !isEmpty { append("  ") }
        append(key, .hintKey)
        append(" \(hint)", .hint)
    }
}

/// Which link Enter follows, where Tab chose one.
private func linkHint(_ state: State) -> StyledText {
    guard state.focused.onLink, let item = state.item, let link = state.openable else { return StyledText() }
    var text = StyledText(
        "\(min(state.focused.link + 1, item.destinations.count))/\(item.destinations.count) ", .dim)
    switch link {
    case .note(let path, let heading): text.append(path.name + (heading.map { " > \($0)" } ?? ""), .link)
    case .place(let origin): text.append("\(origin.path.name):\(origin.line + 1)", .link)
    case .missing(let name): text.append("\(name): no such note", .warning)
    case .address(let address): text.append(address, .link)
    }
    return text
}

/// A line of input with its cursor; long text scrolls so that the cursor stays in sight.
private func drawPrompt(_ prompt: Prompt, on canvas: inout Canvas) {
    let width = canvas.size.columns
    var x = 1 + canvas.put("\(prompt.title): ", x: 1, y: 0, Style(.hintKey), maxWidth: width / 2)
    if let problem = prompt.problem {
        let words = StyledText(" ! \(problem)", .error).truncated(to: max(0, width - x - 12))
        canvas.put(words, x: width - words.width - 1, y: 0)
        x = drawInput(prompt.line, x: x, width: width - words.width - x - 2, on: &canvas)
    } else {
        x = drawInput(prompt.line, x: x, width: width - x - 1, on: &canvas)
    }
}

/// Draws typed text in `width` cells from `x` on and puts the terminal's cursor there.
@discardableResult
func drawInput(_ line: InputLine, x: Int, y: Int = 0, width: Int, on canvas: inout Canvas) -> Int {
    let head = line.head
    var hidden = 0
    var before = DisplayText.width(head)
    var shown = Substring(head)
    while before > max(0, width - 1), let first = shown.first {
        before -= DisplayText.width(String(first))
        shown = shown.dropFirst()
        hidden += 1
    }
    canvas.put(shown + line.tail, x: x, y: y, Style(.text), maxWidth: width)
    canvas.setCursor(x: x + before, y: y)
    return x + width
}

import Screen

/// The words that can complete the query that is being typed, above the input line.
func drawCompletion(_ prompt: Prompt, on canvas: inout Canvas) {
    guard let completion = prompt.completion, canvas.size.rows > 4 else { return }
    let all = completion.candidates
    let count = min(all.count, 8, canvas.size.rows - 4)
    let first = max(0, min((completion.chosen ?? 0) - count / 2, all.count - count))
    let names = all[first..<(first + count)]
    let nameWidth = min(40, names.map { StyledText($0.text).width }.max() ?? 0)
    let rows = names.map { candidate in
        var row = StyledText(candidate.text, .text).padded(to: nameWidth)
        row.append("  \(candidate.detail)", .dim)
        return row
    }
    let width = min(canvas.size.columns, (rows.map(\.width).max() ?? 0) + 4)
    let start = 1 + StyledText(prompt.title + ": " + String(prompt.line.text.prefix(completion.start))).width
    let rect = Rect(
        x: max(0, min(start - 2, canvas.size.columns - width)), y: canvas.size.rows - 3 - count, width: width,
        height: count + 2)
    canvas.fill(rect)
    canvas.box(
        rect, title: StyledText(), note: StyledText("Tab", .dim), Style(.borderFocused))
    canvas.within(rect.inset(columns: 2, rows: 1)) { canvas in
        for (y, row) in rows.enumerated() {
            let ground: Role? = first + y == completion.chosen ? .cursorLine : nil
            if let ground {
                canvas.fill(Rect(x: 0, y: y, width: canvas.size.columns, height: 1), Style(.text, on: ground))
            }
            canvas.put(row.truncated(to: canvas.size.columns), x: 0, y: y, on: ground)
        }
    }
}

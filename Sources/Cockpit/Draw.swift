package import Screen

/// The whole screen from a state: a pure function, drawn anew each time and never in part.
package func draw(_ state: State) -> Frame {
    var canvas = Canvas(size: state.size)
    let layout = ScreenLayout(state)
    guard !layout.isTooSmall else {
        drawTooSmall(state.size, on: &canvas)
        return canvas.frame
    }
    drawTitleBar(state, layout.top, on: &canvas)
    for slot in layout.slots { drawPane(state, slot, on: &canvas) }
    drawOverlay(state, on: &canvas)
    drawBottomLine(state, layout.bottom, on: &canvas)
    return canvas.frame
}

/// Says that the terminal is too small, in as few words as fit.
private func drawTooSmall(_ size: Size, on canvas: inout Canvas) {
    let need = ScreenLayout.smallest
    let words = "\(size.columns)x\(size.rows) is too small: Muster needs \(need.columns)x\(need.rows)"
    let lines = StyledText(words, .warning).wrapped(to: max(1, size.columns))
    for (y, line) in lines.prefix(size.rows).enumerated() {
        canvas.put(line, x: 0, y: y, maxWidth: size.columns)
    }
}

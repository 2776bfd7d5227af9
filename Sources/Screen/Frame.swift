/// A whole screen as a value: cells, and where the cursor stands.
///
/// Invariant: the cell right of a wide one is its right half, and right halves stand nowhere else.
package struct Frame: Hashable, Sendable {
    /// Columns and rows.
    package let size: Size
    /// Where the terminal's cursor is shown; nil where it is not.
    package var cursor: Point?
    /// Row by row.
    private(set) var cells: [Cell]

    /// An empty frame.
    package init(size: Size, filledWith style: Style = .plain) {
        self.size = size
        cells = Array(repeating: Cell(.space, style), count: size.columns * size.rows)
    }

    /// The cell in column `x` of row `y`; a blank outside the frame.
    package subscript(x: Int, y: Int) -> Cell {
        size.bounds.contains(Point(x: x, y: y)) ? cells[y * size.columns + x] : .blank
    }

    /// The text of row `y`, without the blanks at its end.
    package func row(_ y: Int) -> String {
        guard y >= 0, y < size.rows else { return "" }
        var text = String.UnicodeScalarView()
        let row = cells[y * size.columns..<(y + 1) * size.columns]
        let end = row.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? row.startIndex
        for cell in row[..<end] { cell.glyph.append(to: &text) }
        return String(text)
    }

    /// The text of all rows, each without the blanks at its end, and with a line feed.
    package func plainText() -> String {
        (0..<size.rows).map { row($0) + "\n" }.joined()
    }

    /// Puts `glyph` at `x`, `y`, which with its whole width must be inside the frame. What it cuts in half
    /// becomes blank.
    mutating func set(_ glyph: Glyph, _ style: Style, x: Int, y: Int) {
        let index = y * size.columns + x
        if glyph.width == 1 && cells[index].width == 1 {
            cells[index] = Cell(glyph, style)
            return
        }
        clearHalves(from: index, to: index + glyph.width)
        cells[index] = Cell(glyph, style)
        if glyph.width == 2 { cells[index + 1] = Cell(.rightHalf, style) }
    }

    /// Gives the cell at `x`, `y`, and with it both halves of a wide character, another style.
    mutating func restyle(x: Int, y: Int, _ change: (Style) -> Style) {
        let index = y * size.columns + x
        cells[index].style = change(cells[index].style)
    }

    /// Blanks the wide characters that a change of `from..<to` would cut.
    private mutating func clearHalves(from: Int, to: Int) {
        if cells[from].width == 0 { cells[from - 1] = Cell(.space, cells[from - 1].style) }
        if cells[to - 1].width == 2 { cells[to] = Cell(.space, cells[to].style) }
    }
}

/// A stretch of cells in one row.
package struct CellRun: Hashable, Sendable {
    /// The row.
    package let y: Int
    /// The columns.
    package let columns: Range<Int>

    /// The cells in `columns` of row `y`.
    package init(y: Int, columns: Range<Int>) {
        self.y = y
        self.columns = columns
    }
}

extension Frame {
    /// The cells that differ from `old`, as runs from the top left, never beginning or ending in the middle
    /// of a wide character; everything, where `old` has another size.
    package func changes(from old: Frame?) -> [CellRun] {
        guard let old, old.size == size else {
            return size.columns == 0 ? [] : (0..<size.rows).map { CellRun(y: $0, columns: 0..<size.columns) }
        }
        var runs: [CellRun] = []
        for y in 0..<size.rows {
            let row = y * size.columns..<(y + 1) * size.columns
            if cells[row] == old.cells[row] { continue }
            var index = row.lowerBound
            while index < row.upperBound {
                if cells[index] == old.cells[index] {
                    index += 1
                    continue
                }
                var start = index
                while cells[start].width == 0 || old.cells[start].width == 0 { start -= 1 }
                while index < row.upperBound, mustPut(index, old) { index += 1 }
                append(start - row.lowerBound..<index - row.lowerBound, y, to: &runs)
            }
        }
        return runs
    }

    /// The stretches of row `y` that are drawn in one style each; together they are the row.
    package func styleRuns(_ y: Int) -> [(columns: Range<Int>, style: Style)] {
        guard y >= 0, y < size.rows else { return [] }
        var runs: [(columns: Range<Int>, style: Style)] = []
        var start = 0
        let row = y * size.columns
        for x in stride(from: 1, through: size.columns, by: 1)
        where x == size.columns || !cells[row + x].hasStyle(of: cells[row + start]) {
            runs.append((start..<x, cells[row + start].style))
            start = x
        }
        return runs
    }

    /// Whether a run that reached `index` has to take it in.
    private func mustPut(_ index: Int, _ old: Frame) -> Bool {
        cells[index] != old.cells[index] || cells[index].width == 0 || old.cells[index].width == 0
    }

    /// Appends a run, joining it with the one before where little stands between them: a few cells cost a
    /// terminal less than moving its cursor.
    private func append(_ columns: Range<Int>, _ y: Int, to runs: inout [CellRun]) {
        if let last = runs.last, last.y == y, columns.lowerBound - last.columns.upperBound < 4 {
            runs[runs.count - 1] = CellRun(y: y, columns: last.columns.lowerBound..<columns.upperBound)
        } else {
            runs.append(CellRun(y: y, columns: columns))
        }
    }
}

extension Frame {
    /// The frame as a picture in SVG: every character at its cell, lines of boxes and bars drawn rather than
    /// written, so that they join whatever the font.
    package func svg(theme: Theme) -> String {
        var picture = Picture(frame: self, theme: theme)
        return picture.draw()
    }
}

/// Draws a frame as SVG; lengths are in the picture's units.
private struct Picture {
    let frame: Frame
    let theme: Theme
    var parts: [String] = []

    private static let cellWidth = 8
    private static let cellHeight = 18
    private static let margin = 12
    /// From the top of a cell to the line that letters stand on.
    private static let baseline = 13

    init(frame: Frame, theme: Theme) {
        self.frame = frame
        self.theme = theme
    }

    mutating func draw() -> String {
        let width = frame.size.columns * Picture.cellWidth + 2 * Picture.margin
        let height = frame.size.rows * Picture.cellHeight + 2 * Picture.margin
        let fonts = "ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
        parts = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\""
                + " viewBox=\"0 0 \(width) \(height)\" font-family=\"\(fonts)\" font-size=\"13\">",
            rectangle(0, 0, width, height, Palette.color(theme.nominalBackground), " rx=\"8\""),
        ]
        for y in 0..<frame.size.rows { drawRow(y) }
        drawCursor()
        parts.append("</svg>\n")
        return parts.joined(separator: "\n")
    }

    private mutating func drawRow(_ y: Int) {
        for (columns, style) in frame.styleRuns(y) {
            let look = Look(theme.paint(style), theme)
            if let background = look.background {
                parts.append(
                    rectangle(
                        x(columns.lowerBound), self.y(y), columns.count * Picture.cellWidth,
                        Picture.cellHeight,
                        background))
            }
            drawCharacters(columns, y, look)
        }
    }

    /// Words are written as one text each, stretched to their cells; everything else cell by cell.
    private mutating func drawCharacters(_ columns: Range<Int>, _ y: Int, _ look: Look) {
        var word = ""
        var start = columns.lowerBound
        for column in columns {
            let cell = frame[column, y]
            if cell.text.utf8.count == 1, !cell.isSpace {
                if word.isEmpty { start = column }
                word += cell.text
                continue
            }
            write(word, start, y, cells: word.utf8.count, look)
            word = ""
            guard !cell.isSpace, cell.width > 0 else { continue }
            if let strokes = Strokes(cell.text) {
                drawStrokes(strokes, column, y, look)
            } else {
                write(cell.text, column, y, cells: cell.width, look)
            }
        }
        write(word, start, y, cells: word.utf8.count, look)
    }

    private mutating func write(_ text: String, _ column: Int, _ row: Int, cells: Int, _ look: Look) {
        guard !text.isEmpty else { return }
        let length =
            text.utf8.count == 1
            ? ""
            : " textLength=\"\(cells * Picture.cellWidth)\""
                + " lengthAdjust=\"spacingAndGlyphs\""
        parts.append(
            "<text x=\"\(x(column))\" y=\"\(y(row) + Picture.baseline)\""
                + " fill=\"\(look.foreground.hexadecimal)\"\(look.attributes)\(length)>\(Picture.escaped(text))</text>"
        )
    }

    private mutating func drawStrokes(_ strokes: Strokes, _ column: Int, _ row: Int, _ look: Look) {
        let (left, top) = (x(column), y(row))
        let (width, height) = (Picture.cellWidth, Picture.cellHeight)
        switch strokes {
        case .lines(let path):
            parts.append(
                "<path transform=\"translate(\(left) \(top))\" d=\"\(path)\" fill=\"none\""
                    + " stroke=\"\(look.foreground.hexadecimal)\"/>")
        case .block(let eighths, .left):
            parts.append(rectangle(left, top, width * eighths / 8, height, look.foreground))
        case .block(let eighths, .bottom):
            let filled = height * eighths / 8
            parts.append(rectangle(left, top + height - filled, width, filled, look.foreground))
        }
    }

    private mutating func drawCursor() {
        guard let cursor = frame.cursor else { return }
        let color = Palette.color(theme.nominalForeground)
        parts.append(
            rectangle(
                x(cursor.x), y(cursor.y), Picture.cellWidth, Picture.cellHeight, color,
                " fill-opacity=\"0.5\""))
    }

    private func x(_ column: Int) -> Int { Picture.margin + column * Picture.cellWidth }
    private func y(_ row: Int) -> Int { Picture.margin + row * Picture.cellHeight }

    private func rectangle(
        _ x: Int, _ y: Int, _ width: Int, _ height: Int, _ color: Palette.Color, _ more: String = ""
    ) -> String {
        "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
            + " fill=\"\(color.hexadecimal)\"\(more)/>"
    }

    private static func escaped(_ text: String) -> String {
        text.map { ["&": "&amp;", "<": "&lt;", ">": "&gt;"][$0] ?? String($0) }.joined()
    }
}

/// A paint as SVG has it.
private struct Look {
    let foreground: Palette.Color
    let background: Palette.Color?
    /// Attributes of a `text` element, each after a blank.
    let attributes: String

    init(_ paint: Paint, _ theme: Theme) {
        let own = Palette.color(paint.foreground ?? theme.nominalForeground)
        let behind = paint.background.map(Palette.color)
        let isReversed = paint.attributes.contains(.reverse)
        foreground = isReversed ? behind ?? Palette.color(theme.nominalBackground) : own
        background = isReversed ? own : behind
        var attributes = ""
        if paint.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if paint.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
        if paint.attributes.contains(.dim) { attributes += " fill-opacity=\"0.65\"" }
        let underline = paint.attributes.contains(.underline) ? ["underline"] : []
        let lines = underline + (paint.attributes.contains(.strike) ? ["line-through"] : [])
        if !lines.isEmpty { attributes += " text-decoration=\"\(lines.joined(separator: " "))\"" }
        self.attributes = attributes
    }
}

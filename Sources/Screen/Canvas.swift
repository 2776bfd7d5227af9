/// Draws on a frame, inside a rectangle of it: coordinates count from that rectangle's top left, and what
/// does not fit is cut off. All text passes the sanitiser. Half a wide character is never drawn: where only
/// one cell is left, it is a blank.
package struct Canvas: Sendable {
    /// What was drawn so far.
    package private(set) var frame: Frame
    /// The rectangle that coordinates count from, in cells of the frame.
    package private(set) var area: Rect
    /// What may be drawn on, in cells of the frame: `area` as far as all enclosing areas show it.
    private var visible: Rect

    /// A canvas over an empty frame.
    package init(size: Size, style: Style = .plain) {
        frame = Frame(size: size, filledWith: style)
        area = size.bounds
        visible = size.bounds
    }

    /// Columns and rows of the area.
    package var size: Size { area.size }
    /// The area as its own coordinates have it.
    package var bounds: Rect { area.size.bounds }

    /// Draws inside `rect`, given in this canvas's coordinates.
    package mutating func within<Result>(_ rect: Rect, _ draw: (inout Canvas) -> Result) -> Result {
        let (outerArea, outerVisible) = (area, visible)
        area = rect.moved(byX: area.x, y: area.y)
        visible = visible.intersection(area)
        defer { (area, visible) = (outerArea, outerVisible) }
        return draw(&self)
    }

    /// Writes `text` at `x`, `y`, in at most `maxWidth` cells, and returns how many cells it took, what was
    /// cut off by the area included.
    @discardableResult
    package mutating func put(
        _ text: String, x: Int, y: Int, _ style: Style = .plain, maxWidth: Int = .max
    ) -> Int {
        guard rowIsVisible(y) else { return min(maxWidth, DisplayText.width(text)) }
        guard DisplayText.isPlain(text) else {
            return put(DisplayText.glyphs(text), x: x, y: y, style, maxWidth: maxWidth)
        }
        let count = min(text.utf8.count, max(0, maxWidth))
        var column = area.x + x
        for byte in text.utf8.prefix(count) {
            set(Glyph(Unicode.Scalar(byte), width: 1), style, column: column, row: area.y + y)
            column += 1
        }
        return count
    }

    /// Writes styled text; see `put(_:x:y:_:maxWidth:)`. The ground, where given, replaces that of the runs.
    @discardableResult
    package mutating func put(
        _ text: StyledText, x: Int, y: Int, on ground: Role? = nil, maxWidth: Int = .max
    ) -> Int {
        var used = 0
        for run in text.runs where used < maxWidth {
            let style = ground.map(run.style.on) ?? run.style
            used += put(run.text, x: x + used, y: y, style, maxWidth: maxWidth - used)
        }
        return used
    }

    /// Blanks `rect`.
    package mutating func fill(_ rect: Rect, _ style: Style = .plain) {
        fill(rect, with: .space, style)
    }

    /// Repeats a character of one cell, as sanitised, over `rect`.
    package mutating func fill(_ rect: Rect, with character: Character, _ style: Style = .plain) {
        let glyphs = DisplayText.glyphs(String(character))
        fill(
            rect, with: glyphs.count == 1 && glyphs[0].glyph.width == 1 ? glyphs[0].glyph : .replacement,
            style)
    }

    /// Changes the style of what stands in `rect`.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let cut = rect.moved(byX: area.x, y: area.y).intersection(visible)
        for y in cut.y..<cut.bottom {
            for x in cut.x..<cut.right { frame.restyle(x: x, y: y, change) }
        }
    }

    /// Puts the ground of `role` under what stands in `rect`.
    package mutating func ground(_ rect: Rect, _ role: Role) { restyle(rect) { $0.on(role) } }

    /// Shows the terminal's cursor at `x`, `y`; hides it where that is cut off.
    package mutating func setCursor(x: Int, y: Int) {
        let point = Point(x: area.x + x, y: area.y + y)
        frame.cursor = visible.contains(point) ? point : nil
    }

    /// Hides the terminal's cursor.
    package mutating func hideCursor() { frame.cursor = nil }
}

extension Canvas {
    private func rowIsVisible(_ y: Int) -> Bool {
        area.y + y >= visible.y && area.y + y < visible.bottom
    }

    private mutating func fill(_ rect: Rect, with glyph: Glyph, _ style: Style) {
        let cut = rect.moved(byX: area.x, y: area.y).intersection(visible)
        for y in cut.y..<cut.bottom {
            for x in cut.x..<cut.right { frame.set(glyph, style, x: x, y: y) }
        }
    }

    private mutating func put(
        _ glyphs: [ShownGlyph], x: Int, y: Int, _ style: Style, maxWidth: Int
    ) -> Int {
        var used = 0
        for shown in glyphs {
            let width = shown.glyph.width
            let fits = used + width <= maxWidth
            if !fits && used >= maxWidth { break }
            let look = shown.isStandIn ? style.adding(.dim) : style
            set(fits ? shown.glyph : .space, look, column: area.x + x + used, row: area.y + y)
            used += fits ? width : 1
            if !fits { break }
        }
        return used
    }

    /// Sets a cell of the frame, as far as it may be drawn on.
    private mutating func set(_ glyph: Glyph, _ style: Style, column: Int, row: Int) {
        let end = column + glyph.width
        if column >= visible.x && end <= visible.right {
            frame.set(glyph, style, x: column, y: row)
        } else if glyph.width == 2 && end > visible.x && column < visible.right {
            frame.set(.space, style, x: max(column, visible.x), y: row)
        }
    }
}

import CCurses
import Screen

/// The colours that the terminal has. Needs a started screen.
struct TerminalColors {
    /// How many there are, as themes see it.
    let depth: Theme.Depth
    /// Whether colours are given by red, green and blue rather than by their place in a palette.
    private let areDirect: Bool

    init() {
        let count = ccurses_colors()
        depth = count >= 256 ? .palette : count >= 8 ? .eight : .none
        areDirect = count > 256 && ccurses_flag("RGB") != 0
    }

    /// The number that ncurses knows a colour of the palette by; -1 for the terminal's own.
    func number(_ index: UInt8?) -> Int32 {
        guard let index else { return -1 }
        guard areDirect else { return Int32(index) }
        let color = Palette.color(index)
        return Int32(color.red << 16 | color.green << 8 | color.blue)
    }
}

/// Puts cells of frames on the screen that ncurses keeps.
struct CellBrush {
    let theme: Theme
    let colors: TerminalColors

    /// Puts the cells in `columns` of row `y`, one run of a style after the other.
    func put(_ columns: Range<Int>, of y: Int, in frame: Frame) {
        var start = columns.lowerBound
        while start < columns.upperBound {
            let style = frame[start, y].style
            var end = start + 1
            while end < columns.upperBound, isSame(frame[end, y], style) { end += 1 }
            put(start..<end, of: y, in: frame, look(style))
            start = end
        }
    }

    /// A wide character has the style of its left half.
    private func isSame(_ cell: Cell, _ style: Style) -> Bool { cell.width == 0 || cell.style == style }

    private func put(_ columns: Range<Int>, of y: Int, in frame: Frame, _ look: ccurses_look) {
        var characters: [ccurses_character] = []
        characters.reserveCapacity(columns.count)
        for x in columns {
            let glyph = frame[x, y].glyph
            guard glyph.width > 0 else { continue }
            // Half a character cannot be put: where a terminal ends in one, it is left out.
            let shown = x + glyph.width <= columns.upperBound ? glyph : .space
            characters.append(ccurses_character(scalars: shown.values, width: Int32(shown.width)))
        }
        ccurses_put(Int32(columns.lowerBound), Int32(y), characters, characters.count, look)
    }

    private func look(_ style: Style) -> ccurses_look {
        let paint = theme.paint(style, depth: colors.depth)
        return ccurses_look(
            foreground: colors.number(paint.foreground), background: colors.number(paint.background),
            // The bits are the same on both sides.
            attributes: UInt32(paint.attributes.rawValue))
    }
}

/// The lines that a box is drawn with.
package enum BoxLines: Hashable, Sendable {
    /// Light lines with rounded corners.
    case rounded
    /// Light lines with plain corners.
    case plain

    /// Top left, top right, bottom left, bottom right.
    fileprivate var corners: [String] {
        self == .rounded ? ["╭", "╮", "╰", "╯"] : ["┌", "┐", "└", "┘"]
    }
}

extension Canvas {
    /// Draws a box along the edge of `rect`, with titles in its border, and returns what is left inside.
    /// A box that is less than two cells wide or high is not drawn, and nothing is left inside.
    /// - Parameters:
    ///   - title: at the left of the upper border, cut to what fits.
    ///   - note: at the right of the upper border, left out where it does not fit beside the title.
    @discardableResult
    package mutating func box(
        _ rect: Rect, title: StyledText = StyledText(), note: StyledText = StyledText(),
        lines: BoxLines = .rounded, _ style: Style = Style(.border)
    ) -> Rect {
        guard rect.width >= 2, rect.height >= 2 else {
            return Rect(x: rect.x, y: rect.y, width: 0, height: 0)
        }
        let (right, bottom) = (rect.right - 1, rect.bottom - 1)
        for y in [rect.y, bottom] {
            fill(Rect(x: rect.x, y: y, width: rect.width, height: 1), with: "─", style)
        }
        for x in [rect.x, right] {
            fill(Rect(x: x, y: rect.y, width: 1, height: rect.height), with: "│", style)
        }
        for (index, corner) in lines.corners.enumerated() {
            put(corner, x: index % 2 == 0 ? rect.x : right, y: index < 2 ? rect.y : bottom, style)
        }
        titles(title, note, above: rect, style)
        return Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 2)
    }

    private mutating func titles(_ title: StyledText, _ note: StyledText, above rect: Rect, _ style: Style) {
        // A corner, a line, a blank, the title, a blank, a line, a corner.
        let room = rect.width - 6
        guard room > 0 else { return }
        let shown = title.truncated(to: room)
        if shown.width > 0 { put(shown.spaced(style), x: rect.x + 2, y: rect.y) }
        let noteFits = note.width + (shown.width > 0 ? shown.width + 3 : 0) <= room
        if note.width > 0 && noteFits {
            put(note.spaced(style), x: rect.right - 4 - note.width, y: rect.y)
        }
    }
}

extension StyledText {
    /// With a blank before and after.
    fileprivate func spaced(_ style: Style) -> StyledText {
        var text = StyledText(" ", style)
        text.append(self)
        text.append(" ", style)
        return text
    }
}

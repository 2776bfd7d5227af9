/// Characters that are drawn as shapes in a picture: lines of boxes, and blocks of bars. A cell is 8 wide
/// and 18 high.
enum Strokes: Hashable {
    /// From which edge a block fills its cell.
    enum Edge { case left, bottom }

    /// Lines, as the path of an SVG.
    case lines(String)
    /// A block of so many eighths.
    case block(Int, Edge)

    init?(_ text: String) {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
        switch scalar.value {
        case 0x2581...0x2588: self = .block(Int(scalar.value) - 0x2580, .bottom)
        case 0x2589...0x258F: self = .block(0x2590 - Int(scalar.value), .left)
        default:
            guard let path = Strokes.paths[text] else { return nil }
            self = .lines(path)
        }
    }

    private static let paths = [
        "─": "M0 9H8", "│": "M4 0V18",
        "┌": "M8 9H4V18", "┐": "M0 9H4V18", "└": "M8 9H4V0", "┘": "M0 9H4V0",
        "╭": "M8 9Q4 9 4 13V18", "╮": "M0 9Q4 9 4 13V18", "╰": "M8 9Q4 9 4 5V0", "╯": "M0 9Q4 9 4 5V0",
        "├": "M4 0V18M4 9H8", "┤": "M4 0V18M4 9H0", "┬": "M0 9H8M4 9V18", "┴": "M0 9H8M4 9V0",
        "┼": "M0 9H8M4 0V18",
    ]
}

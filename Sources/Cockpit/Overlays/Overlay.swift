import Screen

/// What lies over the page and takes the keys.
package enum Overlay: Sendable {
    /// A line of input at the bottom.
    case prompt(Prompt)
    /// A list that is narrowed by typing.
    case picker(Picker)
    /// The choice of a due day.
    case calendar(CalendarOverlay)
    /// A list to read: help, a refused edit.
    case list(ListOverlay)
    /// Two texts of one note, compared.
    case merge(MergeOverlay)

    /// The scopes of the keymap that apply, innermost first; nil where keys are text. That of the page behind is
    /// never among them: what is hidden must not change.
    var scopes: [String]? {
        switch self {
        case .prompt, .picker, .calendar: nil
        case .list: ["list"]
        case .merge: ["merge"]
        }
    }

    /// The keys that no keymap moves and what they do, for the bottom line; nil where the keymap's scopes apply, and
    /// where a line is typed there.
    var fixedHints: [(key: String, hint: String)]? {
        switch self {
        case .picker: [("Enter", "choose"), ("↑ ↓", "move"), ("Esc", "close")]
        case .calendar: [("Enter", "set"), ("← ↓ ↑ →", "move"), ("Esc", "close")]
        case .prompt, .list, .merge: nil
        }
    }
}

/// A box with lines to read over the page.
package struct ListOverlay: Sendable {
    /// What it is about.
    package var title: String
    /// Its lines.
    package var content: Content
    /// Its scroll position.
    package var pane = PaneState()

    /// A box with lines to read.
    package init(title: String, content: Content) {
        self.title = title
        self.content = content
    }
}

/// Where overlays lie.
enum OverlayLayout {
    /// A box's outer and inner rectangle, in cells of the screen.
    struct Place {
        let rect: Rect
        var inner: Rect { rect.inset(columns: 2, rows: 1) }
    }

    /// Where a list lies: in the middle, as high as its lines need.
    static func list(_ list: ListOverlay, on size: Size) -> Place {
        let room = size.bounds.inset(columns: size.columns < 60 ? 0 : 2, rows: 1)
        let width = min(room.width, 96)
        let height = min(room.height, list.content.lineCount + 2)
        return Place(rect: room.centered(Size(columns: width, rows: height)))
    }

    /// Where a comparison lies: over all that is between the bars.
    static func merge(on size: Size) -> Place {
        Place(rect: size.bounds.cutTop(1).rest.cutBottom(1).rest)
    }

    /// Where a picker lies: at the top middle, always of one height, so that it does not jump.
    static func picker(on size: Size) -> Place {
        let room = size.bounds.inset(columns: size.columns < 60 ? 0 : 2, rows: 1)
        let width = min(room.width, 88)
        return Place(
            rect: Rect(
                x: room.x + (room.width - width) / 2, y: room.y, width: width, height: min(room.height, 20)))
    }
}

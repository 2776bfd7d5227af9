import Screen
import VaultModel

/// Where the parts of the calendar lie; drawing and pointing share it.
struct CalendarLayout {
    /// The outer rectangle, on the screen.
    let rect: Rect
    /// Whether there is room for the month.
    let showsMonth: Bool
    /// The day in the month's top left corner: a Monday.
    private let first: CalendarDay

    /// How many cells a day takes.
    static let dayWidth = 4
    /// The rows above the days: the task, the month, the weekdays.
    private static let head = 3
    private static let weeks = 6
    private static let width = 7 * dayWidth

    /// The calendar on a screen: in the middle, without the month where the screen is too low for it.
    init(_ calendar: CalendarOverlay, on size: Size) {
        let room = size.bounds.inset(columns: 0, rows: 1)
        let height = Self.head + Self.weeks + 4
        showsMonth = room.height >= height && room.width >= Self.width + 4
        rect = room.centered(
            Size(columns: min(room.width, Self.width + 4), rows: min(room.height, showsMonth ? height : 5)))
        let month = calendar.day.adding(days: 1 - calendar.day.day)
        first = month.adding(days: 1 - month.weekday)
    }

    /// The rectangle inside the border, on the screen.
    var inner: Rect { rect.inset(columns: 2, rows: 1) }

    /// The days of a week of the month, from 0, and its row inside the border.
    func week(_ week: Int) -> (row: Int, days: [CalendarDay]) {
        (Self.head + week, (0..<7).map { first.adding(days: 7 * week + $0) })
    }

    /// How many weeks are shown.
    var weekCount: Int { showsMonth ? Self.weeks : 0 }
    /// The row inside the border where text is typed; what it means stands below.
    var inputRow: Int { showsMonth ? Self.head + Self.weeks : max(0, inner.height - 2) }

    /// The day at a place on the screen; nil beside the days.
    func day(at point: Point) -> CalendarDay? {
        guard showsMonth, inner.contains(point) else { return nil }
        let week = point.y - inner.y - Self.head
        let weekday = (point.x - inner.x) / Self.dayWidth
        guard (0..<Self.weeks).contains(week), (0..<7).contains(weekday) else { return nil }
        return first.adding(days: 7 * week + weekday)
    }
}

extension CalendarOverlay {
    /// The choice after what the mouse did: a click on a day chooses it, the wheel turns the months.
    func pointed(_ event: MouseEvent, on size: Size) -> CalendarOverlay {
        var result = self
        switch event.action {
        case .wheelDown: result.turn(by: 1)
        case .wheelUp: result.turn(by: -1)
        case .press:
            if let day = CalendarLayout(self, on: size).day(at: event.point) { result.move(to: day) }
        }
        return result
    }
}

/// The choice of a due day: a month with the day in brackets, what is typed, and what it means.
func drawCalendar(_ calendar: CalendarOverlay, on canvas: inout Canvas) {
    let layout = CalendarLayout(calendar, on: canvas.size)
    canvas.fill(layout.rect)
    canvas.box(
        layout.rect, title: StyledText("Due date", Style(.title, .bold)),
        note: StyledText("Enter sets it", .dim), Style(.borderFocused))
    canvas.within(layout.inner) { canvas in
        let width = canvas.size.columns
        if layout.inputRow > 0 {
            canvas.put(StyledText(calendar.title, .text).truncated(to: width), x: 0, y: 0)
        }
        if layout.showsMonth { drawMonth(calendar, layout, on: &canvas) }
        let prompt = canvas.put("> ", x: 0, y: layout.inputRow, Style(.hintKey))
        if calendar.words.text.isEmpty, !calendar.isTyped {
            canvas.put("or type: fri, +3d, none", x: prompt, y: layout.inputRow, Style(.dim))
        }
        drawInput(calendar.words, x: prompt, y: layout.inputRow, width: width - prompt, on: &canvas)
        let role: Role = calendar.choice == nil ? .error : .date
        canvas.put(
            StyledText(calendar.preview, role).truncated(to: width), x: 0, y: layout.inputRow + 1)
    }
}

private func drawMonth(_ calendar: CalendarOverlay, _ layout: CalendarLayout, on canvas: inout Canvas) {
    let month = "\(monthNames[calendar.day.month - 1]) \(calendar.day.year)"
    let x = max(0, (canvas.size.columns - month.count) / 2)
    canvas.put("<", x: 0, y: 1, Style(.hintKey))
    canvas.put(month, x: x, y: 1, Style(.heading, .bold))
    canvas.put(">", x: canvas.size.columns - 1, y: 1, Style(.hintKey))
    for (column, name) in CalendarOverlay.weekdays.enumerated() {
        canvas.put(String(name.prefix(2)), x: column * CalendarLayout.dayWidth + 1, y: 2, Style(.dim))
    }
    for week in 0..<layout.weekCount {
        let (row, days) = layout.week(week)
        for (column, day) in days.enumerated() {
            let cell = dayCell(day, calendar)
            canvas.put(cell, x: column * CalendarLayout.dayWidth, y: row)
        }
    }
}

/// A day in four cells: `[24]` under the cursor, `(24)` today, `*24 ` the day it is due now.
private func dayCell(_ day: CalendarDay, _ calendar: CalendarOverlay) -> StyledText {
    let number = day.day < 10 ? " \(day.day)" : "\(day.day)"
    if case .day(day)? = calendar.choice {
        return StyledText("[\(number)]", Style(.text, on: .cursorLine, .bold))
    }
    if day == calendar.today { return StyledText("(\(number))", .warning) }
    if day == calendar.due { return StyledText("*\(number) ", .date) }
    return StyledText(" \(number) ", day.month == calendar.day.month ? .text : .dim)
}

/// The months, from January on.
let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
]

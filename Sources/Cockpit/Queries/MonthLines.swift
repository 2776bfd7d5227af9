import Dataview
import Screen
import VaultModel

/// A month of a calendar, and the notes of its days.
private struct ShownMonth {
    /// The month's first day.
    let first: CalendarDay
    var notes: [(day: CalendarDay, link: Value)] = []

    /// How many cells a day takes.
    static let dayWidth = 4

    /// The month's name.
    var title: String { "\(monthNames[first.month - 1]) \(first.year)" }

    /// The weeks, each from Monday on; days of other months are nil.
    var weeks: [[CalendarDay?]] {
        let start = first.adding(days: 1 - first.weekday)
        return (0..<6).map { week in
            (0..<7).map { weekday in
                let day = start.adding(days: 7 * week + weekday)
                return day.month == first.month ? day : nil
            }
        }.filter { $0.contains { $0 != nil } }
    }

    /// How many notes each day has.
    var counts: [CalendarDay: Int] {
        notes.reduce(into: [:]) { counts, note in counts[note.day, default: 0] += 1 }
    }
}

extension AnswerLines {
    /// A calendar: for each month with notes its days, those with notes marked, and the notes below.
    func addDays(_ days: [(date: Value, link: Value)], to builder: inout ContentBuilder) {
        var dated: [(day: CalendarDay, link: Value)] = []
        var undated: [(date: Value, link: Value)] = []
        for day in days {
            if case .date(let date) = day.date, let known = CalendarDay(String(date.iso.prefix(10))) {
                dated.append((known, day.link))
            } else {
                undated.append(day)
            }
        }
        dated.sort { $0.day < $1.day }
        for month in Self.months(dated.prefix(Self.mostRows)) { add(month, to: &builder) }
        for day in undated.prefix(Self.mostRows) {
            let date = ShownValue(day.date, context)
            add(StyledText(date.text.text, .warning), "undated:" + date.text.text, day.link, to: &builder)
        }
        addLimit(days.count, to: &builder)
    }

    private static func months(_ dated: some Sequence<(day: CalendarDay, link: Value)>) -> [ShownMonth] {
        var months: [ShownMonth] = []
        for note in dated {
            let first = note.day.adding(days: 1 - note.day.day)
            if months.last?.first != first { months.append(ShownMonth(first: first)) }
            months[months.count - 1].notes.append(note)
        }
        return months
    }

    private func add(_ month: ShownMonth, to builder: inout ContentBuilder) {
        var title = StyledText(margin + month.title, Style(.heading, .bold))
        title.append("  \(month.notes.count)", .dim)
        builder.addHeading(title)
        if context.width - context.indent >= 7 * ShownMonth.dayWidth {
            let names = CalendarOverlay.weekdays.map { " " + $0.prefix(2) + " " }.joined()
            builder.addPassive(StyledText(margin + names, .dim))
            let counts = month.counts
            for week in month.weeks {
                var line = StyledText(margin)
                for day in week { line.append(Self.cell(day, counts)) }
                builder.addPassive(line)
            }
        }
        for note in month.notes {
            add(StyledText(note.day.description, .date), note.day.description, note.link, to: &builder)
        }
    }

    /// A day in four cells: `*12 ` with a note, `+12 ` with several.
    private static func cell(_ day: CalendarDay?, _ counts: [CalendarDay: Int]) -> StyledText {
        guard let day else { return StyledText(String(repeating: " ", count: ShownMonth.dayWidth)) }
        let number = day.day < 10 ? " \(day.day)" : "\(day.day)"
        switch counts[day] ?? 0 {
        case 0: return StyledText(" \(number) ", .dim)
        case 1: return StyledText("*\(number) ", Style(.date, .bold))
        default: return StyledText("+\(number) ", Style(.date, .bold))
        }
    }

    private func add(_ date: StyledText, _ name: String, _ link: Value, to builder: inout ContentBuilder) {
        let shown = ShownValue(link, context)
        var text = StyledText(margin)
        text.append(date)
        text.append("  ")
        text.append(shown.text)
        builder.add(item(name + shown.text.text, &builder, destinations: shown.destinations), text)
    }
}

/// A rule by which a task comes back: `every 2 weeks on Monday` (RULES §4, dialect §6.3).
struct RecurrenceRule: Hashable, Sendable {
    /// What is counted.
    enum Unit: Sendable { case year, month, week, day, hour, minute }

    /// A day of the week, perhaps the nth one of its month or year.
    struct Weekday: Hashable, Sendable {
        /// 1 for Monday to 7 for Sunday.
        var day: Int
        /// Counted from 1, or from -1 for the last one; nil for every one.
        var nth: Int?
    }

    /// What is counted.
    var unit: Unit
    /// Every so many of them.
    var interval = 1
    /// Only on these days of the week; on all where there is none.
    var weekdays: [Weekday] = []
    /// Only on these days of the month, from 1, or from -1 for the last one.
    var monthDays: [Int] = []
    /// Only in these months.
    var months: [Int] = []
    /// Only in these weeks of the year.
    var weekNumbers: [Int] = []
    /// At these hours, which count as days from 24 on.
    var hours: [Int] = []
    /// The last day.
    var until: CalendarDay?
    /// How many times in all.
    var count: Int?
    /// Whether the next date is counted from the day the task is done, not from its own date.
    var isWhenDone = false

    /// Reads the text behind the sign; nil where the plugin does not understand it either.
    init?(_ text: String) {
        guard text.utf8.allSatisfy({ Self.isRuleByte($0) }) else { return nil }
        let whenDone = " when done"
        var rule = Substring(text)
        let isWhenDone = text.utf8.count > whenDone.utf8.count && text.lowercased().hasSuffix(whenDone)
        if isWhenDone { rule = rule.dropLast(whenDone.count) }
        var reader = RecurrenceReader(String(rule))
        guard let read = reader.rule() else { return nil }
        self = read
        self.isWhenDone = isWhenDone
    }

    /// A rule with nothing but a unit.
    init(unit: Unit) { self.unit = unit }

    private static func isRuleByte(_ byte: UInt8) -> Bool {
        TaskBytes.isLetter(byte) || TaskBytes.isDigit(byte) || " ,!".utf8.contains(byte)
    }
}

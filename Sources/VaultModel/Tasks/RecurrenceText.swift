extension RecurrenceRule {
    /// The rule as the plugin writes it: `every week on Monday, Friday`. What the form has no words for is
    /// left out.
    var text: String {
        var words = ["every"]
        switch unit {
        case .hour: words += counted("hour")
        case .minute: words += counted("minute")
        case .day: words += counted("day") + hoursText
        case .week: words += weekText
        case .month: words += monthText
        case .year: words += yearText
        }
        words += endText
        if isWhenDone { words.append("when done") }
        return words.joined(separator: " ")
    }

    /// The number and the unit; 101 counts as one.
    private func counted(_ unit: String) -> [String] {
        interval == 1 ? [unit] : ["\(interval)", isPlural(interval) ? unit + "s" : unit]
    }

    private func isPlural(_ number: Int) -> Bool { number % 100 != 1 }

    private var weekText: [String] {
        if isWorkingDays { return interval == 1 ? ["weekday"] : counted("week") + ["on weekdays"] }
        if isEveryDay {
            let days = isPlural(interval) ? "days" : "day"
            return interval == 1 ? [days] : counted("week") + [days]
        }
        let inMonths = months.isEmpty ? [] : ["in " + monthNamesText]
        return counted("week") + inMonths + (monthDays.isEmpty ? weekdaysText : monthDaysText) + hoursText
    }

    private var monthText: [String] {
        var words = counted("month")
        if !months.isEmpty {
            words = interval == 1 ? [] : ["\(interval)", "months"] + (isPlural(interval) ? ["in"] : [])
            words.append(monthNamesText)
        }
        if !monthDays.isEmpty { return words + monthDaysText }
        return words + (isWorkingDays ? ["on weekdays"] : weekdaysText)
    }

    private var yearText: [String] {
        var words = counted("year")
        if !months.isEmpty { words = (interval == 1 ? [] : ["\(interval)", "years"]) + [monthNamesText] }
        words += monthDays.isEmpty ? weekdaysText : monthDaysText
        if !weekNumbers.isEmpty {
            words += [
                isPlural(weekNumbers.count) ? "in weeks" : "in week",
                Self.list(weekNumbers.map(String.init), "and"),
            ]
        }
        return words
    }

    private var endText: [String] {
        if let until {
            let (year, month, day) = until.date
            return ["until \(Self.monthNames[month - 1]) \(day), \(year)"]
        }
        guard let count else { return [] }
        return ["for \(count)", isPlural(count) ? "times" : "time"]
    }

    private var hoursText: [String] { hours.isEmpty ? [] : ["at", Self.list(hours.map(String.init), "and")] }

    private var monthNamesText: String { Self.list(months.map { Self.monthNames[$0 - 1] }, "and") }

    /// `on Friday the 13th`, or `on the 1st and last`.
    private var monthDaysText: [String] {
        let days = (monthDays.filter { $0 > 0 }.sorted() + monthDays.filter { $0 < 0 }.sorted(by: >)).map(
            Self.ordinal)
        if everyWeek.isEmpty { return ["on the", Self.list(days, "and")] }
        return ["on", Self.list(everyWeek.map(Self.name), "or"), "the", Self.list(days, "or")]
    }

    /// `on Monday, Friday and on the 1st Tuesday`.
    private var weekdaysText: [String] {
        var words: [String] = []
        let some = Self.sorted(weekdays.filter { $0.nth != nil })
        if !everyWeek.isEmpty, !isWorkingDays { words += ["on", Self.list(everyWeek.map(Self.name))] }
        if some.isEmpty { return words }
        if !everyWeek.isEmpty { words.append("and") }
        return words + ["on the", Self.list(some.map(Self.name), "and")]
    }

    private var everyWeek: [Weekday] { Self.sorted(weekdays.filter { $0.nth == nil }) }
    private var isWorkingDays: Bool { Set(weekdays.map(\.day)) == Set(1...5) }
    private var isEveryDay: Bool { Set(weekdays.map(\.day)) == Set(1...7) }

    /// Sorted by the day of the week, equal ones in their order.
    private static func sorted(_ weekdays: [Weekday]) -> [Weekday] {
        weekdays.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(
            \.element)
    }

    private static func name(_ weekday: Weekday) -> String {
        (weekday.nth.map { ordinal($0) + " " } ?? "") + dayNames[weekday.day - 1]
    }

    private static func ordinal(_ number: Int) -> String {
        if number == -1 { return "last" }
        let ending =
            switch abs(number) {
            case 1, 21, 31: "st"
            case 2, 22: "nd"
            case 3, 23: "rd"
            default: "th"
            }
        return "\(abs(number))\(ending)" + (number < 0 ? " last" : "")
    }

    /// `a, b, c`, or `a, b and c`.
    private static func list(_ items: [String], _ conjunction: String? = nil) -> String {
        guard let conjunction, let last = items.last, items.count > 1 else {
            return items.joined(separator: ", ")
        }
        return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    private static let dayNames = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
}

/// The dates of a recurrence rule, from a first day on.
struct RecurrenceDates {
    private let rule: RecurrenceRule
    private let start: CalendarDay
    private let filter: RecurrenceFilter
    /// The plugin's calendar ends here.
    private static let lastYear = 9999
    /// The calendar repeats after 400 years: a rule that has no date in so many years, months, weeks or days,
    /// one more for the first one, has none at all.
    private static let mostYears = 401
    private static let mostMonths = 4801
    private static let mostWeeks = 20_872
    private static let mostDays = 146_098

    init(_ rule: RecurrenceRule, from start: CalendarDay) {
        self.rule = rule
        self.start = start
        filter = RecurrenceFilter(rule, start)
    }

    /// The first date later than `day`; nil where the rule has run out.
    func first(after day: CalendarDay) -> CalendarDay? {
        var search = Search(after: day, start: start, until: rule.until, left: rule.count)
        switch rule.unit {
        case .year: years(&search)
        case .month: months(&search)
        case .week: weeks(&search)
        case .day: days(&search)
        case .hour: minutes(&search, every: 60)
        case .minute: minutes(&search, every: 1)
        }
        return search.found
    }

    /// What is looked for, and what has been passed on the way.
    private struct Search {
        let after: CalendarDay
        let start: CalendarDay
        let until: CalendarDay?
        /// How many more dates the rule has.
        var left: Int?
        var found: CalendarDay?
        var isOver = false

        /// Meets a date, so many minutes behind the start of `day`, which may lie behind the day's end.
        mutating func meet(_ day: CalendarDay, minute: Int) {
            let date = day.adding(days: minute / 1440)
            if let until, date > until || date == until && minute % 1440 > 0 { isOver = true }
            guard !isOver, date >= start else { return }
            if date > after {
                found = date
                isOver = true
            } else if let count = left {
                left = count - 1
                if count == 1 { isOver = true }
            }
        }
    }

    private func meet(_ day: CalendarDay, _ search: inout Search) {
        guard !search.isOver, filter.allows(day) else { return }
        for hour in rule.hours.isEmpty ? [0] : rule.hours where !search.isOver {
            search.meet(day, minute: min(hour, 24 * 4_000_000) * 60)
        }
    }

    private func years(_ search: inout Search) {
        if filter.isEmpty { return }
        var year = start.year
        for _ in 0..<Self.mostYears where year <= Self.lastYear && !search.isOver {
            for month in 1...12 where filter.allows(month: month) { meet(year, month, &search) }
            if rule.interval > Self.lastYear { return }
            year += rule.interval
        }
    }

    private func months(_ search: inout Search) {
        if filter.isEmpty { return }
        var month = start.year * 12 + start.month - 1
        for _ in 0..<Self.mostMonths where month < (Self.lastYear + 1) * 12 && !search.isOver {
            if filter.allows(month: month % 12 + 1) { meet(month / 12, month % 12 + 1, &search) }
            if rule.interval > Self.lastYear * 12 { return }
            month += rule.interval
        }
    }

    private func meet(_ year: Int, _ month: Int, _ search: inout Search) {
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return }
        for offset in 0..<CalendarDay.length(ofMonth: month, year: year) {
            meet(first.adding(days: offset), &search)
        }
    }

    private func weeks(_ search: inout Search) {
        var day = start
        for _ in 0..<Self.mostWeeks where day.year <= Self.lastYear && !search.isOver {
            let sunday = day.adding(days: 7 - day.weekday)
            while day <= sunday, day.year <= Self.lastYear {
                meet(day, &search)
                day = day.adding(days: 1)
            }
            if rule.interval > Self.lastYear * 53 { return }
            day = sunday.adding(days: 1 + 7 * (rule.interval - 1))
        }
    }

    private func days(_ search: inout Search) {
        var day = start
        while day.year <= Self.lastYear, !search.isOver {
            meet(day, &search)
            if rule.interval > Self.lastYear * 366 { return }
            day = day.adding(days: rule.interval)
        }
    }

    /// Steps of hours or minutes; a day that the rule does not allow is passed over in one step.
    private func minutes(_ search: inout Search, every unit: Int) {
        let step = min(rule.interval, Self.lastYear * 366 * 1440) * unit
        var minute = 0
        while !search.isOver, step > 1440 || minute / 1440 < Self.mostDays {
            let day = start.adding(days: minute / 1440)
            guard day.year <= Self.lastYear else { return }
            let isLate = search.left == nil && day <= search.after
            if isLate || !filter.allows(day) {
                let last = (minute / 1440 + 1) * 1440 - 1
                minute += (last - minute) / step * step
            } else {
                search.meet(day, minute: minute % 1440)
            }
            minute += step
        }
    }
}

/// Which days a rule allows.
struct RecurrenceFilter {
    private let months: Set<Int>
    private let weekdays: Set<Int>
    private let nthWeekdays: [RecurrenceRule.Weekday]
    private let monthDays: Set<Int>
    private let weekNumbers: Set<Int>
    private let isYearly: Bool
    /// Whether the rule allows no day at all.
    let isEmpty: Bool

    /// The days of `rule`; what it leaves open is taken from its first day.
    init(_ rule: RecurrenceRule, _ start: CalendarDay) {
        // Only months and years have a first, second and last Monday.
        let counts = rule.unit == .month || rule.unit == .year
        nthWeekdays = rule.weekdays.filter { counts && $0.nth != nil }
        var weekdays = Set(rule.weekdays.filter { !counts || $0.nth == nil }.map(\.day))
        var monthDays = Set(rule.monthDays)
        var months = Set(rule.months)
        if rule.weekdays.isEmpty, rule.monthDays.isEmpty, rule.weekNumbers.isEmpty {
            switch rule.unit {
            case .year:
                if months.isEmpty { months = [start.month] }
                monthDays = [start.day]
            case .month: monthDays = [start.day]
            case .week: weekdays = [start.weekday]
            case .day, .hour, .minute: break
            }
        }
        let mostWeeks = rule.unit == .year && months.isEmpty ? 53 : 5
        let nth = nthWeekdays
        isEmpty =
            !monthDays.isEmpty && monthDays.allSatisfy { abs($0) > 31 }
            || !nth.isEmpty
                && nth.allSatisfy { weekday in
                    abs(weekday.nth ?? 0) > mostWeeks || !weekdays.isEmpty && !weekdays.contains(weekday.day)
                }
        self.months = months
        self.weekdays = weekdays
        self.monthDays = monthDays
        weekNumbers = Set(rule.weekNumbers)
        isYearly = rule.unit == .year
    }

    /// Whether any day of a month may be allowed.
    func allows(month: Int) -> Bool { months.isEmpty || months.contains(month) }

    /// Whether a day is allowed.
    func allows(_ day: CalendarDay) -> Bool {
        if !weekdays.isEmpty, !weekdays.contains(day.weekday) { return false }
        if months.isEmpty, monthDays.isEmpty, nthWeekdays.isEmpty, weekNumbers.isEmpty { return true }
        let (year, month, number) = day.date
        guard allows(month: month) else { return false }
        let length = CalendarDay.length(ofMonth: month, year: year)
        if !monthDays.isEmpty, !monthDays.contains(number), !monthDays.contains(number - length - 1) {
            return false
        }
        if !weekNumbers.isEmpty, !weekNumbers.contains(Self.weekNumber(day, year)) { return false }
        if nthWeekdays.isEmpty { return true }
        var before = number - 1
        var total = length
        if isYearly, months.isEmpty, let first = CalendarDay(year: year, month: 1, day: 1) {
            before = day.days(since: first)
            total = CalendarDay.isLeap(year) ? 366 : 365
        }
        return nthWeekdays.contains { weekday in
            weekday.day == day.weekday
                && (weekday.nth == before / 7 + 1 || weekday.nth == -((total - 1 - before) / 7 + 1))
        }
    }

    /// The number of the day's week. In the days before the year's first week it is what the plugin's library
    /// makes of the last week of the year before, which differs from ISO 8601 in some years.
    private static func weekNumber(_ day: CalendarDay, _ year: Int) -> Int {
        guard let first = CalendarDay(year: year, month: 1, day: 1),
            let before = CalendarDay(year: year - 1, month: 1, day: 1)
        else { return 0 }
        let monday = (8 - first.weekday) % 7
        let index = day.days(since: first)
        guard monday < 4, index < monday else { return day.isoWeek.week }
        let lateStart = (8 - before.weekday) % 7 >= 4
        let length = CalendarDay.isLeap(year) ? 366 : 365
        let lastLength = CalendarDay.isLeap(year - 1) ? 366 : 365
        let span = lateStart ? lastLength + before.weekday - 1 : length - monday
        return 52 + span % 7 / 4
    }
}

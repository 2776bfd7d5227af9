/// When a task with a rule comes back.
struct Recurrence {
    let rule: RecurrenceRule
    /// The task's date that the rule counts from.
    let reference: CalendarDay?

    /// The next date after the reference date, or after `today` for a rule that counts from when the task is
    /// done; nil where the rule has run out.
    func next(today: CalendarDay) -> CalendarDay? {
        let start = rule.isWhenDone ? today : reference ?? today
        let next = RecurrenceDates(rule, from: start).first(after: start)
        guard let clamp else { return next }
        return clamped(next, start, clamp)
    }

    /// How many months a step may take at most, for rules that say no more than `every n months` or `years`.
    private var clamp: (months: Int, isYears: Bool)? {
        guard rule.months.isEmpty || rule.interval != 1 else { return nil }
        switch rule.unit {
        case .month: return rule.text.contains(" on ") ? nil : (rule.interval, false)
        case .year: return (rule.interval, true)
        default: return nil
        }
    }

    /// A step that is too long, since the month in between lacks the day, is taken from one day earlier
    /// instead, until it is short enough: 31 January leads to 29 February, as from the 29th (RULES §4).
    private func clamped(
        _ next: CalendarDay?, _ start: CalendarDay, _ clamp: (months: Int, isYears: Bool)
    ) -> CalendarDay? {
        var next = next
        var start = start
        while let date = next {
            let years = date.year - start.year
            let steps = clamp.isYears ? years : years * 12 + date.month - start.month
            if steps <= clamp.months { return date }
            start = start.adding(days: -1)
            next = RecurrenceDates(rule, from: start).first(after: start)
        }
        return nil
    }
}

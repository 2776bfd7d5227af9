/// Reads a recurrence rule word by word.
///
/// A word that has no place behind a whole rule ends it silently; inside one it makes the rule unreadable.
/// Both are what the plugin does, which a person's other devices rely on (RULES §4).
struct RecurrenceReader {
    private var scanner: RecurrenceScanner

    init(_ text: String) { scanner = RecurrenceScanner(text) }

    /// A rule that makes no sense.
    private struct Unreadable: Error {}

    /// The whole rule; nil where it is not readable.
    mutating func rule() -> RecurrenceRule? {
        do throws(Unreadable) { return try every() } catch { return nil }
    }

    private mutating func every() throws(Unreadable) -> RecurrenceRule {
        guard scanner.accept(.every) else { throw Unreadable() }
        let interval = scanner.acceptNumber() ?? 1
        guard let token = scanner.token else { throw Unreadable() }
        var rule: RecurrenceRule
        switch token {
        case .weekday(let day): rule = try weekdays(from: day)
        case .monthName(let month): rule = try months(from: month)
        default: rule = try unit(token)
        }
        rule.interval = interval
        return rule
    }

    private mutating func unit(_ token: RecurrenceToken) throws(Unreadable) -> RecurrenceRule {
        guard let unit = Self.units[token] else { throw Unreadable() }
        var rule = RecurrenceRule(unit: unit)
        scanner.advance()
        if token == .weekdays { rule.weekdays = Self.workingDays }
        if token != .day, token != .weekdays { try on(&rule) }
        if unit == .day || unit == .week { try at(&rule) }
        try end(&rule)
        return rule
    }

    private static let units: [RecurrenceToken: RecurrenceRule.Unit] = [
        .day: .day, .weekdays: .week, .week: .week, .hour: .hour, .minute: .minute, .month: .month,
        .year: .year,
    ]
    private static let workingDays = (1...5).map { RecurrenceRule.Weekday(day: $0, nth: nil) }

    /// `Monday, Friday …`
    private mutating func weekdays(from first: Int) throws(Unreadable) -> RecurrenceRule {
        var rule = RecurrenceRule(unit: .week)
        rule.weekdays = [.init(day: first, nth: nil)]
        scanner.advance()
        while scanner.accept(.comma) {
            guard case .weekday(let day)? = scanner.token else { throw Unreadable() }
            rule.weekdays.append(.init(day: day, nth: nil))
            scanner.advance()
        }
        try at(&rule)
        try monthDays(&rule)
        try end(&rule)
        return rule
    }

    /// `January, March …`
    private mutating func months(from first: Int) throws(Unreadable) -> RecurrenceRule {
        var rule = RecurrenceRule(unit: .year)
        rule.months = [first]
        scanner.advance()
        while scanner.accept(.comma) {
            guard case .monthName(let month)? = scanner.token else { throw Unreadable() }
            rule.months.append(month)
            scanner.advance()
        }
        try on(&rule)
        try end(&rule)
        return rule
    }

    /// `on the 1st and last Friday …`
    private mutating func on(_ rule: inout RecurrenceRule) throws(Unreadable) {
        let hasOn = scanner.accept(.on)
        guard scanner.accept(.the) || hasOn else { return }
        repeat {
            if let nth = try nth() {
                if case .weekday(let day)? = scanner.token {
                    rule.weekdays.append(.init(day: day, nth: nth))
                    scanner.advance()
                } else {
                    rule.monthDays.append(nth)
                    _ = scanner.accept(.day)
                }
                continue
            }
            switch scanner.token {
            case .weekday(let day)?:
                rule.weekdays.append(.init(day: day, nth: nil))
                scanner.advance()
            case .weekdays?:
                if rule.weekdays.isEmpty { rule.weekdays = Self.workingDays }
                scanner.advance()
            case .week?:
                scanner.advance()
                rule.weekNumbers = try numbers()
            case .monthName(let month)?:
                rule.months.append(month)
                scanner.advance()
            default: return
            }
        } while scanner.accept(.comma) || scanner.accept(.the) || scanner.accept(.on)
    }

    /// `on the 13th` behind days of the week. The word behind the number is passed over, whatever it is.
    private mutating func monthDays(_ rule: inout RecurrenceRule) throws(Unreadable) {
        _ = scanner.accept(.on)
        _ = scanner.accept(.the)
        guard let first = try nth() else { return }
        rule.monthDays = [first]
        scanner.advance()
        while scanner.accept(.comma) {
            guard let nth = try nth() else { throw Unreadable() }
            rule.monthDays.append(nth)
            scanner.advance()
        }
    }

    /// `first`, `2nd last`, `last` …; nil where there is none.
    private mutating func nth() throws(Unreadable) -> Int? {
        switch scanner.token {
        case .last?:
            scanner.advance()
            return -1
        case .ordinal(let number)?:
            scanner.advance()
            return number > 1 && scanner.accept(.last) ? -number : number
        case .nth(let number)?:
            guard number <= 366 else { throw Unreadable() }
            scanner.advance()
            return scanner.accept(.last) ? -number : number
        default: return nil
        }
    }

    /// `at 9, 17`
    private mutating func at(_ rule: inout RecurrenceRule) throws(Unreadable) {
        guard scanner.accept(.at) else { return }
        repeat { rule.hours = try numbers() } while scanner.accept(.comma) || scanner.accept(.at)
    }

    /// Numbers with commas between them, one at least.
    private mutating func numbers() throws(Unreadable) -> [Int] {
        var result: [Int] = []
        repeat {
            guard let number = scanner.acceptNumber() else { throw Unreadable() }
            result.append(number)
        } while scanner.accept(.comma)
        return result
    }

    /// `for 3 times` or `until January 1, 2030`
    private mutating func end(_ rule: inout RecurrenceRule) throws(Unreadable) {
        if scanner.token == .until {
            guard let day = UntilDate.read(scanner.rest) else { throw Unreadable() }
            rule.until = day
        } else if scanner.accept(.for) {
            guard let count = scanner.acceptNumber() else { throw Unreadable() }
            rule.count = count
        }
    }
}

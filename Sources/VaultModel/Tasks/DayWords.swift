/// What a person typed for a day: `tomorrow`, `fri`, `next mon`, `+3d`, `in 2 weeks`, `12-01`, `1 dec`,
/// `2026-12-01`; or that there is to be none.
package enum DayWords: Hashable, Sendable {
    /// A day.
    case day(CalendarDay)
    /// No day at all: nothing typed, or `none`.
    case noDay

    /// Reads what was typed on a day; nil where it means no day.
    ///
    /// The name of a weekday is the next one, never `today` itself; a day without a year is the next one too, today
    /// included. Names may be cut short to three letters.
    package init?(_ text: String, today: CalendarDay) {
        let words = DayWordReader.words(of: text)
        if words.isEmpty || ["none", "no", "never", "-"].contains(words.joined(separator: " ")) {
            self = .noDay
            return
        }
        guard let day = DayWordReader(words, today: today).day() else { return nil }
        self = .day(day)
    }

    /// The day that words mean where it is still to come, as for putting something off.
    package static func day(_ words: String, today: CalendarDay) -> CalendarDay? {
        guard case .day(let day)? = DayWords(words, today: today), day > today else { return nil }
        return day
    }
}

/// Reads words, which are in lower case.
private struct DayWordReader {
    private let words: [String]
    private let today: CalendarDay

    init(_ words: [String], today: CalendarDay) {
        self.words = words
        self.today = today
    }

    /// The words of a text: numbers and letters stand apart, `in` and `on` say nothing.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var last: Character?
        for character in text.lowercased() {
            if character.isWhitespace || character == "," {
                last = nil
                continue
            }
            if let previous = last, isTogether(previous, character) {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            last = character
        }
        if let first = words.first, words.count > 1, ["in", "on"].contains(first) { words.removeFirst() }
        return words
    }

    /// Whether two characters belong to one word: `2026-12-01` is one, `+3d` is `+3` and `d`.
    private static func isTogether(_ left: Character, _ right: Character) -> Bool {
        right.isLetter ? left.isLetter : !left.isLetter
    }

    func day() -> CalendarDay? {
        switch words.count {
        case 1: named(words[0]) ?? written(words[0]) ?? numbered(words[0])
        case 2: next() ?? distance() ?? ofMonth(year: nil)
        case 3: Int(words[2]).flatMap { ofMonth(year: $0) }
        default: nil
        }
    }

    /// `today`, `tomorrow`, and the names of weekdays.
    private func named(_ word: String) -> CalendarDay? {
        if ["today", "tod", "now"].contains(word) { return today }
        if ["tomorrow", "tom", "tmr", "tmrw"].contains(word) { return today.adding(days: 1) }
        if word == "yesterday" { return today.adding(days: -1) }
        guard let weekday = Self.index(of: word, in: Self.weekdays) else { return nil }
        return today.adding(days: (weekday + 7 - today.weekday) % 7 + 1)
    }

    /// `next week`, `next month`, and `next fri`: the Friday of next week.
    private func next() -> CalendarDay? {
        guard words[0] == "next" else { return nil }
        if let unit = Unit(words[1]) { return unit.added(1, to: today) }
        guard let weekday = Self.index(of: words[1], in: Self.weekdays) else { return nil }
        return today.adding(days: 8 - today.weekday + weekday)
    }

    /// `+3 d`, `3 days`, `-1 w`.
    private func distance() -> CalendarDay? {
        guard let unit = Unit(words[1]), let number = Self.number(words[0]) else { return nil }
        return unit.added(number, to: today)
    }

    /// `1 dec`, `dec 1`, with or without a year.
    private func ofMonth(year: Int?) -> CalendarDay? {
        for (name, number) in [(words[0], words[1]), (words[1], words[0])] {
            guard let month = Self.index(of: name, in: Self.months), let day = Int(number) else { continue }
            return date(year: year, month: month + 1, day: day)
        }
        return nil
    }

    /// `2026-12-01` and `12-01`.
    private func written(_ word: String) -> CalendarDay? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        switch parts.count {
        case 2:
            return parts[0].flatMap { month in parts[1].flatMap { date(year: nil, month: month, day: $0) } }
        case 3:
            guard let year = parts[0], let month = parts[1], let day = parts[2], year > 999 else {
                return nil
            }
            return date(year: year, month: month, day: day)
        default: return nil
        }
    }

    /// `+3` is in three days; `15` is the next fifteenth.
    private func numbered(_ word: String) -> CalendarDay? {
        guard let number = Self.number(word) else { return nil }
        if word.hasPrefix("+") || word.hasPrefix("-") { return Unit.day.added(number, to: today) }
        guard (1...31).contains(number) else { return nil }
        // Two months in a row never both lack a day, but from the 31st on the one between may.
        return (0...2).lazy.compactMap { months -> CalendarDay? in
            let first = CalendarDay(ordinal: today.ordinal - today.day + 1)
            let month = Unit.month.added(months, to: first)
            return month.flatMap { CalendarDay(year: $0.year, month: $0.month, day: number) }
        }.first { $0 >= today }
    }

    /// A date; one without a year is the next there is. A leap day may be eight years away.
    private func date(year: Int?, month: Int, day: Int) -> CalendarDay? {
        guard let year else {
            return (0...8).lazy.compactMap { CalendarDay(year: today.year + $0, month: month, day: day) }
                .first { $0 >= today }
        }
        return (1...9999).contains(year) ? CalendarDay(year: year, month: month, day: day) : nil
    }

    /// A whole number with or without a sign; more than a lifetime of days is a slip of the finger.
    private static func number(_ word: String) -> Int? {
        Int(word).flatMap { abs($0) <= 36_600 ? $0 : nil }
    }

    /// Which of some names a word is the start of, by at least three letters.
    private static func index(of word: String, in names: [String]) -> Int? {
        guard word.count >= 3 else { return nil }
        let hits = names.indices.filter { names[$0].hasPrefix(word) }
        return hits.count == 1 ? hits[0] : nil
    }

    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]

    /// What a distance counts.
    private enum Unit {
        case day, week, month, year

        /// `d`, `days` and the like.
        init?(_ word: String) {
            switch word {
            case "d", "day", "days": self = .day
            case "w", "wk", "week", "weeks": self = .week
            case "m", "mo", "month", "months": self = .month
            case "y", "yr", "year", "years": self = .year
            default: return nil
            }
        }

        func added(_ number: Int, to day: CalendarDay) -> CalendarDay? {
            let result =
                switch self {
                case .day: day.adding(days: number)
                case .week: day.adding(days: 7 * number)
                case .month: day.adding(months: number)
                case .year: day.adding(months: 12 * number)
                }
            return (1...9999).contains(result.year) ? result : nil
        }
    }
}

extension CalendarDay {
    /// The same day of the month that many months later, or the month's last day where it is shorter.
    package func adding(months: Int) -> CalendarDay {
        let (year, month, day) = date
        let count = year * 12 + month - 1 + months
        let newYear = Self.floorDivide(count, 12)
        let newMonth = count - newYear * 12 + 1
        let last = Self.length(ofMonth: newMonth, year: newYear)
        // The month has the day: it is no later than its last.
        return CalendarDay(year: newYear, month: newMonth, day: min(day, last)) ?? self
    }
}

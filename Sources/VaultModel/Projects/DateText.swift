/// A date in a text, and the same text with another date in the same style (dialect §12.3).
///
/// Read are `2024-05-02`, also with `/` or `.` and with a time, `02.05.2024`, `5/22/2024` where only one
/// order is possible, `May 2, 2024` and `2 May 2024` with short or long names, ordinals and a weekday before
/// them.
package enum DateText {
    /// The text with its date replaced by `day`; nil where it holds no date that we can write as it is
    /// written.
    ///
    /// A time keeps its form and becomes `clock`.
    package static func restyled(_ text: String, to day: CalendarDay, clock: ClockTime = .midnight) -> String?
    {
        var tokens = tokens(of: text)
        guard let year = tokens.firstIndex(where: { $0.count == 4 && $0.isNumber }),
            let places = places(tokens, year: year)
        else { return nil }
        let isNamed = !tokens[places.month].isNumber
        tokens[year] = "\(day.year)"
        tokens[places.day] = number(day.day, like: tokens[places.day], padded: !isNamed)
        if isNamed {
            tokens[places.month] = name(months[day.month - 1], like: tokens[places.month])
            let next = places.day + 1
            if ordinals.contains(tokens[next].lowercased()) { tokens[next] = ordinal(of: day.day) }
        } else {
            tokens[places.month] = number(day.month, like: tokens[places.month], padded: true)
        }
        for index in tokens.indices where index < min(year, places.day, places.month) {
            guard weekdays.contains(where: { matches(tokens[index], $0) }) else { continue }
            tokens[index] = name(weekdays[day.weekday - 1], like: tokens[index])
        }
        setTime(&tokens, after: max(year, places.day, places.month), clock)
        return tokens.joined()
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let ordinals = ["st", "nd", "rd", "th"]

    /// Runs of digits, runs of letters, and every other character by itself.
    private static func tokens(of text: String) -> [String] {
        var result: [String] = []
        for character in text {
            let isDigit = character.isASCII && character.isNumber
            if let last = result.last?.last,
                isDigit && last.isASCII && last.isNumber || character.isLetter && last.isLetter
            {
                result[result.count - 1].append(character)
            } else {
                result.append(String(character))
            }
        }
        return result
    }

    /// Which tokens are the month and the day, given which is the year.
    private static func places(_ tokens: [String], year: Int) -> (month: Int, day: Int)? {
        func token(_ index: Int) -> String { tokens.indices.contains(index) ? tokens[index] : "" }
        let separators = ["-", "/", "."]
        if separators.contains(token(year + 1)), token(year + 3) == token(year + 1),
            let month = Int(token(year + 2)), let day = Int(token(year + 4)), isDate(month, day)
        {
            return (year + 2, year + 4)
        }
        if separators.contains(token(year - 1)), token(year - 3) == token(year - 1),
            let first = Int(token(year - 4)), let second = Int(token(year - 2))
        {
            if isDate(second, first), token(year - 1) == "." || first > 12 { return (year - 2, year - 4) }
            return isDate(first, second) && second > 12 ? (year - 4, year - 2) : nil
        }
        let isMonth = { (index: Int) in months.contains { matches(tokens[index], $0) } }
        let isDay = { (index: Int) in index < year && (1...31) ~= Int(tokens[index]) ?? 0 }
        guard let month = tokens.indices.first(where: isMonth), month < year,
            let day = tokens.indices.last(where: isDay)
        else { return nil }
        let between = tokens[min(month, day)..<year].filter { !ordinals.contains($0.lowercased()) }
        let isOne = between.allSatisfy {
            [" ", ",", "."].contains($0) || $0 == tokens[month] || $0 == tokens[day]
        }
        return isOne ? (month, day) : nil
    }

    private static func isDate(_ month: Int, _ day: Int) -> Bool { 1...12 ~= month && 1...31 ~= day }

    /// Whether a word is a name, in full or by its first three letters.
    private static func matches(_ word: String, _ name: String) -> Bool {
        word.lowercased() == name.lowercased() || word.lowercased() == name.prefix(3).lowercased()
    }

    /// A name as long and in the case of another.
    private static func name(_ name: String, like old: String) -> String {
        let isShort = old.count == 3 && old.lowercased() != "may"
        let text = isShort ? String(name.prefix(3)) : name
        if old == old.uppercased() { return text.uppercased() }
        return old == old.lowercased() ? text.lowercased() : text
    }

    /// A number in as many digits as another shows that its style has.
    private static func number(_ value: Int, like old: String, padded: Bool) -> String {
        let isPadded = old.count == 1 ? false : old.first == "0" || padded
        return isPadded && value < 10 ? "0\(value)" : "\(value)"
    }

    private static func ordinal(of day: Int) -> String {
        if 11...13 ~= day { return "th" }
        return [1: "st", 2: "nd", 3: "rd"][day % 10] ?? "th"
    }

    /// Sets the time behind a date, if there is one: `T10:00`, ` 10:00:00`.
    private static func setTime(_ tokens: inout [String], after date: Int, _ clock: ClockTime) {
        guard tokens.count > date + 4, ["T", "t", " "].contains(tokens[date + 1]), tokens[date + 3] == ":",
            Int(tokens[date + 2]) != nil, Int(tokens[date + 4]) != nil
        else { return }
        tokens[date + 2] = number(clock.hour, like: "00", padded: true)
        tokens[date + 4] = number(clock.minute, like: "00", padded: true)
        if tokens.count > date + 6, tokens[date + 5] == ":", Int(tokens[date + 6]) != nil {
            tokens[date + 6] = number(clock.second, like: "00", padded: true)
        }
    }
}

extension String {
    fileprivate var isNumber: Bool { !isEmpty && utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
}

/// A time of day by the local clock.
package struct ClockTime: Hashable, Sendable {
    /// 0 to 23, 0 to 59 and 0 to 59.
    package var hour, minute, second: Int
    /// Makes a time.
    package init(hour: Int, minute: Int, second: Int = 0) {
        self.hour = hour
        self.minute = minute
        self.second = second
    }
    /// The start of a day.
    package static let midnight = ClockTime(hour: 0, minute: 0)
}

/// Reads a date in a format of Luxon's tokens, as `date(text, format)` does.
///
/// The format becomes one pattern over the whole text, letters in any case; what each token took is then put
/// together. A token that is given twice keeps its last reading.
struct DateReader {
    /// The zone that a date without one is in.
    let zone: Zone
    /// The date whose parts stand in for the larger ones that the format does not name.
    let now: DateValue

    /// The date, or nil where the text does not have the format or names a day that does not exist.
    func date(_ text: String, format: String) -> DateValue? {
        let tokens = FormatToken.read(format).flatMap(Self.expanded)
        let source = "^" + tokens.map { "(" + Self.pattern(for: $0) + ")" }.joined() + "$"
        var budget = PatternBudget.call
        guard let pattern = try? Pattern(source, ignoresCase: true),
            let match = try? pattern.firstMatch(in: Array(text.utf16), budget: &budget)
        else { return nil }
        var parts: [Character: String] = [:]
        for (index, token) in tokens.enumerated() where !token.isLiteral {
            guard let letter = token.text.first, Self.isKnown(token.text) else { continue }
            parts[letter] = match.text(index + 1) ?? ""
        }
        return assemble(parts, tokens)
    }

    private static func isKnown(_ token: String) -> Bool { patterns[token] != nil || words[token] != nil }

    /// The tokens for whole dates and times stand for their parts.
    private static func expanded(_ token: FormatToken) -> [FormatToken] {
        guard !token.isLiteral, let format = wholes[token.text] else { return [token] }
        return FormatToken.read(format)
    }

    private static let wholes = [
        "D": "M/d/yyyyy", "DD": "MMM d, yyyyy", "DDD": "MMMM d, yyyyy", "DDDD": "EEEE, MMMM d, yyyyy",
        "t": "h:mm a", "tt": "h:mm:ss a", "T": "HH:mm", "TT": "HH:mm:ss", "f": "M/d/yyyyy, h:mm a",
        "ff": "MMM d, yyyyy, h:mm a", "F": "M/d/yyyyy, h:mm:ss a", "FF": "MMM d, yyyyy, h:mm:ss a",
    ]

    private static let patterns: [String: String] = [
        "y": #"\d{1,6}"#, "yy": #"\d{2,4}"#, "yyyy": #"\d{4}"#, "yyyyy": #"\d{4,6}"#, "yyyyyy": #"\d{6}"#,
        "M": #"\d{1,2}"#, "MM": #"\d{2}"#, "L": #"\d{1,2}"#, "LL": #"\d{2}"#, "d": #"\d{1,2}"#,
        "dd": #"\d{2}"#,
        "o": #"\d{1,3}"#, "ooo": #"\d{3}"#, "H": #"\d{1,2}"#, "HH": #"\d{2}"#, "h": #"\d{1,2}"#,
        "hh": #"\d{2}"#, "m": #"\d{1,2}"#, "mm": #"\d{2}"#, "q": #"\d{1,2}"#, "qq": #"\d{2}"#,
        "s": #"\d{1,2}"#, "ss": #"\d{2}"#, "S": #"\d{1,3}"#, "SSS": #"\d{3}"#, "u": #"\d{1,9}"#,
        "uu": #"\d{1,2}"#, "uuu": #"\d"#, "kkkk": #"\d{4}"#, "kk": #"\d{2,4}"#, "W": #"\d{1,2}"#,
        "WW": #"\d{2}"#, "E": #"\d"#, "c": #"\d"#, "Z": #"[+-]\d{1,2}(?::\d{2})?"#,
        "ZZ": #"[+-]\d{1,2}(?::\d{2})?"#, "ZZZ": #"[+-]\d{1,2}(?:\d{2})?"#, "z": #"[a-z_+-/]{1,256}?"#,
    ]

    private static let words: [String: [String]] = [
        "G": DateWords.eras, "GG": DateWords.longEras, "MMM": DateWords.shortMonths, "MMMM": DateWords.months,
        "LLL": DateWords.shortMonths, "LLLL": DateWords.months, "a": DateWords.meridiems,
        "EEE": DateWords.shortWeekdays, "EEEE": DateWords.weekdays, "ccc": DateWords.shortWeekdays,
        "cccc": DateWords.weekdays,
    ]

    private static func pattern(for token: FormatToken) -> String {
        if !token.isLiteral {
            if let pattern = patterns[token.text] { return pattern }
            if let words = words[token.text] { return words.joined(separator: "|") }
        }
        return Pattern.escaped(token.text)
    }

    /// The number that a token took: its digits, or the place of its word in the list of words, from `start`.
    private func number(_ letter: Character, _ parts: [Character: String], _ tokens: [FormatToken]) -> Int? {
        guard let text = parts[letter] else { return nil }
        let token = tokens.last { !$0.isLiteral && $0.text.first == letter && Self.isKnown($0.text) }
        guard let token, let words = Self.words[token.text] else {
            guard let number = Int(text) else { return nil }
            return token?.text == "yy" || token?.text == "kk" ? Self.fullYear(number) : number
        }
        let place = words.firstIndex { $0.lowercased() == text.lowercased() }
        return place.map { letter == "a" || letter == "G" ? $0 : $0 + 1 }
    }

    /// Two digits of a year: up to 60 they are in this century.
    private static func fullYear(_ number: Int) -> Int {
        number > 99 ? number : number > 60 ? 1900 + number : 2000 + number
    }

    private func assemble(_ parts: [Character: String], _ tokens: [FormatToken]) -> DateValue? {
        func number(_ letter: Character) -> Int? { self.number(letter, parts, tokens) }
        // Nothing read is no date, and a meridiem together with a 24-hour clock contradicts itself.
        guard parts.keys.contains(where: { !"aG".contains($0) }),
            !(parts["a"] != nil && parts["H"] != nil), let zone = readZone(parts)
        else { return nil }
        let here = now.at(zone).civil
        guard var civil = day(number, here) else { return nil }
        var named = parts.keys.contains { "yLMdoqkWEc".contains($0) }
        func part(_ number: Int?, _ now: Int) -> Int {
            if number != nil { named = true }
            return number ?? (named ? 0 : now)
        }
        civil.hour = part(hour(number), here.hour)
        civil.minute = part(number("m"), here.minute)
        civil.second = part(number("s"), here.second)
        let fraction = parts["u"].flatMap { Double("0." + $0) }.map { Int($0 * 1000) }
        civil.millisecond = part(fraction ?? number("S"), here.millisecond)
        guard civil.exists else { return nil }
        if let weekday = number("E") ?? number("c"), weekday != civil.weekday { return nil }
        return DateValue(civil, zone: zone).at(self.zone)
    }

    private func hour(_ number: (Character) -> Int?) -> Int? {
        guard let twelve = number("h") else { return number("H") }
        let meridiem = number("a")
        return twelve < 12 && meridiem == 1 ? twelve + 12 : twelve == 12 && meridiem == 0 ? 0 : twelve
    }

    /// The day: by week where a week is named, by its number in the year, or by month and day.
    ///
    /// Parts larger than the largest named one come from now, smaller ones are the first.
    private func day(_ number: (Character) -> Int?, _ here: CivilTime) -> CivilTime? {
        let weekday = number("E") ?? number("c")
        let month = number("q").map { ($0 - 1) * 3 + 1 } ?? number("M") ?? number("L")
        let year = number("y").map { number("G") == 0 ? -$0 : $0 }
        let hasMonthOrDay = month != nil || number("d") != nil
        let hasCalendarDay = year != nil || hasMonthOrDay
        let hasWeek = number("W") != nil || number("k") != nil
        // A day is named in one way only.
        if hasWeek && (hasCalendarDay || number("o") != nil) || hasMonthOrDay && number("o") != nil {
            return nil
        }
        if hasWeek || (weekday != nil && !hasCalendarDay) {
            let week = number("W") ?? (number("k") == nil ? here.week.number : 1)
            return Self.day(week: week, of: number("k") ?? here.week.year, weekday: weekday ?? 1)
        }
        if let ordinal = number("o") { return Self.day(ordinal: ordinal, of: year ?? here.year) }
        guard hasCalendarDay else { return CivilTime(year: here.year, month: here.month, day: here.day) }
        return CivilTime(
            year: year ?? here.year, month: month ?? (year == nil ? here.month : 1), day: number("d") ?? 1)
    }

    private func readZone(_ parts: [Character: String]) -> Zone? {
        if let name = parts["z"] { return Zone.named(name, system: zone) }
        guard let offset = parts["Z"] else { return zone }
        let digits = offset.dropFirst().filter(\.isNumber)
        let hours = Int(digits.count > 2 ? digits.dropLast(2) : digits[...]) ?? 0
        let minutes = hours * 60 + (digits.count > 2 ? Int(digits.suffix(2)) ?? 0 : 0)
        return Zone.fixed(offset.first == "-" ? -minutes : minutes)
    }

    private static func day(week: Int, of year: Int, weekday: Int) -> CivilTime? {
        guard (1...CivilTime.weeks(inYear: year)).contains(week), (1...7).contains(weekday) else {
            return nil
        }
        let fourth = CivilTime(year: year, month: 1, day: 4)
        let day = CivilTime(year: year, month: 1, day: 4 - fourth.weekday + 1 + (week - 1) * 7 + weekday - 1)
        return CivilTime(wallMilliseconds: day.wallMilliseconds)
    }

    private static func day(ordinal: Int, of year: Int) -> CivilTime? {
        guard (1...(CivilTime.isLeap(year) ? 366 : 365)).contains(ordinal) else { return nil }
        return CivilTime(wallMilliseconds: CivilTime(year: year, month: 1, day: ordinal).wallMilliseconds)
    }
}

extension DateValue {
    /// The date written in a format of Luxon's tokens, in English.
    package func formatted(_ format: String) -> String {
        guard isValid else { return "Invalid DateTime" }
        let writer = DateWriter(date: self, civil: civil)
        return FormatToken.read(format).map { $0.isLiteral ? $0.text : writer.text(for: $0.text) }.joined()
    }
}

/// Writes the parts of one date.
private struct DateWriter {
    let date: DateValue
    let civil: CivilTime

    /// What stands for a token; a run of letters that is none stays as it is.
    func text(for token: String) -> String {
        number(for: token) ?? name(for: token) ?? zone(for: token) ?? whole(for: token) ?? token
    }

    private func number(for token: String) -> String? {
        let hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12
        return switch token {
        case "S": pad(civil.millisecond, 1)
        case "u", "SSS": pad(civil.millisecond, 3)
        case "uu": pad(civil.millisecond / 10, 2)
        case "uuu": pad(civil.millisecond / 100, 1)
        case "s", "ss": pad(civil.second, token.count)
        case "m", "mm": pad(civil.minute, token.count)
        case "h", "hh": pad(hour, token.count)
        case "H", "HH": pad(civil.hour, token.count)
        case "d", "dd": pad(civil.day, token.count)
        case "c", "E": pad(civil.weekday, 1)
        case "L", "LL", "M", "MM": pad(civil.month, token.count)
        case "y", "yyyy", "yyyyyy": pad(civil.year, token.count)
        case "yy": lastTwo(civil.year)
        case "kk": lastTwo(civil.week.year)
        case "kkkk": pad(civil.week.year, 4)
        case "W", "WW": pad(civil.week.number, token.count)
        case "o", "ooo": pad(civil.ordinal, token.count)
        case "q", "qq": pad(civil.quarter, token.count)
        case "X": pad(Int((date.milliseconds / 1000).rounded(.down)), 1)
        case "x": pad(Int(date.milliseconds), 1)
        default: nil
        }
    }

    private func name(for token: String) -> String? {
        let month = DateWords.months[civil.month - 1]
        let weekday = DateWords.weekdays[civil.weekday - 1]
        let era = civil.year < 0 ? 0 : 1
        return switch token {
        case "a": DateWords.meridiems[civil.hour < 12 ? 0 : 1]
        case "ccc", "EEE": String(weekday.prefix(3))
        case "cccc", "EEEE": weekday
        case "ccccc", "EEEEE": String(weekday.prefix(1))
        case "LLL", "MMM": String(month.prefix(3))
        case "LLLL", "MMMM": month
        case "LLLLL", "MMMMM": String(month.prefix(1))
        case "G": DateWords.eras[era]
        case "GG": DateWords.longEras[era]
        case "GGGGG": String(DateWords.eras[era].prefix(1))
        default: nil
        }
    }

    private func zone(for token: String) -> String? {
        switch token {
        case "Z": Zone.offsetText(date.offset, .narrow)
        case "ZZ": Zone.offsetText(date.offset, .short)
        case "ZZZ": Zone.offsetText(date.offset, .bare)
        case "ZZZZ": date.zone.spokenName(at: date.milliseconds, long: false)
        case "ZZZZZ": date.zone.spokenName(at: date.milliseconds, long: true)
        case "z": date.zone.name
        default: nil
        }
    }

    /// The tokens for a whole date or time as it is written in the United States.
    private func whole(for token: String) -> String? {
        guard let first = token.first, token.count <= 4, token.allSatisfy({ $0 == first }) else { return nil }
        let size = token.count
        switch first {
        case "D": return day(size)
        case "t": return time(size, twelve: true)
        case "T": return time(size, twelve: false)
        case "f", "F":
            let seconds = first == "F"
            let clock = twelveHours(seconds ? "h:mm:ss" : "h:mm")
            let ending = size < 3 ? "" : " " + zoneName(long: size == 4)
            return day(size) + (size < 3 ? ", " : " at ") + clock + ending
        default: return nil
        }
    }

    private func day(_ size: Int) -> String {
        inner(
            ["M/d/yyyy", "MMM d, yyyy", "MMMM d, yyyy", "EEEE, MMMM d, yyyy"][size - 1].replacing(
                "yyyy", with: "y"))
    }

    private func time(_ size: Int, twelve: Bool) -> String {
        let clock = (twelve ? "h" : "HH") + (size == 1 ? ":mm" : ":mm:ss")
        let time = twelve ? twelveHours(clock) : inner(clock)
        return time + (size < 3 ? "" : " " + zoneName(long: size == 4))
    }

    /// A time of day with its half of the day, which a narrow space divides where Luxon writes the zone itself.
    private func twelveHours(_ clock: String) -> String {
        inner(clock) + (date.zone.isFixed && !hasOwnName ? "\u{202F}" : " ") + inner("a")
    }

    /// Whether the zone is one at whole hours from UTC that has a name of its own, such as Etc/GMT-2.
    private var hasOwnName: Bool {
        date.zone.isFixed && date.offset != 0 && date.offset.remainder(dividingBy: 60) == 0
            && (-12 * 60...14 * 60).contains(date.offset)
    }

    /// A zone at whole hours from UTC is called GMT+2 here, unlike in the tokens for zones alone.
    private func zoneName(long: Bool) -> String {
        guard hasOwnName else { return date.zone.spokenName(at: date.milliseconds, long: long) }
        return "GMT" + Zone.offsetText(date.offset, long ? .short : .narrow)
    }

    private func inner(_ format: String) -> String { date.formatted(format) }

    private func pad(_ number: Int, _ width: Int) -> String { Zone.pad(number, width) }

    private func lastTwo(_ year: Int) -> String { Zone.pad(abs(year) % 100, 2) }
}

extension DurationValue {
    /// The duration written in a format of Luxon's tokens: the units named in it share the whole length.
    ///
    /// Every run of a letter that names a unit counts, also inside words that are not quoted, as in Luxon.
    package func formatted(_ format: String) -> String {
        let tokens = FormatToken.read(format)
        let units = tokens.compactMap { $0.isLiteral ? nil : Self.unit(of: $0.text) }
        let spread = shifted(to: units)
        return tokens.map { token in
            guard !token.isLiteral, let unit = Self.unit(of: token.text) else { return token.text }
            let number = spread[unit].rounded(.down)
            let digits = ScriptNumber.text(abs(number))
            let zeros = String(repeating: "0", count: max(0, token.text.count - digits.count))
            return (number < 0 ? "-" : "") + zeros + digits
        }.joined()
    }

    private static func unit(of token: String) -> DurationUnit? {
        switch token.first {
        case "S": .milliseconds
        case "s": .seconds
        case "m": .minutes
        case "h": .hours
        case "d": .days
        case "w": .weeks
        case "M": .months
        case "y": .years
        default: nil
        }
    }
}

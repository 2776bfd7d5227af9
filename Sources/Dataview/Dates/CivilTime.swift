/// A day and a time of day on a wall, in the Gregorian calendar without end.
struct CivilTime: Hashable, Sendable {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0

    static let millisecondsPerDay = 86_400_000.0

    /// A day and a time.
    init(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    /// The wall time at an instant, given as milliseconds with the distance from UTC already added.
    init(wallMilliseconds: Double) {
        let days = (wallMilliseconds / Self.millisecondsPerDay).rounded(.down)
        let rest = Int((wallMilliseconds - days * Self.millisecondsPerDay).rounded(.down))
        (year, month, day) = Self.date(ofDay: Int(days))
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
    }

    /// The instant in UTC. Parts outside their usual range run over into the next larger one; in the years 0
    /// to 99, hours past midnight stay on the day, as in Luxon.
    var wallMilliseconds: Double {
        let monthIndex = month - 1
        let carried = year + Self.floorDivide(monthIndex, 12)
        let first = Self.day(ofYear: carried, month: monthIndex - Self.floorDivide(monthIndex, 12) * 12 + 1)
        let days = Double(first) + Double(day - 1)
        let time = Double(hour) * 3_600_000 + Double(minute) * 60_000 + Double(second) * 1000
        let ofDay = time + Double(millisecond)
        guard (0..<100).contains(year) else { return days * Self.millisecondsPerDay + ofDay }
        let rest = ofDay - (ofDay / Self.millisecondsPerDay).rounded(.down) * Self.millisecondsPerDay
        return days * Self.millisecondsPerDay + rest
    }

    /// Whether month, day and time of day all exist.
    var exists: Bool {
        (1...12).contains(month) && (1...31).contains(day) && day <= Self.days(inMonth: month, of: year)
            && (0...23).contains(hour) && (0...59).contains(minute) && (0...59).contains(second)
            && (0...999).contains(millisecond)
    }

    /// Monday is 1, Sunday 7.
    var weekday: Int {
        let days = Self.day(ofYear: year, month: month) + day - 1
        return (days + 3) - Self.floorDivide(days + 3, 7) * 7 + 1
    }

    /// The day of the year, from 1.
    var ordinal: Int { Self.day(ofYear: year, month: month) - Self.day(ofYear: year, month: 1) + day }

    /// The quarter, 1 to 4.
    var quarter: Int { (month - 1) / 3 + 1 }

    /// The ISO week and the year it belongs to.
    var week: (year: Int, number: Int) {
        let number = (ordinal - weekday + 10) / 7
        if number < 1 { return (year - 1, Self.weeks(inYear: year - 1)) }
        if number > Self.weeks(inYear: year) { return (year + 1, 1) }
        return (year, number)
    }

    static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// How many days a month has; months outside 1...12 count on from the year.
    static func days(inMonth month: Int, of year: Int) -> Int {
        let index = month - 1 - floorDivide(month - 1, 12) * 12
        let carried = year + floorDivide(month - 1, 12)
        return index == 1
            ? (isLeap(carried) ? 29 : 28) : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][index]
    }

    static func weeks(inYear year: Int) -> Int {
        let first = CivilTime(year: year, month: 1, day: 1).weekday
        return first == 4 || (first == 3 && isLeap(year)) ? 53 : 52
    }

    static func floorDivide(_ one: Int, _ other: Int) -> Int {
        let quotient = one / other
        return one % other != 0 && (one < 0) != (other < 0) ? quotient - 1 : quotient
    }

    /// Days from 1970-01-01 to the first of a month, 1...12. Years are counted from March, so that a leap
    /// day ends one.
    private static func day(ofYear year: Int, month: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    private static func date(ofDay day: Int) -> (Int, Int, Int) {
        let days = day + 719_468
        let era = floorDivide(days, 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }
}

/// A day of the proleptic Gregorian calendar, without time and time zone.
///
/// "Today" is handed in by whoever knows the clock; nothing here asks for it.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01, negative before.
    package let ordinal: Int

    /// The day that many days after 1970-01-01.
    package init(ordinal: Int) { self.ordinal = ordinal }

    /// The day of a date; nil where the calendar has no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), (1...Self.length(ofMonth: month, year: year)).contains(day) else {
            return nil
        }
        self.init(validYear: year, month: month, day: day)
    }

    /// The day written as `YYYY-MM-DD`, the only form the Tasks plugin reads; nil for anything else.
    package init?(_ iso: String) { self.init(Array(iso.utf8)[...]) }

    /// The same from bytes.
    package init?(_ iso: ArraySlice<UInt8>) {
        let day = iso.withUnsafeBufferPointer { CalendarDay(SourceBytes($0), ByteRange(0, $0.count)) }
        guard let day else { return nil }
        self = day
    }

    /// The same from a place in a note.
    init?(_ bytes: SourceBytes, _ iso: ByteRange) {
        guard iso.count == 10 else { return nil }
        let text = bytes.slice(iso)
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            let year = Self.number(text, 0..<4), let month = Self.number(text, 5..<7),
            let day = Self.number(text, 8..<10)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    @inline(__always)
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var result = 0
        for offset in range {
            guard text[offset].isDigit else { return nil }
            result = result &* 10 &+ Int(text[offset] &- 0x30)
        }
        return result
    }

    /// The day with this number in a month that has it.
    ///
    /// Years are counted from March, so that the leap day is the last one of a year.
    private init(validYear year: Int, month: Int, day: Int) {
        let marchYear = month > 2 ? year : year - 1
        let cycle = Self.floorDivide(marchYear, 400)
        let yearOfCycle = marchYear - cycle * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        ordinal = cycle * 146_097 + dayOfCycle - 719_468
    }

    /// Year, month (1 to 12) and day of the month (from 1).
    package var date: (year: Int, month: Int, day: Int) {
        let days = ordinal + 719_468
        let cycle = Self.floorDivide(days, 146_097)
        let dayOfCycle = days - cycle * 146_097
        let yearOfCycle =
            (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// The year.
    package var year: Int { date.year }
    /// The month, 1 to 12.
    package var month: Int { date.month }
    /// The day of the month, from 1.
    package var day: Int { date.day }

    /// The day of the week: 1 for Monday to 7 for Sunday, as in ISO 8601.
    package var weekday: Int { ordinal + 3 - Self.floorDivide(ordinal + 3, 7) * 7 + 1 }

    /// The ISO week that holds the day, and the year that the week belongs to.
    package var isoWeek: (year: Int, week: Int) {
        let thursday = adding(days: 4 - weekday)
        let year = thursday.year
        let first = CalendarDay(validYear: year, month: 1, day: 1)
        return (year, (thursday.ordinal - first.ordinal) / 7 + 1)
    }

    /// The day that many days later.
    package func adding(days: Int) -> CalendarDay { CalendarDay(ordinal: ordinal + days) }

    /// How many days later this day is than `other`.
    package func days(since other: CalendarDay) -> Int { ordinal - other.ordinal }

    /// How many days a month has.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: isLeap(year) ? 29 : 28
        default: 31
        }
    }

    /// Whether a year has a 29 February.
    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    /// Days are ordered by time.
    package static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.ordinal < right.ordinal }

    /// `YYYY-MM-DD`; years beyond 9999 have more digits, which nobody reads back.
    package var description: String {
        let (year, month, day) = date
        let sign = year < 0 ? "-" : ""
        return "\(sign)\(Self.padded(abs(year), 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    static func floorDivide(_ left: Int, _ right: Int) -> Int {
        left / right - (left % right != 0 && (left < 0) != (right < 0) ? 1 : 0)
    }
}

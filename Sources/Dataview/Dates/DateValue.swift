/// An instant and the zone it is shown in, with Luxon's arithmetic.
package struct DateValue: Sendable {
    /// Milliseconds since 1970-01-01T00:00Z; NaN where a calculation left the range of dates.
    package let milliseconds: Double
    /// The zone it is shown in.
    let zone: Zone

    /// The farthest instant from 1970 either way, in milliseconds.
    private static let farthest = 8.64e15
    /// The largest year that calculations are done with; beyond it a date is not valid.
    private static let lastYear = 275_760.0

    /// An instant.
    package init(milliseconds: Double, zone: Zone) {
        self.milliseconds = abs(milliseconds) <= Self.farthest ? milliseconds : .nan
        self.zone = zone
    }

    /// The instant at which a wall shows `civil` in `zone`. Where the wall shows it twice or never, the
    /// offset `guess` decides as in Luxon; without one, the offset that `civil` would have in UTC.
    init(_ civil: CivilTime, zone: Zone, guess: Double? = nil) {
        guard abs(Double(civil.year)) <= Self.lastYear else {
            self.init(milliseconds: .nan, zone: zone)
            return
        }
        let wall = civil.wallMilliseconds
        let first = guess ?? zone.offset(at: wall)
        var instant = wall - first * 60_000
        let second = zone.offset(at: instant)
        if first != second {
            instant = wall - second * 60_000
            let third = zone.offset(at: instant)
            if second != third { instant = wall - min(second, third) * 60_000 }
        }
        self.init(milliseconds: instant, zone: zone)
    }

    /// Whether it is a date at all.
    package var isValid: Bool { !milliseconds.isNaN }

    /// The distance from UTC in minutes.
    var offset: Double { zone.offset(at: milliseconds) }

    /// What the wall shows.
    var civil: CivilTime {
        guard isValid else { return CivilTime(year: 1970, month: 1, day: 1) }
        return CivilTime(wallMilliseconds: milliseconds + offset * 60_000)
    }

    /// The same wall time in another zone.
    func keepingWallTime(in other: Zone) -> DateValue {
        isValid ? DateValue(civil, zone: other, guess: offset) : DateValue(milliseconds: .nan, zone: other)
    }

    /// The same instant in another zone.
    func at(_ other: Zone) -> DateValue { DateValue(milliseconds: milliseconds, zone: other) }

    /// The start of the day in the given zone, of what the wall shows here.
    func withoutTime(in zone: Zone) -> DateValue {
        guard isValid else { return self }
        let civil = civil
        return DateValue(CivilTime(year: civil.year, month: civil.month, day: civil.day), zone: zone)
    }

    /// The date moved by a duration: years and months first, the day kept inside the month, then days, then
    /// the rest as time.
    func adding(_ duration: DurationValue) -> DateValue {
        guard isValid else { return self }
        var civil = civil
        let years = duration[.years].rounded(.towardZero)
        let months = duration[.months].rounded(.towardZero) + duration[.quarters].rounded(.towardZero) * 3
        let days = duration[.days].rounded(.towardZero) + duration[.weeks].rounded(.towardZero) * 7
        guard [years, months / 12, days / 366].allSatisfy({ abs($0) <= Self.lastYear * 2 }) else {
            return DateValue(milliseconds: .nan, zone: zone)
        }
        civil.year += Int(years)
        civil.month += Int(months)
        civil.day = min(civil.day, CivilTime.days(inMonth: civil.month, of: civil.year)) + Int(days)
        let moved = DateValue(civil, zone: zone, guess: offset)
        let rest = duration.belowDays.totalMilliseconds
        return rest == 0 ? moved : DateValue(milliseconds: moved.milliseconds + rest, zone: zone)
    }

    /// A unit that a date can be cut to.
    enum Period { case day, week, month, year }

    /// The first instant of the period.
    func start(of period: Period) -> DateValue {
        guard isValid else { return self }
        let civil = civil
        let start =
            switch period {
            case .day: CivilTime(year: civil.year, month: civil.month, day: civil.day)
            case .week: CivilTime(year: civil.year, month: civil.month, day: civil.day - civil.weekday + 1)
            case .month: CivilTime(year: civil.year, month: civil.month, day: 1)
            case .year: CivilTime(year: civil.year, month: 1, day: 1)
            }
        return DateValue(start, zone: zone, guess: offset)
    }

    /// The last millisecond of the period.
    func end(of period: Period) -> DateValue {
        let step: DurationValue =
            switch period {
            case .day: DurationValue([.days: 1])
            case .week: DurationValue([.weeks: 1])
            case .month: DurationValue([.months: 1])
            case .year: DurationValue([.years: 1])
            }
        let next = adding(step).start(of: period)
        return DateValue(milliseconds: next.milliseconds - 1, zone: zone)
    }

    /// The time from `other` to this date, in all units, the larger ones counted by the calendar.
    func since(_ other: DateValue) -> DurationValue {
        guard isValid, other.isValid else { return DurationValue([.milliseconds: .nan]) }
        let isNegative = other.milliseconds > milliseconds
        let (earlier, later) = isNegative ? (self, other) : (other, self)
        let length = earlier.distance(to: later)
        return (isNegative ? length.negated : length).normalizedToAllUnits
    }

    /// The distance to a later date: as many years, then months, then days as fit, then the rest as time.
    private func distance(to later: DateValue) -> DurationValue {
        var counts = DurationValue()
        var cursor = self
        for unit in [DurationUnit.years, .months, .days] {
            counts[unit] = cursor.steps(of: unit, to: later)
            var reached = adding(counts)
            // A step too far is taken back; between zones it can be two.
            for _ in 0..<2 where reached.milliseconds > later.milliseconds {
                counts[unit] -= 1
                reached = adding(counts)
            }
            cursor = reached
        }
        let rest = DurationValue([.milliseconds: later.milliseconds - cursor.milliseconds])
        return rest.shifted(to: [.hours, .minutes, .seconds, .milliseconds]).adding(counts)
    }

    /// How many years, months or days the calendars on the two walls are apart.
    private func steps(of unit: DurationUnit, to later: DateValue) -> Double {
        let (from, to) = (civil, later.civil)
        switch unit {
        case .years: return Double(to.year - from.year)
        case .months: return Double(to.month - from.month + (to.year - from.year) * 12)
        default:
            let length = Self.startOfDay(to) - Self.startOfDay(from)
            return (length / CivilTime.millisecondsPerDay).rounded(.down)
        }
    }

    private static func startOfDay(_ civil: CivilTime) -> Double {
        CivilTime(year: civil.year, month: civil.month, day: civil.day).wallMilliseconds
    }

    /// The date in ISO 8601: `2026-03-04T05:06:07.000+01:00`, with `Z` where the zone is UTC by definition.
    package var iso: String {
        guard isValid else { return "Invalid DateTime" }
        let civil = civil
        let year =
            civil.year > 9999 || civil.year < 0
            ? (civil.year < 0 ? "-" : "+") + Zone.pad(abs(civil.year), 6) : Zone.pad(civil.year, 4)
        let day = "\(year)-\(Zone.pad(civil.month, 2))-\(Zone.pad(civil.day, 2))"
        let time = [civil.hour, civil.minute, civil.second].map { Zone.pad($0, 2) }.joined(separator: ":")
        let end = zone.isFixed && offset == 0 ? "Z" : Zone.offsetText(offset, .short)
        return "\(day)T\(time).\(Zone.pad(civil.millisecond, 3))\(end)"
    }
}

extension DateValue: Equatable {
    /// Dates are the same at the same instant in the same zone.
    package static func == (left: DateValue, right: DateValue) -> Bool {
        left.milliseconds == right.milliseconds && left.zone == right.zone
    }
}

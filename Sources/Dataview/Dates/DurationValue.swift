/// The units of a duration, largest first.
package enum DurationUnit: Int, CaseIterable, Comparable, Sendable {
    case years, quarters, months, weeks, days, hours, minutes, seconds, milliseconds

    /// The unit's name in the plural.
    package var name: String {
        ["years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds"][
            rawValue]
    }

    /// The unit's name for one.
    var singular: String { String(name.dropLast()) }

    /// How many of a smaller unit make one: a month is 4 weeks and 30 days, a year 12 months, 52 weeks, 365
    /// days.
    func count(of smaller: DurationUnit) -> Double {
        if self >= .days { return Self.length[rawValue] / Self.length[smaller.rawValue] }
        if smaller > .days { return count(of: .days) * DurationUnit.days.count(of: smaller) }
        return Self.calendar[rawValue][smaller.rawValue]
    }

    /// Larger units stand before smaller ones.
    package static func < (left: DurationUnit, right: DurationUnit) -> Bool { left.rawValue < right.rawValue }

    /// Rows are years, quarters, months, weeks; columns the five calendar units.
    private static let calendar: [[Double]] = [
        [1, 4, 12, 52, 365], [0, 1, 3, 13, 91], [0, 0, 1, 4, 30], [0, 0, 0, 1, 7], [0, 0, 0, 0, 1],
    ]
    /// Days and smaller units in milliseconds.
    private static let length: [Double] = [0, 0, 0, 0, 86_400_000, 3_600_000, 60_000, 1000, 1]
}

/// A length of time as counts of units, with Luxon's arithmetic.
package struct DurationValue: Sendable {
    /// One count per unit; 0 where the unit is not there.
    private var counts = [Double](repeating: 0, count: DurationUnit.allCases.count)
    /// One bit per unit that is there.
    private var present: UInt16 = 0

    /// No unit at all.
    package init() {}
    /// Counts of units.
    package init(_ counts: [DurationUnit: Double]) {
        for (unit, count) in counts { self[unit] = count }
    }

    /// The count of a unit; 0 where it is not there. Setting makes it be there.
    package subscript(unit: DurationUnit) -> Double {
        get { counts[unit.rawValue] }
        set {
            counts[unit.rawValue] = newValue
            present |= 1 << UInt16(unit.rawValue)
        }
    }

    /// Whether the unit is there, be it with 0.
    package func has(_ unit: DurationUnit) -> Bool { present & (1 << UInt16(unit.rawValue)) != 0 }
    /// The units that are there, largest first.
    package var units: [DurationUnit] { DurationUnit.allCases.filter(has) }

    /// The whole length in milliseconds.
    package var totalMilliseconds: Double {
        var total = self[.milliseconds]
        for unit in DurationUnit.allCases.reversed().dropFirst() where self[unit] != 0 {
            total += self[unit] * unit.count(of: .milliseconds)
        }
        return total
    }

    /// The length in one unit, fractions included.
    func total(in unit: DurationUnit) -> Double { shifted(to: [unit])[unit] }

    /// Every count changed.
    func mapped(_ change: (Double) -> Double) -> DurationValue {
        var result = DurationValue()
        for unit in units { result[unit] = change(self[unit]) }
        return result
    }

    /// The same length the other way.
    var negated: DurationValue { mapped { $0 == 0 ? 0 : -$0 } }

    /// The sum, unit by unit.
    func adding(_ other: DurationValue) -> DurationValue {
        var result = DurationValue()
        for unit in DurationUnit.allCases where has(unit) || other.has(unit) {
            result[unit] = self[unit] + other[unit]
        }
        return result
    }

    /// What adding to a date does not do by the calendar: fractions of calendar units, and all smaller units.
    var belowDays: DurationValue {
        var result = self
        for unit in units where unit <= .days {
            result[unit] = self[unit] - self[unit].rounded(.towardZero)
        }
        return result
    }

    /// The same length in other units; what is left goes as a fraction into the smallest.
    func shifted(to wanted: [DurationUnit]) -> DurationValue {
        guard !wanted.isEmpty else { return self }
        var built = DurationValue()
        var waiting: [(unit: DurationUnit, count: Double)] = []
        var last = DurationUnit.milliseconds
        for unit in DurationUnit.allCases {
            guard wanted.contains(unit) else {
                if has(unit) { waiting.append((unit, self[unit])) }
                continue
            }
            last = unit
            let own = waiting.reduce(0) { $0 + $1.unit.count(of: unit) * $1.count } + self[unit]
            let whole = own.rounded(.towardZero)
            built[unit] = whole
            waiting = waiting.map { ($0.unit, 0) } + [(unit, (own * 1000 - whole * 1000) / 1000)]
        }
        for (unit, count) in waiting where count != 0 {
            built[last] += unit == last ? count : count / last.count(of: unit)
        }
        return built.normalized
    }

    /// The same length, every unit rolled up into the next larger one that is there, and fractions rolled
    /// down.
    var normalized: DurationValue {
        var result = self
        let sign: Double = totalMilliseconds < 0 ? -1 : 1
        let units = units
        for (larger, smaller) in zip(units, units.dropFirst()).reversed() {
            let each = larger.count(of: smaller)
            let moved = (result[smaller] * sign / each).rounded(.down)
            result[larger] += moved * sign
            result[smaller] -= moved * each * sign
        }
        for (larger, smaller) in zip(units, units.dropFirst()) {
            let fraction = result[larger].truncatingRemainder(dividingBy: 1)
            result[larger] -= fraction
            result[smaller] += fraction * larger.count(of: smaller)
        }
        return result
    }

    /// The same length spread over all units but quarters.
    package var normalizedToAllUnits: DurationValue {
        shifted(to: DurationUnit.allCases.filter { $0 != .quarters }).normalized
    }

    /// The duration in ISO 8601: `P1Y2M3DT4H`.
    package var iso: String {
        var text = "P"
        func add(_ count: Double, _ mark: String) {
            if count != 0 { text += ScriptNumber.text(count) + mark }
        }
        add(self[.years], "Y")
        add(self[.months] + self[.quarters] * 3, "M")
        add(self[.weeks], "W")
        add(self[.days], "D")
        let time: [DurationUnit] = [.hours, .minutes, .seconds, .milliseconds]
        if time.contains(where: { self[$0] != 0 }) { text += "T" }
        add(self[.hours], "H")
        add(self[.minutes], "M")
        if self[.seconds] != 0 || self[.milliseconds] != 0 {
            let seconds = ScriptNumber.round((self[.seconds] + self[.milliseconds] / 1000) * 1000) / 1000
            text += ScriptNumber.text(seconds) + "S"
        }
        return text == "P" ? "PT0S" : text
    }

    /// The duration in words, units of 0 left out: `1 month, 2 weeks`.
    var spoken: String {
        let all = normalizedToAllUnits
        return all.units.filter { all[$0] != 0 }.map { unit in
            let number = ScriptNumber.spoken(all[unit])
            let isOne = number == "1" || number == "-1"
            return number + " " + (isOne ? unit.singular : unit.name)
        }.joined(separator: ", ")
    }
}

extension DurationValue: Equatable {
    /// Durations are the same if they have the same count of each unit: a day is not 24 hours.
    package static func == (left: DurationValue, right: DurationValue) -> Bool { left.counts == right.counts }
}

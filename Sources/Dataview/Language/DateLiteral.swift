extension LiteralParser {
    /// A date: a year and a month, then as much of day, hour, minute, second, millisecond and zone as is
    /// there.
    ///
    /// Only the month must exist; a 30th of February runs over into March, as in Dataview (RULES 22).
    func date(_ reader: inout Reader) -> DateValue? {
        reader.attempt { reader in
            guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2) else {
                return reader.fail("a date like 2026-03-18")
            }
            guard (1...12).contains(month) else { return reader.fail("a month between 01 and 12") }
            var civil = CivilTime(year: year, month: month, day: 1)
            let hasSeconds = time(&reader, &civil)
            let date = DateValue(civil, zone: clock.zone)
            guard hasSeconds else { return date }
            guard let zone = zone(&reader) else { return date }
            return zone.map { date.keepingWallTime(in: $0) } ?? reader.fail("a time zone")
        }
    }

    /// Reads day and time as far as they go; whether they went to the seconds.
    private func time(_ reader: inout Reader, _ civil: inout CivilTime) -> Bool {
        guard let day = part("-", 2, &reader) else { return false }
        civil.day = day
        guard let hour = part("T", 2, &reader) else { return false }
        civil.hour = hour
        guard let minute = part(":", 2, &reader) else { return false }
        civil.minute = minute
        guard let second = part(":", 2, &reader) else { return false }
        civil.second = second
        civil.millisecond = part(".", 3, &reader) ?? 0
        return true
    }

    private func part(_ mark: StaticString, _ count: Int, _ reader: inout Reader) -> Int? {
        reader.attempt { $0.take(mark) ? $0.digits(count) : nil }
    }

    /// A zone: nil where none is written, nil inside where it is none that exists.
    private func zone(_ reader: inout Reader) -> Zone?? {
        if reader.take("Z") { return .some(.utc) }
        if reader.next == "+" || reader.next == "-" { return offset(&reader) }
        let name = reader.attempt { reader -> String? in
            guard reader.take("[") else { return nil }
            let start = reader.place
            while let scalar = reader.next, Self.isZonePart(scalar) { reader.place += 1 }
            let name = reader.text(start..<reader.place)
            return !name.isEmpty && reader.take("]") ? name : nil
        }
        return name.map { Zone.named($0, system: clock.zone) }
    }

    private func offset(_ reader: inout Reader) -> Zone?? {
        let zone = reader.attempt { reader -> Zone? in
            let isNegative = reader.next == "-"
            reader.place += 1
            guard let hours = reader.digits(2) ?? reader.digits(1) else { return nil }
            let minutes = hours * 60 + (part(":", 2, &reader) ?? 0)
            return Zone.fixed(isNegative ? -minutes : minutes)
        }
        return zone.map { .some($0) }
    }

    private static func isZonePart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isDigit || (scalar.isASCII && scalar.isLetter) || (0x2B...0x2F).contains(scalar.value)
    }

    /// A date, or a word for one: `today`, `eom`, `start-of-week`.
    func dateOrWord(_ reader: inout Reader) -> DateValue? {
        for (word, date) in Self.words {
            let scalars = word.unicodeScalars
            if reader.place + scalars.count <= reader.scalars.count,
                reader.scalars[reader.place...].starts(with: scalars)
            {
                reader.place += scalars.count
                return date(clock)
            }
        }
        return date(&reader) ?? reader.fail("today, tomorrow, eow or another word for a date")
    }

    /// The words for dates, the longest first.
    static let words: [(word: String, date: @Sendable (Clock) -> DateValue)] = [
        ("start-of-month", { $0.now.start(of: .month) }), ("start-of-week", { $0.now.start(of: .week) }),
        ("start-of-year", { $0.now.start(of: .year) }), ("end-of-month", { $0.now.end(of: .month) }),
        ("end-of-week", { $0.now.end(of: .week) }), ("end-of-year", { $0.now.end(of: .year) }),
        ("yesterday", { $0.today.adding(DurationValue([.days: -1])) }),
        ("tomorrow", { $0.today.adding(DurationValue([.days: 1])) }), ("today", { $0.today }),
        ("now", { $0.now }), ("sow", { $0.now.start(of: .week) }), ("eow", { $0.now.end(of: .week) }),
        ("soy", { $0.now.start(of: .year) }), ("eoy", { $0.now.end(of: .year) }),
        ("som", { $0.now.start(of: .month) }), ("eom", { $0.now.end(of: .month) }),
    ]

    /// The whole text as one value of `read`, or nil.
    func whole<T>(_ text: String, _ read: (inout Reader) -> T?) -> T? {
        var reader = Reader(text)
        guard let value = read(&reader), reader.isAtEnd else { return nil }
        return value
    }
}

import VaultModel

/// Reads what the text of a field means.
struct FieldValue {
    private let literals: LiteralParser

    /// Reads dates without a zone in that of `clock`.
    init(clock: Clock) { literals = LiteralParser(clock: clock) }

    /// The value of an inline field: null for nothing, a literal or a list of literals if the whole text is
    /// one, else the text (RULES 27).
    func inline(_ text: String) -> Value {
        guard let first = text.utf8.first else { return .null }
        guard Self.canStart[Int(first)] else { return .text(text) }
        if let day = plainDay(text) { return .date(day) }
        return literals.whole(text) { reader in listOrAtom(&reader) } ?? .text(text)
    }

    /// The date that a text of the form `2026-03-18` is, which most are that are any: what the long way gives, sooner.
    private func plainDay(_ text: String) -> DateValue? {
        guard text.utf8.count == 10 else { return nil }
        var (numbers, part) = ((0, 0, 0), 0)
        for (place, byte) in text.utf8.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                part += 1
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let digit = Int(byte) - 0x30
            switch part {
            case 0: numbers.0 = numbers.0 * 10 + digit
            case 1: numbers.1 = numbers.1 * 10 + digit
            default: numbers.2 = numbers.2 * 10 + digit
            }
        }
        guard (1...12).contains(numbers.1) else { return nil }
        let civil = CivilTime(year: numbers.0, month: numbers.1, day: numbers.2)
        return DateValue(civil, zone: literals.clock.zone)
    }

    /// Which bytes a literal can start with; all else is text at once.
    private static let canStart: [Bool] = {
        var can = [Bool](repeating: false, count: 256)
        for byte in "0123456789-\"#[!tfTFn".utf8 { can[Int(byte)] = true }
        return can
    }()

    private func listOrAtom(_ reader: inout Reader) -> Value? {
        guard let first = atom(&reader) else { return nil }
        var values = [first]
        guard takeComma(&reader) else { return first }
        if let second = atom(&reader) {
            values.append(second)
            while let next = reader.attempt({ takeComma(&$0) ? atom(&$0) : nil }) { values.append(next) }
        }
        return .list(values)
    }

    private func takeComma(_ reader: inout Reader) -> Bool {
        reader.attempt { reader -> Bool? in
            reader.skipSpace()
            guard reader.take(",") else { return nil }
            reader.skipSpace()
            return true
        } ?? false
    }

    private func atom(_ reader: inout Reader) -> Value? {
        if let date = literals.date(&reader) { return .date(date) }
        if let duration = literals.duration(&reader) { return .duration(duration.normalizedToAllUnits) }
        if let text = literals.quoted(&reader) { return .text(text) }
        if let tag = literals.tag(&reader) { return .text(tag) }
        if let link = literals.link(&reader, allowsEmbed: true) { return .link(link) }
        if let flag = literals.bool(&reader) { return .bool(flag) }
        if let number = literals.number(&reader) { return .number(number) }
        return reader.take("null") ? .text("null") : nil
    }

    /// The value of a property: texts that are wholly a date, a duration or a link become that.
    func property(_ value: PropertyValue) -> Value {
        switch value {
        case .text(let text): return propertyText(text)
        case .list(let values): return .list(values.map(property))
        case .map(let entries):
            return .object(ObjectValue(Fields(entries.map { ($0.key, property($0.value)) })))
        default: return Self.raw(value)
        }
    }

    private func propertyText(_ text: String) -> Value {
        guard let first = text.utf8.first, Self.canStart[Int(first)] else { return .text(text) }
        if let day = plainDay(text) { return .date(day) }
        if let date = literals.whole(text, { literals.date(&$0) }) { return .date(date) }
        if let duration = literals.whole(text, { literals.duration(&$0) }) { return .duration(duration) }
        if let link = literals.whole(text, { literals.link(&$0, allowsEmbed: true) }) { return .link(link) }
        return .text(text)
    }

    /// A date in the zone of dates without one.
    func local(_ date: DateValue) -> DateValue { date.at(literals.clock.zone) }

    /// The value of a property as it is.
    static func raw(_ value: PropertyValue) -> Value {
        switch value {
        case .null: .null
        case .bool(let flag): .bool(flag)
        case .number(let number): .number(number)
        case .text(let text): .text(text)
        case .list(let values): .list(values.map(raw))
        case .map(let entries): .object(ObjectValue(Fields(entries.map { ($0.key, raw($0.value)) })))
        }
    }

    /// The first date in a text: `2026-03-18`, or else `20260318`. A day that does not exist gives
    /// `indexed`, the time of reading, as in Dataview.
    func day(in title: String, indexed: DateValue) -> DateValue? {
        let scalars = Array(title.unicodeScalars)
        for form in ["0000-00-00", "00000000"] {
            let form = Array(form.unicodeScalars)
            guard scalars.count >= form.count else { continue }
            for start in 0...(scalars.count - form.count)
            where zip(scalars[start...], form).allSatisfy({ $1 == "0" ? $0.isDigit : $0 == $1 }) {
                let digits = scalars[start..<(start + form.count)].filter(\.isDigit).map {
                    Int($0.value - 0x30)
                }
                func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
                let civil = CivilTime(year: number(0..<4), month: number(4..<6), day: number(6..<8))
                return civil.exists ? DateValue(civil, zone: literals.clock.zone) : indexed
            }
        }
        return nil
    }
}

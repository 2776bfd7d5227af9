/// What an index picks of a value.
enum ElementKey {
    /// A field, or that field of each element of a list.
    case name(FieldKey)
    /// An element of a list or a unit of a text.
    case number(Double)

    /// The index that a value is; nil for null.
    init?(_ value: Value) throws(EvaluationError) {
        switch value {
        case .null: return nil
        case .text(let name): self = .name(FieldKey(name))
        case .number(let number): self = .number(number)
        default: throw EvaluationError("Only a text or a number can be an index, not a \(value.typeName)")
        }
    }
}

extension Evaluator {
    /// What `value[key]` gives for a key that is a value too.
    func element(_ key: Value, of value: Value) throws(EvaluationError) -> Value {
        try ElementKey(key).map { (key) throws(EvaluationError) in try element(key, of: value) } ?? .null
    }

    /// What `value[key]` and `value.key` give.
    func element(_ key: ElementKey, of value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .object(let object): return object[try name(key, "an object")] ?? .null
        case .link(let link):
            let field = try name(key, "a link")
            return page(link.path)?[field] ?? .null
        case .list(let items): return try element(key, of: items)
        case .text(let text): return try unit(key, of: text)
        case .date(let date): return Self.part(try name(key, "a date").name, of: date)
        case .duration(let duration): return Self.part(try name(key, "a duration").name, of: duration)
        default: return .null
        }
    }

    /// The name that an index of something with named parts must be.
    func name(_ key: ElementKey, _ what: String) throws(EvaluationError) -> FieldKey {
        if case .name(let name) = key { return name }
        throw EvaluationError("The index of \(what) is a name: a.b or a[\"b\"]")
    }

    /// A number picks an element; a name is looked up in each element, those that fail left out.
    private func element(_ key: ElementKey, of items: [Value]) throws(EvaluationError) -> Value {
        if case .number(let number) = key {
            guard number >= 0, number < Double(items.count), number == number.rounded() else { return .null }
            return items[Int(number)]
        }
        try spend(items.count)
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items {
            do { values.append(try element(key, of: item)) } catch  where error.reach == .row { continue }
        }
        return .list(values)
    }

    private func unit(_ key: ElementKey, of text: String) throws(EvaluationError) -> Value {
        guard case .number(let number) = key else {
            throw EvaluationError("The index of a text is a number: text[0]")
        }
        let units = text.utf16
        guard number >= 0, number < Double(units.count), number == number.rounded() else { return .null }
        return .text(ScriptText.text([units[units.index(units.startIndex, offsetBy: Int(number))]]))
    }

    private static func part(_ name: String, of date: DateValue) -> Value {
        guard date.isValid else { return .number(.nan) }
        let civil = date.civil
        let number: Int? =
            switch name {
            case "year": civil.year
            case "month": civil.month
            case "weekyear": civil.week.number
            case "week": civil.day / 7 + 1
            case "weekday": civil.weekday
            case "day": civil.day
            case "hour": civil.hour
            case "minute": civil.minute
            case "second": civil.second
            case "millisecond": civil.millisecond
            default: nil
            }
        return number.map { .number(Double($0)) } ?? .null
    }

    private static func part(_ name: String, of duration: DurationValue) -> Value {
        let unit: DurationUnit? =
            switch name {
            case "year", "years": .years
            case "month", "months": .months
            case "weeks": .weeks
            case "day", "days": .days
            case "hour", "hours": .hours
            case "minute", "minutes": .minutes
            case "second", "seconds": .seconds
            case "millisecond", "milliseconds": .milliseconds
            default: nil
            }
        return unit.map { .number(duration.total(in: $0)) } ?? .null
    }
}

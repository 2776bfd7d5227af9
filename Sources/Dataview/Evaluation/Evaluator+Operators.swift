extension Evaluator {
    /// The value of an operator between two values.
    func apply(_ symbol: Operator, _ left: Value, _ right: Value) throws(EvaluationError) -> Value {
        switch symbol {
        case .and: return .bool(left.isTruthy && right.isTruthy)
        case .or: return .bool(left.isTruthy || right.isTruthy)
        case .equal: return .bool(order.compare(left, right) == 0)
        case .notEqual: return .bool(order.compare(left, right) != 0)
        case .less: return .bool(order.compare(left, right) < 0)
        case .lessOrEqual: return .bool(order.compare(left, right) <= 0)
        case .greater: return .bool(order.compare(left, right) > 0)
        case .greaterOrEqual: return .bool(order.compare(left, right) >= 0)
        case .plus, .minus, .times, .divided, .modulo: break
        }
        let value =
            switch (left, right) {
            case (.number(let one), .number(let other)): number(symbol, one, other)
            case (.null, .null): Value.null
            case (.date, .null), (.null, .date): symbol == .plus || symbol == .minus ? Value.null : nil
            default: try mixed(symbol, left, right)
            }
        if let value { return value }
        throw EvaluationError("\(left.typeName) \(symbol.rawValue) \(right.typeName) has no meaning")
    }

    private func number(_ symbol: Operator, _ left: Double, _ right: Double) -> Value {
        switch symbol {
        case .plus: .number(left + right)
        case .minus: .number(left - right)
        case .times: .number(left * right)
        case .divided: .number(left / right)
        default: .number(left.truncatingRemainder(dividingBy: right))
        }
    }

    private func mixed(_ symbol: Operator, _ left: Value, _ right: Value) throws(EvaluationError) -> Value? {
        switch (left, symbol, right) {
        case (.text(let text), .plus, _): return try joined(text, self.text(right))
        case (_, .plus, .text(let text)): return try joined(self.text(left), text)
        case (.text(let text), .times, .number(let count)), (.number(let count), .times, .text(let text)):
            return try repeated(text, count)
        case (.date(let one), .minus, .date(let other)): return .duration(one.since(other))
        case (.date(let date), .plus, .duration(let time)), (.duration(let time), .plus, .date(let date)):
            return .date(date.adding(time))
        case (.date(let date), .minus, .duration(let time)): return .date(date.adding(time.negated))
        case (.duration(let one), .plus, .duration(let other)):
            return .duration(one.adding(other).normalizedToAllUnits)
        case (.duration(let one), .minus, .duration(let other)):
            return .duration(one.adding(other.negated).normalizedToAllUnits)
        case (.duration(let time), .times, .number(let factor)),
            (.number(let factor), .times, .duration(let time)):
            return try scaled(time) { $0 * factor }
        case (.duration(let time), .divided, .number(let factor)): return try scaled(time) { $0 / factor }
        case (.list(let one), .plus, .list(let other)):
            try allow(count: one.count + other.count)
            return .list(one + other)
        case (.object(let one), .plus, .object(let other)):
            var fields = one.fields
            let added = other.fields
            for (key, value) in zip(added.keys, added.values) { fields[key] = value }
            return .object(ObjectValue(fields))
        default: return nil
        }
    }

    private func joined(_ left: String, _ right: String) throws(EvaluationError) -> Value {
        try allow(length: Double(left.utf8.count + right.utf8.count))
        return .text(left + right)
    }

    private func repeated(_ text: String, _ count: Double) throws(EvaluationError) -> Value {
        if count < 0 { return .text("") }
        if count.isInfinite { throw EvaluationError("A text can't be repeated for ever", reach: .exception) }
        let times = count.isNaN ? 0 : count.rounded(.down)
        try allow(length: times * Double(text.utf8.count))
        return .text(text.isEmpty ? "" : String(repeating: text, count: Int(times)))
    }

    private func scaled(
        _ duration: DurationValue, by change: (Double) -> Double
    ) throws(EvaluationError) -> Value {
        let result = duration.mapped(change)
        guard result.units.allSatisfy({ result[$0].isFinite }) else {
            throw EvaluationError("A duration needs finite numbers", reach: .exception)
        }
        return .duration(result.normalizedToAllUnits)
    }
}

extension Function {
    /// Functions of numbers.
    static let numbers: [Function] = [
        Function(
            "round", spreads: [1: [0], 2: [0]],
            doc: "The nearest whole number, or the number with that many digits behind the point.",
            example: "round(16.555, 2) = 16.55",
            [
                takes(.number) { (a, _) throws(EvaluationError) in .number(ScriptNumber.round(a.number(0))) },
                nullFor(.null),
                takes(.number, .number) { (a, _) throws(EvaluationError) in
                    try round(a.number(0), places: a.number(1))
                },
                takes(.number, .null) { (a, _) throws(EvaluationError) in
                    .number(ScriptNumber.round(a.number(0)))
                },
                nullFor(.null, .any),
            ]),
        whole(
            "trunc", .towardZero, doc: "The number without what stands behind its point.",
            "trunc(-93.33) = -93"),
        whole("floor", .down, doc: "The largest whole number that is not larger.", "floor(-0.84) = -1"),
        whole("ceil", .up, doc: "The smallest whole number that is not smaller.", "ceil(12.9) = 13"),
        extreme("min", doc: "The smallest of its arguments, or of a list.", "min([3, 1, 2]) = 1") { $0 <= 0 },
        extreme("max", doc: "The largest of its arguments, or of a list.", "max(3, 1, 2) = 3") { $0 > 0 },
        extremeBy(
            "minby", doc: "The element for which the function gives the least.", "minby([3, 1], (k) => k) = 1"
        ) {
            $0 <= 0
        },
        extremeBy(
            "maxby", doc: "The element for which the function gives the most.", "maxby([3, 1], (k) => k) = 3"
        ) {
            $0 > 0
        },
    ]

    private static func round(_ number: Double, places: Double) throws(EvaluationError) -> Value {
        if places <= 0 { return .number(ScriptNumber.round(number)) }
        guard let result = ScriptNumber.fixed(number, places: places.isNaN ? 0 : places) else {
            throw EvaluationError("round(number, digits) takes up to 100 digits")
        }
        return .number(result)
    }

    private static func whole(
        _ name: String, _ rule: FloatingPointRoundingRule, doc: String, _ example: String
    ) -> Function {
        Function(
            name, spreads: [1: [0]], doc: doc, example: example,
            [
                takes(.number) { (a, _) throws(EvaluationError) in .number(a.number(0).rounded(rule)) },
                nullFor(.null),
            ])
    }

    private static func extreme(
        _ name: String, doc: String, _ example: String, keepsFirst: @escaping @Sendable (Int) -> Bool
    ) -> Function {
        let best: @Sendable ([Value], Evaluator) throws(EvaluationError) -> Value = {
            (values, evaluator) throws(EvaluationError) in
            // One argument that is a list is the list of what to choose from, also inside one.
            var values = values
            while values.count == 1, case .list(let inner) = values[0] { values = inner }
            try evaluator.spend(values.count)
            guard var result = values.first else { return .null }
            for value in values.dropFirst() where !value.isNull {
                if result.isNull || !keepsFirst(evaluator.order.compare(result, value)) { result = value }
            }
            return result
        }
        return Function(name, doc: doc, example: example, [takesAny(body: best)])
    }

    private static func extremeBy(
        _ name: String, doc: String, _ example: String, keepsFirst: @escaping @Sendable (Int) -> Bool
    ) -> Function {
        Function(
            name, doc: doc, example: example,
            [
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    let values = a.list(0)
                    var best: (value: Value, key: Value)?
                    for value in values {
                        let key = try evaluator.call(a[1], [value])
                        if key.isNull { continue }
                        if let known = best, keepsFirst(evaluator.order.compare(known.key, key)) { continue }
                        best = (value, key)
                    }
                    return best?.value ?? values.first ?? .null
                },
                nullFor(.null, .function),
            ])
    }
}

extension Function {
    /// Functions that make one value of a list.
    static let folds: [Function] = [
        Function(
            "sum", doc: "The elements of a list added up.", example: "sum([1, 2, 3]) = 6",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in try fold(a.list(0), "+", evaluator)
                },
                takes(.any) { (a, _) throws(EvaluationError) in a[0] },
            ]),
        Function(
            "product", doc: "The elements of a list multiplied.", example: "product([2, 3]) = 6",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in try fold(a.list(0), "*", evaluator)
                },
                takes(.any) { (a, _) throws(EvaluationError) in a[0] },
            ]),
        Function(
            "average", doc: "The sum of a list divided by its length.", example: "average([1, 2]) = 1.5",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in
                    let sum = try fold(a.list(0), "+", evaluator)
                    return sum.isNull
                        ? .null : try evaluator.apply(.divided, sum, .number(Double(a.list(0).count)))
                },
                takes(.any) { (a, _) throws(EvaluationError) in a[0] },
            ]),
        Function(
            "reduce", spreads: [2: [1]],
            doc: "A list made one value by an operator, or by a function of the value so far and the next.",
            example: #"reduce([100, 20, 3], "-") = 77"#,
            [
                takes(.list, .text) { (a, evaluator) throws(EvaluationError) in
                    try fold(a.list(0), a.text(1), evaluator)
                },
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    guard var value = a.list(0).first else { return .null }
                    for (index, next) in a.list(0).dropFirst().enumerated() where !next.isNull {
                        value = try evaluator.call(a[1], [value, next])
                        if index & 0xF == 0xF { try evaluator.allow(nested: value) }
                    }
                    return value
                },
                nullFor(.null, .any), nullFor(.any, .null),
            ]),
    ]

    private static func fold(
        _ values: [Value], _ symbol: String, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        guard var result = values.first else { return .null }
        guard let symbol = Operator(rawValue: symbol),
            [.plus, .minus, .times, .divided, .and, .or].contains(symbol)
        else { throw EvaluationError("reduce(list, operator) takes +, -, *, /, & or |") }
        for value in values.dropFirst() {
            try evaluator.spend()
            result = try evaluator.apply(symbol, result, value)
        }
        return result
    }
}

extension Function {
    /// Functions that ask something of each element.
    static let predicates: [Function] = [
        quantifier(
            "all", doc: "Whether all elements are true.", "all([1, 2], (x) => x > 0)", stopsAt: false,
            gives: false),
        quantifier(
            "any", doc: "Whether any element is true.", "any([1, 2], (x) => x > 1)", stopsAt: true,
            gives: true),
        quantifier(
            "none", doc: "Whether no element is true.", "none([1, 2], (x) => x > 2)", stopsAt: true,
            gives: false),
        Function(
            "filter", doc: "The elements for which a function is true.",
            example: "filter([1, 2, 3], (x) => x > 1) = [2, 3]",
            [
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    var kept: [Value] = []
                    for value in a.list(0) where try evaluator.call(a[1], [value]).isTruthy {
                        kept.append(value)
                    }
                    return .list(kept)
                },
                nullFor(.null, .any),
            ]),
        Function(
            "map", doc: "What a function gives for each element.",
            example: "map([1, 2], (x) => x * 10) = [10, 20]",
            [
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    var results: [Value] = []
                    for value in a.list(0) { results.append(try evaluator.call(a[1], [value])) }
                    return .list(results)
                },
                nullFor(.null, .any),
            ]),
    ]

    /// A function that looks at elements until one is as `stopsAt` says, and then gives `gives`.
    private static func quantifier(
        _ name: String, doc: String, _ example: String, stopsAt: Bool, gives: Bool
    ) -> Function {
        Function(
            name, doc: doc, example: example,
            [
                takes(.list) { (a, _) throws(EvaluationError) in
                    .bool(a.list(0).contains { $0.isTruthy == stopsAt } == gives)
                },
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    for value in a.list(0) where try evaluator.call(a[1], [value]).isTruthy == stopsAt {
                        return .bool(gives)
                    }
                    return .bool(!gives)
                },
                takesAny { (a, _) throws(EvaluationError) in
                    .bool(a.contains { $0.isTruthy == stopsAt } == gives)
                },
            ])
    }
}

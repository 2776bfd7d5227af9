extension Function {
    /// Functions that read regular expressions.
    static let patternFunctions: [Function] = [
        Function(
            "regextest", spreads: [2: [0, 1]], doc: "Whether a pattern matches anywhere in a text.",
            example: #"regextest("\w+", "hello there")"#,
            [
                takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                    .bool(try matches(a.text(0), a.text(1), evaluator))
                },
                falseFor(.null, .any), falseFor(.any, .null),
            ]),
        Function(
            "regexmatch", spreads: [2: [0, 1]], doc: "Whether a pattern matches a whole text.",
            example: #"!regexmatch("\w+", "hello there")"#,
            [
                takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                    let source = a.text(0)
                    // A pattern with either anchor is taken as it is.
                    let isAnchored = source.hasPrefix("^") || source.hasSuffix("$")
                    return .bool(try matches(isAnchored ? source : "^\(source)$", a.text(1), evaluator))
                },
                falseFor(.null, .any), falseFor(.any, .null),
            ]),
        Function(
            "regexreplace", spreads: [3: [0, 1, 2]],
            doc: "A text with all matches of a pattern replaced; $1 stands for the first group.",
            example: #"regexreplace("abc", "(a)(b)", "$2$1") = "bac""#,
            [
                takes(.text, .text, .text) { (a, evaluator) throws(EvaluationError) in
                    let pattern = try evaluator.pattern(a.text(1))
                    let text = try evaluator.match { (budget) throws(PatternError) in
                        try pattern.replacing(in: a.text(0), with: a.text(2), budget: &budget)
                    }
                    try evaluator.allow(length: Double(text.utf8.count))
                    return .text(text)
                },
                nullFor(.null, .any, .any), nullFor(.any, .null, .any), nullFor(.any, .any, .null),
            ]),
        Function(
            "split", doc: "The parts of a text between the matches of a pattern, at most so many.",
            example: #"split("a, b", ",\s*") = ["a", "b"]"#,
            [
                takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                    try split(a.text(0), a.text(1), .max, evaluator)
                },
                takes(.text, .text, .number) { (a, evaluator) throws(EvaluationError) in
                    let limit = a.number(2)
                    let whole = limit.isFinite && abs(limit) < 9e15 ? Int64(limit) : 0
                    return try split(a.text(0), a.text(1), UInt32(truncatingIfNeeded: whole), evaluator)
                },
                nullFor(.null, .any), nullFor(.any, .null), nullFor(.any, .any, .null),
                nullFor(.any, .null, .any), nullFor(.null, .any, .any),
            ]),
    ]

    private static func falseFor(_ parameters: Kind...) -> Signature {
        Signature(parameters: parameters) { (_, _) throws(EvaluationError) in .bool(false) }
    }

    private static func matches(
        _ source: String, _ text: String, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Bool {
        let pattern = try evaluator.pattern(source)
        return try evaluator.match { (budget) throws(PatternError) in
            try pattern.matches(text, budget: &budget)
        }
    }

    private static func split(
        _ text: String, _ source: String, _ limit: UInt32, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        let pattern = try evaluator.pattern(source)
        let parts = try evaluator.match { (budget) throws(PatternError) in
            try pattern.splitting(text, limit: limit, budget: &budget)
        }
        return .list(parts.map { .text($0) })
    }
}

extension Function {
    /// Functions that look for one value in another.
    static let searches: [Function] = [
        Function(
            "contains", spreads: [2: [1]],
            doc: "Whether a list has an element that contains it, a text the text, an object the name.",
            example: #"contains(["these", "words"], "word")"#,
            [
                takes(.any, .any) { (a, evaluator) throws(EvaluationError) in
                    .bool(try contains(a[0], a[1], evaluator) { ScriptText.contains($0, $1) })
                }
            ]),
        Function(
            "icontains", spreads: [2: [1]], doc: "Like contains, upper and lower case being the same.",
            example: #"icontains("HELLO", "hell")"#,
            [
                takes(.any, .any) { (a, evaluator) throws(EvaluationError) in
                    .bool(
                        try contains(a[0], a[1], evaluator) {
                            ScriptText.contains(ScriptText.lowercased($0), ScriptText.lowercased($1))
                        })
                }
            ]),
        Function(
            "econtains", spreads: [2: [1]],
            doc: "Whether a list has exactly this element, a text the text, an object the name.",
            example: #"!econtains(["these", "words"], "word")"#,
            [
                takes(.list, .any) { (a, evaluator) throws(EvaluationError) in
                    try evaluator.spend(a.list(0).count)
                    return .bool(a.list(0).contains { evaluator.order.equal(a[1], $0) })
                },
                takes(.any, .any) { (a, evaluator) throws(EvaluationError) in
                    .bool(try contains(a[0], a[1], evaluator) { ScriptText.contains($0, $1) })
                },
            ]),
        Function(
            "containsword", spreads: [2: [0, 1]], doc: "Whether a text has the word, in any case.",
            example: #"containsword("Hello there!", "hello")"#,
            [
                takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                    // An ASCII letter, digit or _ on one side only is what bounds a word.
                    let source = ".*\\b" + Pattern.escaped(a.text(1)) + "\\b.*"
                    let pattern = try evaluator.pattern(source, ignoresCase: true)
                    return .bool(
                        try evaluator.match { (budget) throws(PatternError) in
                            try pattern.matches(a.text(0), budget: &budget)
                        })
                },
                nullFor(.null, .any), nullFor(.any, .null),
            ]),
    ]

    /// Looks through lists in lists; `isPart` compares texts.
    private static func contains(
        _ whole: Value, _ part: Value, _ evaluator: Evaluator, isPart: (String, String) -> Bool
    ) throws(EvaluationError) -> Bool {
        try evaluator.spend()
        switch (whole, part) {
        case (.list(let values), _):
            for value in values where try contains(value, part, evaluator, isPart: isPart) { return true }
            return false
        case (.text(let text), .text(let other)):
            try evaluator.spend((text.utf8.count + other.utf8.count) / 64)
            return isPart(text, other)
        case (.object(let object), .text(let name)): return object[name] != nil
        default: return evaluator.order.equal(whole, part)
        }
    }
}

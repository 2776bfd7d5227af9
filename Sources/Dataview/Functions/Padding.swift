extension Function {
    /// Functions that cut and fill text.
    static let padding: [Function] = [
        pad(
            "padleft", doc: "The text with blanks or another text before it, up to a length.",
            #"padleft("a", 3) = "  a""#
        ) {
            $1 + $0
        },
        pad(
            "padright", doc: "The text with blanks or another text behind it, up to a length.",
            #"padright("a", 3) = "a  ""#
        ) {
            $0 + $1
        },
        Function(
            "substring", spreads: [2: [0, 1], 3: [0, 1, 2]],
            doc: "The part of a text from a place, up to another.",
            example: #"substring("hello", 0, 2) = "he""#,
            [
                takes(.text, .number) { (a, _) throws(EvaluationError) in
                    .text(ScriptText.substring(a.text(0), a.number(1), nil))
                },
                takes(.text, .number, .number) { (a, _) throws(EvaluationError) in
                    .text(ScriptText.substring(a.text(0), a.number(1), a.number(2)))
                },
            ] + nulls),
        Function(
            "truncate", spreads: [2: [0, 1], 3: [0, 1, 2]],
            doc: "The text cut to a length, dots or another text at its end counted in.",
            example: #"truncate("Hello there!", 8) = "Hello...""#,
            [
                takes(.text, .number, .text) { (a, _) throws(EvaluationError) in
                    .text(truncate(a.text(0), a.number(1), a.text(2)))
                },
                takes(.text, .number) { (a, _) throws(EvaluationError) in
                    .text(truncate(a.text(0), a.number(1), "..."))
                },
            ] + nulls),
    ]

    private static let nulls: [Signature] = [
        nullFor(.null, .any), nullFor(.any, .null), nullFor(.null, .any, .any), nullFor(.any, .null, .any),
        nullFor(.any, .any, .null),
    ]

    private static func pad(
        _ name: String, doc: String, _ example: String,
        _ join: @escaping @Sendable ([UInt16], [UInt16]) -> [UInt16]
    ) -> Function {
        let body: @Sendable (String, Double, String, Evaluator) throws(EvaluationError) -> Value = {
            (text, length, filling, evaluator) throws(EvaluationError) in
            let (units, fill) = (Array(text.utf16), Array(filling.utf16))
            // What is no number counts as 0; a text without an end only matters where there is something to pad with.
            guard length > Double(units.count), !fill.isEmpty else { return .text(text) }
            try evaluator.allow(length: length)
            let missing = Int(length) - units.count
            return .text(ScriptText.text(join(units, (0..<missing).map { fill[$0 % fill.count] })))
        }
        return Function(
            name, spreads: [2: [0, 1], 3: [0, 1, 2]], doc: doc, example: example,
            [
                takes(.text, .number) { (a, evaluator) throws(EvaluationError) in
                    try body(a.text(0), a.number(1), " ", evaluator)
                },
                takes(.text, .number, .text) { (a, evaluator) throws(EvaluationError) in
                    try body(a.text(0), a.number(1), a.text(2), evaluator)
                },
            ] + nulls)
    }

    private static func truncate(_ text: String, _ length: Double, _ suffix: String) -> String {
        let kept = length - Double(ScriptText.length(suffix))
        guard Double(ScriptText.length(text)) > kept else { return text }
        return ScriptText.substring(text, 0, max(0, kept)) + suffix
    }
}

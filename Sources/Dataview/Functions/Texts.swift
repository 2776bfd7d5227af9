extension Function {
    /// Functions of text that know no patterns.
    static let texts: [Function] = [
        Function(
            "lower", spreads: [1: [0]], doc: "The text in lower case.", example: #"lower("Ada") = "ada""#,
            [
                takes(.text) { (a, _) throws(EvaluationError) in .text(ScriptText.lowercased(a.text(0))) },
                nullFor(.null),
            ]),
        Function(
            "upper", spreads: [1: [0]], doc: "The text in upper case.", example: #"upper("Ada") = "ADA""#,
            [
                takes(.text) { (a, _) throws(EvaluationError) in .text(a.text(0).uppercased()) },
                nullFor(.null),
            ]),
        comparing(
            "startswith", doc: "Whether a text starts with another.", #"startswith("path/to", "path/")"#
        ) {
            ScriptText.hasPrefix($0, $1)
        },
        comparing("endswith", doc: "Whether a text ends with another.", #"endswith("path/to", "to")"#) {
            ScriptText.hasSuffix($0, $1)
        },
        Function(
            "replace", spreads: [3: [0, 1, 2]],
            doc: "The text with all occurrences of a text replaced by another.",
            example: #"replace("a-b-c", "-", "+") = "a+b+c""#,
            [
                takes(.text, .text, .text) { (a, evaluator) throws(EvaluationError) in
                    // The parts between are no longer than the text; what is put between them may be.
                    let parts = ScriptText.split(a.text(0), a.text(1))
                    let filling = Double(parts.count - 1) * Double(a.text(2).utf8.count)
                    try evaluator.allow(length: filling + Double(a.text(0).utf8.count))
                    return .text(parts.joined(separator: a.text(2)))
                },
                nullFor(.null, .any, .any), nullFor(.any, .null, .any), nullFor(.any, .any, .null),
            ]),
        Function(
            "display", doc: "What a person sees of a value: text without Markdown, a link's text.",
            example: #"display("**bold** [[Note|text]]") = "bold text""#,
            [
                takes(.any) { (a, evaluator) throws(EvaluationError) in .text(try display(a[0], evaluator)) }
            ]),
        Function(
            "hash", doc: "A number that hangs on the text, for an order that looks random.",
            example: #"hash("2024-03-17", "Home") = 3041844187830523"#,
            [
                takes(.text, .number) { (a, _) throws(EvaluationError) in
                    .number(hash(a.text(0), a.number(1)))
                },
                takes(.text, .text) { (a, _) throws(EvaluationError) in
                    .number(hash(a.text(0) + a.text(1), 0))
                },
                takes(.text, .text, .number) { (a, _) throws(EvaluationError) in
                    .number(hash(a.text(0) + a.text(1), a.number(2)))
                },
            ]),
    ]

    private static func comparing(
        _ name: String, doc: String, _ example: String,
        _ compare: @escaping @Sendable (String, String) -> Bool
    ) -> Function {
        Function(
            name, spreads: [2: [0, 1]], doc: doc, example: example,
            [
                takes(.text, .text) { (a, _) throws(EvaluationError) in .bool(compare(a.text(0), a.text(1)))
                },
                nullFor(.null, .any), nullFor(.any, .null),
            ])
    }

    private static func display(
        _ value: Value, _ evaluator: Evaluator, depth: Int = 0
    ) throws(EvaluationError) -> String {
        try evaluator.spend()
        switch value {
        case .null: return ""
        case .list(let values):
            if depth > Value.deepest { return "..." }
            var text = ""
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                text += try display(value, evaluator, depth: depth + 1)
                if evaluator.meter.isTooLong(text.utf8.count) { break }
            }
            return text
        case .text(let text): return try PlainText(evaluator).text(text)
        case .link(let link):
            if let display = link.display, !display.isEmpty { return try PlainText(evaluator).text(display) }
            return link.isEmbed ? "!" + link.shownText : link.shownText
        default: return evaluator.text(value)
        }
    }

    /// A 53-bit number mixed from the UTF-16 units of a text.
    private static func hash(_ text: String, _ seed: Double) -> Double {
        let whole = seed.rounded(.towardZero).truncatingRemainder(dividingBy: 4_294_967_296)
        let start = UInt32(truncatingIfNeeded: whole.isFinite ? Int64(whole) : 0)
        var (one, other) = (0xDEAD_BEEF ^ start, 0x41C6_CE57 ^ start)
        for unit in text.utf16 {
            one = (one ^ UInt32(unit)) &* 2_654_435_761
            other = (other ^ UInt32(unit)) &* 1_597_334_677
        }
        one = (one ^ (one >> 16)) &* 2_246_822_507
        one ^= (other ^ (other >> 13)) &* 3_266_489_909
        other = (other ^ (other >> 16)) &* 2_246_822_507
        other ^= (one ^ (one >> 13)) &* 3_266_489_909
        return 4_294_967_296 * Double(other & 0x1F_FFFF) + Double(one)
    }
}

import VaultModel

extension Function {
    /// Functions that make values.
    static let constructors: [Function] =
        [
            Function(
                "object", doc: "An object from names and values in turn.", example: #"object("a", 1).a = 1"#,
                [takesAny { (arguments, _) throws(EvaluationError) in try object(arguments) }]),
            Function(
                "list", doc: "A list of its arguments.", example: "list(1, 2) = [1, 2]",
                [takesAny { (arguments, _) throws(EvaluationError) in .list(arguments) }]),
            Function(
                "array", doc: "A list of its arguments.", example: "array(1, 2) = [1, 2]",
                [takesAny { (arguments, _) throws(EvaluationError) in .list(arguments) }]),
            Function(
                "date", spreads: [1: [0]],
                doc: "A date from text, from a link's text, path or day, or from text in a format.",
                example: #"date("2026-04-05") = date(2026-04-05)"#,
                [
                    takes(.text) { (a, evaluator) throws(EvaluationError) in readDate(a.text(0), evaluator) },
                    takes(.date) { (a, _) throws(EvaluationError) in a[0] },
                    takes(.link) { (a, evaluator) throws(EvaluationError) in dateOfLink(a[0], evaluator) },
                    takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                        try readDate(a.text(0), format: a.text(1), evaluator)
                    },
                    nullFor(.null, .text), nullFor(.null),
                ]),
            Function(
                "dur", spreads: [1: [0]], doc: "A duration from text.",
                example: #"dur("8m4s") = dur(8 min, 4 s)"#,
                [
                    takes(.text) { (a, evaluator) throws(EvaluationError) in
                        let text = String(ScriptText.trimmed(Substring(a.text(0))))
                        let literals = evaluator.literals
                        return literals.whole(text) { literals.duration(&$0) }.map { .duration($0) } ?? .null
                    },
                    takes(.duration) { (a, _) throws(EvaluationError) in a[0] },
                    nullFor(.null),
                ]),
            Function(
                "number", spreads: [1: [0]], doc: "The first number in a text.",
                example: #"number("18 years") = 18"#,
                [
                    takes(.number) { (a, _) throws(EvaluationError) in a[0] },
                    takes(.text) { (a, evaluator) throws(EvaluationError) in firstNumber(a.text(0), evaluator)
                    },
                    nullFor(.null),
                ]),
            Function(
                "string", doc: "A value as text.", example: #"string(18) = "18""#,
                [takes(.any) { (a, evaluator) throws(EvaluationError) in .text(evaluator.text(a[0])) }]),
            Function(
                "typeof", doc: "The name of a value's type.", example: #"typeof(1) = "number""#,
                [takes(.any) { (a, _) throws(EvaluationError) in .text(a[0].typeName) }]),
        ] + links

    /// Functions that make and change links.
    private static let links: [Function] = [
        Function(
            "link", spreads: [1: [0], 2: [0, 1]], doc: "A link to a path, with a text to show.",
            example: #"meta(link("No Such Note", "x")).display = "x""#,
            [
                takes(.text) { (a, evaluator) throws(EvaluationError) in link(a.text(0), evaluator) },
                takes(.link) { (a, _) throws(EvaluationError) in a[0] },
                nullFor(.null),
                takes(.text, .text) { (a, evaluator) throws(EvaluationError) in
                    link(a.text(0), display: a.text(1), evaluator)
                },
                takes(.text, .text, .bool) { (a, evaluator) throws(EvaluationError) in
                    link(a.text(0), display: a.text(1), isEmbed: a[2].isTruthy, evaluator)
                },
                takes(.link, .text) { (a, _) throws(EvaluationError) in
                    changed(a[0]) { $0.with(display: a.text(1)) }
                },
                nullFor(.null, .any),
                takes(.any, .null) { (a, evaluator) throws(EvaluationError) in
                    try evaluator.call(.text("link"), [a[0]])
                },
            ]),
        Function(
            "embed", spreads: [1: [0], 2: [0, 1]], doc: "A link as an embed, or not.",
            example: "meta(embed([[a.png]])).embed",
            [
                takes(.link) { (a, _) throws(EvaluationError) in changed(a[0]) { $0.with(isEmbed: true) } },
                takes(.link, .bool) { (a, _) throws(EvaluationError) in
                    changed(a[0]) { $0.with(isEmbed: a[1].isTruthy) }
                },
                nullFor(.null), nullFor(.null, .any), nullFor(.any, .null),
            ]),
        Function(
            "elink", spreads: [1: [0], 2: [0]], doc: "A link out of the vault, with a text to show.",
            example: #"string(elink("https://example.com", "t")) = "[t](https://example.com)""#,
            [
                takes(.text, .text) { (a, _) throws(EvaluationError) in
                    .widget(.externalLink(url: a.text(0), display: a.text(1)))
                },
                takes(.text, .null) { (a, _) throws(EvaluationError) in
                    .widget(.externalLink(url: a.text(0), display: a.text(0)))
                },
                nullFor(.null, .any),
                takes(.text) { (a, _) throws(EvaluationError) in
                    .widget(.externalLink(url: a.text(0), display: a.text(0)))
                },
                nullFor(.null),
            ]),
        Function(
            "meta", doc: "The parts of a link.", example: #"meta([[a#b]]).subpath = "b""#,
            [takes(.link) { (a, _) throws(EvaluationError) in meta(a[0]) }]),
    ]

    private static func object(_ arguments: [Value]) throws(EvaluationError) -> Value {
        guard arguments.count % 2 == 0 else {
            throw EvaluationError("object(name, value, …) needs a value for each name")
        }
        var fields = Fields()
        for index in stride(from: 0, to: arguments.count, by: 2) {
            guard case .text(let name) = arguments[index] else {
                throw EvaluationError(
                    "object(name, value, …) needs texts as names, not a \(arguments[index].typeName)")
            }
            fields[name] = arguments[index + 1]
        }
        return .object(ObjectValue(fields))
    }

    private static func readDate(_ text: String, _ evaluator: Evaluator) -> Value {
        let literals = evaluator.literals
        return literals.whole(text) { literals.dateOrWord(&$0) }.map { .date($0) } ?? .null
    }

    private static func readDate(
        _ text: String, format: String, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        let clock = evaluator.clock
        if format == "x" || format == "X" {
            guard case .number(let number) = firstNumber(text, evaluator) else {
                throw EvaluationError("“\(text)” has no number for the format \(format)")
            }
            let scale: Double = format == "X" ? 1000 : 1
            return .date(DateValue(milliseconds: number.rounded(.towardZero) * scale, zone: clock.zone))
        }
        guard let date = DateReader(zone: clock.zone, now: clock.now).date(text, format: format) else {
            throw EvaluationError("“\(text)” does not have the format \(format)")
        }
        return .date(date)
    }

    private static func dateOfLink(_ value: Value, _ evaluator: Evaluator) -> Value {
        guard case .link(let link) = value else { return .null }
        let literals = evaluator.literals
        for text in [link.display ?? "", link.path] where !text.isEmpty {
            if let date = literals.whole(text, { literals.date(&$0) }) { return .date(date) }
        }
        guard case .object(let file)? = evaluator.page(link.path)?["file"] else { return .null }
        return file["day"] ?? .null
    }

    private static func firstNumber(_ text: String, _ evaluator: Evaluator) -> Value {
        var reader = Reader(text)
        while !reader.isAtEnd {
            if let number = evaluator.literals.number(&reader) { return .number(number) }
            reader.place += 1
        }
        return .null
    }

    private static func link(
        _ path: String, display: String? = nil, isEmbed: Bool = false, _ evaluator: Evaluator
    ) -> Value {
        .link(LinkValue(path: evaluator.resolve(path)?.text ?? path, display: display, isEmbed: isEmbed))
    }

    private static func changed(_ value: Value, _ change: (LinkValue) -> LinkValue) -> Value {
        if case .link(let link) = value { .link(change(link)) } else { value }
    }

    private static func meta(_ value: Value) -> Value {
        guard case .link(let link) = value else { return .null }
        return .object(
            ObjectValue(
                Fields([
                    ("display", link.display.map { .text($0) } ?? .null), ("embed", .bool(link.isEmbed)),
                    ("path", .text(link.path)), ("subpath", link.subpath.map { .text($0) } ?? .null),
                    ("type", .text(link.kind.rawValue)),
                ])))
    }
}

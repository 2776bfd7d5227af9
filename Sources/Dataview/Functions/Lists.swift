extension Function {
    /// Functions of lists.
    static let lists: [Function] = [
        Function(
            "extract", doc: "An object with some fields of another.",
            example: #"extract({a: 1, b: 2}, "a") = {a: 1}"#,
            [takesAny { (a, evaluator) throws(EvaluationError) in try extract(a, evaluator) }]),
        Function(
            "sort", doc: "A list in order, or in the order of what a function gives for each element.",
            example: "sort([3, 1, 2]) = [1, 2, 3]",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in
                    try sort(a.list(0), keys: a.list(0), evaluator)
                },
                takes(.list, .function) { (a, evaluator) throws(EvaluationError) in
                    // What stands alone is compared with nothing, so nobody asks for its key.
                    if a.list(0).count < 2 { return a[0] }
                    var keys: [Value] = []
                    for value in a.list(0) { keys.append(try evaluator.call(a[1], [value])) }
                    return try sort(a.list(0), keys: keys, evaluator)
                },
                takes(.any) { (a, _) throws(EvaluationError) in a[0] },
            ]),
        Function(
            "reverse", doc: "A list or text from the end.", example: "reverse([1, 2]) = [2, 1]",
            [
                takes(.list) { (a, _) throws(EvaluationError) in .list(a.list(0).reversed()) },
                takes(.text) { (a, _) throws(EvaluationError) in
                    .text(ScriptText.text(a.text(0).utf16.reversed()))
                },
                takes(.any) { (a, _) throws(EvaluationError) in a[0] },
            ]),
        Function(
            "length", doc: "How many elements, fields or UTF-16 units there are; null has none.",
            example: #"length("hello") = 5"#,
            [
                takes(.list) { (a, _) throws(EvaluationError) in .number(Double(a.list(0).count)) },
                takes(.object) { (a, _) throws(EvaluationError) in
                    if case .object(let object) = a[0] {
                        .number(Double(object.keys.count))
                    } else {
                        .number(0)
                    }
                },
                takes(.text) { (a, _) throws(EvaluationError) in .number(Double(ScriptText.length(a.text(0))))
                },
                takes(.null) { (_, _) throws(EvaluationError) in .number(0) },
            ]),
        Function(
            "nonnull", doc: "A list, or the arguments, without nulls.", example: "nonnull([1, null]) = [1]",
            [
                takes(.list) { (a, _) throws(EvaluationError) in .list(a.list(0).filter { !$0.isNull }) },
                takesAny { (a, _) throws(EvaluationError) in .list(a.filter { !$0.isNull }) },
            ]),
        Function(
            "firstvalue", doc: "The first element that is not null.", example: "firstvalue([null, 2]) = 2",
            [
                takes(.list) { (a, _) throws(EvaluationError) in a.list(0).first { !$0.isNull } ?? .null },
                nullFor(.null),
            ]),
        Function(
            "join", spreads: [2: [1]], doc: "The elements as one text, a comma or another text between them.",
            example: #"join([1, 2], " and ") = "1 and 2""#,
            [
                takes(.list, .text) { (a, evaluator) throws(EvaluationError) in
                    try join(a.list(0), a.text(1), evaluator)
                },
                takes(.list, .null) { (a, evaluator) throws(EvaluationError) in
                    try join(a.list(0), ", ", evaluator)
                },
                takes(.any, .text) { (a, evaluator) throws(EvaluationError) in .text(evaluator.text(a[0])) },
                takes(.list) { (a, evaluator) throws(EvaluationError) in try join(a.list(0), ", ", evaluator)
                },
                takes(.any) { (a, evaluator) throws(EvaluationError) in .text(evaluator.text(a[0])) },
            ]),
        Function(
            "flat", doc: "A list with the lists in it opened, one level deep or as many as given.",
            example: "flat([1, [2, [3]]]) = [1, 2, [3]]",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in try flat(a.list(0), 1, evaluator) },
                takes(.list, .number) { (a, evaluator) throws(EvaluationError) in
                    try flat(a.list(0), a.number(1), evaluator)
                },
                nullFor(.null),
            ]),
        Function(
            "slice", doc: "Part of a list; negative places count from the end.",
            example: "slice([1, 2, 3], 1) = [2, 3]",
            [
                takes(.list) { (a, _) throws(EvaluationError) in a[0] },
                takes(.list, .number) { (a, _) throws(EvaluationError) in slice(a.list(0), a.number(1), nil)
                },
                takes(.list, .number, .number) { (a, _) throws(EvaluationError) in
                    slice(a.list(0), a.number(1), a.number(2))
                },
                nullFor(.null),
            ]),
        Function(
            "unique", doc: "The different elements of a list, in order.",
            example: "unique([2, 1, 2]) = [1, 2]",
            [
                takes(.list) { (a, evaluator) throws(EvaluationError) in
                    try evaluator.spend(a.list(0).count * 4)
                    let order = evaluator.order.plain
                    let sorted = StableSort.sorted(a.list(0)) { order.compare($0, $1) }
                    try evaluator.spend()
                    var kept: [Value] = []
                    for (index, value) in sorted.enumerated()
                    where index == 0 || order.compare(sorted[index - 1], value) != 0 {
                        kept.append(value)
                    }
                    return .list(kept)
                },
                nullFor(.null),
            ]),
    ]

    private static func extract(_ arguments: [Value], _ evaluator: Evaluator) throws(EvaluationError) -> Value
    {
        // Dataview answers this as text, not as an error.
        guard let object = arguments.first else {
            return .text("extract(object, key1, ...) requires at least 1 argument")
        }
        if case .list(let objects) = object {
            var results: [Value] = []
            for object in objects { results.append(try extract([object] + arguments.dropFirst(), evaluator)) }
            return .list(results)
        }
        var fields = Fields()
        for key in arguments.dropFirst() {
            guard case .text(let name) = key else {
                throw EvaluationError("extract(object, name, …) needs texts as names, not a \(key.typeName)")
            }
            fields[name] = try evaluator.element(key, of: object)
        }
        return .object(ObjectValue(fields))
    }

    private static func sort(
        _ values: [Value], keys: [Value], _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        try evaluator.spend(values.count * 4)
        let order = evaluator.order
        let sorted = StableSort.sorted(Array(values.indices)) { order.compare(keys[$0], keys[$1]) }
        try evaluator.spend()
        return .list(sorted.map { values[$0] })
    }

    private static func join(
        _ values: [Value], _ separator: String, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        try evaluator.allow(length: Double(separator.utf8.count) * Double(values.count))
        var text = ""
        for (index, value) in values.enumerated() {
            if index > 0 { text += separator }
            text += evaluator.text(value)
            if evaluator.meter.isTooLong(text.utf8.count) { break }
        }
        try evaluator.allow(length: Double(text.utf8.count))
        return .text(text)
    }

    private static func flat(
        _ values: [Value], _ depth: Double, _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        guard depth >= 1 else { return .list(values) }
        var level = values
        // Levels are opened one by one; a list nested deeper than this is left as it is.
        for _ in 0..<Int(min(depth, 1000)) {
            guard level.contains(where: { Kind.list.accepts($0) }) else { break }
            var count = 0
            for value in level {
                if case .list(let inner) = value { count += inner.count } else { count += 1 }
            }
            try evaluator.allow(count: count)
            level = level.flatMap { value in
                if case .list(let inner) = value { inner } else { [value] }
            }
        }
        return .list(level)
    }

    private static func slice(_ values: [Value], _ start: Double, _ end: Double?) -> Value {
        let low = ScriptText.sliceBound(start, values.count)
        let high = end.map { ScriptText.sliceBound($0, values.count) } ?? values.count
        return .list(low < high ? Array(values[low..<high]) : [])
    }
}

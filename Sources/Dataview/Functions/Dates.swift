import Foundation

extension Function {
    /// Functions of dates, durations and money.
    static let dates: [Function] = [
        Function(
            "striptime", spreads: [1: [0]], doc: "The date at the start of its day.",
            example: "striptime(date(now)) = date(today)",
            [
                takes(.date) { (a, evaluator) throws(EvaluationError) in
                    changed(a[0]) { $0.withoutTime(in: evaluator.clock.zone) }
                },
                nullFor(.null),
            ]),
        Function(
            "localtime", spreads: [1: [0]], doc: "The date in the zone of this computer.",
            example: "localtime(date(2026-03-04)) = date(2026-03-04)",
            [
                takes(.date) { (a, evaluator) throws(EvaluationError) in
                    changed(a[0]) { $0.at(evaluator.clock.zone) }
                },
                nullFor(.null),
            ]),
        Function(
            "dateformat", spreads: [2: [0]], doc: "A date in a format of Luxon's tokens.",
            example: #"dateformat(date(2026-02-03), "yyyy-MM-dd") = "2026-02-03""#,
            [
                takes(.date, .text) { (a, _) throws(EvaluationError) in
                    if case .date(let date) = a[0] { .text(date.formatted(a.text(1))) } else { .null }
                },
                nullFor(.null, .text),
            ]),
        Function(
            "durationformat", spreads: [2: [0]], doc: "A duration in a format of Luxon's tokens.",
            example: #"durationformat(dur(90 m), "h:mm") = "1:30""#,
            [
                takes(.duration, .text) { (a, _) throws(EvaluationError) in
                    if case .duration(let duration) = a[0] {
                        .text(duration.formatted(a.text(1)))
                    } else {
                        .null
                    }
                },
                nullFor(.null, .text),
            ]),
        Function(
            "currencyformat", spreads: [2: [0]],
            doc: "A number as an amount of money, dollars if not said otherwise.",
            example: #"currencyformat(1234.5, "EUR") = "€1,234.50""#,
            [
                takes(.number, .text) { (a, _) throws(EvaluationError) in try money(a.number(0), a.text(1)) },
                nullFor(.null, .text),
                takes(.number) { (a, _) throws(EvaluationError) in try money(a.number(0), "USD") },
                nullFor(.null),
            ]),
    ]

    private static func changed(_ value: Value, _ change: (DateValue) -> DateValue) -> Value {
        if case .date(let date) = value { .date(change(date)) } else { value }
    }

    private static func money(_ number: Double, _ code: String) throws(EvaluationError) -> Value {
        guard code.utf8.count == 3, code.unicodeScalars.allSatisfy({ $0.isASCII && $0.isLetter }) else {
            throw EvaluationError("“\(code)” is no code of a currency, such as USD")
        }
        let style = FloatingPointFormatStyle<Double>.Currency(code: code.uppercased())
            .locale(Locale(identifier: "en_US")).rounded(rule: .toNearestOrAwayFromZero)
        // The sign of what is no number is not written.
        return .text((number.isNaN ? Double.nan.magnitude : number).formatted(style))
    }
}

extension Function {
    /// Functions that choose between values.
    static let choices: [Function] = [
        Function(
            "default", spreads: [2: [0, 1]], doc: "The first value, or the second where the first is null.",
            example: "default([1, null], 9) = [1, 9]",
            [takes(.any, .any) { (a, _) throws(EvaluationError) in a[0].isNull ? a[1] : a[0] }]),
        Function(
            "ldefault", doc: "Like default, a list being one value.",
            example: "ldefault([1, null], 9) = [1, null]",
            [takes(.any, .any) { (a, _) throws(EvaluationError) in a[0].isNull ? a[1] : a[0] }]),
        Function(
            "choice", spreads: [3: [0]], doc: "The second value where the first is true, else the third.",
            example: #"choice(true, "yes", "no") = "yes""#,
            [takes(.any, .any, .any) { (a, _) throws(EvaluationError) in a[0].isTruthy ? a[1] : a[2] }]),
    ]
}

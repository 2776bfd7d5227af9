import Dataview
import Testing

/// Hostile queries end with an answer or an error, and never trap.
struct LimitTests {
    @Test(
        "nesting of any depth",
        arguments: [
            ("(", ")"), ("[", "]"), ("{a: ", "}"), ("list(", ")"), ("!(", ")"), ("(x) => ", ""), ("a[", "]"),
        ])
    func nesting(open: String, close: String) {
        let text = String(repeating: open, count: 100_000) + "1" + String(repeating: close, count: 100_000)
        #expect(Harbour.value(text).contains("nested more than"))
        let fine = String(repeating: open, count: 60) + "1" + String(repeating: close, count: 60)
        #expect(!Harbour.value(fine).contains("parse"), "\(open)")
    }

    @Test("long chains are no deep ones")
    func chains() {
        #expect(Harbour.value(String(repeating: "1 + ", count: 100_000) + "1") == "100001")
        #expect(Harbour.value("a" + String(repeating: ".a", count: 100_000)) == "\\-")
        #expect(Harbour.value(String(repeating: "!", count: 100_000) + "true") == "true")
        let sources = String(repeating: "-", count: 100_001) + "\"Boats\""
        #expect(Harbour.answer("LIST FROM " + sources) == "2026-05-11 Log\nInes\nTomas")
    }

    @Test(
        "numbers, dates and durations out of range",
        arguments: [
            "date(9999-99-99)", "date(9999-12-31) + dur(999999999999999 years)", "dur(1 day) / 0",
            "dur(1 day) * (0/0)",
            "date(\"99999999999999999999999\", \"x\")", "round(1, 1/0)", "round(1, 0/0)", "[1, 2][1/0]",
            "[1][0/0]",
            "slice([1, 2], 0/0, 1/0)", "padleft(\"a\", 1/0)", "padleft(\"a\", 99999999999)",
            "\"a\" * 99999999999",
            "\"a\" * (1/0)", "flat([1], 1/0)", "substring(\"abc\", 0/0, 1/0)",
            "truncate(\"abc\", 0 - 99999999999999999999)",
            "dur(9999999999999999999999999 years) + dur(1 day)",
            "dateformat(date(9999-12-31) + dur(270000 years), \"yyyy-MM-dd\")",
            "dateformat(date(2026-01-01) + dur(99999999 years), \"x\")", "hash(\"a\", 1/0)",
            "split(\"a,b\", \",\", 1/0)",
            "date(2026-01-01) - (date(2026-01-01) + dur(99999999 years))",
            "(date(now) + dur(99999999 years)).year",
            "durationformat(dur(99999999999999999999 days), \"S\")", "99999999999999999999999999999999 % 7",
            "currencyformat(1/0)", "date(0000-01-01) - dur(1 day)",
            "string(date(now) + dur(99999999999 days))",
        ])
    func range(expression: String) {
        #expect(Harbour.value(expression).utf8.count < 1000)
    }

    @Test("work is counted")
    func work() {
        #expect(
            Harbour.value("regexmatch(\"(a+)+$\", \"\(String(repeating: "a", count: 40))b\")").contains(
                "stopped"))
        #expect(
            Harbour.value("regextest(\"(x+x+)+y\", \"\(String(repeating: "x", count: 50))\")").contains(
                "stopped"))
        #expect(Harbour.value("((f) => [f][0](f))((f) => [f][0](f))").contains("too deeply"))
        var limits = QueryLimits()
        limits.steps = 100_000
        limits.rows = 10_000
        let doubled = String(repeating: "map([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], (x) => ", count: 12)
        #expect(
            Harbour.value(doubled + "x" + String(repeating: ")", count: 12), limits: limits).contains(
                "stopped"))
        let product =
            "LIST" + String(repeating: " FLATTEN list(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) AS x", count: 9)
        #expect(Harbour.answer(product, limits: limits).contains("stopped: it has more than"))
    }

    @Test("a run can be cancelled")
    func cancelled() {
        var limits = QueryLimits()
        limits.isCancelled = { true }
        let text = "list(" + String(repeating: "1 + 1, ", count: 5000) + "1)"
        let outcome = QueryEngine.evaluate(text, source: Harbour.vault, clock: Harbour.clock, limits: limits)
        #expect(throws: QueryFailure.self) { try outcome.get() }
    }
}

import Dataview
import Testing
import VaultModel

/// What queries ask for that is small to write and endless to give: each ends with an error that says why.
struct HostileTests {
    private static func list(_ count: Int) -> String {
        "list(" + (0..<count).map(String.init).joined(separator: ", ") + ")"
    }
    /// A value that holds another one twice, that the next, and so on.
    private static let doubled = "reduce(\(list(60)), (a, b) => [a, a])"
    private static let doubledObject = "reduce(\(list(60)), (a, b) => {x: a, y: a})"

    @Test(
        "values that hold others twice",
        arguments: [
            doubled, doubledObject, "string(\(doubled))", "string(\(doubledObject))", "display(\(doubled))",
            "\(doubled) = \(doubled)", "contains(\(doubled), 7)", "length(flat(\(doubled), 1000))",
            "sort([\(doubled), \(doubled)])", "unique([\(doubled), \(doubled)])", "join([\(doubled)])",
            "max(\(doubled), \(doubled))", "econtains([\(doubled)], \(doubled))",
        ])
    func doubles(expression: String) {
        var limits = QueryLimits()
        limits.steps = 200_000
        limits.weight = 200_000
        #expect(Harbour.value(expression, limits: limits).contains("stopped"))
    }

    @Test(
        "texts that multiply",
        arguments: [
            #"replace("a" * 4000000, "a", "b" * 4000000)"#, #"replace("a" * 4000000, "", "b" * 4000000)"#,
            #"join(\#(list(1000)), "a" * 4000000)"#, #"regexreplace("a" * 60000, "a", "b" * 4000000)"#,
            #"regexreplace("a" * 60000, "", "$`")"#, #"regexreplace("a" * 60000, "a*", "$&" * 1000000)"#,
            #"map(\#(list(1000)), (x) => "a" * 4000000)"#,
            #"map(\#(list(1000)), (x) => substring("a" * 4000000, 0, 1))"#,
        ])
    func multiplied(expression: String) {
        var limits = QueryLimits()
        limits.steps = 5_000_000
        let value = Harbour.value(expression, limits: limits)
        #expect(value.contains("stopped") || value.contains("too long"), "\(value.prefix(200))")
    }

    @Test("lists that are laid into each other again and again")
    func nested() {
        let list = Self.list(2000)
        #expect(Harbour.value("reduce(\(list), (a, b) => [a])").contains("nested too deeply"))
        #expect(Harbour.value("reduce(\(list), (a, b) => {a: a})").contains("nested too deeply"))
        #expect(Harbour.value("length(reduce(\(list), (a, b) => a + [b], [0]))").contains("length"))
        let wrapped = String(repeating: "[", count: 60) + "[f][0](f)" + String(repeating: "]", count: 60)
        #expect(Harbour.value("((f) => \(wrapped))((f) => \(wrapped))").contains("too deeply"))
    }

    @Test("rows that are laid over each other again and again")
    func layers() {
        let few = String(repeating: " FLATTEN 1 AS x", count: 100)
        #expect(Harbour.answer("LIST x" + few).contains("1"))
        let many = String(repeating: " FLATTEN 1 AS x", count: 101)
        #expect(Harbour.answer("LIST x" + many).contains("at most 100 times"))
        #expect(Harbour.answer("LIST" + String(repeating: " GROUP BY 1", count: 101)).contains("at most 100"))
    }

    @Test("a pattern that takes a long text again and again")
    func reference() {
        #expect(Harbour.value(#"regextest("(a*)\\1b", "a" * 60000)"#).contains("stopped"))
        let groups = String(repeating: "()", count: 400)
        #expect(Harbour.value(#"regextest("\#(groups)(?:a|b)*c", "ab" * 30000)"#).contains("stopped"))
    }

    @Test(
        "numbers of very many digits",
        arguments: [
            (#"number("9" * 3000)"#, "Infinity"), (#"number("-" + "1" * 3000 + ".5")"#, "-Infinity"),
            (#"number("0" * 3000 + "7.5")"#, "7.5"), (#"number("0." + "5" * 9000)"#, "0.5555555555555556"),
            (#"number("x" + "1" * 300 + "." + "2" * 5000) > 1"#, "true"),
        ])
    func digits(expression: String, expected: String) { #expect(Harbour.value(expression) == expected) }

    @Test("a part that nearly fits everywhere")
    func parts() {
        #expect(Harbour.value(#"contains("a" * 4000000, "a" * 2000000 + "b")"#) == "false")
        #expect(Harbour.value(#"contains("a" * 100 + "b" + "ab" * 40 + "aab", "ab" * 20 + "aab")"#) == "true")
        #expect(
            Harbour.value(#"replace("x" + "ab" * 12 + "y" + "ab" * 11, "ab" * 11, "-")"#) == "x-aby-")
    }

    @Test("names that are array indices stand first, however many there are")
    func indices() {
        let names = (0..<20).map { #""\#(19 - $0)", \#($0), "k\#($0)", 1"# }.joined(separator: ", ")
        let object = "object(\(names))"
        let keys = (0..<20).map { "\($0): \(19 - $0)" } + (0..<20).map { "k\($0): 1" }
        #expect(Harbour.value("string(\(object))") == "{ " + keys.joined(separator: ", ") + " }")
        #expect(Harbour.value("\(object)[\"7\"]") == "12")
        #expect(Harbour.value("\(object)[\"k7\"]") == "1")
        #expect(Harbour.value("\(object)[\"20\"]") == "\\-")
    }

    @Test("a note of many fields whose names are numbers")
    func numberedFields() {
        let text = (0..<2000).map { "\(1999 - $0):: \($0)\n\n" }.joined() + "name:: x\n\n7:: again\n"
        let file = QueryVault.File(
            path: NotePath("keys.md"), bytes: Array(text.utf8), created: 0, modified: 0, size: text.utf8.count
        )
        let vault = QueryVault([file], clock: Harbour.clock)
        let expression = #"[length(this), this["0"], this["7"], this["1999"], this.name, this["2000"]]"#
        let outcome = QueryEngine.evaluate(
            expression, this: NotePath("keys.md"), source: vault, clock: Harbour.clock)
        guard case .success(let result) = outcome, case .value(let value) = result.content else {
            Issue.record("\(outcome)")
            return
        }
        #expect(value.text(QuerySettings()) == "2002, 1999, [1992, again], 0, x, \\-")
    }

    @Test("of two failures that end a query, the one of the first clause counts")
    func firstFailure() {
        let files = (100..<300).map { number in
            QueryVault.File(
                path: NotePath("\(number).md"), bytes: Array("n:: \(number)\n".utf8), created: 0, modified: 0,
                size: 0)
        }
        let vault = QueryVault(files, clock: Harbour.clock)
        // Repeating for ever ends the query; elsewhere than in a call it is no failure of a row.
        let outcome = QueryEngine.run(
            #"LIST WHERE ("a" * (1 / (290 - n))) != "b" SORT ("b" * (1 / (n - 110))) + ("c" * (1 / (n - 100)))"#,
            source: vault, clock: Harbour.clock)
        guard case .failure(let failure) = outcome else {
            Issue.record("the query has an answer")
            return
        }
        #expect(failure.kind == .exception)
        #expect(failure.message.contains("column 19"), "\(failure.message)")
    }
}

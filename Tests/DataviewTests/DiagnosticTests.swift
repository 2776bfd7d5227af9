import Dataview
import Testing
import VaultModel

/// What is told of queries that can't be read.
struct DiagnosticTests {
    @Test(
        "place and suggestion",
        arguments: [
            ("LIST FORM \"x\"", 1, 11, "Did you mean FROM instead of FORM?"),
            ("LIST\nFROM \"x\"\nWHRE a", 3, 1, "Did you mean WHERE instead of WHRE?"),
            ("LIST WHERE a == 1", 1, 15, "Write = to compare."),
            ("LIST WHERE a = 'b'", 1, 16, "double quotes"),
            ("LIST WHERE #tag", 1, 12, "A tag in an expression is text"),
            ("LIST GROUP  BY a", 1, 6, "one space"),
            ("LIST WHERE limit > 1", 1, 12, "row[\"limit\"]"),
            ("TABLE SORT a", 1, 12, "put FROM \"\" before it"),
            ("LIST WHERE map(a, x => x)", 1, 22, "Put the parameters in brackets"),
            ("LIST WHERE NOT a", 1, 16, "!field"),
            ("LIST WHERE 0 + -a", 1, 16, "0 - x"), ("CALENDAR", 1, 9, nil), ("", 1, 1, nil),
            ("LIST WHERE (a", 1, 14, nil), ("LIST FROM \"x\" LIMIT GROUP BY a", 1, 21, nil),
        ] as [(String, Int, Int, String?)])
    func faults(query: String, line: Int, column: Int, suggestion: String?) throws {
        let fault = try #require(throws: Diagnostic.self) { try Query.parse(query) }
        #expect(fault.line == line)
        #expect(fault.column == column)
        if let suggestion {
            #expect(fault.suggestion?.contains(suggestion) == true, "\(fault.suggestion ?? "none")")
        }
    }

    @Test("the whole message shows the line with a caret")
    func message() throws {
        let fault = try #require(throws: Diagnostic.self) { try Query.parse("LIST FROM \"a\" XOR \"b\"") }
        #expect(
            fault.description == """
                Line 1, column 15: “XOR” can't stand here
                1 | LIST FROM "a" XOR "b"
                  |               ^
                Expected and or or, FROM or WHERE, SORT, LIMIT, GROUP BY or FLATTEN.
                """)
    }

    @Test(
        "of a long line only what stands around the fault is shown",
        arguments: [
            // Near the start, in the middle, at the end.
            (
                10, 200,
                """
                1 | TABLE a1, a2 XOR, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b,…
                  |              ^
                """
            ),
            (
                200, 200,
                """
                1 | …a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a2 XOR, b, b, b, b, b, b, …
                  |                                                 ^
                """
            ),
            (
                200, 3,
                """
                1 | … a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a1, a2 XOR
                  |                                                                      ^
                """
            ),
        ])
    func excerpt(before: Int, behind: Int, expected: String) throws {
        let front = String(repeating: "a1, ", count: before / 10)
        let query = "TABLE " + front + "a2 XOR" + String(repeating: ", b", count: behind / 10)
        let fault = try #require(throws: Diagnostic.self) { try Query.parse(query) }
        let lines = fault.description.split(separator: "\n").map(String.init)
        #expect(lines[1...2].joined(separator: "\n") == expected)
        #expect(Array(lines[1])[lines[2].count - 1] == "X")
    }

    @Test("a query that can't be answered tells the place too")
    func evaluation() {
        let answer = Harbour.answer("LIST FROM \"Boats\"\nWHERE lenght(file.name) > 3")
        let lines = answer.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix("exec: Line 2, column 7: WHERE failed on every row: ") == true)
        #expect(lines.first?.hasSuffix("no function called 'lenght'; did you mean length?") == true)
        #expect(lines.dropFirst() == ["2 | WHERE lenght(file.name) > 3", "  |       ^"])
    }

    @Test("ranges of expressions slice back to their text")
    func ranges() throws {
        let text = "TABLE größe + 1 AS x WHERE (a and !b.c[0](1, 2)) SORT z"
        let query = try Query.parse(text)
        guard case .table(let columns, _) = query.header, case .filter(let condition)? = query.clauses.first
        else {
            Issue.record("no table with a condition")
            return
        }
        #expect(Array(text.utf8).text(columns[0].expression.range) == "größe + 1")
        #expect(Array(text.utf8).text(condition.range) == "(a and !b.c[0](1, 2))")
    }
}

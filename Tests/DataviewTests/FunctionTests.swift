import Dataview
import Testing

/// Laws over the table of functions.
struct FunctionTests {
    @Test("every example is true", arguments: Function.all.map(\.name))
    func example(name: String) throws {
        let function = try #require(Function.named[name])
        #expect(Harbour.value(function.example) == "true", "\(function.example)")
        #expect(function.example.contains(name), "the example of \(name) uses it")
    }

    @Test("what is odd on purpose is so", arguments: Peculiarity.all.map(\.example))
    func peculiarity(example: String) {
        #expect(Harbour.value(example) == "true", "\(example)")
    }

    @Test("there are 66, each with a name of its own and a sentence")
    func table() {
        #expect(Function.all.count == 66)
        #expect(Set(Function.all.map(\.name)).count == 66)
        for function in Function.all {
            #expect(function.doc.hasSuffix("."), "\(function.name)")
            #expect(!function.signatures.isEmpty, "\(function.name)")
        }
    }

    @Test("places that take lists exist in a signature of that length")
    func spreads() {
        for function in Function.all {
            for (count, places) in function.spreads {
                #expect(places.allSatisfy { $0 < count }, "\(function.name)")
                let fits = function.signatures.contains { $0.parameters?.count == count }
                #expect(fits, "\(function.name) with \(count) arguments")
            }
        }
    }

    @Test(
        "answers at the edges",
        arguments: [
            ("round(2.5)", "3"), ("round(-2.5)", "-2"), ("round(1.005, 2)", "1"), ("round(0.15, 1)", "0.1"),
            ("trunc([1.9, -1.9])", "1, -1"), ("min([])", "\\-"), ("max(null, 3, 2)", "3"),
            ("sum([])", "\\-"), ("sum([[1], [2]])", "1, 2"), ("average([1, 2, 6])", "3"),
            ("contains([[\"a\"], \"bc\"], \"b\")", "true"), ("econtains([\"abc\"], \"b\")", "false"),
            ("contains(\"abc\", [\"a\", \"z\"])", "true, false"), ("containsword(\"a-b\", \"B\")", "true"),
            ("length(\"🎉\")", "2"), ("reverse(\"abc\")", "cba"), ("unique([3, 1, 3])", "1, 3"),
            ("slice([1, 2, 3], -2)", "2, 3"), ("flat([[1, [2]], 3], 2)", "1, 2, 3"),
            ("nonnull([null, 0])", "0"), ("firstvalue([null])", "\\-"), ("join([1, null], \"/\")", "1/\\-"),
            ("split(\"a1b2c\", \"(\\d)\")", "a, 1, b, 2, c"), ("split(\"a,b,c\", \",\", 2)", "a, b"),
            ("regexreplace(\"John Smith\", \"(?<f>\\w+) (\\w+)\", \"$2, $<f>\")", "Smith, John"),
            ("regexmatch(\"a|b\", \"ab\")", "true"), ("regextest(\"^.$\", \"é\")", "true"),
            ("truncate(\"abcdef\", 4)", "a..."), ("substring(\"abc\", 2, 0)", "ab"),
            ("padright(\"a\", 4, \"xy\")", "axyx"), ("padright(\"a\", 0/0)", "a"),
            ("padleft(\"a\", 1/0, \"\")", "a"),
            ("lower(\"ΣΑΣ\")", "σας"), ("upper(\"straße\")", "STRASSE"),
            ("replace(\"a.b\", \".\", \"\")", "ab"),
            ("default([null, 1], [2, 3])", "2, 1"), ("choice([true, false], 1, 2)", "1, 2"),
            ("reduce([1, null, 3], (a, b) => a + b)", "4"), ("minby([{n: 2}, {n: 1}], (o) => o.n).n", "1"),
            ("display(\"# A **b** [c](d) `e`\")", "A b c e"), ("display([[Curlew|*x*]])", "x"),
            ("display(\"--- a\")", "a"), ("display(\"***a** b\")", "a** b"), ("display(\"- -_ x\")", "x"),
            ("currencyformat(1.005)", "$1.01"), ("currencyformat(0/0)", "$NaN"),
            ("hash(\"a\", 4294967297) = hash(\"a\", 1)", "true"),
            ("hash(\"a\", 100000000000000000000) = hash(\"a\", 1661992960)", "true"),
            ("currencyformat(12, \"jpy\")", "¥12"),
            ("hash(\"dataview\", \"x\") = hash(\"data\", \"viewx\")", "true"),
            ("extract([{a: 1}, {a: 2}], \"a\").a", "1, 2"), ("any([0, \"\"])", "false"), ("none()", "true"),
        ])
    func edges(expression: String, expected: String) {
        #expect(Harbour.value(expression) == expected)
    }
}

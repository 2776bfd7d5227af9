import Dataview
import Testing
import VaultModel

/// Which fields a note's text has.
struct InlineFieldTests {
    /// The value of `name` in a note of that text, as text, with its type.
    private func field(_ name: String, in text: String) -> String {
        value("typeof(this[\"\(name)\"]) + \" \" + this[\"\(name)\"]", in: text)
    }

    /// The value of an expression in a note of that text, as text.
    private func value(_ expression: String, in text: String) -> String {
        let bytes = Array(text.utf8)
        let file = QueryVault.File(
            path: NotePath("a.md"), bytes: bytes, created: 0, modified: 0, size: bytes.count)
        let vault = QueryVault([file], clock: Harbour.clock)
        let outcome = QueryEngine.evaluate(
            expression, this: NotePath("a.md"), source: vault, clock: Harbour.clock)
        guard case .value(let value)? = (try? outcome.get())?.content else { return "" }
        return value.text(QuerySettings())
    }

    @Test(
        "values",
        arguments: [
            ("6", "number 6"), (".5", "string .5"), ("1e3", "string 1e3"), ("2021-04", "date April 01, 2021"),
            ("2021-13-01", "string 2021-13-01"), ("6hr 4min", "duration 6 hours, 4 minutes"),
            ("5 apples", "string 5 apples"),
            ("1, 2", "array 1, 2"), ("[[b]],", "array [[b|b]]"), ("1, two", "string 1, two"),
            ("1,000", "array 1, 0"),
            ("true", "boolean true"), ("trueish", "string trueish"), ("null", "string null"),
            ("", "null \\-"),
            ("\"q\"", "string q"), ("#tag/x", "string #tag/x"), ("-80", "number -80"),
            ("x, y", "string x, y"),
        ])
    func values(text: String, expected: String) {
        #expect(field("k", in: "k:: \(text)\n") == expected)
    }

    @Test(
        "where fields are found",
        arguments: [
            ("text [k:: 1] and (l:: 2)", "k", "number 1"), ("text [k:: 1] and (l:: 2)", "l", "number 2"),
            ("text k:: 1", "text k", "number 1"), ("[k:: a [b] c]", "k", "string a [b] c"),
            ("(k:: a \\) b)", "k", "string a \\) b"),
            ("**Bold**:: 1", "bold", "number 1"), ("> k:: 1", "k", "number 1"), ("# k:: 1", "k", "number 1"),
            ("```\nk:: 1\n```", "k", "number 1"), ("- k:: 1", "k", "number 1"),
            ("- [ ] k:: 1", "k", "null \\-"),
            ("- [ ] [k:: 1]", "k", "null \\-"), ("k:: 1\nk:: 2", "k", "array 1, 2"),
            ("Due Date:: 1", "due-date", "number 1"),
            ("- ✅ 2026-02-10 done", "completion", "date February 10, 2026"), ("[[k:: 1]]", "k", "number 1"),
            ("🎉 Party:: 1", "party", "number 1"), ("a.b:: 1", "a.b", "null \\-"),
            ("[k:: 1][l:: 2]", "l", "null \\-"),
            ("---\nk: 2026-01-01\nl: [[x]]\n---\n", "k", "date January 01, 2026"),
            ("---\nk: \"5\"\nm: 3d\n---\n", "k", "string 5"), ("---\nK: 1\n---\nk:: 2", "k", "number 2"),
        ])
    func places(text: String, name: String, expected: String) {
        #expect(field(name, in: text) == expected)
    }

    @Test(
        "what an item has of its own and of the text",
        arguments: [
            ("- a [k:: 1]\n\nk:: 2\n", "k", "1, 2"), ("k:: 2\n\n- a [k:: 1]\n", "k", "1, 2"),
            ("- a [k:: 1]\n- b [k:: 3]\n\nk:: 2\n", "k", "1"), ("- [ ] a [k:: 1]\n\nk:: 2\n", "k", "1"),
            ("- a [k:: 1]\n- [ ] b [k:: 3]\n\nk:: 2\n", "k", "1, 2"),
            ("\u{FEFF}- a\n", "position.start.offset", "0"),
            ("\u{FEFF}é\n\n- a\n", "position.end.offset", "6"),
            ("\u{FEFF}- a\n", "position.end.col", "3"),
        ])
    func itemFields(text: String, name: String, expected: String) {
        #expect(value("this.file.lists[0].\(name)", in: text) == expected)
    }

    @Test("long and hostile lines end")
    func hostile() {
        let brackets = String(repeating: "[a::", count: 8000)
        #expect(field("z", in: brackets + "\n\nz:: 1\n") == "number 1")
        #expect(field("z", in: String(repeating: "[", count: 30_000) + "::\n\nz:: 1\n") == "number 1")
    }
}

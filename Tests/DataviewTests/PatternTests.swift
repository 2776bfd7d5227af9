import Dataview
import Testing

/// Regular expressions as JavaScript has them, without its `u` flag.
struct PatternTests {
    @Test(
        "what matches",
        arguments: [
            (#"^\d{2,3}$"#, "123", true), (#"^\d{2,3}$"#, "1234", false), (#"^a{,2}$"#, "a{,2}", true),
            (#"^[^a-c\s]+$"#, "xyz", true), (#"^[\w.-]+@\w+$"#, "a.b-c@d", true),
            (#"^(a|ab)(c|bcd)(d*)$"#, "abcd", true),
            (#"^(?:(a)|b)*$"#, "ab", true), (#"(?=.*\d)(?!.*x)^.+$"#, "a1", true),
            (#"(?<=\$)\d+$"#, "cost $42", true),
            (#"(?<!\$)\b42"#, "$42", false), (#"^(.)(.)\2\1$"#, "abba", true),
            (#"^(?<q>['\"])x\k<q>$"#, "'x'", true),
            (#"^.$"#, "🎉", false), (#"^..$"#, "🎉", true), (#"\bé"#, "é", false), (#"a$"#, "a\n", false),
            (#"^[]]"#, "]", false),
            (#"^[^]$"#, "\n", true), (#"^.$"#, "\u{2028}", false), (#"^\u00e9\x41\cJ?$"#, "éA", true),
            (#"^(a*)*$"#, "aab", false),
            (#"^(a?){3}$"#, "aa", true), (#"^a+?b*?$"#, "aabb", true), (#"\1(a)"#, "a", true),
            (#"]}"#, "]}", true),
        ])
    func matching(pattern: String, text: String, expected: Bool) {
        let quoted = [pattern, text].map {
            "\"" + $0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        #expect(Harbour.value("regextest(\(quoted[0]), \(quoted[1]))") == String(expected))
    }

    @Test(
        "what is no pattern",
        arguments: [
            ("(", "Unterminated group"), (")", "Unmatched ')'"), ("*a", "Nothing to repeat"),
            ("a{2,1}", "numbers out of order"),
            ("[b-a]", "Range out of order"), ("[a", "Unterminated character class"),
            ("(?i)a", "Invalid group"),
            ("(?<1>a)", "Invalid capture group name"), ("(?<a>x)(?<a>y)", "Duplicate"),
            ("^*", "Nothing to repeat"),
            ("(a{999}){999}", "too large"),
        ])
    func faults(pattern: String, message: String) {
        #expect(Harbour.value("regextest(\"\(pattern)\", \"a\")").contains(message))
    }

    @Test("replacements")
    func replacements() {
        #expect(
            Harbour.value(#"regexreplace("2026-05", "(\d+)-(\d+)", "$2/$1 $$ $& $3")"#)
                == "05/2026 $ 2026-05 $3")
        #expect(Harbour.value(#"regexreplace("abc", "", "-")"#) == "-a-b-c-")
        #expect(Harbour.value(#"regexreplace("xay", "a", "[$`|$']")"#) == "x[x|y]y")
        #expect(Harbour.value(#"split("abc", "")"#) == "a, b, c")
        #expect(Harbour.value(#"split("", "x")"#) == "")
        #expect(Harbour.value(#"split("a--b", "-*")"#) == "a, b")
    }
}

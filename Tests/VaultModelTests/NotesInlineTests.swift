import Testing
@testable import VaultModel

/// How a text is shown. A span is written `style:text`, a link `link:text>target`.
@Suite struct NotesInlineTests {
    static let cases: [(String, [String])] = [
        ("", []),
        ("plain, it's (fine)", ["plain:plain, it's (fine)"]),
        ("a **b** c", ["plain:a ", "bold:b", "plain: c"]),
        ("__b__ _i_ *i*", ["bold:b", "plain: ", "italic:i", "plain: ", "italic:i"]),
        ("***x*** **a *b* c**", ["boldItalic:x", "plain: ", "bold:a ", "boldItalic:b", "bold: c"]),
        ("~~**old**~~ ==new==", ["strike:old", "plain: ", "highlight:new"]),
        ("snake_case_name 2 * 3 * 4 a ~b~ x==y", ["plain:snake_case_name 2 * 3 * 4 a ~b~ x==y"]),
        ("**open and *half**", ["bold:open and *half"]),
        ("`a *b*` ``c ` d``", ["code:a *b*", "plain: ", "code:c ` d"]),
        ("see [[Ann Lee]]", ["plain:see ", "link:Ann Lee>Ann Lee"]),
        ("[[a/b#c#d]] [[x|the x]]", ["link:a/b > c > d>a/b#c#d", "plain: ", "link:the x>x"]),
        ("**[[A]] is**", ["link:A>A", "bold: is"]),
        ("![[p.png|100x80]] ![[n#h]]", ["link:p.png>p.png", "plain: ", "link:n > h>n#h"]),
        ("[t *u*](My%20Note.md) [v](https://x.y)", ["link:t u>My Note.md", "plain: ", "link:v>https://x.y"]),
        ("![alt](p.png) <https://a.b>", ["link:alt>p.png", "plain: ", "link:https://a.b>https://a.b"]),
        (
            "go to https://a.b/c_d_e.",
            ["plain:go to ", "link:https://a.b/c_d_e>https://a.b/c_d_e", "plain:."]
        ),
        ("#tag and a#b", ["tag:#tag", "plain: and a#b"]),
        ("\\*a\\* \\[\\[b\\]\\]", ["plain:*a* [[b]]"]),
        ("a %% [[b]] #c %% d", ["plain:a ", "comment: [[b]] #c ", "plain: d"]),
        ("a <!-- b --> c <b>d</b>", ["plain:a ", "comment: b ", "plain: c <b>d</b>"]),
        ("$x_1$ costs $5", ["math:x_1", "plain: costs $5"]),
        ("a task ^id-1", ["plain:a task"]),
        ("**a", ["plain:**a"]),
        ("** a **", ["plain:** a **"]),
        ("*a **b* c**", ["italic:a **b", "plain: c**"]),
        ("日本**強調**語", ["plain:日本", "bold:強調", "plain:語"]),
        ("one *two\nthree* four", ["plain:one ", "italic:two\nthree", "plain: four"]),
        ("[[un](closed [x", ["plain:[[un](closed [x"]),
    ]

    @Test(arguments: cases) func spans(_ text: String, _ expected: [String]) {
        let found = inlineSpans(text).map { span in
            "\(span.style):\(span.text)" + (span.link.map { ">\($0)" } ?? "")
        }
        #expect(found == expected)
    }

    @Test func longRunsOfMarksTakeLittleTime() {
        for mark in ["*", "_", "`", "[", "](", "![", "<", "$", "%", "#", "~~", "==", "\\", "**a_", "[a](b"] {
            let text = String(repeating: mark, count: 20_000)
            #expect(inlineSpans(text).allSatisfy { !$0.text.isEmpty })
        }
    }
}

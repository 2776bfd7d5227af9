import Testing
@testable import VaultModel

/// The ranges of each kind of element: what stands between « and » is what must be found.
@Suite struct NotesRangeTests {
    @Test(arguments: [
        "# «Plan»", "## «Plan» ##", "  ### «a #b» #", "«Plan»\n===", "«Plan»\n-\n", "#\n# «b#»\n",
        "# \u{A0}«Plan»\u{A0}\u{3000}", "# «a»\r\r b", "\u{A0}«Plan»\u{FEFF}\n===",
        "## «a\u{A0}b»\u{200A} ##",
    ]) func headingTexts(_ marked: String) {
        let text = MarkedText(marked)
        #expect(text.note.headings.map(\.textRange).suffix(1) == text.marks[...])
    }

    @Test(arguments: [
        "- [«x»] text", "1. [« »] a", "2) [«/»] a", "* [«é»] a", "+ [«🎯»] a", "> - [«-»] a", "- [« »]\n",
        "- a\n\t- [«x»] b", "- [«]»] b", "-\t[«x»]\tb",
    ]) func boxes(_ marked: String) {
        let text = MarkedText(marked)
        #expect(text.note.listItems.compactMap { $0.box?.markRange } == text.marks)
    }

    @Test(arguments: [
        "- [x]text", "- []", "- [  ] a", "- [xx] a", "-[ ] a", "    - [ ] a", "```\n- [ ] a\n```",
        "%%\n- [ ] a\n%%", "<!--\n- [ ] a\n-->", "- \\[ ] a", "| - [ ] a | b |\n|---|---|", "$$\n- [ ] a\n$$",
    ]) func noBoxes(_ text: String) {
        #expect(MarkedText(text).note.listItems.allSatisfy { $0.box == nil })
    }

    @Test(arguments: [
        "a [[«b»]] c [[«d#e»|f]]", "![[«x.png»]]", "[t](«b.md») [u](https://x.y) [v](<«b c»>)",
        "[[a] [[«b»]]",
        "`[[a]]` [[«b»]]", "x <!-- [[a]] --> [[«b»]]", "| [[«a»\\|b]] | c |\n|---|---|",
        "[[]] [x]() [[«|a»]]",
        "%% [[«a»]] %%", "[[«a»]]\n- [[«b»]]\n  > [[«c»]]", "$[[a]]$ [[«b»]]", "[[a\nb]] [[[[«c»]]",
        "[[«[a] (b #1)»]] [[[«c»]]] [[[«d»]] [[«[e]»|f]]",
        "[[ «a» ]] [[«b» | c ]] ![[\t«d.png»\u{A0}]] [[ ]] [[ |x]]", "| [[«a» \\| b]] |\n|---|",
    ]) func linkTargets(_ marked: String) {
        let text = MarkedText(marked)
        #expect(text.note.links.map(\.targetRange) == text.marks)
    }

    @Test(arguments: [
        "«#a/b-c_d» x«» #1984 a#b (#b)", "\\#b «#c»", "«#a».b «#don»’t «#C»++", "«#a»«#b»", "## Plan «#todo»",
        "- «#a»\n> «#b»\n\n| «#c» | x |\n|---|---|", "`#a` $#b$ <b c=\"#d\"> [[N#h]] https://x.y/#z «#📷»",
        "#\n«#-»",
        "\\[\\[«#Escaped»", "**«#bold»** and *«#em»*", "«#👨»\u{200D}👩 «#début»", "[#b](u) <!-- #x -->",
        "[«#b»](https://u) [a «#b», (#c) [[d#e]] x#f](https://u#x) [a #b](c#d)", "![#b](https://u)",
    ]) func tags(_ marked: String) {
        let text = MarkedText(marked)
        #expect(text.note.tags.map(\.range) == text.marks.filter { !$0.isEmpty })
    }

    @Test(arguments: [
        "|« a »|« b »|\n|---|---|\n|« c »|« d»\n", "«a »|« b»\n--- | ---\n",
    ]) func cells(_ marked: String) {
        let text = MarkedText(marked)
        let rows = text.note.tables.flatMap { [$0.header] + $0.rows }
        #expect(rows.flatMap(\.cells).map { text.note.text($0) } == text.marks.map { text.note.text($0) })
    }
}

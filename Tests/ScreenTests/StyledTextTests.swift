import Screen
import Testing

@Suite struct StyledTextTests {
    private func text(_ runs: (String, Role)...) -> StyledText {
        var text = StyledText()
        for (run, role) in runs { text.append(run, role) }
        return text
    }

    @Test func runsJoinAndAreSanitised() {
        let joined = text(("a", .text), ("b\u{7}", .text), ("", .tag), ("日", .tag))
        #expect(joined.runs.map(\.text) == ["ab^G", "日"])
        #expect(joined.width == 6)
        #expect(joined.text == "ab^G日")
    }

    @Test(arguments: [
        (20, "Call Ada Lovelace"), (17, "Call Ada Lovelace"), (16, "Call Ada Lovela…"), (6, "Call …"),
        (5, "Call…"), (1, "…"), (0, ""), (-1, ""),
    ])
    func whatIsTooLongEndsInAnEllipsis(_ columns: Int, _ shown: String) {
        let long = text(("Call ", .text), ("Ada", .person), (" Lovelace", .text))
        #expect(long.truncated(to: columns).text == shown)
        #expect(long.truncated(to: columns).width <= max(0, columns))
    }

    @Test func wideCharactersAreCutWhole() {
        let wide = text(("日本語", .text))
        #expect((0...6).map { wide.truncated(to: $0).text } == ["", "…", "…", "日…", "日…", "日本…", "日本語"])
    }

    @Test func paddingFillsUp() {
        #expect(text(("日本語", .text)).padded(to: 4).width == 4)
        #expect(text(("ab", .text)).padded(to: 4, Style(.tag)).runs.map(\.text) == ["ab", "  "])
    }

    @Test(arguments: [
        ("", 5, [""]),
        ("one two three", 20, ["one two three"]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 5, ["one", "two", "three"]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable", 4, ["a", "unbr", "eaka", "ble"]),
        ("a  b", 2, ["a", "b"]),
        ("日本語です", 5, ["日本", "語で", "す"]),
        ("日本", 1, ["日", "本"]),
        ("x 日本", 4, ["x 日", "本"]),
    ])
    func linesBreakBetweenWords(_ words: String, _ columns: Int, _ lines: [String]) {
        #expect(StyledText(words).wrapped(to: columns).map(\.text) == lines)
    }

    @Test func stylesSurviveBreaks() {
        let lines = text(("see ", .text), ("the long link", .link), (" there", .text)).wrapped(to: 10)
        #expect(lines.map(\.text) == ["see the", "long link", "there"])
        #expect(lines[1].runs.map(\.style.role) == [.link])
        #expect(lines[0].runs.map(\.style.role) == [.text, .link])
    }

    @Test func laterLinesHang() {
        let lines = StyledText("- one two three four").wrapped(to: 10, hanging: 2)
        #expect(lines.map(\.text) == ["- one two", "  three", "  four"])
        #expect(StyledText("abc def").wrapped(to: 0, hanging: 9).allSatisfy { $0.width <= 1 })
    }

    @Test func linesAreNeverTooLong() {
        let prose = "Wörter, 日本語 und 📅 Daten: averyveryverylongwordthatnolinecanhold  end 🇨🇿🇨🇿🇨🇿"
        for columns in 2..<40 {
            let lines = StyledText(prose).wrapped(to: columns, hanging: 3)
            #expect(lines.allSatisfy { $0.width <= columns })
            let letters = lines.map(\.text).joined().filter { $0 != " " }
            #expect(letters == prose.filter { $0 != " " }, "nothing is lost")
        }
    }
}

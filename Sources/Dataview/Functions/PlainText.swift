/// Takes the Markdown out of text, as `display` does: rule by rule over the whole text, whatever it means
/// there.
struct PlainText {
    private let evaluator: Evaluator

    /// Rules within the budget of a run.
    init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    /// One kind of mark: a pattern, and what is kept of what it matches.
    private struct Rule {
        let pattern: String
        let kept: String
        var isOnce = false
    }

    private static let lineStart = "(?<![^\\n])"
    private static let lineEnd = "(?![^\\n])"

    private static let rules: [Rule] = [
        // Links: [[a]] and the first [[a|b]].
        Rule(pattern: #"\[\[([^|]*?)\]\]"#, kept: "$1"),
        Rule(pattern: #"\[\[.*?\|(.*?)\]\]"#, kept: "$1", isOnce: true),
        // Three or more -, * or _ at the start of a line, whatever comes behind them.
        Rule(pattern: lineStart + #"(?:-\s*?|\*\s*?|_\s*?){3,}\s*"#, kept: ""),
        // List markers.
        Rule(pattern: lineStart + #"(\s*)(?:[*\-+]|\d+\.)\s+"#, kept: "$1"),
        // Underlines of headings, fences, strike-through.
        Rule(pattern: #"\n={2,}"#, kept: "\n"),
        Rule(pattern: #"~{3}.*\n"#, kept: ""),
        Rule(pattern: "~~", kept: ""),
        Rule(pattern: #"`{3}.*\n"#, kept: ""),
        // HTML.
        Rule(pattern: "<[^>]*>", kept: ""),
        Rule(pattern: #"^[=\-]{2,}\s*$"#, kept: ""),
        // Footnotes, images, links.
        Rule(pattern: #"\[\^.+?\](?:: .*?$)?"#, kept: ""),
        Rule(pattern: #"\s{0,2}\[.*?\]: .*?$"#, kept: ""),
        Rule(pattern: #"!\[(.*?)\][\[(].*?[\])]"#, kept: "$1"),
        Rule(pattern: #"\[([^\]]*?)\][\[(].*?[\])]"#, kept: "$1"),
        // Quotes and headings.
        Rule(pattern: lineStart + #"(\n)?\s{0,3}>\s?"#, kept: "$1"),
        Rule(pattern: #"^\s{1,2}\[(.*?)\]: (\S+)( ".*?")?\s*$"#, kept: ""),
        Rule(
            pattern: lineStart + #"(\n)?\s{0,}#{1,6}\s*( (.+))? +#+"# + lineEnd + "|" + lineStart
                + #"(\n)?\s{0,}#{1,6}\s*( (.+))?"# + lineEnd, kept: "$1$3$4$6"),
        // Emphasis, code, strike-through again.
        Rule(pattern: #"(\*+)(\S)(.*?\S)??\1"#, kept: "$2$3"),
        Rule(pattern: #"(^|\W)(_+)(\S)(.*?\S)??\2($|\W)"#, kept: "$1$3$4$5"),
        Rule(pattern: #"(`{3,})(.*?)\1"#, kept: "$2"),
        Rule(pattern: "`(.+?)`", kept: "$1"),
        Rule(pattern: "~(.*?)~", kept: "$1"),
    ]

    /// The text without marks.
    func text(_ text: String) throws(EvaluationError) -> String {
        // Most texts have none.
        guard text.utf8.contains(where: { Self.marks[Int($0)] }) else { return text }
        var result = text
        for rule in Self.rules {
            let pattern = try evaluator.pattern(rule.pattern)
            let before = result
            result = try evaluator.match { (budget) throws(PatternError) in
                try pattern.replacing(in: before, with: rule.kept, all: !rule.isOnce, budget: &budget)
            }
        }
        return result
    }

    private static let marks: [Bool] = {
        var marks = [Bool](repeating: false, count: 256)
        for byte in "[]<>*_`~#=-+!|.\n".utf8 { marks[Int(byte)] = true }
        return marks
    }()
}

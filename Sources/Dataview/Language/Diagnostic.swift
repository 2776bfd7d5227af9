import VaultModel

/// Why a query can't be read: where, what was expected there, and what to write instead.
package struct Diagnostic: Error, Hashable, Sendable {
    /// The line of the query, from 1.
    package let line: Int
    /// The column in the line, from 1, counted in characters.
    package let column: Int
    /// What is wrong, in one sentence.
    package let message: String
    /// What could stand there.
    package let expected: [String]
    /// What to write instead, if that can be guessed.
    package let suggestion: String?
    /// The line of the query that the fault is in.
    package let source: String

    /// The whole message over several lines: what is wrong, the line with a caret below the place, what was
    /// expected, and the suggestion.
    package var description: String {
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        let (text, place) = excerpt
        var lines = ["Line \(line), column \(column): \(message)", "\(number) | \(text)"]
        lines.append("\(margin) | " + String(repeating: " ", count: place) + "^")
        if !expected.isEmpty { lines.append("Expected " + Self.listed(expected) + ".") }
        if let suggestion { lines.append(suggestion) }
        return lines.joined(separator: "\n")
    }

    /// A longer line is shown around the fault alone: characters.
    private static let longest = 72

    /// What is shown of the line, and the offset in it of the fault, in characters.
    private var excerpt: (text: String, place: Int) {
        let characters = Array(source)
        let place = max(0, column - 1)
        guard characters.count > Self.longest else { return (source, place) }
        // More of what led to the fault than of what follows it.
        let start = max(0, min(place - Self.longest * 2 / 3, characters.count - Self.longest))
        let end = start + Self.longest
        var shown = Array(characters[start..<end])
        if start > 0 { shown[0] = "…" }
        if end < characters.count { shown[shown.count - 1] = "…" }
        return (String(shown), place - start)
    }

    private static func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    /// The fault at the farthest place that reading came to.
    init(text: String, reader: Reader) {
        let place = max(reader.farthest, 0)
        let before = reader.text(0..<min(place, reader.scalars.count))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        line = before.split(separator: "\n", omittingEmptySubsequences: false).count
        column = (before.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0) + 1
        source = line <= lines.count ? String(lines[line - 1]) : ""
        let rest = reader.text(min(place, reader.scalars.count)..<reader.scalars.count)
        if reader.isTooDeep {
            message = "brackets are nested more than \(Reader.deepest) deep"
            expected = []
            suggestion = nil
        } else {
            message = rest.isEmpty ? "the query ends too early" : "“\(Self.word(rest))” can't stand here"
            expected = Array(Self.ordered(reader.expected).prefix(6))
            suggestion = Self.suggestion(before: before, rest: rest)
        }
    }

    /// A fault of something that was read but has no value.
    init(text: String, range: ByteRange, message: String) {
        let before = String(decoding: Array(text.utf8).prefix(range.lower), as: UTF8.self)
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        line = lines.count
        column = (lines.last?.count ?? 0) + 1
        let all = text.split(separator: "\n", omittingEmptySubsequences: false)
        source = line <= all.count ? String(all[line - 1]) : ""
        self.message = message
        expected = []
        suggestion = nil
    }

    /// Keeps what says most: single brackets and commas after words.
    private static func ordered(_ expected: [String]) -> [String] {
        expected.filter { $0.count > 1 } + expected.filter { $0.count == 1 }
    }

    private static func word(_ rest: String) -> String {
        let word = rest.prefix { !$0.isWhitespace && $0 != "," && $0 != "(" && $0 != ")" }
        return word.isEmpty ? String(rest.prefix(1)) : String(word.prefix(30))
    }

    /// What people most often meant.
    private static func suggestion(before: String, rest: String) -> String? {
        let word = word(rest)
        if rest.hasPrefix("==") || before.hasSuffix("=") && rest.hasPrefix("=") {
            return "Write = to compare."
        }
        if rest.hasPrefix("'") { return "Write text in double quotes: \"\(word.filter { $0 != "'" })\"." }
        if rest.hasPrefix("#") { return "A tag in an expression is text: \"\(word)\"." }
        if before.hasSuffix("=") && rest.hasPrefix(">") { return "Put the parameters in brackets: (x) => …" }
        if before.hasSuffix("-") || rest.hasPrefix("-") { return "Write 0 - x for the negative of x." }
        if word.uppercased() == "GROUP" || before.uppercased().hasSuffix("GROUP ") {
            return "Write GROUP BY with one space."
        }
        if ["NOT", "not"].contains(before.split(separator: " ").last.map(String.init) ?? "") {
            return "Write ! before a value for its opposite: !field."
        }
        if before.uppercased().hasSuffix("SORT ") {
            return "SORT is taken for a field here; put FROM \"\" before it."
        }
        return keyword(before: before, word: word)
    }

    private static func keyword(before: String, word: String) -> String? {
        let last = before.split(whereSeparator: \.isWhitespace).last.map { String($0) } ?? ""
        for name in [word, last] where ExpressionParser.keywords.contains(name.uppercased()) {
            return "A field called \(name.lowercased()) is written row[\"\(name.lowercased())\"]."
        }
        let words = [
            "TABLE", "LIST", "TASK", "CALENDAR", "FROM", "WHERE", "SORT", "LIMIT", "GROUP BY", "FLATTEN",
        ]
        for name in [word, last] where name.count > 2 {
            let upper = name.uppercased()
            let near = words.filter { word in
                let distance = Spelling.distance(word, upper)
                return distance > 0 && distance <= 2 && distance * 2 <= upper.count
            }
            if let first = near.first { return "Did you mean \(first) instead of \(name)?" }
        }
        return nil
    }
}

/// How far two words are apart.
enum Spelling {
    /// How many letters must be added, dropped or changed to make one word the other.
    static func distance(_ one: String, _ other: String) -> Int {
        let (left, right) = (Array(one), Array(other))
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for place in right.indices {
                let changed = diagonal + (letter == right[place] ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, row[place + 1] + 1)
            }
        }
        return row[right.count]
    }

    /// The word nearest to `word`, if one is near.
    static func nearest(to word: String, among words: some Sequence<String>) -> String? {
        let lower = word.lowercased()
        let ranked = words.map { ($0, distance($0.lowercased(), lower)) }.min { $0.1 < $1.1 }
        return ranked.flatMap { $0.1 <= max(1, word.count / 3) ? $0.0 : nil }
    }
}

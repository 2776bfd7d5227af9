/// How well a typed pattern fits a text whose characters hold it in order.
package struct FuzzyMatch: Hashable, Sendable {
    /// Higher fits better; only scores for one pattern can be compared.
    package var score: Int
    /// The indices of the matched characters (graphemes) in the candidate, rising.
    package var positions: [Int]

    /// The best match of `pattern` in `candidate`, case ignored; nil where the characters are not there in
    /// order.
    ///
    /// Spaces separate words of the pattern that must all match, in any order. A match is better at the start
    /// of a word, in a run, and in a short candidate; a pattern with an upper-case letter likes that case
    /// better.
    package static func score(_ pattern: String, _ candidate: String) -> FuzzyMatch? {
        let text = Array(candidate)
        let plain = text.map { $0.lowercased() }
        var total = FuzzyMatch(score: 0, positions: [])
        for word in pattern.split(separator: " ") {
            guard let match = best(Array(word), text, plain) else { return nil }
            total.score += match.score
            total.positions += match.positions
        }
        total.score -= text.count / 4
        total.positions = Set(total.positions).sorted()
        return total
    }

    /// What a matched character is worth by what stands before it in the candidate.
    private enum Worth {
        static let match = 16
        static let wordStart = 14
        static let textStart = 16
        static let run = 15
        static let exactCase = 2
        static let gapOpening = 3
        static let gap = 1
    }

    /// One character of the pattern placed at each character of the text.
    private struct Row {
        /// The best score with it placed here; nil where it can't be.
        var scores: [Int?]
        /// Where the pattern's character before stands for that score.
        var origins: [Int]
    }

    /// The best placing of one word, by dynamic programming over pattern and text.
    private static func best(_ word: [Character], _ text: [Character], _ plain: [String]) -> FuzzyMatch? {
        let lowered = word.map { $0.lowercased() }
        guard isSubsequence(lowered, of: plain) else { return nil }
        var rows: [Row] = []
        for index in word.indices {
            let own = text.indices.map { column -> Int? in
                guard plain[column] == lowered[index] else { return nil }
                return worth(of: column, text)
                    + (word[index].isUppercase && text[column] == word[index] ? Worth.exactCase : 0)
            }
            rows.append(row(own, after: rows.last))
        }
        return trace(rows)
    }

    /// The scores of a character that is worth `own` at each place, after the character before it.
    private static func row(_ own: [Int?], after before: Row?) -> Row {
        guard let before else { return Row(scores: own, origins: own.map { _ in -1 }) }
        var result = Row(scores: own.map { _ in nil }, origins: own.map { _ in -1 })
        // The best place further back than the neighbour, its score fading with the distance.
        var reach: (score: Int, column: Int)?
        for column in own.indices.dropFirst() {
            reach = reach.map { ($0.score - Worth.gap, $0.column) }
            if column > 1, let score = before.scores[column - 2],
                score - Worth.gapOpening > reach?.score ?? .min
            {
                reach = (score - Worth.gapOpening, column - 2)
            }
            guard let worth = own[column] else { continue }
            let run = before.scores[column - 1].map { (score: $0 + Worth.run, column: column - 1) }
            guard let best = [run, reach].compactMap({ $0 }).max(by: { $0.score < $1.score }) else {
                continue
            }
            result.scores[column] = worth + best.score
            result.origins[column] = best.column
        }
        return result
    }

    /// Reads the places of the best match back from the rows.
    private static func trace(_ rows: [Row]) -> FuzzyMatch? {
        var best: (score: Int, column: Int)?
        for (column, score) in (rows.last?.scores ?? []).enumerated() {
            if let score, score > best?.score ?? .min { best = (score, column) }
        }
        guard let best else { return nil }
        var positions = [best.column]
        for row in rows.dropFirst().reversed() {
            positions.append(row.origins[positions[positions.count - 1]])
        }
        return FuzzyMatch(score: best.score, positions: positions.reversed())
    }

    /// What a match at `column` is worth by itself.
    private static func worth(of column: Int, _ text: [Character]) -> Int {
        guard column > 0 else { return Worth.match + Worth.textStart }
        let before = text[column - 1]
        let startsWord =
            !(before.isLetter || before.isNumber) && (text[column].isLetter || text[column].isNumber)
            || before.isLowercase && text[column].isUppercase
        return Worth.match + (startsWord ? Worth.wordStart : 0)
    }

    /// Whether the characters stand in the text in order.
    private static func isSubsequence(_ word: [String], of text: [String]) -> Bool {
        var rest = word[...]
        for character in text where character == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}

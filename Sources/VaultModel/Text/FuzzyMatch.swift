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
    /// of a word, in a run, and in a short candidate; an upper-case letter of the pattern likes that case
    /// better. A candidate of a hundred thousand that does not match costs a few nanoseconds a byte.
    package static func score(_ pattern: String, _ candidate: String) -> FuzzyMatch? {
        let isPlain = candidate.utf8.allSatisfy { $0 < 0x80 }
        var total = FuzzyMatch(score: 0, positions: [])
        for word in pattern.split(separator: " ") {
            guard let match = isPlain ? plain(word, candidate) : any(word, candidate) else { return nil }
            total.score += match.score
            total.positions += match.positions
        }
        total.score -= candidate.utf8.count / 4
        total.positions = total.positions.count > 1 ? Set(total.positions).sorted() : total.positions
        return total
    }

    /// A word in a candidate that is all ASCII: byte by byte.
    private static func plain(_ word: Substring, _ candidate: String) -> FuzzyMatch? {
        var rest = word.utf8[...]
        for byte in candidate.utf8 {
            guard let next = rest.first else { break }
            if NameFold.lower(byte) == NameFold.lower(next) { rest = rest.dropFirst() }
        }
        guard rest.isEmpty else { return nil }
        let text = Array(candidate.utf8)
        func isWord(_ byte: UInt8) -> Bool {
            NameFold.lower(byte) >= 0x61 && NameFold.lower(byte) <= 0x7A || byte >= 0x30 && byte <= 0x39
        }
        func isUpper(_ byte: UInt8) -> Bool { byte != NameFold.lower(byte) }
        let worths = text.indices.map { column -> Int in
            guard column > 0 else { return Worth.match + Worth.textStart }
            let before = text[column - 1]
            let starts =
                !isWord(before) && isWord(text[column])
                || isWord(before) && before >= 0x61 && isUpper(text[column])
            return Worth.match + (starts ? Worth.wordStart : 0)
        }
        let letters = word.utf8.map { byte in (key: NameFold.lower(byte), exact: isUpper(byte) ? byte : nil) }
        return best(letters, text.map { NameFold.lower($0) }, text, worths)
    }

    /// A word in any candidate: character by character.
    private static func any(_ word: Substring, _ candidate: String) -> FuzzyMatch? {
        let text = candidate.map { String($0) }
        let folded = text.map { $0.lowercased() }
        let letters = word.map { (key: $0.lowercased(), exact: $0.isUppercase ? String($0) : nil) }
        var rest = letters[...]
        for key in folded where key == rest.first?.key { rest = rest.dropFirst() }
        guard rest.isEmpty else { return nil }
        let characters = Array(candidate)
        let worths = characters.indices.map { column -> Int in
            guard column > 0 else { return Worth.match + Worth.textStart }
            let (before, own) = (characters[column - 1], characters[column])
            let starts =
                !(before.isLetter || before.isNumber) && (own.isLetter || own.isNumber)
                || before.isLowercase && own.isUppercase
            return Worth.match + (starts ? Worth.wordStart : 0)
        }
        return best(letters, folded, text, worths)
    }

    /// What a matched character is worth, by where it stands in the candidate and after the one before it.
    enum Worth {
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
        /// The best score with it placed here; `none` where it can't be.
        var scores: [Int]
        /// Where the pattern's character before stands for that score.
        var origins: [Int]
        /// The score of a place that is none.
        static let none = Int.min / 2
    }

    /// The best placing of one word, by dynamic programming over pattern and text.
    private static func best<Unit: Equatable>(
        _ word: [(key: Unit, exact: Unit?)], _ folded: [Unit], _ text: [Unit], _ worths: [Int]
    ) -> FuzzyMatch? {
        var rows: [Row] = []
        for letter in word {
            let own = folded.indices.map { column -> Int in
                guard folded[column] == letter.key else { return Row.none }
                return worths[column] + (letter.exact == text[column] ? Worth.exactCase : 0)
            }
            rows.append(row(own, after: rows.last))
        }
        return trace(rows)
    }

    /// The scores of a character that is worth `own` at each place, after the character before it.
    private static func row(_ own: [Int], after before: Row?) -> Row {
        let origins = [Int](repeating: -1, count: own.count)
        guard let before else { return Row(scores: own, origins: origins) }
        var result = Row(scores: [Int](repeating: Row.none, count: own.count), origins: origins)
        // The best place further back than the neighbour, its score fading with the distance.
        var reach = (score: Row.none, column: -1)
        for column in own.indices.dropFirst() {
            reach.score -= Worth.gap
            if column > 1, before.scores[column - 2] - Worth.gapOpening > reach.score {
                reach = (before.scores[column - 2] - Worth.gapOpening, column - 2)
            }
            guard own[column] > 0 else { continue }
            let run = (score: before.scores[column - 1] + Worth.run, column: column - 1)
            let best = run.score >= reach.score ? run : reach
            guard best.score > Row.none / 2 else { continue }
            result.scores[column] = own[column] + best.score
            result.origins[column] = best.column
        }
        return result
    }

    /// Reads the places of the best match back from the rows.
    private static func trace(_ rows: [Row]) -> FuzzyMatch? {
        guard let last = rows.last else { return FuzzyMatch(score: 0, positions: []) }
        guard let end = last.scores.indices.max(by: { last.scores[$0] < last.scores[$1] }),
            last.scores[end] > Row.none / 2
        else { return nil }
        var positions = [end]
        for row in rows.dropFirst().reversed() {
            positions.append(row.origins[positions[positions.count - 1]])
        }
        return FuzzyMatch(score: last.scores[end], positions: positions.reversed())
    }
}

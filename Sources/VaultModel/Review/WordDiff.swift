/// How two lines of text differ, word by word.
package enum WordDiff {
    /// A word, or a character that belongs to none.
    private struct Token {
        var text: Substring
        var isWord: Bool
    }

    /// Lines with more words are taken as a whole.
    private static let most = 2_000

    /// The words of `new` that are not in their place in `old`, as offsets in characters.
    package static func newWords(in new: String, comparedTo old: String) -> [Range<Int>] {
        let (before, after) = (tokens(old), tokens(new))
        guard before.count + after.count <= most else { return [0..<new.count] }
        let changed = SequenceDiff(before.map(\.text), after.map(\.text)).hunks.map(\.new)
        var result: [Range<Int>] = []
        var offset = 0
        var hunks = changed[...]
        for (index, token) in after.enumerated() {
            while let first = hunks.first, first.upperBound <= index { hunks = hunks.dropFirst() }
            let end = offset + token.text.count
            if token.isWord, hunks.first?.contains(index) == true { result.append(offset..<end) }
            offset = end
        }
        return result
    }

    /// How much two lines have in common: 0 for no word, 1 for all.
    static func likeness(_ old: String, _ new: String) -> Double {
        let before = tokens(old).filter(\.isWord).map(\.text)
        let after = tokens(new).filter(\.isWord).map(\.text)
        guard !before.isEmpty, !after.isEmpty, before.count + after.count <= most else {
            return old == new ? 1 : 0
        }
        let changed = SequenceDiff(before, after).hunks.reduce(0) { $0 + $1.new.count }
        return 2 * Double(after.count - changed) / Double(before.count + after.count)
    }

    private static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = text[...]
        while let first = rest.first {
            let isWord = first.isLetter || first.isNumber
            let token = isWord ? rest.prefix { $0.isLetter || $0.isNumber } : rest.prefix(1)
            tokens.append(Token(text: token, isWord: isWord))
            rest = rest[token.endIndex...]
        }
        return tokens
    }
}

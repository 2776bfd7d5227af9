/// How well typed words fit names of a `NameIndex`: the rules and worths of `FuzzyMatch`, without the places of
/// the letters and without making anything anew for each name.
struct NameScore {
    private let words: [[UInt8]]
    /// The best score with a letter of the word placed at each letter of the name, for this letter and the last.
    private var row = [Int](repeating: 0, count: 256)
    private var before = [Int](repeating: 0, count: 256)

    /// A place where a letter can't be.
    private static let none = Int.min / 2

    /// A score of words in lower case.
    init(_ words: [[UInt8]]) { self.words = words }

    /// The score of the name in a range of `letters`; nil where it does not hold every word.
    mutating func score(_ letters: [UInt8], _ range: Range<Int>) -> Int? {
        var total = -range.count / 4
        for word in words {
            guard holds(letters, range, word), let best = best(word, letters, range) else { return nil }
            total += best
        }
        return total
    }

    private func holds(_ letters: [UInt8], _ range: Range<Int>, _ word: [UInt8]) -> Bool {
        var next = 0
        for index in range where letters[index] == word[next] {
            next += 1
            if next == word.count { return true }
        }
        return false
    }

    private mutating func best(_ word: [UInt8], _ letters: [UInt8], _ range: Range<Int>) -> Int? {
        place(word[0], letters, range)
        for letter in word.dropFirst() {
            swap(&row, &before)
            follow(letter, letters, range)
        }
        var best = Self.none
        for column in 0..<range.count { best = max(best, row[column]) }
        return best > Self.none / 2 ? best : nil
    }

    /// The row of the word's first letter.
    private mutating func place(_ letter: UInt8, _ letters: [UInt8], _ range: Range<Int>) {
        for index in range {
            row[index - range.lowerBound] =
                letters[index] == letter ? worth(letters, index, range) : Self.none
        }
    }

    /// The row of a letter behind the one whose row is `before`.
    private mutating func follow(_ letter: UInt8, _ letters: [UInt8], _ range: Range<Int>) {
        row[0] = Self.none
        // The best place further back than the neighbour, its score fading with the distance.
        var reach = Self.none
        for index in range.dropFirst() {
            let column = index - range.lowerBound
            reach -= FuzzyMatch.Worth.gap
            if column > 1 { reach = max(reach, before[column - 2] - FuzzyMatch.Worth.gapOpening) }
            let best = max(reach, before[column - 1] + FuzzyMatch.Worth.run)
            row[column] =
                letters[index] == letter && best > Self.none / 2
                ? best + worth(letters, index, range) : Self.none
        }
    }

    /// What a letter is worth where it stands.
    private func worth(_ letters: [UInt8], _ index: Int, _ range: Range<Int>) -> Int {
        guard index > range.lowerBound else { return FuzzyMatch.Worth.match + FuzzyMatch.Worth.textStart }
        let starts = !Self.isWord(letters[index - 1]) && Self.isWord(letters[index])
        return FuzzyMatch.Worth.match + (starts ? FuzzyMatch.Worth.wordStart : 0)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x80...: true
        default: false
        }
    }
}

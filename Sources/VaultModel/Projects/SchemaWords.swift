/// Words that the texts of notes are compared with byte by byte, case ignored in the text but not in the words.
///
/// Only of a text in ASCII is it said for sure that it is none of the words, and only where these are ASCII too.
struct WordList: Sendable {
    /// The words one behind the other.
    private let letters: [UInt8]
    /// Where in `letters` each of them ends.
    private let ends: [Int]
    /// Whether all words are ASCII.
    let isASCII: Bool

    init(_ words: some Collection<String>) {
        letters = words.flatMap { Array($0.utf8) }
        ends = words.reduce(into: []) { $0.append(($0.last ?? 0) + $1.utf8.count) }
        isASCII = letters.allSatisfy { $0 < 0x80 }
    }

    /// Whether a text is one of the words.
    func contains(_ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        var start = 0
        for end in ends {
            if end - start == text.count, isEqual(bytes, text, start) { return true }
            start = end
        }
        return false
    }

    private func isEqual(_ bytes: SourceBytes, _ text: ByteRange, _ start: Int) -> Bool {
        var index = 0
        while index < text.count {
            if NameFold.lower(bytes[text.lower + index]) != letters[start + index] { return false }
            index += 1
        }
        return true
    }
}

/// The words of a schema, ready for being compared with those of every note in a vault.
final class SchemaWords: Sendable {
    /// Texts that say that a section is empty.
    let placeholders: WordList

    init(_ schema: Schema) { placeholders = WordList(schema.placeholders) }

    private init() { placeholders = WordList([]) }

    /// No words, for a schema in the making.
    static let none = SchemaWords()
}

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

    /// The places of the words.
    var indices: Range<Int> { ends.indices }

    /// Whether a text, in lower case, is one of the words.
    func contains(_ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        indices.contains { isWord($0, bytes, text) { NameFold.lower($0) == $1 } }
    }

    /// Whether a text is the word at a place.
    func isWord(_ index: Int, _ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        isWord(index, bytes, text, by: ==)
    }

    /// Whether a text is the word at a place, case ignored in both.
    func isWordInAnyCase(_ index: Int, _ bytes: SourceBytes, _ text: ByteRange) -> Bool {
        isWord(index, bytes, text) { NameFold.lower($0) == NameFold.lower($1) }
    }

    /// The length of the first word that a text, in lower case, starts with; nil where there is none.
    func start(of bytes: SourceBytes, _ text: ByteRange) -> Int? {
        indices.lazy.map { self.word($0).count }.first { length in
            length <= text.count && contains(bytes, ByteRange(text.lower, text.lower + length))
        }
    }

    private func word(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    @inline(__always)
    private func isWord(
        _ index: Int, _ bytes: SourceBytes, _ text: ByteRange, by isSame: (UInt8, UInt8) -> Bool
    ) -> Bool {
        let word = word(index)
        guard word.count == text.count else { return false }
        var offset = text.lower
        for place in word {
            if !isSame(bytes[offset], letters[place]) { return false }
            offset += 1
        }
        return true
    }
}

/// The words of a schema, ready for being compared with those of every note in a vault.
final class SchemaWords: Sendable {
    /// The types and tags that make a note one of a kind.
    struct Kind: Sendable {
        let types: WordList
        let tags: WordList
        fileprivate init(_ kind: Schema.NoteKind) {
            types = WordList(kind.types)
            tags = WordList(kind.tags)
        }
        fileprivate var isASCII: Bool { types.isASCII && tags.isASCII }
    }
    /// What makes a note one of a kind.
    let project, person, customer: Kind
    /// The tag of notes that somebody should look over.
    let review: WordList
    /// What a tag that gives a status starts with.
    let status: WordList
    /// The properties of a person that say what the columns of a table of collaborators say.
    let role, company: WordList
    /// Texts that say that a section is empty.
    let placeholders: WordList
    /// Whether all of them but the placeholders are ASCII.
    let isASCII: Bool

    init(
        project: Schema.NoteKind, person: Schema.NoteKind, customer: Schema.NoteKind, reviewTag: String,
        statusTag: String, columns: [CollaboratorColumn: [String]], placeholders: Set<String>
    ) {
        // The title of a person's note is no role.
        func names(_ column: CollaboratorColumn) -> WordList {
            WordList((columns[column] ?? []).filter { $0 != "title" })
        }
        self.project = Kind(project)
        self.person = Kind(person)
        self.customer = Kind(customer)
        review = WordList([FrontmatterTag.key(reviewTag)])
        status = WordList([statusTag.lowercased() + "/"])
        role = names(.role)
        company = names(.company)
        self.placeholders = WordList(placeholders)
        isASCII =
            self.project.isASCII && self.person.isASCII && self.customer.isASCII && review.isASCII
            && status.isASCII && role.isASCII && company.isASCII
    }
}

import Dataview
import VaultModel

/// A query that stands in a note, as a block or a code span in its text, or that was typed.
package struct NoteQuestion: Hashable, Sendable {
    /// Where a query stands.
    package enum Kind: Hashable, Sendable {
        /// A code block of the language `dataview`, or what was typed: a whole query.
        case block
        /// A code span: an expression.
        case span
    }
    /// Where it stands.
    package let kind: Kind
    /// The query or the expression.
    package let text: String

    /// A query that was typed.
    package init(query text: String) {
        kind = .block
        self.text = text
    }

    /// The query of a block of the note, if it holds one.
    init?(_ block: CodeBlock, in note: Note) {
        guard note.text(block.languageRange).lowercased() == "dataview" else { return nil }
        kind = .block
        text = note.text(block.contentRange)
    }

    /// The expression of a code span, if it is a query.
    init?(span: String, _ settings: QuerySettings) {
        guard let expression = InlineQuery.expression(in: span, settings: settings) else { return nil }
        kind = .span
        text = expression
    }

    /// All queries of a note, each once.
    static func all(in note: Note, _ settings: QuerySettings) -> Set<NoteQuestion> {
        Set(note.codeBlocks.compactMap { NoteQuestion($0, in: note) }).union(spans(in: note, settings))
    }

    /// The queries in the text of a note: only lines that can hold one are looked at closely.
    private static func spans(in note: Note, _ settings: QuerySettings) -> Set<NoteQuestion> {
        let tick = UInt8(ascii: "`")
        var code: Set<Int> = []
        for block in note.codeBlocks where block.range.upper > block.range.lower {
            code.formUnion(note.line(at: block.range.lower)...note.line(at: block.range.upper - 1))
        }
        var found: Set<NoteQuestion> = []
        for line in 0..<note.lines.count where !code.contains(line) {
            let range = note.lines.contentRange(of: line, in: note.bytes)
            guard note.bytes[range].contains(tick) else { continue }
            for span in inlineSpans(note.text(range)) where span.style == .code {
                if let question = NoteQuestion(span: span.text, settings) { found.insert(question) }
            }
        }
        return found
    }
}

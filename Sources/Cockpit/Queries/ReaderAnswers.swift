import Dataview
import Screen
import VaultModel

/// The answers to the queries of the note that the reader shows; a preview asks for none.
struct ReaderAnswers {
    private let path: NotePath
    private let vault: Vault
    private let settings: QuerySettings
    private let answers: [NoteQuestion: QueryOutcome]
    private let tables: TableViews
    private let areAsked: Bool

    /// What is known of the queries of a note; nothing where they are not asked.
    init(_ note: Note, _ state: State, areAsked: Bool) {
        self.areAsked = areAsked
        path = note.path
        vault = state.vault
        settings = state.queries.settings
        tables = state.tables
        answers = areAsked && state.queries.note == note.path ? state.queries.answers : [:]
    }

    /// The answer to a query; nil where it has not come.
    subscript(question: NoteQuestion) -> QueryOutcome? { answers[question] }

    /// By the last line of each block whose query is asked: its first line and the query.
    func ends(in note: Note) -> [Int: (start: Int, question: NoteQuestion)] {
        guard areAsked else { return [:] }
        var ends: [Int: (start: Int, question: NoteQuestion)] = [:]
        for block in note.codeBlocks {
            guard let question = NoteQuestion(block, in: note) else { continue }
            let last = note.line(at: max(block.range.lower, block.range.upper - 1))
            ends[last] = (block.line, question)
        }
        return ends
    }

    /// Where the answer to a query at `line` is shown.
    func context(_ question: NoteQuestion, line: Int, width: Int, indent: Int) -> AnswerContext {
        AnswerContext(
            question: question, note: path, place: Origin(path, line: line), line: line, vault: vault,
            settings: settings, view: tables[question], width: width, indent: indent)
    }

    /// What a code span shows that is a query; nil for another span, and while the answer has not come.
    func value(ofSpan span: String) -> ShownValue? {
        guard let question = NoteQuestion(span: span, settings), let outcome = answers[question] else {
            return nil
        }
        switch outcome {
        case .success(let result):
            guard case .value(let value) = result.content else { return nil }
            return ShownValue(value, context(question, line: 0, width: 0, indent: 0))
        case .failure(let failure): return ShownValue(failure, of: span)
        }
    }
}

import Dataview
import Screen
import VaultModel

extension PaneID {
    /// The answers to the queries of a note.
    package static let queries: PaneID = "queries"
}

extension Pane {
    /// Each Dataview block of the note as a live result.
    package static let queries = Pane(
        .queries, "Queries", whenEmpty: "This note holds no Dataview query", followsVault: true
    ) { context in
        guard let note = context.subject?.note else { return .empty }
        let queries = context.state.queries
        let answers = queries.note == note.path ? queries.answers : [:]
        var builder = ContentBuilder(context)
        var count = 0
        for block in note.codeBlocks {
            guard let question = NoteQuestion(block, in: note) else { continue }
            count += 1
            let outcome = answers[question]
            builder.addHeading(heading(of: block, in: note, outcome))
            AnswerLines(
                AnswerContext(
                    question: question, note: note.path, place: Origin(note.path, line: block.line),
                    line: block.line, vault: context.state.vault, settings: queries.settings,
                    view: context.state.tables[question], width: context.width)
            ).add(outcome, to: &builder)
        }
        return builder.content(note: count == 0 ? "" : "\(count)")
    }

    /// The heading that a block stands under, and how many rows its answer has.
    private static func heading(of block: CodeBlock, in note: Note, _ outcome: QueryOutcome?) -> StyledText {
        let above = note.headings.last { $0.line < block.line }
        var text = StyledText(
            above.map { plainText(note.text($0.textRange)) } ?? note.path.name, Style(.heading, .bold))
        if case .success(let result)? = outcome { text.append("  \(result.count)", .dim) }
        return text
    }
}

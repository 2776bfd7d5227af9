import Dataview
import Screen
import VaultModel

extension PaneID {
    /// The answer to the query that was typed.
    package static let results: PaneID = "results"
}

extension Pane {
    /// The answer to the query that was typed, its rows to be opened and its tasks to be checked off.
    package static let results = Pane(
        .results, "Query", whenEmpty: "TABLE, LIST, TASK or CALENDAR starts a Dataview query over the vault",
        followsVault: true, stamp: { $0.asked.answers.stamp + $0.asked.number + $0.tables.version }
    ) { context in
        let (asked, state) = (context.state.asked, context.state)
        guard let question = asked.question else { return .empty }
        let outcome = asked.answers.answers[question]
        var builder = ContentBuilder(context)
        builder.addPassive(StyledText(question.text, .code))
        AnswerLines(
            AnswerContext(
                question: question, note: NotePath(""), place: nil, line: 0, vault: state.vault,
                settings: state.queries.settings, view: state.tables[question], width: context.width)
        ).add(outcome, to: &builder)
        return builder.content(note: note(outcome))
    }

    private static func note(_ outcome: QueryOutcome?) -> String {
        switch outcome {
        case nil: "…"
        case .failure: ""
        case .success(let result): "\(result.count)"
        }
    }
}

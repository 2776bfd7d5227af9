package import Dataview
package import VaultModel

/// Queries that are to be answered together.
package struct QueryRequest: Hashable, Sendable {
    /// Who asks. A request makes those void that came before from the same asker.
    package enum Asker: Hashable, Sendable, CaseIterable {
        /// A note in sight, about its queries.
        case note
        /// The person who typed a query.
        case prompt
    }
    /// Who asks.
    package let asker: Asker
    /// The number of the request among those of its asker.
    package var number: Int
    /// The note that the queries stand in; nil for one that was typed.
    package let note: NotePath?
    /// The queries; none where the requests before are only to be given up.
    package let questions: Set<NoteQuestion>
    /// By which columns the rows of tables are put in order.
    package let orders: [NoteQuestion: TableOrder]

    /// Answers the queries; nil where `limits` say that nobody waits any more.
    package func answers(
        _ source: any QuerySource, clock: Clock, settings: QuerySettings, limits: QueryLimits = QueryLimits()
    ) -> [NoteQuestion: QueryOutcome]? {
        var answers: [NoteQuestion: QueryOutcome] = [:]
        for question in questions {
            if limits.isCancelled() { return nil }
            switch question.kind {
            case .block:
                let outcome = QueryEngine.run(
                    question.text, this: note, source: source, clock: clock, settings: settings,
                    limits: limits)
                answers[question] = outcome.map { result in
                    // The screen asks for them; here it waits for nothing.
                    _ = result.roots
                    return orders[question].map {
                        result.sorted(by: $0.column, isDescending: $0.isDescending)
                    }
                        ?? result
                }
            case .span:
                answers[question] = QueryEngine.evaluate(
                    question.text, this: note, source: source, clock: clock, settings: settings,
                    limits: limits)
            }
        }
        return limits.isCancelled() ? nil : answers
    }
}

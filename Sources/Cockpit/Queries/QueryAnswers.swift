package import Dataview
import VaultModel

/// What is known of the queries of the note that the page is about, or of the one that was typed.
package struct QueryAnswers: Sendable {
    /// What an answer hangs on.
    package struct Basis: Hashable, Sendable {
        /// The note; nil for a query that was typed.
        var note: NotePath?
        /// The note's content, as `OpenNote` counts it; or the typed queries, as `AskedQuery` does.
        var revision: Int
        /// The index's state.
        var vaultRevision: Int
        var today: CalendarDay
        /// The orders of tables, as `TableViews` counts them.
        var orders: Int
    }
    private let asker: QueryRequest.Asker
    /// The settings of Dataview in this vault.
    package var settings = QuerySettings()
    /// The note that the answers are about.
    private(set) var note: NotePath?
    /// The answers that came; those to queries that stand in the note still are good to be shown meanwhile.
    private(set) var answers: [NoteQuestion: QueryOutcome] = [:]
    /// What the last question hangs on.
    private(set) var asked: Basis?
    /// Whether its answer has not come.
    private(set) var isWaiting = false
    /// Counts the answers: what was laid out from others is stale.
    private(set) var stamp = 0
    private var number = 0

    /// No queries yet.
    package init(_ asker: QueryRequest.Asker = .note) { self.asker = asker }

    /// Whether a question that hangs on `basis` should be asked now: one at a time about a note, but another
    /// note's answer is not waited for, nor is that of another query that was typed.
    func shouldAsk(_ basis: Basis) -> Bool {
        basis != asked
            && !(isWaiting && asked?.note == basis.note
                && (basis.note != nil || asked?.revision == basis.revision))
    }

    /// Notes that queries are asked for; nil where there are none.
    mutating func ask(
        _ questions: Set<NoteQuestion>, _ basis: Basis, _ orders: [NoteQuestion: TableOrder]
    ) -> QueryRequest? {
        if note != basis.note {
            note = basis.note
            answers = [:]
            stamp += 1
        }
        asked = basis
        number += 1
        isWaiting = !questions.isEmpty
        guard isWaiting else { return nil }
        return QueryRequest(
            asker: asker, number: number, note: basis.note, questions: questions, orders: orders)
    }

    /// Gives up what was asked for and has not come: a request that ends the work on it.
    mutating func giveUp() -> QueryRequest? {
        guard isWaiting else { return nil }
        isWaiting = false
        asked = nil
        number += 1
        return QueryRequest(asker: asker, number: number, note: note, questions: [], orders: [:])
    }

    /// Takes answers over, unless they are to an older question.
    mutating func take(_ request: QueryRequest, _ answers: [NoteQuestion: QueryOutcome]) {
        guard request.number == number else { return }
        self.answers = answers
        isWaiting = false
        stamp += 1
    }

    /// Takes over what is known of a query without a worker's help.
    mutating func take(_ outcome: QueryOutcome, to question: NoteQuestion) {
        answers = [question: outcome]
        stamp += 1
    }
}

extension State {
    /// Takes the answers to a request over.
    mutating func answered(_ request: QueryRequest, _ answers: [NoteQuestion: QueryOutcome]) {
        switch request.asker {
        case .note: queries.take(request, answers)
        case .prompt: asked.answers.take(request, answers)
        }
    }

    /// Asks for the answers to the queries of the note that the page is about, where a pane in sight shows them.
    /// Where none does any more, what was asked for is given up.
    ///
    /// Not while the vault is still being read or a save is under way: the answer would be of what was before.
    mutating func demandAnswers(_ visible: [PaneID]) -> [Effect] {
        guard visible.contains(where: PaneID.showingQueries.contains) else {
            return queries.giveUp().map { [.query($0)] } ?? []
        }
        guard scan.isDone, saving.isEmpty, let subject = openSubject else { return [] }
        let basis = QueryAnswers.Basis(
            note: subject.note.path, revision: subject.revision, vaultRevision: vault.revision, today: today,
            orders: tables.orderVersion)
        guard queries.shouldAsk(basis) else { return [] }
        let questions = NoteQuestion.all(in: subject.note, queries.settings)
        let orders = tables.orders(of: questions)
        return queries.ask(questions, basis, orders).map { [.query($0)] } ?? []
    }

    /// Whether the answers in the focused pane may be of an older state of the vault.
    var hasStaleAnswers: Bool {
        let answers = page.focus == .results ? asked.answers : queries
        return answers.isWaiting || answers.asked?.vaultRevision != vault.revision
    }
}

extension PaneID {
    /// The panes that show answers to the queries of a note.
    static let showingQueries: Set<PaneID> = [.queries, .reader]
}

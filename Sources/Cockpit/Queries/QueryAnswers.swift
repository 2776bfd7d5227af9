package import Dataview
import VaultModel

/// What is known of the queries of the note that the page is about.
package struct QueryAnswers: Sendable {
    /// What an answer hangs on.
    package struct Basis: Hashable, Sendable {
        var note: NotePath
        /// The note's content, as `OpenNote` counts it.
        var revision: Int
        /// The index's state.
        var vaultRevision: Int
        var today: CalendarDay
    }
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

    /// No note, no queries.
    package init() {}

    /// Whether a question that hangs on `basis` should be asked now: one at a time about a note, but another
    /// note's answer is not waited for.
    func shouldAsk(_ basis: Basis) -> Bool {
        basis != asked && !(isWaiting && asked?.note == basis.note)
    }

    /// Notes that the queries of a note are asked for; nil where there are none.
    mutating func ask(_ questions: Set<NoteQuestion>, _ basis: Basis) -> QueryRequest? {
        if note != basis.note {
            note = basis.note
            answers = [:]
            stamp += 1
        }
        asked = basis
        number += 1
        isWaiting = !questions.isEmpty
        return isWaiting ? QueryRequest(number: number, note: basis.note, questions: questions) : nil
    }

    /// Takes answers over, unless they are to an older question.
    mutating func take(_ number: Int, _ answers: [NoteQuestion: QueryOutcome]) {
        guard number == self.number else { return }
        self.answers = answers
        isWaiting = false
        stamp += 1
    }
}

extension State {
    /// Asks for the answers to the queries of the note that the page is about, where a pane in sight shows them.
    ///
    /// Not while the vault is still being read or a save is under way: the answer would be of what was before.
    mutating func demandAnswers(_ visible: [PaneID]) -> [Effect] {
        guard scan.isDone, saving.isEmpty, visible.contains(where: PaneID.showingQueries.contains),
            let subject = openSubject
        else { return [] }
        let basis = QueryAnswers.Basis(
            note: subject.note.path, revision: subject.revision, vaultRevision: vault.revision, today: today)
        guard queries.shouldAsk(basis) else { return [] }
        let questions = NoteQuestion.all(in: subject.note, queries.settings)
        return queries.ask(questions, basis).map { [.query($0)] } ?? []
    }

    /// Whether the answers in sight may be of an older state of the vault.
    var hasStaleAnswers: Bool { queries.isWaiting || queries.asked?.vaultRevision != vault.revision }
}

extension PaneID {
    /// The panes that show answers to queries.
    static let showingQueries: Set<PaneID> = [.queries, .reader]
}

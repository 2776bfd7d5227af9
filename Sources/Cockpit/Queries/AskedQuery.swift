import Dataview
import VaultModel

/// The query that was typed on the search screen, and those typed before.
package struct AskedQuery: Sendable {
    /// More queries than these are not remembered.
    package static let mostRemembered = 200

    /// The query; nil before one was typed.
    private(set) var question: NoteQuestion?
    /// Whether it could be read: one that could not is not asked.
    fileprivate(set) var isReadable = true
    /// Counts the queries.
    private(set) var number = 0
    /// The answer to it.
    var answers = QueryAnswers(.prompt)
    /// The queries that were typed, in this session and before, newest last.
    package private(set) var history: [String] = []
    /// The words that queries over this vault can hold, once a worker gathered them.
    var words: QueryWords?

    /// Nothing typed yet.
    package init() {}

    /// Takes over what earlier sessions remember, newest last.
    package mutating func recall(_ history: [String]) { self.history = history }

    /// Takes a query over as the newest.
    mutating func take(_ text: String) {
        history = Self.history(history, with: text)
        question = NoteQuestion(query: text)
        number += 1
        isReadable = true
    }

    /// A history with one more query: each stands in it once, and the oldest are dropped.
    package static func history(_ history: [String], with text: String) -> [String] {
        Array((history.filter { $0 != text } + [text]).suffix(mostRemembered))
    }
}

extension State {
    /// Asks for the answer to the typed query, where it is in sight and what is there is older than the vault.
    mutating func demandAsked(_ visible: [PaneID]) -> [Effect] {
        guard visible.contains(.results) else { return asked.answers.giveUp().map { [.query($0)] } ?? [] }
        guard scan.isDone, saving.isEmpty, let question = asked.question, asked.isReadable else { return [] }
        let basis = QueryAnswers.Basis(
            note: nil, revision: asked.number, vaultRevision: vault.revision, today: today,
            orders: tables.orderVersion)
        guard asked.answers.shouldAsk(basis) else { return [] }
        let orders = tables.orders(of: [question])
        return asked.answers.ask([question], basis, orders).map { [.query($0)] } ?? []
    }

    /// Opens the input line for a query, on the search screen.
    mutating func typeQuery() -> [Effect] {
        var effects: [Effect] = []
        if pages.count > 1 || page.kind != .screen(.search) { effects += show(.search) }
        effects += focus(on: .results)
        overlay = .prompt(Prompt(.query, title: "Query", text: asked.question?.text ?? ""))
        return effects + [.gatherWords]
    }

    /// Asks the query that was typed. One that can't be read stays in the input line, the cursor at the fault.
    mutating func ask(_ prompt: Prompt) -> [Effect] {
        let text = prompt.line.text
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        asked.take(text)
        do throws(Diagnostic) {
            _ = try Query.parse(text)
        } catch {
            asked.isReadable = false
            asked.answers.take(.failure(QueryFailure(error)), to: NoteQuestion(query: text))
            var prompt = prompt
            prompt.line.move(to: error.column - 1)
            keep(prompt, error.message)
        }
        return [.rememberQuery(text)]
    }

    /// Takes over the words that queries can hold.
    mutating func learn(_ words: QueryWords) {
        asked.words = words
        complete()
    }
}

import Cockpit
import Dataview
import Synchronization
import VaultModel
import VaultStore

/// Answers the queries of notes on a worker, the last request only.
final class QueryAnswering: Sendable {
    private let pages: QueryPages
    private let settings: QuerySettings
    private let mailbox: Mailbox
    private let now: @Sendable () -> Clock
    private let worker = Worker()
    /// The number of the last request: work for an earlier one stops.
    private let latest = Atomic<Int>(0)

    /// Answers over the store's vault are posted to `mailbox`.
    init(
        _ store: VaultStore, settings: QuerySettings, mailbox: Mailbox, now: @escaping @Sendable () -> Clock
    ) {
        pages = QueryPages(store, clock: now())
        self.settings = settings
        self.mailbox = mailbox
        self.now = now
    }

    /// Notes what a message says of files, so that they are read again before the next answer.
    func hear(_ message: Message) {
        switch message {
        case .changed(let changes): pages.touch(changes.map(\.path))
        case .saved(_, .saved(let edit, _, _)): pages.touch([edit.path])
        default: break
        }
    }

    /// Answers a request and posts `.queried`, unless another one comes meanwhile.
    func answer(_ request: QueryRequest) {
        latest.store(request.number, ordering: .releasing)
        mailbox.began()
        worker.perform { [self] in
            if let answers = answers(to: request) { mailbox.post(.queried(request.number, answers)) }
            mailbox.ended()
        }
    }

    private func answers(to request: QueryRequest) -> [NoteQuestion: QueryOutcome]? {
        let isCancelled: @Sendable () -> Bool = { [self] in
            latest.load(ordering: .acquiring) != request.number
        }
        let source: VaultQuerySource
        do throws(StoreError) {
            source = try pages.source()
        } catch {
            mailbox.post(.told(error.message, isError: true))
            return [:]
        }
        var limits = QueryLimits()
        limits.isCancelled = isCancelled
        let clock = now()
        var answers: [NoteQuestion: QueryOutcome] = [:]
        for question in request.questions where !isCancelled() {
            switch question.kind {
            case .block:
                answers[question] = QueryEngine.run(
                    question.text, this: request.note, source: source, clock: clock, settings: settings,
                    limits: limits)
            case .span:
                answers[question] = QueryEngine.evaluate(
                    question.text, this: request.note, source: source, clock: clock, settings: settings,
                    limits: limits)
            }
        }
        return isCancelled() ? nil : answers
    }
}

extension NoteChange {
    /// The file that it is about.
    fileprivate var path: NotePath {
        switch self {
        case .written(_, let note): note.path
        case .file(let path), .removed(let path): path
        }
    }
}

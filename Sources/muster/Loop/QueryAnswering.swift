import Cockpit
import Dataview
import Synchronization
import VaultModel
import VaultStore

/// Answers queries on a worker, of each asker the last request only.
final class QueryAnswering: Sendable {
    private let pages: QueryPages
    private let settings: QuerySettings
    private let mailbox: Mailbox
    private let now: @Sendable () -> Clock
    private let worker = Worker()
    /// The number of the last request of each asker: work for an earlier one stops.
    private let latest = Mutex<[QueryRequest.Asker: Int]>([:])

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

    /// Answers a request and posts `.queried`, unless another one of its asker comes meanwhile.
    func answer(_ request: QueryRequest) {
        latest.withLock { $0[request.asker] = request.number }
        guard !request.questions.isEmpty else { return }
        perform { [self] source in
            var limits = QueryLimits()
            limits.isCancelled = { [self] in latest.withLock { $0[request.asker] } != request.number }
            let answers = request.answers(source, clock: now(), settings: settings, limits: limits)
            if let answers { mailbox.post(.queried(request, answers)) }
        }
    }

    /// Gathers the words that queries can hold and posts `.words`.
    func gatherWords() {
        perform { [mailbox] source in
            if let words = QueryWords(source) { mailbox.post(.words(words)) }
        }
    }

    /// Does a job with the vault as it is then.
    private func perform(_ job: @escaping @Sendable (VaultQuerySource) -> Void) {
        mailbox.began()
        worker.perform { [pages, mailbox] in
            do throws(StoreError) { job(try pages.source()) } catch {
                mailbox.post(.told(error.message, isError: true))
            }
            mailbox.ended()
        }
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

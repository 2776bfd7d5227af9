import Cockpit
import Dataview
import Synchronization
import VaultModel
import VaultStore

/// Answers queries on a worker, of each asker the last request only.
final class QueryAnswering: Sendable {
    /// What is known of the names of fields.
    private struct Gathered {
        /// How many notes have each; nil before all were read.
        var fields: [String: Int]?
        /// The notes that changed since.
        var changed: Set<NotePath> = []
    }
    private let store: VaultStore
    private let pages: QueryPages
    private let settings: QuerySettings
    private let mailbox: Mailbox
    private let now: @Sendable () -> Clock
    private let worker = Worker()
    /// Gathers words, which takes reading all notes and must not hold answers up.
    private let gatherer = Worker()
    private let gathered = Mutex(Gathered())
    /// The number of the last request of each asker: work for an earlier one stops.
    private let latest = Mutex<[QueryRequest.Asker: Int]>([:])

    /// Answers over the store's vault are posted to `mailbox`.
    init(
        _ store: VaultStore, settings: QuerySettings, mailbox: Mailbox, now: @escaping @Sendable () -> Clock
    ) {
        self.store = store
        pages = QueryPages(store, clock: now())
        self.settings = settings
        self.mailbox = mailbox
        self.now = now
    }

    /// Notes what a message says of files, so that they are read again before the next answer.
    func hear(_ message: Message) {
        let paths: [NotePath]
        switch message {
        case .changed(let changes): paths = changes.map(\.path)
        case .saved(_, .saved(let edit, _, _)): paths = [edit.path]
        default: return
        }
        pages.touch(paths)
        gathered.withLock { $0.changed.formUnion(paths) }
    }

    /// What is known of a note is read again before the next answer.
    func forget(_ path: NotePath) { pages.touch([path]) }

    /// Answers a request over a vault and posts `.queried`, unless another one of its asker comes meanwhile.
    func answer(_ request: QueryRequest, in vault: Vault) {
        latest.withLock { $0[request.asker] = request.number }
        guard !request.questions.isEmpty else { return }
        let moment = pages.moment(vault)
        mailbox.began()
        worker.perform { [self] in
            var limits = QueryLimits()
            limits.isCancelled = { [self] in latest.withLock { $0[request.asker] } != request.number }
            let answers = request.answers(
                pages.vault(at: moment), clock: now(), settings: settings, limits: limits)
            if let answers { mailbox.post(.queried(request, answers)) }
            mailbox.ended()
        }
    }

    /// Gathers the words that queries over a vault can hold and posts `.words`. All notes are read for the names of
    /// their fields once, then only those that changed.
    func gatherWords(in vault: Vault) {
        mailbox.began()
        gatherer.perform { [self] in
            let source = QueryVault(vault, files: QueryFiles(store, clock: now()))
            let (before, changed) = gathered.withLock { gathered in
                defer { gathered.changed = [] }
                return (gathered.fields, gathered.changed)
            }
            if before == nil { mailbox.post(.words(QueryWords(source, fields: [:]))) }
            var fields = before ?? QueryWords.fields(of: source)
            if before != nil { QueryWords.add(changed, of: source, to: &fields) }
            gathered.withLock { [fields] in $0.fields = fields }
            mailbox.post(.words(QueryWords(source, fields: fields)))
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

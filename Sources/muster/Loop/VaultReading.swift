import Cockpit
import Synchronization
import VaultModel
import VaultStore
import VaultWatcher

/// Reads the vault on workers and posts what it finds: the first reading, then what the watcher names.
final class VaultReading: Sendable {
    private let store: VaultStore
    private let memory: ReviewMemory?
    private let obstacle: String?
    /// The notes whose text was accepted once.
    private let accepted = Mutex<Set<NotePath>>([])
    /// The notes that an editor has open, as was told last.
    private let editors = Mutex<[NotePath: String]>([:])
    private let schema: Schema
    private let settings: TaskSettings
    private let mailbox: Mailbox
    private let ledger = Ledger()
    private let cache: IndexCache?
    private let worker = Worker()
    private let isCancelled = Atomic<Bool>(false)
    private let filesRead = Atomic<Int>(0)

    /// A reader of a vault that posts to `mailbox`.
    init(_ vault: OpenVault, schema: Schema, settings: TaskSettings, mailbox: Mailbox) {
        store = vault.store
        memory = vault.memory
        obstacle = vault.obstacleToRemembering
        cache = vault.indexCache()
        self.schema = schema
        self.settings = settings
        self.mailbox = mailbox
    }

    /// Stops reading as soon as can be.
    func cancel() { isCancelled.store(true, ordering: .releasing) }

    /// Reads the whole vault once and posts `.scanned` and `.progress` on the way, `.scanFinished` at the end.
    ///
    /// `entering` is told each folder before it is listed, so that a watcher misses nothing (faults §3 rule 2).
    func scan(entering: (@Sendable ([UInt8]) -> Void)?) {
        run { this in
            this.remember()
            this.cache?.open()
            let isWhole = this.scanAll(known: this.cache?.stamps, entering: entering) { this.deliver($0) }
            this.mailbox.post(.scanFinished)
            if isWhole { this.cache?.close() }
        }
    }

    /// Reads one note and posts `.loaded`.
    func load(_ path: NotePath) {
        run { this in
            do throws(StoreError) {
                let (bytes, stamp) = try this.store.read(path)
                this.ledger.record(path, stamp)
                this.lookForEditor(path)
                this.mailbox.post(.loaded(path, Note(path: path, bytes: bytes), ""))
            } catch {
                this.mailbox.post(.loaded(path, nil, error.message))
            }
        }
    }

    /// Looks whether an editor has the note open, and posts `.editing` where that is news.
    func lookForEditor(_ path: NotePath) {
        let editor = store.editor(of: path)
        let isNews = editors.withLock { known in
            defer { known[path] = editor }
            return known[path] != editor
        }
        if isNews { mailbox.post(.editing(path, editor)) }
    }

    /// Settles what a crash left half done, tells what a person should know of it, reads what the state folder
    /// remembers of reviews and posts `.remembered`.
    private func remember() {
        for finding in store.recover() { mailbox.post(.told(finding.message, isError: true)) }
        do throws(StoreError) {
            try memory?.catchUp(store, schema)
            let book = try memory?.book() ?? ReviewBook()
            accepted.withLock { $0 = Set(book.accepted.keys) }
            mailbox.post(.remembered(book, obstacle: obstacle))
        } catch {
            mailbox.post(.remembered(ReviewBook(), obstacle: error.message))
        }
    }

    /// From now on the note counts as one that was accepted once.
    func expect(_ path: NotePath) { accepted.withLock { _ = $0.insert(path) } }

    /// Reads the accepted text of a note, kept for the note `origin`, and posts `.recalled`.
    func recall(_ path: NotePath, from origin: NotePath) {
        run { this in
            do throws(StoreError) {
                let text = try this.memory?.baselines.text(of: origin)
                this.mailbox.post(.recalled(path, text, try this.store.rewrites(of: path)))
            } catch {
                this.mailbox.post(.recalled(path, nil, []))
                this.mailbox.post(.told("The accepted text can't be read: \(error.message)", isError: true))
            }
        }
    }

    /// What was seen of a note that is up for review or was accepted once; nil for others.
    private func sighting(_ digest: NoteDigest, _ bytes: [UInt8], _ stamp: FileStamp) -> ReviewSighting? {
        guard digest.needsReview || accepted.withLock({ $0.contains(digest.path) }) else { return nil }
        return ReviewSighting(digest.path, modified: stamp.modified, contents: Fingerprint(bytes))
    }

    /// Looks at what the watcher named and posts `.changed`.
    func follow(_ report: WatchReport) {
        guard !report.changed.isEmpty || !report.folders.isEmpty || report.sweepAll else { return }
        run { this in
            var changes = report.changed.map { NotePath(bytes: $0) }.flatMap { this.look(at: $0) }
            if report.sweepAll || !report.folders.isEmpty { changes += this.sweep() }
            if !changes.isEmpty { this.mailbox.post(.changed(changes)) }
        }
    }

    /// Looks at one file again, as after an editor that the user was in.
    func look(_ path: NotePath) {
        run { this in
            let changes = this.look(at: path)
            if !changes.isEmpty { this.mailbox.post(.changed(changes)) }
        }
    }

    private var isStopped: Bool { isCancelled.load(ordering: .acquiring) }

    /// Scans the vault and answers whether all of it was met; a root that can't be read is told in the bottom line.
    @discardableResult private func scanAll(
        known: (@Sendable (NotePath) -> FileStamp?)? = nil, entering: (@Sendable ([UInt8]) -> Void)? = nil,
        into deliver: @escaping @Sendable ([ScannedFile]) -> Void
    ) -> Bool {
        do throws(StoreError) {
            let summary = try store.scan(threads: 2, known: known, entering: entering, into: deliver) {
                [self] in isStopped
            }
            return !summary.isCancelled
        } catch {
            mailbox.post(.told(error.message, isError: true))
            return false
        }
    }

    private func run(_ job: @escaping @Sendable (VaultReading) -> Void) {
        mailbox.began()
        worker.perform { [self] in
            job(self)
            mailbox.ended()
        }
    }

    /// Parses a batch of the first reading; runs on the store's scan threads.
    private func deliver(_ batch: [ScannedFile]) {
        var writer = DigestWriter(schema: schema, settings: settings)
        for case .note(let path, let bytes, _) in batch { writer.add(path: path, bytes: bytes) }
        var parsed = writer.digests()[...]
        var digests: [NoteDigest] = []
        var files: [NotePath] = []
        var unreadable: [NotePath] = []
        var sightings: [ReviewSighting] = []
        for file in batch {
            switch file {
            case .note(let path, let bytes, let stamp):
                guard let digest = parsed.popFirst() else { continue }
                ledger.record(path, stamp)
                digests.append(digest)
                cache?.add(digest, stamp, wasRead: true)
                if let sighting = sighting(digest, bytes, stamp) { sightings.append(sighting) }
            case .unchanged(let path, let stamp):
                guard let (digest, sighting) = kept(path, stamp) else { continue }
                digests.append(digest)
                if let sighting { sightings.append(sighting) }
            case .attachment(let path):
                _ = ledger.record(file: path)
                files.append(path)
            case .unreadable(let path, _), .tooLarge(let path, _): unreadable.append(path)
            }
        }
        let read = filesRead.add(batch.count, ordering: .relaxed).newValue
        if !sightings.isEmpty { mailbox.post(.sighted(sightings)) }
        mailbox.post(.scanned(digests, files: files, unreadable: unreadable))
        if read / 1000 != (read - batch.count) / 1000 { mailbox.post(.progress(read, of: nil)) }
    }

    /// What an earlier start kept of a note that still has its stamp; reviews need its bytes too.
    private func kept(_ path: NotePath, _ stamp: FileStamp) -> (NoteDigest, ReviewSighting?)? {
        guard let digest = cache?.digest(path) else { return nil }
        ledger.record(path, stamp)
        cache?.add(digest, stamp, wasRead: false)
        guard digest.needsReview || accepted.withLock({ $0.contains(path) }),
            let (bytes, stamp) = try? store.read(path)
        else { return (digest, nil) }
        return (digest, sighting(digest, bytes, stamp))
    }

    /// What happened to one path: a note, another file, or everything below a folder that is gone.
    private func look(at path: NotePath) -> [NoteChange] {
        guard store.stamp(path) != nil else {
            let gone = ([path] + ledger.below(path.bytes)).filter(ledger.forget)
            return gone.map(NoteChange.removed)
        }
        guard path.isNote else { return ledger.record(file: path) ? [.file(path)] : [] }
        lookForEditor(path)
        // An event is a reason to read, whatever the stamp says: a file's time can be coarse.
        guard let (bytes, stamp) = try? store.read(path) else { return [] }
        return [written(path, bytes, stamp)]
    }

    /// A note that was read anew; what reviews need to know of it is posted first.
    private func written(_ path: NotePath, _ bytes: [UInt8], _ stamp: FileStamp) -> NoteChange {
        ledger.record(path, stamp)
        let note = Note(path: path, bytes: bytes)
        let digest = NoteDigest(note, schema: schema, settings: settings)
        if let sighting = sighting(digest, bytes, stamp) { mailbox.post(.sighted([sighting])) }
        return .written(digest, note)
    }

    /// Compares the whole vault with what was seen of it.
    private func sweep() -> [NoteChange] {
        let found = Mutex(Sweep())
        let isWhole = scanAll(known: ledger.stamp) { [self] batch in
            let changes = batch.compactMap(change)
            found.withLock { $0.add(batch, changes) }
        }
        let sweep = found.withLock { $0 }
        // What could not be looked at is not gone.
        guard isWhole else { return sweep.changes }
        let gone = ledger.missing(from: sweep.seen).filter { path in
            !sweep.closed.contains { path == $0 || path.isBelow($0.bytes) } && ledger.forget(path)
        }
        return sweep.changes + gone.map(NoteChange.removed)
    }

    /// What a file that a sweep met means for the cockpit; nil for what it knows already.
    private func change(_ file: ScannedFile) -> NoteChange? {
        switch file {
        case .note(let path, let bytes, let stamp): return written(path, bytes, stamp)
        case .attachment(let path): return ledger.record(file: path) ? .file(path) : nil
        case .unchanged, .tooLarge, .unreadable: return nil
        }
    }

    /// What a sweep met so far.
    private struct Sweep {
        var changes: [NoteChange] = []
        var seen: Set<NotePath> = []
        /// Notes that can't be read, and folders that can't be listed, with all that is below.
        var closed: [NotePath] = []

        mutating func add(_ batch: [ScannedFile], _ changes: [NoteChange]) {
            self.changes += changes
            for file in batch {
                switch file {
                case .note(let path, _, _), .unchanged(let path, _), .tooLarge(let path, _),
                    .attachment(let path):
                    seen.insert(path)
                case .unreadable(let path, _): closed.append(path)
                }
            }
        }
    }
}

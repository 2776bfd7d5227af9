import Cockpit
import Synchronization
import VaultModel
import VaultStore
import VaultWatcher

/// Reads the vault on workers and posts what it finds: the first reading, then what the watcher names.
final class VaultReading: Sendable {
    private let store: VaultStore
    private let schema: Schema
    private let settings: TaskSettings
    private let mailbox: Mailbox
    private let ledger = Ledger()
    private let worker = Worker()
    private let isCancelled = Atomic<Bool>(false)
    private let filesRead = Atomic<Int>(0)

    /// A reader of the store's vault that posts to `mailbox`.
    init(_ store: VaultStore, schema: Schema, settings: TaskSettings, mailbox: Mailbox) {
        self.store = store
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
            this.scanAll(entering: entering) { this.deliver($0) }
            this.mailbox.post(.scanFinished)
        }
    }

    /// Reads one note and posts `.loaded`.
    func load(_ path: NotePath) {
        run { this in
            do throws(StoreError) {
                let (bytes, stamp) = try this.store.read(path)
                _ = this.ledger.record(path, stamp)
                this.mailbox.post(.loaded(path, Note(path: path, bytes: bytes), ""))
            } catch {
                this.mailbox.post(.loaded(path, nil, error.message))
            }
        }
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

    /// Scans the vault; a root that can't be read is told in the bottom line.
    private func scanAll(
        known: (@Sendable (NotePath) -> FileStamp?)? = nil, entering: (@Sendable ([UInt8]) -> Void)? = nil,
        into deliver: @escaping @Sendable ([ScannedFile]) -> Void
    ) {
        do throws(StoreError) {
            _ = try store.scan(threads: 2, known: known, entering: entering, into: deliver) { [self] in
                isStopped
            }
        } catch {
            mailbox.post(.told(error.message, isError: true))
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
        var digests: [NoteDigest] = []
        var files: [NotePath] = []
        var unreadable: [NotePath] = []
        for file in batch {
            switch file {
            case .note(let path, let bytes, let stamp):
                _ = ledger.record(path, stamp)
                digests.append(NoteDigest(Note(path: path, bytes: bytes), schema: schema, settings: settings))
            case .attachment(let path): files.append(path)
            case .unreadable(let path, _), .tooLarge(let path, _): unreadable.append(path)
            case .unchanged: break
            }
        }
        let read = filesRead.add(batch.count, ordering: .relaxed).newValue
        mailbox.post(.scanned(digests, files: files, unreadable: unreadable))
        if read / 1000 != (read - batch.count) / 1000 { mailbox.post(.progress(read, of: nil)) }
    }

    /// What happened to one path: a note, another file, or everything below a folder that is gone.
    private func look(at path: NotePath) -> [NoteChange] {
        guard let stamp = store.stamp(path) else {
            let gone = ([path] + ledger.below(path.bytes)).filter(ledger.forget)
            return gone.map(NoteChange.removed)
        }
        guard path.isNote else { return [.file(path)] }
        guard ledger.record(path, stamp) else { return [] }
        guard let (bytes, fresh) = try? store.read(path) else { return [] }
        _ = ledger.record(path, fresh)
        let note = Note(path: path, bytes: bytes)
        return [.written(NoteDigest(note, schema: schema, settings: settings), note)]
    }

    /// Compares the whole vault with what was seen of it.
    private func sweep() -> [NoteChange] {
        let found = Mutex<(changes: [NoteChange], seen: Set<NotePath>)>(([], []))
        scanAll(known: ledger.stamp) { [self] batch in
            for file in batch {
                switch file {
                case .note(let path, let bytes, let stamp):
                    _ = ledger.record(path, stamp)
                    let note = Note(path: path, bytes: bytes)
                    let digest = NoteDigest(note, schema: schema, settings: settings)
                    found.withLock { found in
                        found.seen.insert(path)
                        found.changes.append(.written(digest, note))
                    }
                case .attachment(let path): found.withLock { $0.changes.append(.file(path)) }
                case .unchanged(let path, _), .tooLarge(let path, _), .unreadable(let path, _):
                    found.withLock { _ = $0.seen.insert(path) }
                }
            }
        }
        let (changes, seen) = found.withLock { $0 }
        let gone = ledger.missing(from: seen).filter(ledger.forget)
        return changes + gone.map(NoteChange.removed)
    }
}

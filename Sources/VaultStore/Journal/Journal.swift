internal import Glibc
internal import Synchronization
internal import VaultModel

/// The undo journal of one vault: an append-only file in the state folder, shared by all Musters that have
/// the vault open (faults §1.4 step 5).
final class Journal: Sendable {
    /// The file is rewritten when it is larger: bytes.
    private let largest: Int
    let locks: StateLock
    private let system: any SystemCalls
    private let folder: [UInt8]
    private let path: SystemPath
    private let known = Mutex(Known())

    /// What was known when the file was last looked at.
    private struct Known {
        var file: FileStamp?
        var end = 0
        var lastID: UInt64 = 0
    }

    /// The journal in a state folder. When it gets larger than `largest` bytes, the newer half is kept.
    init(folder: String, system: any SystemCalls, largest: Int = 16 << 20) {
        self.system = system
        self.largest = largest
        self.folder = Array(folder.utf8)
        path = systemPath("\(folder)/journal".utf8)
        locks = StateLock(system: system, path: systemPath("\(folder)/lock".utf8))
    }

    /// Makes the state folder, private to its owner, where it is missing.
    func makeFolder() throws(SystemError) { try system.makeFolders(folder) }

    /// Writes a save down, durably, and returns its number. `record.id` is not looked at.
    func begin(_ record: JournalRecord) throws(SystemError) -> UInt64 {
        try append(isDurable: true) { lastID in
            var record = record
            record.id = lastID + 1
            return .save(record)
        }
    }

    /// Notes what became of a save. Not made durable: after a crash `recover` finds it out again.
    func mark(_ id: UInt64, _ outcome: JournalRecord.Outcome) {
        _ = try? append(isDurable: false) { _ in .outcome(id, outcome) }
    }

    /// All saves that are still in the journal, oldest first, with what became of them.
    func records() throws(SystemError) -> [JournalRecord] {
        let file: Descriptor
        // A pipe in its place must not hold anything up.
        do throws(SystemError) { file = try system.descriptor(AT_FDCWD, path, .noWait) } catch {
            if error.number == ENOENT { return [] }
            throw error
        }
        let status = try system.status(file.number)
        guard status.kind == .file else { throw SystemError("openat", ESPIPE) }
        let pieces = JournalPiece.all(in: try system.contents(file.number, expecting: status.stamp.size))
            .pieces
        return Self.records(pieces)
    }

    private static func records(_ pieces: [JournalPiece]) -> [JournalRecord] {
        var records: [JournalRecord] = []
        var places: [UInt64: Int] = [:]
        for piece in pieces {
            switch piece {
            case .save(let record):
                places[record.id] = records.count
                records.append(record)
            case .outcome(let id, let outcome):
                if let place = places[id] { records[place].outcome = outcome }
            }
        }
        return records
    }

    /// Appends a piece behind the last whole one. Holding the lock, whatever lies behind that was torn.
    private func append(
        isDurable: Bool, _ make: (UInt64) -> JournalPiece
    ) throws(SystemError) -> UInt64 {
        guard let lock = try locks.take(.journal) else { throw SystemError("fcntl", EBUSY) }
        defer { withExtendedLifetime(lock) {} }
        var file = try open()
        var state = try examine(file)
        if state.end > largest {
            try rewrite(file)
            file = try open()
            state = try examine(file)
        }
        let piece = make(state.lastID)
        let bytes = piece.encoded
        do throws(SystemError) {
            try system.writeAll(file.number, bytes[...], at: state.end)
            if isDurable { try system.syncContents(file.number) }
        } catch {
            try? system.truncate(file.number, to: state.end)
            throw error
        }
        if case .save(let record) = piece { state.lastID = record.id }
        state.end += bytes.count
        known.withLock { $0 = state }
        return state.lastID
    }

    /// The journal's file, made durably if it is new.
    private func open() throws(SystemError) -> Descriptor {
        do throws(SystemError) { return try system.descriptor(AT_FDCWD, path, .update) } catch {
            if error.number != ENOENT { throw error }
        }
        let file = try system.descriptor(AT_FDCWD, path, [.update, .create])
        try syncFolder()
        return file
    }

    private func syncFolder() throws(SystemError) {
        let folder = try system.descriptor(AT_FDCWD, systemPath(folder), .folder)
        try system.sync(folder.number)
    }

    /// Reads what others have appended since the last look, and cuts off what a crash has torn.
    private func examine(_ file: Descriptor) throws(SystemError) -> Known {
        let stamp = try system.status(file.number).stamp
        var state = known.withLock { $0 }
        if state.file?.isSameFile(as: stamp) != true || state.end > stamp.size { state = Known() }
        state.file = stamp
        if stamp.size == state.end { return state }
        let bytes = try system.contents(file.number, expecting: stamp.size - state.end, from: state.end)
        let (pieces, end) = JournalPiece.all(in: bytes)
        for case .save(let record) in pieces { state.lastID = max(state.lastID, record.id) }
        state.end += end
        if end < bytes.count {
            setAside(bytes[end...])
            try system.truncate(file.number, to: state.end)
        }
        return state
    }

    /// Keeps what can't be read in a file of its own: the end of a save that a crash has torn, or what a disk, another
    /// program or a later version wrote.
    private func setAside(_ bytes: ArraySlice<UInt8>) {
        let name = path.dropLast() + systemPath(".unread".utf8)
        guard let copy = try? system.descriptor(AT_FDCWD, Array(name), [.update, .create]) else { return }
        try? system.truncate(copy.number, to: 0)
        try? system.writeAll(copy.number, bytes, at: 0)
    }

    /// Puts a shorter file in the journal's place: the newest saves, and all that are not settled.
    private func rewrite(_ file: Descriptor) throws(SystemError) {
        let size = try system.status(file.number).stamp.size
        let pieces = JournalPiece.all(in: try system.contents(file.number, expecting: size)).pieces
        var room = largest / 2
        var kept: [[UInt8]] = []
        for record in Self.records(pieces).reversed() {
            let save = JournalPiece.save(record).encoded
            guard kept.isEmpty || save.count <= room || record.outcome == .pending else { continue }
            room -= save.count
            let outcome =
                record.outcome == .pending ? [] : JournalPiece.outcome(record.id, record.outcome).encoded
            kept.append(save + outcome)
        }
        let new = path.dropLast() + systemPath(".new".utf8)
        let copy = try system.descriptor(AT_FDCWD, Array(new), [.update, .create])
        try system.truncate(copy.number, to: 0)
        try system.writeAll(copy.number, Array(kept.reversed().joined())[...], at: 0)
        try system.sync(copy.number)
        try system.rename(AT_FDCWD, Array(new), to: path)
        try syncFolder()
    }
}

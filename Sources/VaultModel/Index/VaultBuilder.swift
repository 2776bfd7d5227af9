internal import Synchronization

/// Makes the index of what a scan finds, for several threads at once.
///
/// It comes to the same as `insert` of one batch after the other. But nobody looks anything up before the end, so
/// each thread works out what its notes are found by, and what is left are passes over lists of numbers.
package final class VaultBuilder: Sendable {
    private let schema: Schema
    private let taskSettings: TaskSettings
    private let found = Mutex(FoundNotes())

    /// A builder of an index of a vault with these rules.
    package init(schema: Schema = .standard, taskSettings: TaskSettings = .core) {
        self.schema = schema
        self.taskSettings = taskSettings
    }

    /// Takes in notes, gathered or not, and files that are no notes; may be called on any thread.
    package func add(_ digests: [NoteDigest], files: [NotePath] = []) {
        let batch = KeyedNotes(NoteDigest.gathered(digests))
        found.withLock { found in
            found.add(batch)
            found.files += files
        }
    }

    /// The index of all that was added since the last call; `perform` may do the work on several threads.
    package func finish(perform: ThreadsWork = { $0() }) -> Vault {
        let found = found.withLock { found in
            defer { found = FoundNotes() }
            return found
        }
        return Vault(found, schema: schema, taskSettings: taskSettings, perform: perform)
    }
}

/// Some notes with what the index finds them by, worked out on the thread that read them.
private struct KeyedNotes {
    let notes: [NoteDigest]
    /// The hashes of their paths, and those of their names.
    var paths: [UInt32] = []
    var names: [UInt32] = []
    /// The keys of all links that have a path.
    var links = HashBatch()

    init(_ notes: [NoteDigest]) {
        self.notes = notes
        links.hashes.reserveCapacity(16 * notes.count)
        paths.reserveCapacity(notes.count)
        names.reserveCapacity(notes.count)
        links.counts.reserveCapacity(notes.count)
        // By their places, since a copy of a note counts its users.
        for index in notes.indices {
            paths.append(notes[index].path.slotHash)
            names.append(NameFold.hash(notes[index].path.fileNameBytes))
            let before = links.hashes.count
            notes[index].forEachLinkKey { links.hashes.append($0) }
            links.counts.append(links.hashes.count - before)
        }
    }
}

/// Notes on their way into an index, each at its slot.
struct FoundNotes: Sendable {
    private(set) var entries = Chunks<Vault.Entry>(filler: .free)
    /// By the hash of their paths: hash in the upper half, slot in the lower.
    private var paths: [UInt64] = []
    /// As `KeyedNotes` has them.
    private var names: [UInt32] = []
    private(set) var links: [HashBatch] = []
    /// What each note is to the lists.
    private(set) var kinds: [NoteDigest.Kinds] = []
    var files: [NotePath] = []

    fileprivate mutating func add(_ batch: KeyedNotes) {
        for index in batch.notes.indices {
            paths.append(UInt64(batch.paths[index]) << 32 | UInt64(entries.count))
            kinds.append(batch.notes[index].kinds)
            entries[UInt32(entries.count)] = .note(batch.notes[index])
        }
        names += batch.names
        links.append(batch.links)
    }

    /// The slots by their paths; nil where two are the same.
    var pathSlots: PathSlots? {
        var paths = paths
        paths.sortByHash()
        var start = 0
        for index in paths.indices {
            if paths[index] >> 32 != paths[start] >> 32 { start = index }
            for other in start..<index where path(paths[other]) == path(paths[index]) { return nil }
        }
        return PathSlots(sorted: paths)
    }

    /// The slots by the names of their files.
    var nameSlots: HashedSlots {
        HashedSlots([HashBatch(hashes: names, counts: Array(repeating: 1, count: names.count))])
    }

    private func path(_ entry: UInt64) -> NotePath { entries[UInt32(truncatingIfNeeded: entry)].path }

    /// All notes, as they were added.
    var notes: [NoteDigest] {
        (0..<UInt32(entries.count)).compactMap { if case .note(let note) = entries[$0] { note } else { nil } }
    }

    /// The slots of the notes of a kind.
    func slots(of kind: NoteDigest.Kinds) -> [UInt32] {
        kinds.indices.filter { kinds[$0].contains(kind) }.map { UInt32($0) }
    }
}

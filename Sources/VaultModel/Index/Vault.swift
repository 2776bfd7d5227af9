import Synchronization

/// All notes of a vault and what connects them: names, links, backlinks, and the lists that the screens show.
///
/// A value: a copy given to a worker stays as it is while the original changes, and neither copies much,
/// since what one change touches is small (invariant 5: the cost of replacing a note is that note and its
/// links).
package struct Vault: Sendable {
    /// How the vault's notes name their parts.
    package let schema: Schema
    /// The rules for its tasks.
    package let taskSettings: TaskSettings
    /// A number that moves exactly when something changes.
    package private(set) var revision = 0

    /// What stands at a path: a note, or any other file.
    enum Entry: Sendable {
        case note(NoteDigest)
        case file(NotePath)
        case free
    }

    private var entries = Chunks<Entry>(filler: .free)
    private var freeSlots: [UInt32] = []
    private var slots = PathSlots()
    /// By the hash of a file's name with its extension.
    private var names = HashedSlots()
    /// By the hash of the last part of a link's path: the notes that hold such a link.
    private var linkSources = HashedSlots()
    private var noteOrder = SlotOrder()
    private var projectOrder = SlotOrder()
    private var personOrder = SlotOrder()
    private var customerOrder = SlotOrder()
    private var reviewOrder = SlotOrder()

    /// An empty vault.
    package init(schema: Schema = .standard, taskSettings: TaskSettings = .core) {
        self.schema = schema
        self.taskSettings = taskSettings
    }

    /// The index of what a scan found.
    init(_ found: consuming FoundNotes, schema: Schema, taskSettings: TaskSettings, perform: ThreadsWork) {
        self.init(schema: schema, taskSettings: taskSettings)
        let made = Mutex<(slots: PathSlots?, names: HashedSlots)>((nil, HashedSlots()))
        let (notes, files) = (found, found.files)
        doPieces(2, by: perform) { piece in
            if piece == 0 {
                let slots = notes.pathSlots
                made.withLock { $0.slots = slots }
            } else {
                let names = notes.nameSlots
                made.withLock { $0.names = names }
            }
        }
        let (known, knownNames) = made.withLock { $0 }
        if let known {
            entries = found.entries
            slots = known
            names = knownNames
            linkSources = HashedSlots(found.links, perform: perform)
            noteOrder = SlotOrder(Array(0..<UInt32(entries.count)))
            projectOrder = SlotOrder(found.slots(of: .project))
            personOrder = SlotOrder(found.slots(of: .person))
            customerOrder = SlotOrder(found.slots(of: .customer))
            reviewOrder = SlotOrder(found.slots(of: .review))
            revision = entries.count == 0 ? 0 : 1
        } else {
            // A folder that changes while it is listed can name a file twice.
            insert(found.notes)
            settle()
        }
        for file in files { addFile(file) }
        names.settle(limit: 0)
    }

    /// How many notes there are.
    package var count: Int { noteOrder.count }

    /// What the index keeps of the note at a path.
    package subscript(path: NotePath) -> NoteDigest? {
        guard let slot = slot(of: path), case .note(let digest) = entries[slot] else { return nil }
        return digest
    }

    /// Whether there is a note or another file at a path.
    package func contains(_ path: NotePath) -> Bool { slot(of: path) != nil }

    /// The paths of all notes and other files, in no order.
    package var paths: [NotePath] {
        (0..<entries.count).compactMap { index in
            if case .free = entries[UInt32(index)] { return nil }
            return entries[UInt32(index)].path
        }
    }

    /// All notes, in the order of their paths.
    package var notes: NoteList { list(noteOrder) }
    /// The projects, in the order of their paths.
    package var projects: NoteList { list(projectOrder) }
    /// The people, in the order of their paths.
    package var people: NoteList { list(personOrder) }
    /// The customers, in the order of their paths.
    package var customers: NoteList { list(customerOrder) }
    /// The notes that somebody should look over, in the order of their paths.
    package var needsReview: NoteList { list(reviewOrder) }

    private func list(_ order: SlotOrder) -> NoteList {
        NoteList(slots: order.slots { path(of: $0) }, entries: entries)
    }
}

extension Vault {
    /// Puts a note in, in place of what stood at its path.
    package mutating func replace(_ digest: NoteDigest) {
        if put(digest) { revision += 1 }
        names.settle(limit: 1 << 16)
        linkSources.settle(limit: 1 << 16)
    }

    /// Puts many notes in, as a scan finds them: a fraction of a microsecond for each and its links.
    package mutating func insert(_ digests: [NoteDigest]) {
        var isChanged = false
        for digest in NoteDigest.gathered(digests) where put(digest) { isChanged = true }
        if isChanged { revision += 1 }
        names.settle()
        linkSources.settle()
    }

    /// Makes look-ups as fast as they get; to be called after a scan, changes nothing that can be seen.
    package mutating func settle() {
        names.settle(limit: 0)
        linkSources.settle(limit: 0)
    }

    /// Puts in a file that is no note and can be linked to.
    package mutating func addFile(_ path: NotePath) {
        let hash = path.slotHash
        if let slot = slot(of: path, hash) {
            guard case .note(let old) = entries[slot] else { return }
            leave(old, slot)
            entries[slot] = .file(path)
        } else {
            enter(path, hash, .file(path))
            names.settle()
        }
        revision += 1
    }

    /// Takes out the note or the file at a path, if there is one.
    package mutating func remove(_ path: NotePath) {
        let hash = path.slotHash
        guard let slot = slot(of: path, hash) else { return }
        if case .note(let old) = entries[slot] { leave(old, slot) }
        entries[slot] = .free
        slots.remove(hash, slot)
        freeSlots.append(slot)
        revision += 1
    }

    /// Puts a note in; false where the same one is there already.
    private mutating func put(_ digest: NoteDigest) -> Bool {
        let hash = digest.path.slotHash
        guard let slot = slot(of: digest.path, hash) else {
            let slot = enter(digest.path, hash, .note(digest))
            noteOrder.add(slot)
            join(digest, slot)
            digest.forEachLinkKey { linkSources.add($0, slot) }
            return true
        }
        guard case .note(let old) = entries[slot] else {
            entries[slot] = .note(digest)
            noteOrder.add(slot)
            join(digest, slot)
            digest.forEachLinkKey { linkSources.add($0, slot) }
            return true
        }
        if old == digest { return false }
        entries[slot] = .note(digest)
        if old.kinds != digest.kinds {
            leaveLists(old, slot)
            join(digest, slot)
        }
        var known: Set<UInt32> = []
        old.forEachLinkKey { known.insert($0) }
        digest.forEachLinkKey { if known.insert($0).inserted { linkSources.add($0, slot) } }
        return true
    }

    /// The slot of a path, whose hash may be known.
    private func slot(of path: NotePath, _ hash: UInt32? = nil) -> UInt32? {
        slots.slot(hash ?? path.slotHash) { entries[$0].path == path }
    }

    /// Gives a new path its slot.
    @discardableResult
    private mutating func enter(_ path: NotePath, _ hash: UInt32, _ entry: Entry) -> UInt32 {
        let slot = freeSlots.popLast() ?? UInt32(entries.count)
        entries[slot] = entry
        slots.add(hash, slot)
        names.add(NameFold.hash(path.fileNameBytes), slot)
        return slot
    }

    /// Takes a note out of every list.
    private mutating func leave(_ digest: NoteDigest, _ slot: UInt32) {
        noteOrder.remove(slot, path: path(of:))
        leaveLists(digest, slot)
    }

    /// Puts a note in the lists that it belongs to by what it says.
    private mutating func join(_ digest: NoteDigest, _ slot: UInt32) {
        if digest.isProject { projectOrder.add(slot) }
        if digest.isPerson { personOrder.add(slot) }
        if digest.isCustomer { customerOrder.add(slot) }
        if digest.needsReview { reviewOrder.add(slot) }
    }

    private mutating func leaveLists(_ digest: NoteDigest, _ slot: UInt32) {
        if digest.isProject { projectOrder.remove(slot, path: path(of:)) }
        if digest.isPerson { personOrder.remove(slot, path: path(of:)) }
        if digest.isCustomer { customerOrder.remove(slot, path: path(of:)) }
        if digest.needsReview { reviewOrder.remove(slot, path: path(of:)) }
    }
}

extension Vault {
    /// The path that a slot stands for; the empty path for a free one.
    func path(of slot: UInt32) -> NotePath { entries[slot].path }

    /// The notes and files whose name with its extension equals `name`, case ignored, in the order of their
    /// paths.
    func files(named name: some Collection<UInt8>) -> [NotePath] {
        names.slots(NameFold.hash(name)).map { path(of: $0) }
            .filter { NameFold.equal($0.fileNameBytes, name) }.sorted()
    }

    /// The notes that hold a link whose path ends in `name`, in the order of their paths; maybe a few more.
    func notes(linkingTo names: [[UInt8]]) -> [NoteDigest] {
        var found: Set<UInt32> = []
        for name in names { found.formUnion(linkSources.slots(NameFold.hash(name))) }
        return found.compactMap { slot in
            if case .note(let digest) = entries[slot] { digest } else { nil }
        }.sorted { $0.path < $1.path }
    }
}

extension Vault.Entry {
    /// Where it stands; the empty path for a free slot.
    var path: NotePath {
        switch self {
        case .note(let digest): digest.path
        case .file(let path): path
        case .free: NotePath(bytes: [])
        }
    }
}

/// Notes of a vault in the order of their paths, as they were when the list was taken.
package struct NoteList: RandomAccessCollection, Sendable {
    fileprivate let slots: [UInt32]
    fileprivate let entries: Chunks<Vault.Entry>

    /// The first index.
    package var startIndex: Int { 0 }
    /// How many notes there are.
    package var endIndex: Int { slots.count }
    /// The note at an index.
    package subscript(index: Int) -> NoteDigest {
        if case .note(let digest) = entries[slots[index]] { return digest }
        preconditionFailure("a list of notes holds notes")
    }
    /// The paths of the notes.
    package var paths: [NotePath] { slots.map { entries[$0].path } }
}

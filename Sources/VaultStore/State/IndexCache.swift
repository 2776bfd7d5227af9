internal import Glibc
internal import Synchronization
package import VaultModel

/// What the index keeps of each note, in a file outside the vault, so that a start reads only what changed since.
///
/// It is a copy and never asked for anything else: what is there counts only for a note whose stamp is the same,
/// and the whole only if it was written in full, by the same program, under the same settings. Deleting it costs
/// time and nothing else. All functions block, and may be called on any thread.
package final class IndexCache: Sendable {
    private let files: StateFile
    private let identity: Fingerprint
    private let fewest: Int
    private let now: @Sendable () -> Int64
    private let state = Mutex(State())
    private static let name = "index"

    /// Where a note's pack lies in the file.
    struct Place {
        let stamp: FileStamp
        let start: Int
        let size: Int
    }

    private struct State {
        /// What was kept by the last start.
        var kept = IndexSnapshot()
        /// What this start found.
        var found: [(digest: NoteDigest, stamp: FileStamp)] = []
        /// How many of the notes had to be read.
        var read = 0
        /// When this start began to look, in nanoseconds since 1970.
        var opened: Int64 = 0
    }

    /// A cache in a folder; `identity` changes with all that the index depends on beside the notes. A vault of fewer
    /// notes than `fewest` is read faster than it is remembered. `now` gives nanoseconds since 1970.
    package init(
        folder: String, identity: Fingerprint, fewest: Int = 1000, system: any SystemCalls = Kernel(),
        now: @escaping @Sendable () -> Int64
    ) {
        files = StateFile(system: system, folder: Array(folder.utf8))
        self.identity = identity
        self.fewest = fewest
        self.now = now
    }

    /// Reads what was kept; to be called before the scan. What can't be used counts as nothing.
    package func open() {
        let bytes = (try? files.read(Self.name)) ?? nil
        let kept = bytes.flatMap { IndexSnapshot($0, identity: identity) } ?? IndexSnapshot()
        state.withLock { state in
            state = State(kept: kept, opened: now())
        }
    }

    /// The stamps that notes had when they were kept, for a scan.
    package var stamps: @Sendable (NotePath) -> FileStamp? {
        { [self] path in state.withLock { $0.kept.places[path]?.stamp } }
    }

    /// What was kept of a note that still has its stamp.
    package func digest(_ path: NotePath) -> NoteDigest? {
        state.withLock { $0.kept.digest(path) }
    }

    /// Takes in what a note holds now; `wasRead` says that it had to be read for that.
    package func add(_ digest: NoteDigest, _ stamp: FileStamp, wasRead: Bool) {
        state.withLock { state in
            state.found.append((digest, stamp))
            if wasRead { state.read += 1 }
        }
    }

    /// Writes what was found, where that is worth it, after a scan of the whole vault, and forgets it here. A failure
    /// is no loss.
    package func close() {
        let state = state.withLock { state in
            defer { state = State() }
            return state
        }
        let total = state.found.count
        let gone = max(0, state.kept.places.count - (total - state.read))
        guard total >= fewest, state.read + gone > 64 + total / 50 else { return }
        // A note that changed while its clock showed the same tick has the same stamp with other bytes: what is that
        // young is read again at the next start.
        let limit = state.opened - 2_000_000_000
        let settled = state.found.filter { $0.stamp.changed < limit }
        guard let bytes = IndexSnapshot.encoded(settled, identity: identity) else { return }
        try? files.writeLoosely(Self.name, bytes)
    }
}

/// The file of a cache: a head, a row for each note, and the packs one behind the other.
struct IndexSnapshot {
    private static let magic: [UInt8] = Array("muster index 1\n\n".utf8)
    /// Behind the words above and the sum of all that follows.
    private static let summed = 24
    private static let headSize = 40
    private let bytes: [UInt8]
    /// Where the pack of each note lies.
    let places: [NotePath: IndexCache.Place]

    /// A snapshot of nothing.
    init() {
        bytes = []
        places = [:]
    }

    /// Reads a file; nil where it was not written in full, or not under this identity.
    init?(_ bytes: [UInt8], identity: Fingerprint) {
        guard bytes.starts(with: Self.magic), bytes.count >= Self.headSize else { return nil }
        var head = RecordReader(bytes[Self.magic.count..<Self.headSize])
        guard let sum: UInt64 = head.number(), let known: UInt64 = head.number(),
            let count: UInt64 = head.number(),
            known == identity.value, sum == wordChecksum(bytes, from: Self.summed),
            count <= UInt64(bytes.count)
        else { return nil }
        var rows = RecordReader(bytes[Self.headSize...])
        guard let packs: UInt64 = rows.number(), packs <= UInt64(bytes.count) else { return nil }
        var start = Int(packs)
        var places: [NotePath: IndexCache.Place] = [:]
        places.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let path = rows.bytes(), let device: UInt64 = rows.number(),
                let inode: UInt64 = rows.number(),
                let size: Int64 = rows.number(), let modified: Int64 = rows.number(),
                let changed: Int64 = rows.number(), let pack: UInt32 = rows.number(),
                start + Int(pack) <= bytes.count
            else { return nil }
            let stamp = FileStamp(
                device: device, inode: inode, size: Int(size), modified: modified, changed: changed)
            places[NotePath(bytes: path)] = IndexCache.Place(stamp: stamp, start: start, size: Int(pack))
            start += Int(pack)
        }
        self.bytes = bytes
        self.places = places
    }

    /// What was kept of a note.
    func digest(_ path: NotePath) -> NoteDigest? {
        places[path].map { NoteDigest(path: path, stored: bytes, at: $0.start, size: $0.size) }
    }

    /// The file that holds these notes; nil where it would be too large for a digest's place in it.
    static func encoded(
        _ notes: [(digest: NoteDigest, stamp: FileStamp)], identity: Fingerprint
    ) -> [UInt8]? {
        var rows = RecordWriter()
        for (digest, stamp) in notes {
            rows.put(digest.path.bytes)
            rows.put(stamp.device)
            rows.put(stamp.inode)
            rows.put(Int64(stamp.size))
            rows.put(stamp.modified)
            rows.put(stamp.changed)
            rows.put(UInt32(digest.stored.count))
        }
        let packs = headSize + 8 + rows.bytes.count
        let size = notes.reduce(packs) { $0 + $1.digest.stored.count }
        guard size < UInt32.max else { return nil }
        var body = RecordWriter()
        body.put(UInt64(packs))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        bytes += [UInt8](repeating: 0, count: headSize) + body.bytes + rows.bytes
        for (digest, _) in notes { bytes += digest.stored }
        var head = RecordWriter()
        head.put(identity.value)
        head.put(UInt64(notes.count))
        bytes.replaceSubrange(summed..<headSize, with: head.bytes)
        var sum = RecordWriter()
        sum.put(wordChecksum(bytes, from: summed))
        bytes.replaceSubrange(0..<summed, with: magic + sum.bytes)
        return bytes
    }
}

/// A sum over the bytes from an offset on, eight at a time: the file of a large vault has a hundred million. It tells
/// a file that was written in full from one that was not.
private func wordChecksum(_ bytes: [UInt8], from start: Int) -> UInt64 {
    bytes.withUnsafeBytes { buffer in
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        var offset = start
        while offset + 8 <= buffer.count {
            let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
            sum ^= sum >> 29
            offset += 8
        }
        while offset < buffer.count {
            sum = (sum ^ UInt64(buffer[offset])) &* 0x0000_0100_0000_01B3
            offset += 1
        }
        return sum ^ UInt64(buffer.count)
    }
}

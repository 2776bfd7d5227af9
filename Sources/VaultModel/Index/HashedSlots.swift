/// Which slots carry a name: 32-bit hashes and slots, many slots to a hash allowed.
///
/// A large sorted part that single changes leave alone, so that a copy of the vault held by a worker shares
/// it, and a small unsorted part for what came since. Nothing is taken out when a note goes: a caller checks
/// each slot it gets against the note that stands there.
struct HashedSlots: Sendable {
    /// Hash in the upper half, slot in the lower; sorted.
    private var sorted: [UInt64] = []
    /// The same, in the order added.
    private var recent: [UInt64] = []

    /// No slots.
    init() {}

    /// The slots 0, 1, 2 and so on, each added for its hashes.
    /// `perform` does the work it is given once, or on several threads at a time.
    init(_ batches: [HashBatch], perform: ThreadsWork = { $0() }) {
        let count = batches.reduce(0) { $0 + $1.hashes.count }
        sorted = Array(unsafeUninitializedCapacity: count) { entries, size in
            HashParts(batches).fill(entries, by: perform)
            size = count
        }
        sorted.removeRepeats()
    }

    /// Adds a slot for a hash.
    mutating func add(_ hash: UInt32, _ slot: UInt32) {
        recent.append(Self.entry(hash, slot))
    }

    static func entry(_ hash: UInt32, _ slot: UInt32) -> UInt64 {
        UInt64(hash) << 32 | UInt64(slot)
    }

    /// The slots added for a hash, each once, in no order that means anything.
    func slots(_ hash: UInt32) -> [UInt32] {
        let lowest = UInt64(hash) << 32
        var found: [UInt32] = []
        var index = sorted.partitioningIndex { $0 >= lowest }
        while index < sorted.count, sorted[index] >> 32 == UInt64(hash) {
            found.append(UInt32(truncatingIfNeeded: sorted[index]))
            index += 1
        }
        for entry in recent where entry >> 32 == UInt64(hash) {
            let slot = UInt32(truncatingIfNeeded: entry)
            if !found.contains(slot) { found.append(slot) }
        }
        return found
    }

    /// Sorts in what came since, where that is worth it: always after `limit` additions, else once they are a
    /// good part of the whole, so that the cost per addition stays the same however many there are.
    mutating func settle(limit: Int? = nil) {
        guard recent.count > limit ?? (8192 + sorted.count / 2) else { return }
        recent.sortByHash()
        var merged: [UInt64] = []
        merged.reserveCapacity(sorted.count + recent.count)
        var old = 0
        for entry in recent {
            while old < sorted.count, sorted[old] < entry {
                merged.append(sorted[old])
                old += 1
            }
            if merged.last != entry && (old == sorted.count || sorted[old] != entry) { merged.append(entry) }
        }
        merged.append(contentsOf: sorted[old...])
        sorted = merged
        recent = []
    }
}

extension Array<UInt64> {
    /// Takes out what equals the entry before it.
    fileprivate mutating func removeRepeats() {
        guard var last = first else { return }
        var count = 1
        for index in indices.dropFirst() where self[index] != last {
            last = self[index]
            self[count] = last
            count += 1
        }
        removeLast(self.count - count)
    }
}

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

    /// Slots for hashes as entries; hash in the upper half, slot in the lower.
    init(_ entries: [UInt64]) {
        recent = entries
        settle(limit: 0)
    }

    /// Adds a slot for a hash.
    mutating func add(_ hash: UInt32, _ slot: UInt32) {
        recent.append(UInt64(hash) << 32 | UInt64(slot))
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
        if sorted.isEmpty {
            recent.removeRepeats()
            (sorted, recent) = (recent, [])
            return
        }
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

extension RandomAccessCollection where Index == Int {
    /// The first index whose element satisfies `isInUpper`, in a collection whose elements that do stand
    /// last.
    func partitioningIndex(_ isInUpper: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = (low + high) / 2
            if isInUpper(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Array<UInt64> {
    /// Sorts in passes of one byte: several times as fast as comparing, for a million entries.
    mutating func sortByHash() {
        guard count > 512 else { return sort() }
        // Slots in their order, as a scan gives them, stay in it behind each hash.
        let isInOrder = zip(self, dropFirst()).allSatisfy {
            UInt32(truncatingIfNeeded: $0) <= $1 & 0xFFFF_FFFF
        }
        var isHere = true
        var other = Self(unsafeUninitializedCapacity: count) { other, size in
            withUnsafeMutableBufferPointer { own in
                for shift in stride(from: isInOrder ? 32 : 0, to: UInt64.bitWidth, by: 8) {
                    let (from, to) = isHere ? (own, other) : (other, own)
                    if Self.sort(from, into: to, by: UInt64(shift)) { isHere.toggle() }
                }
            }
            size = isHere ? 0 : count
        }
        if !isHere { swap(&self, &other) }
    }

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

    /// Sorts by one byte, the one `shift` bits from the lowest; false where all share it and nothing was moved.
    private static func sort(
        _ from: UnsafeMutableBufferPointer<UInt64>, into to: UnsafeMutableBufferPointer<UInt64>,
        by shift: UInt64
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { starts in
            starts.initialize(repeating: 0)
            for entry in from { starts[Int(entry >> shift & 0xFF)] += 1 }
            if starts.contains(from.count) { return false }
            var start = 0
            for value in starts.indices { (starts[value], start) = (start, start + starts[value]) }
            for entry in from {
                let value = Int(entry >> shift & 0xFF)
                to[starts[value]] = entry
                starts[value] += 1
            }
            return true
        }
    }
}

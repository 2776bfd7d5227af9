import Synchronization

/// Slots of notes in path order, sorted when somebody looks and not before.
///
/// Adding is cheap, so that a scan of a hundred thousand notes pays for no order that nobody has asked for.
/// What a look worked out is kept and taken over by the next change, so one change costs one insertion, not a
/// sort.
struct SlotOrder: Sendable {
    private var sorted: [UInt32] = []
    /// Added since, unsorted, none of them in `sorted`.
    private var added: [UInt32] = []
    private var seen = Seen()

    /// These slots, in any order, each once.
    init(_ slots: [UInt32] = []) { added = slots }

    /// How many slots there are.
    var count: Int { sorted.count + added.count }

    /// Adds a slot that is not there yet.
    mutating func add(_ slot: UInt32) {
        adopt()
        added.append(slot)
    }

    /// Takes out a slot that is there; `path` tells the path of each slot, this one's included.
    mutating func remove(_ slot: UInt32, path: (UInt32) -> NotePath) {
        adopt()
        if let index = added.lastIndex(of: slot) {
            added.remove(at: index)
            return
        }
        let wanted = path(slot)
        let index = sorted.partitioningIndex { path($0) >= wanted }
        if index < sorted.count, sorted[index] == slot { sorted.remove(at: index) }
    }

    /// All slots in the order of their paths.
    func slots(path: (UInt32) -> NotePath) -> [UInt32] {
        if added.isEmpty { return sorted }
        return seen.order.withLock { order in
            if let order { return order }
            let merged = merged(path: path)
            order = merged
            return merged
        }
    }

    /// Makes what a look has sorted the base of the next change.
    private mutating func adopt() {
        let order = seen.order.withLock { $0 }
        if let order {
            sorted = order
            added = []
        }
        // A copy of this value may look later, and what it sees must not be taken for ours.
        if order != nil || !isKnownUniquelyReferenced(&seen) { seen = Seen() }
    }

    /// The sorted slots with the added ones at their places.
    private func merged(path: (UInt32) -> NotePath) -> [UInt32] {
        let news = added.map { (slot: $0, path: path($0)) }.sorted { $0.path < $1.path }
        var result: [UInt32] = []
        result.reserveCapacity(count)
        var done = 0
        for new in news {
            let place = sorted[done...].partitioningIndex { path($0) > new.path }
            result += sorted[done..<place]
            result.append(new.slot)
            done = place
        }
        result += sorted[done...]
        return result
    }

    /// The order that a look has worked out, shared by the copies that it holds for.
    private final class Seen: Sendable {
        let order = Mutex<[UInt32]?>(nil)
    }
}

/// Slots by path, in many small tables of which a change copies one at most.
///
/// A table keeps hashes and slots and no paths: whoever asks compares the path that stands at a slot, which is done
/// for the right one and hardly ever for another.
struct PathSlots: Sendable {
    /// Places for entries; the hash says where to begin to look.
    fileprivate struct Table: Sendable {
        /// Hash in the upper half, one more than the slot in the lower; 0 is free. As many as a power of two.
        var places: [UInt64] = []
        var count = 0
    }

    private static let count = 512
    private var tables = [Table](repeating: Table(), count: Self.count)

    /// No slots.
    init() {}

    /// Slots for hashes, as entries in the order of the hashes: hash in the upper half, slot in the lower.
    init(sorted entries: [UInt64]) {
        var start = 0
        while start < entries.count {
            let table = Self.table(of: UInt32(entries[start] >> 32))
            var end = start + 1
            while end < entries.count, Self.table(of: UInt32(entries[end] >> 32)) == table { end += 1 }
            tables[table].reserve(end - start)
            for entry in entries[start..<end] { tables[table].add(entry + 1) }
            start = end
        }
    }

    /// The slot with this hash for which `isThere` holds.
    func slot(_ hash: UInt32, isThere: (UInt32) -> Bool) -> UInt32? {
        let places = tables[Self.table(of: hash)].places
        if places.isEmpty { return nil }
        var place = Int(hash) & (places.count - 1)
        while places[place] != 0 {
            let slot = UInt32(truncatingIfNeeded: places[place] - 1)
            if places[place] >> 32 == UInt64(hash), isThere(slot) { return slot }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    /// Adds a slot that is not there yet.
    mutating func add(_ hash: UInt32, _ slot: UInt32) {
        tables[Self.table(of: hash)].add(UInt64(hash) << 32 | (UInt64(slot) + 1))
    }

    /// Takes out a slot that is there.
    mutating func remove(_ hash: UInt32, _ slot: UInt32) {
        tables[Self.table(of: hash)].remove(UInt64(hash) << 32 | (UInt64(slot) + 1))
    }

    private static func table(of hash: UInt32) -> Int { Int(hash >> 23) }
}

extension PathSlots.Table {
    fileprivate mutating func add(_ entry: UInt64) {
        reserve(count + 1)
        places[freePlace(for: entry)] = entry
        count += 1
    }

    /// Makes room for that many entries: they take at most three places in four, so that the next free one is near.
    fileprivate mutating func reserve(_ wanted: Int) {
        if 4 * wanted <= 3 * places.count { return }
        let old = places
        var size = 8
        while 4 * wanted > 3 * size { size *= 2 }
        places = [UInt64](repeating: 0, count: size)
        for entry in old where entry != 0 { places[freePlace(for: entry)] = entry }
    }

    fileprivate mutating func remove(_ entry: UInt64) {
        if places.isEmpty { return }
        var free = home(of: entry)
        while places[free] != entry {
            if places[free] == 0 { return }
            free = next(free)
        }
        count -= 1
        // What stands behind and began to look at or before the free place moves up, so that it is still found.
        var place = next(free)
        while places[place] != 0 {
            let distance = (place - home(of: places[place])) & (places.count - 1)
            if distance >= (place - free) & (places.count - 1) {
                places[free] = places[place]
                free = place
            }
            place = next(place)
        }
        places[free] = 0
    }

    private func freePlace(for entry: UInt64) -> Int {
        var place = home(of: entry)
        while places[place] != 0 { place = next(place) }
        return place
    }

    private func home(of entry: UInt64) -> Int { Int(entry >> 32) & (places.count - 1) }
    private func next(_ place: Int) -> Int { (place + 1) & (places.count - 1) }
}

extension NotePath {
    /// The hash that the index finds the path by: of its bytes as they are, the same for equal paths.
    var slotHash: UInt32 { bytes.read { WordHash.hash($0, ByteRange(0, $0.count)) { $0 } ?? 0 } }
}

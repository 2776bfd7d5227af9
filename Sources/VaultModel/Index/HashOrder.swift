import Synchronization

/// The hashes of slots that follow each other.
struct HashBatch: Sendable {
    /// Those of the first slot, then those of the next.
    var hashes: [UInt32] = []
    /// How many each slot has.
    var counts: [Int] = []
}

/// Puts slots in the order of their hashes, in parts by the hash's first byte, each of which is sorted within the
/// processor's cache.
struct HashParts {
    /// How many parts there are.
    private static let count = 256

    /// Some of the batches, and the slot of the first.
    private struct Piece: Sendable {
        var batches: ArraySlice<HashBatch>
        var firstSlot: Int
    }
    private let pieces: [Piece]

    init(_ batches: [HashBatch]) {
        // More than there are threads, so that none waits long for another.
        let number = 8
        var slot = 0
        pieces = (0..<number).map { piece in
            let some = batches[batches.count * piece / number..<batches.count * (piece + 1) / number]
            defer { slot += some.reduce(0) { $0 + $1.counts.count } }
            return Piece(batches: some, firstSlot: slot)
        }
    }

    /// Fills memory for as many entries as there are hashes.
    func fill(_ entries: UnsafeMutableBufferPointer<UInt64>, by perform: ThreadsWork) {
        let pieces = pieces
        let room = Room(entries: entries)
        let sizes = Mutex([[Int]](repeating: [], count: pieces.count))
        doPieces(pieces.count, by: perform) { piece in
            let found = Self.sizes(pieces[piece])
            sizes.withLock { $0[piece] = found }
        }
        let (starts, places) = Self.places(sizes.withLock { $0 })
        doPieces(pieces.count, by: perform) { piece in room.fill(pieces[piece], places[piece]) }
        doPieces(Self.count, by: perform) { part in room.sort(starts[part]..<starts[part + 1]) }
    }

    /// How many hashes of a piece each part has.
    private static func sizes(_ piece: Piece) -> [Int] {
        var sizes = [Int](repeating: 0, count: count)
        for batch in piece.batches {
            for hash in batch.hashes { sizes[Int(hash >> 24)] += 1 }
        }
        return sizes
    }

    /// Where each part starts, and the last one ends; and where in each part the hashes of each piece start.
    private static func places(_ sizes: [[Int]]) -> (starts: [Int], places: [[Int]]) {
        var starts = [0]
        var places = sizes
        for part in 0..<count {
            var place = starts[part]
            for piece in sizes.indices {
                places[piece][part] = place
                place += sizes[piece][part]
            }
            starts.append(place)
        }
        return (starts, places)
    }

    /// The memory for all entries.
    ///
    /// `@unchecked Sendable` is right: in each step every place is written by the one thread that has drawn the number
    /// of its piece or part, and the next step begins when all are done.
    private struct Room: @unchecked Sendable {
        let entries: UnsafeMutableBufferPointer<UInt64>

        func fill(_ piece: Piece, _ places: [Int]) {
            var places = places
            var slot = UInt32(piece.firstSlot)
            for batch in piece.batches {
                batch.hashes.withUnsafeBufferPointer { hashes in
                    var next = 0
                    for count in batch.counts {
                        let end = next + count
                        while next < end {
                            let hash = hashes[next]
                            let part = Int(hash >> 24)
                            entries[places[part]] = HashedSlots.entry(hash, slot)
                            places[part] += 1
                            next += 1
                        }
                        slot += 1
                    }
                }
            }
        }

        func sort(_ range: Range<Int>) { UnsafeMutableBufferPointer(rebasing: entries[range]).sortByHash() }
    }
}

extension Array<UInt64> {
    /// Sorts by all eight bytes, several times as fast as by comparing.
    mutating func sortByHash() { withUnsafeMutableBufferPointer { $0.sortByHash() } }
}

extension UnsafeMutableBufferPointer<UInt64> {
    /// The same, in passes of one byte each, of those that not all entries share.
    fileprivate func sortByHash() {
        if count <= 128 {
            var entries = self
            return entries.sort()
        }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 8 * 256) { starts in
            // Slots in their order, as a scan gives them, stay in it behind each hash.
            let isInOrder = countBytes(starts)
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { other in
                var (from, to) = (self, other)
                for byte in isInOrder ? 4..<8 : 0..<8 {
                    let places = UnsafeMutableBufferPointer<UInt32>(
                        rebasing: starts[256 * byte..<256 * (byte + 1)])
                    if from.sort(into: to, by: byte, places) { swap(&from, &to) }
                }
                if from.baseAddress != baseAddress { _ = update(fromContentsOf: from) }
            }
        }
    }

    /// Counts how often each value of each byte is there, and answers whether the slots are in their order.
    private func countBytes(_ counts: UnsafeMutableBufferPointer<UInt32>) -> Bool {
        counts.initialize(repeating: 0)
        var isInOrder = true
        var last: UInt32 = 0
        for entry in self {
            let slot = UInt32(truncatingIfNeeded: entry)
            isInOrder = isInOrder && slot >= last
            last = slot
            for byte in 4..<8 { counts[256 * byte + Int(entry >> UInt64(8 * byte) & 0xFF)] += 1 }
        }
        if !isInOrder {
            for entry in self {
                for byte in 0..<4 { counts[256 * byte + Int(entry >> UInt64(8 * byte) & 0xFF)] += 1 }
            }
        }
        return isInOrder
    }

    /// Sorts by one byte, of whose values `counts` says how often each is there; false where all share one and nothing
    /// was moved.
    private func sort(
        into other: UnsafeMutableBufferPointer<UInt64>, by byte: Int,
        _ counts: UnsafeMutableBufferPointer<UInt32>
    ) -> Bool {
        let shift = UInt64(8 * byte)
        if let first, Int(counts[Int(first >> shift & 0xFF)]) == count { return false }
        var start: UInt32 = 0
        for value in counts.indices { (counts[value], start) = (start, start + counts[value]) }
        for entry in self {
            let value = Int(entry >> shift & 0xFF)
            other[Int(counts[value])] = entry
            counts[value] += 1
        }
        return true
    }
}

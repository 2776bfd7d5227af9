import VaultModel

/// The places of notes by what they have in common, each list in order.
///
/// Copies share what was there when the table was made; a change costs what it touches.
struct PlaceTable<Key: Hashable & Sendable>: Sendable {
    private final class Base: Sendable {
        let lists: [Key: [Int]]
        init(_ lists: [Key: [Int]]) { self.lists = lists }
    }
    private let base: Base
    private var changed: [Key: [Int]] = [:]

    init(_ lists: [Key: [Int]]) { base = Base(lists) }

    /// The notes under a key.
    subscript(key: Key) -> [Int] { changed[key] ?? base.lists[key] ?? [] }

    /// Puts a note in the lists of some keys.
    mutating func insert(_ place: Int, under keys: some Sequence<Key>) {
        for key in keys {
            var list = self[key]
            list.insertPlace(place)
            changed[key] = list
        }
    }

    /// Takes a note out of the lists of some keys.
    mutating func remove(_ place: Int, under keys: some Sequence<Key>) {
        for key in keys {
            var list = self[key]
            list.removePlace(place)
            changed[key] = list
        }
    }

    /// Whether so much changed that making the table anew is worth it.
    var isWorn: Bool { changed.count > 4096 }
}

extension [Int] {
    /// Puts a place among others in order, if it is not there.
    fileprivate mutating func insertPlace(_ place: Int) {
        let index = partitioningIndex { $0 >= place }
        if index == count || self[index] != place { insert(place, at: index) }
    }

    /// Takes a place away from others in order.
    fileprivate mutating func removePlace(_ place: Int) {
        let index = partitioningIndex { $0 >= place }
        if index < count, self[index] == place { remove(at: index) }
    }
}

/// Fields in the order JavaScript gives them: names that are array indices first, then in order of insertion.
package struct Fields: Sendable {
    /// The names in order.
    package private(set) var keys: [String] = []
    /// The values, one per name.
    package private(set) var values: [Value] = []
    /// How many of the names are array indices; they stand first.
    private var indexed = 0
    /// Where each other name stands behind those; kept only where there are many.
    private var places: [String: Int] = [:]
    private static let few = 8

    /// No fields.
    package init() {}
    /// Fields from pairs; a later pair replaces an earlier one of the same name.
    package init(_ pairs: [(String, Value)]) {
        for (key, value) in Self.inOrder(pairs) { self[key] = value }
    }

    /// Pairs with names that are array indices first and in order, as they come to stand anyway: put in one by
    /// one, each would move all others on.
    private static func inOrder(_ pairs: [(String, Value)]) -> [(String, Value)] {
        guard pairs.count > few, pairs.contains(where: { arrayIndex($0.0) != nil }) else { return pairs }
        let indexed = pairs.enumerated().compactMap { place, pair in
            arrayIndex(pair.0).map { (number: $0, place: place) }
        }
        let places = indexed.sorted { $0 < $1 }.map(\.place)
        return places.map { pairs[$0] } + pairs.filter { arrayIndex($0.0) == nil }
    }

    /// How many fields there are.
    package var count: Int { keys.count }
    /// Whether there is none.
    package var isEmpty: Bool { keys.isEmpty }

    /// The value of a name; setting nil is ignored.
    package subscript(key: String) -> Value? {
        get { place(of: key).map { values[$0] } }
        set {
            guard let newValue else { return }
            if let place = place(of: key) {
                values[place] = newValue
            } else {
                insert(key, newValue)
            }
        }
    }

    private func place(of key: String) -> Int? {
        if keys.count <= Self.few { return keys.firstIndex(of: key) }
        if indexed > 0, let number = Self.arrayIndex(key) {
            let place = place(ofIndex: number)
            return place < indexed && keys[place] == key ? place : nil
        }
        return places[key].map { $0 + indexed }
    }

    /// The place of the first array index that is not smaller.
    private func place(ofIndex number: Int) -> Int {
        var (low, high) = (0, indexed)
        while low < high {
            let middle = (low + high) / 2
            if (Self.arrayIndex(keys[middle]) ?? 0) < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func insert(_ key: String, _ value: Value) {
        if let number = Self.arrayIndex(key) {
            let place = place(ofIndex: number)
            keys.insert(key, at: place)
            values.insert(value, at: place)
            indexed += 1
        } else {
            keys.append(key)
            values.append(value)
            if keys.count > Self.few { places[key] = keys.count - 1 - indexed }
        }
        guard keys.count == Self.few + 1 else { return }
        for (place, key) in keys[indexed...].enumerated() { places[key] = place }
    }

    /// The number that a name is, if it is written as an array index: `0`, `12`, not `01`.
    private static func arrayIndex(_ key: String) -> Int? {
        guard let first = key.utf8.first, first >= 0x30, first <= 0x39, key.utf8.count < 10,
            let number = Int(key), String(number) == key
        else { return nil }
        return number
    }
}

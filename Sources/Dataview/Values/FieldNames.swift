/// Names of fields in order, with the place of each; many notes share one.
final class FieldNames: Sendable {
    /// The names.
    let names: [String]
    private let hashes: [UInt32]
    /// The places by hash, -1 where none is; as many as a power of two.
    private let table: [Int32]

    /// Takes names, each once.
    init(_ names: [String]) {
        self.names = names
        hashes = names.map(Self.hash)
        var size = 4
        while size < names.count * 2 { size *= 2 }
        var table = [Int32](repeating: -1, count: size)
        for (place, hash) in hashes.enumerated() {
            var slot = Int(hash) & (size - 1)
            while table[slot] >= 0 { slot = (slot + 1) & (size - 1) }
            table[slot] = Int32(place)
        }
        self.table = table
    }

    /// The place of a name; nil where it is not among them.
    func place(of key: FieldKey) -> Int? {
        let mask = table.count - 1
        var slot = Int(key.hash) & mask
        while true {
            let place = Int(table[slot])
            if place < 0 { return nil }
            if hashes[place] == key.hash, names[place] == key.name { return place }
            slot = (slot + 1) & mask
        }
    }

    /// The hash of a name (FNV-1a).
    static func hash(_ name: String) -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        for byte in name.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}

/// The fields of a note: values of its own under names that it shares with the notes like it.
package struct PageFields: Sendable {
    /// The names.
    let names: FieldNames
    /// The values, one per name.
    let values: [Value]

    /// The value of a field; nil where there is none of that name.
    subscript(key: FieldKey) -> Value? { names.place(of: key).map { values[$0] } }

    /// The names in order.
    package var keys: [String] { names.names }
    /// The same as an object holds them.
    var held: Fields { Fields(Array(zip(names.names, values))) }
}

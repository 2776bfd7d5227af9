package import VaultModel

/// The order in which queries see notes: depth first, the children of a folder by name in UTF-16 units.
package enum BaseOrder {
    /// Whether one path stands before another.
    package static func precedes(_ left: NotePath, _ right: NotePath) -> Bool {
        var (one, other) = (left.bytes.makeIterator(), right.bytes.makeIterator())
        while true {
            let (a, b) = (one.next(), other.next())
            if a == b {
                if a == nil { return false }
                continue
            }
            // Bytes of UTF-8 have the order of UTF-16 units, but for the highest of the basic plane.
            guard let a, let b else { return a == nil }
            if a >= 0xEE, b >= 0xEE { return unitsPrecede(left.text, right.text) }
            return a != 0x2F && b != 0x2F ? a < b : a == 0x2F
        }
    }

    /// Paths in that order.
    static func sorted(_ paths: [NotePath]) -> [NotePath] {
        // With a slash before all else, bytes have the order, but for the highest of the basic plane.
        let slash = UInt8(ascii: "/")
        let keyed = paths.map { path in (key: path.bytes.map { $0 == slash ? 0 : $0 }, path: path) }
        if keyed.contains(where: { $0.key.contains { $0 >= 0xEE } }) {
            return paths.sorted { precedes($0, $1) }
        }
        return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.path)
    }

    private static func unitsPrecede(_ left: String, _ right: String) -> Bool {
        var (one, other) = (left.utf16.makeIterator(), right.utf16.makeIterator())
        while true {
            // A folder's name ends where a file's goes on, so a slash stands before every other unit.
            let (a, b) = (one.next().map(rank), other.next().map(rank))
            if a != b { return (a ?? -1) < (b ?? -1) }
            if a == nil { return false }
        }
    }

    private static func rank(_ unit: UInt16) -> Int { unit == 0x2F ? 0 : Int(unit) + 1 }

    /// The folders that a file is in, from the outermost; the root is not among them.
    package static func folders(of path: NotePath) -> [String] {
        let text = path.text
        return text.indices.filter { text[$0] == "/" }.map { String(text[..<$0]) }
    }
}

/// The frontmatter of a note that was just read. Where its properties stand is kept in lists that those of other notes
/// were read into before, unless more than their places was needed.
struct ScannedFrontmatter {
    /// What `Frontmatter` says under the same names.
    let range: ByteRange
    let contentRange: ByteRange
    /// The whole block where the lists do not hold it: the YAML library has read it, or it can't be read.
    var other: Frontmatter?

    /// The block as a note keeps it.
    func whole(_ bytes: [UInt8], _ lists: borrowing PropertyLists) -> Frontmatter {
        other
            ?? Frontmatter(
                range: range, contentRange: contentRange,
                held: .places(
                    PropertyPlaces(bytes: bytes, places: lists.places.array, items: lists.items.array)))
    }
}

/// Where the properties of a note stand, and the items of their lists, one list behind another.
struct PropertyLists: ~Copyable {
    var places = OwnedList<PropertyPlace>()
    var items = OwnedList<PropertyScalar>()

    /// Empties both lists for another note.
    mutating func removeAll() {
        places.cut(to: 0)
        items.cut(to: 0)
    }

    /// Whether all keys are written without quotes and in ASCII, so that keys are compared by their bytes.
    var hasPlainKeys: Bool { !places.contains { !$0.isPlainKey } }

    /// Whether one of few keys is, byte for byte, that of one before it.
    func isRepeated(_ source: SourceBytes) -> Bool {
        // What most keys differ in: a bit of a word for each, by its length and its first and last byte.
        var seen: UInt64 = 0
        for index in places.indices {
            let key = places[index].keyRange
            let mark = key.count &+ Int(source[key.lower]) &+ 5 &* Int(source[key.upper &- 1])
            let bit: UInt64 = 1 << UInt64(mark & 63)
            if seen & bit != 0, (0..<index).contains(where: { source.equal(places[$0].keyRange, key) }) {
                return true
            }
            seen |= bit
        }
        return false
    }
}

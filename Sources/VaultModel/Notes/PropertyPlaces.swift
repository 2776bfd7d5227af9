/// Where the parts of one property stand.
struct PropertyPlace {
    /// The key with its quotes.
    var keyRange: ByteRange
    /// The value as `Property` has it.
    var valueRange: ByteRange
    /// How it is written.
    var style: Property.Style
    /// Whether the key is written without quotes and in ASCII.
    var isPlainKey: Bool
    /// The key's line, from 0.
    @Narrow var line: Int
    /// The first of its items, and the one behind its last.
    @Narrow var firstItem: Int
    @Narrow var endOfItems: Int
}

/// The properties of a block by their places alone. The index of a vault asks for few of them, and texts are made only
/// of those asked for.
struct PropertyPlaces {
    /// The note's bytes.
    let bytes: [UInt8]
    /// The places in the order written.
    let places: [PropertyPlace]
    /// The items of all lists, one list behind another.
    let items: [PropertyScalar]
    /// Whether all keys are written without quotes and in ASCII, so that keys are compared by their bytes.
    let hasPlainKeys: Bool

    /// Takes places, whose values must be in the subset.
    init(bytes: [UInt8], places: [PropertyPlace], items: [PropertyScalar]) {
        self.bytes = bytes
        self.places = places
        self.items = items
        hasPlainKeys = places.allSatisfy { $0.isPlainKey }
    }

    /// The properties whose place is wanted.
    func properties(where isWanted: (PropertyPlace) -> Bool) -> [Property] {
        var result: [Property] = []
        for place in places where isWanted(place) { result.append(property(place)) }
        return result
    }

    /// The properties whose value, as written, holds a byte.
    func properties(holding byte: UInt8) -> [Property] {
        guard let first = places.first, let last = places.last else { return [] }
        return bytes.withUnsafeBufferPointer { buffer in
            let source = SourceBytes(buffer)
            func isHeld(from start: Int, to end: Int) -> Bool {
                source.find(byte, from: start, to: end) != nil
            }
            guard isHeld(from: first.valueRange.lower, to: last.valueRange.upper) else { return [] }
            return properties { isHeld(from: $0.valueRange.lower, to: $0.valueRange.upper) }
        }
    }

    /// Whether a property can be found by comparing bytes.
    func canFind(_ key: String) -> Bool { hasPlainKeys && key.utf8.allSatisfy { $0 < 0x80 } }

    /// The property of a key that can be found so.
    func property(_ key: String) -> Property? {
        var folded: PropertyPlace?
        for place in places where isNamed(place, key) {
            if bytes[place.keyRange].elementsEqual(key.utf8) { return property(place) }
            folded = folded ?? place
        }
        return folded.map(property)
    }

    /// Whether a place's key equals one that can be found by its bytes, case ignored.
    func isNamed(_ place: PropertyPlace, _ key: String) -> Bool {
        guard place.keyRange.count == key.utf8.count else { return false }
        var offset = place.keyRange.lower
        for byte in key.utf8 {
            if NameFold.lower(bytes[offset]) != NameFold.lower(byte) { return false }
            offset += 1
        }
        return true
    }

    /// The text of a key.
    func key(_ place: PropertyPlace) -> String { place.key(in: bytes) }

    /// The property at a place.
    func property(_ place: PropertyPlace) -> Property {
        let items = items[place.firstItem..<place.endOfItems].map {
            Property.Item(range: $0.range, value: $0.value(in: bytes))
        }
        let value =
            switch place.style {
            case .flowList, .blockList: PropertyValue.list(items.map(\.value))
            default: PropertyScalar(range: place.valueRange, style: place.style).value(in: bytes)
            }
        return Property(
            key: key(place), keyRange: place.keyRange, valueRange: place.valueRange, style: place.style,
            value: value, items: items, line: place.line)
    }
}

extension PropertyPlace {
    /// The text of the key.
    func key(in bytes: [UInt8]) -> String {
        let style: Property.Style =
            switch bytes[keyRange.lower] {
            case UInt8(ascii: "\""): .doubleQuoted
            case UInt8(ascii: "'"): .singleQuoted
            default: .plain
            }
        return style == .plain
            ? bytes.text(keyRange) : PropertyScalar(range: keyRange, style: style).text(in: bytes)
    }
}

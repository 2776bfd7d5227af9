/// The properties of a note: the block between two `---` lines at its very start (dialect §2).
package struct Frontmatter: Sendable {
    /// From the first `-` to the end of the closing `---`, without the terminator.
    package let range: ByteRange
    /// The lines between the two.
    package let contentRange: ByteRange
    /// What was read of the properties.
    private let held: Held
    /// Why the block can't be read as YAML. Then it is shown as text and never written (dialect §2).
    package let problem: Problem?

    /// What is wrong with a block, and where.
    package struct Problem: Error, Hashable, Sendable {
        /// The line in the note, from 0.
        package var line: Int
        /// What is wrong, in words.
        package var message: String
        /// Makes a problem.
        package init(line: Int, message: String) {
            self.line = line
            self.message = message
        }
    }

    /// Makes a block from its parts.
    package init(range: ByteRange, contentRange: ByteRange, properties: [Property], problem: Problem? = nil) {
        self.range = range
        self.contentRange = contentRange
        held = .properties(properties)
        self.problem = problem
    }

    /// Makes a block of what was read.
    init(range: ByteRange, contentRange: ByteRange, held: Held) {
        self.range = range
        self.contentRange = contentRange
        self.held = held
        problem = nil
    }

    /// The properties themselves, or where they stand.
    enum Held {
        case properties([Property])
        case places(PropertyPlaces)

        /// The properties in the order written.
        var properties: [Property] {
            switch self {
            case .properties(let properties): properties
            case .places(let places): places.properties { _ in true }
            }
        }
    }

    /// The properties in the order written; none where the block can't be read. They are made when asked for.
    package var properties: [Property] { held.properties }

    /// Where the properties stand, as long as no text need be made to find them; nil where that is not known.
    var places: PropertyPlaces? {
        switch held {
        case .properties: nil
        case .places(let places): places.hasPlainKeys ? places : nil
        }
    }

    /// The property whose key equals `key`, case ignored.
    package subscript(key: String) -> Property? {
        if case .places(let places) = held, places.canFind(key) { return places.property(key) }
        let properties = properties
        return properties.first { $0.key == key }
            ?? properties.first { NameFold.equal($0.key.utf8, key.utf8) }
    }

    /// The properties whose key equals one of some names, case ignored.
    func properties(named names: String...) -> [Property] {
        if case .places(let places) = held, names.allSatisfy(places.canFind) {
            return places.properties { place in names.contains { places.isNamed(place, $0) } }
        }
        return properties.filter { property in
            names.contains { NameFold.equal(property.key.utf8, $0.utf8) }
        }
    }

    /// The properties whose value, as written, holds a byte; makes no others.
    package func properties(holding byte: UInt8, in bytes: [UInt8]) -> [Property] {
        switch held {
        case .properties(let properties): properties.filter { bytes[$0.valueRange].contains(byte) }
        case .places(let places): places.properties(holding: byte)
        }
    }

    /// The properties whose value may hold a link, one whose brackets are written as escapes too.
    var propertiesWithLinks: [Property] {
        switch held {
        case .properties(let properties): properties
        case .places(let places):
            places.properties(holding: UInt8(ascii: "[")) + places.properties(holding: UInt8(ascii: "\\"))
        }
    }
}

/// One property with the places of its parts.
package struct Property: Hashable, Sendable {
    /// One item of a list.
    package struct Item: Hashable, Sendable {
        /// The item's scalar with its quotes, without dash, commas and comment.
        package var range: ByteRange
        /// Its value.
        package var value: PropertyValue
        /// Makes an item.
        package init(range: ByteRange, value: PropertyValue) {
            self.range = range
            self.value = value
        }
    }
    /// How the value is written.
    package enum Style: Hashable, Sendable {
        /// Nothing behind the colon.
        case empty
        /// A plain, single- or double-quoted scalar on the key's line.
        case plain, singleQuoted, doubleQuoted
        /// `[a, b]`, and `- a` lines.
        case flowList, blockList
        /// Anything else (block scalars, maps, anchors): read by the YAML library, edited only as text.
        case other
    }
    /// The key as written, without quotes.
    package var key: String
    /// The key with its quotes.
    package var keyRange: ByteRange
    /// The value as written, quotes or brackets included; empty, behind the colon, where there is none.
    package var valueRange: ByteRange
    /// How it is written.
    package var style: Style
    /// What it means.
    package var value: PropertyValue
    /// The items of a list with their places; empty for other values and for style `other`.
    package var items: [Item]
    /// The key's line, from 0.
    package var line: Int

    /// Makes a property.
    package init(
        key: String, keyRange: ByteRange, valueRange: ByteRange, style: Style, value: PropertyValue,
        items: [Item] = [], line: Int
    ) {
        self.key = key
        self.keyRange = keyRange
        self.valueRange = valueRange
        self.style = style
        self.value = value
        self.items = items
        self.line = line
    }
}

/// What a property holds, by YAML 1.2's core rules: dates stay text, `yes` is text, `007` is 7 (dialect §2).
package indirect enum PropertyValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([PropertyValue])
    /// Keys in the order written.
    case map([Entry])

    /// One entry of a map.
    package struct Entry: Hashable, Sendable {
        /// The key.
        package var key: String
        /// The value.
        package var value: PropertyValue
        /// Makes an entry.
        package init(key: String, value: PropertyValue) {
            self.key = key
            self.value = value
        }
    }
}

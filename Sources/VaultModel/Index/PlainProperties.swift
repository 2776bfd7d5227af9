/// The properties of a note by the places of their keys and values, where all keys are plain words in ASCII, as nearly
/// all are: what they say is copied from there, and no text is made of it.
///
/// Safe: one is made only of a note that was just read, and not kept longer than that.
struct PlainProperties {
    private let source: SourceBytes
    private let places: UnsafeBufferPointer<PropertyPlace>
    private let items: UnsafeBufferPointer<PropertyScalar>
    /// The index of the property of each name, or -1.
    private var found = InlineArray<6, Int>(repeating: -1)

    /// The properties that the index keeps.
    enum Name: Int {
        case title, type, status, created, lastUpdated, lastContact
    }

    /// Takes up the properties of a note, none where they can't be read; nil where some can't be found by their bytes.
    init?(_ note: borrowing ScannedNote) {
        source = note.source
        guard let frontmatter = note.frontmatter, frontmatter.other?.problem == nil else {
            places = UnsafeBufferPointer(start: nil, count: 0)
            items = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        places = note.found.properties.places.elements
        items = note.found.properties.items.elements
        guard frontmatter.other == nil else { return nil }
        for index in places.indices {
            let place = places[index]
            guard place.isPlainKey else { return nil }
            switch place.keyRange.count {
            case 4: find(.type, "type", index)
            case 5: find(.title, "title", index)
            case 6: find(.status, "status", index)
            case 7: find(.created, "created", index)
            case 12:
                find(.lastUpdated, "last_updated", index)
                find(.lastContact, "last_contact", index)
            default: break
            }
        }
    }

    /// Takes a property for the one of a name, unless there is a better one.
    private mutating func find(_ name: Name, _ text: StaticString, _ index: Int) {
        let key = places[index].keyRange
        let isSame = source.starts(with: text, at: key.lower, before: key.upper)
        if isSame || found[name.rawValue] < 0 && isNamed(index, text) { found[name.rawValue] = index }
    }

    /// The places of the properties in their order.
    var indices: Range<Int> { places.indices }

    /// Whether one of the values, which stand in `range`, may hold a text that is a wikilink.
    func mayHoldLinks(in range: ByteRange, _ kinds: ByteKinds) -> Bool {
        // Brackets and backslashes are joints.
        kinds.next(.joint, from: range.lower, to: range.upper) < range.upper
            && places.contains { $0.mayHoldLinks(source) }
    }

    /// What a value says.
    enum Value {
        case nothing
        case text(ByteRange)
        /// More than a look at its bytes tells.
        case unclear
    }

    /// The index of the property of a name in any case; the one in lower case first, as everywhere.
    func index(of name: Name) -> Int? { found[name.rawValue] < 0 ? nil : found[name.rawValue] }

    /// The same of one of the words of a schema.
    func index(of word: Int, in words: WordList) -> Int? {
        var found: Int?
        for index in indices {
            let key = places[index].keyRange
            if words.isWord(word, source, key) { return index }
            if found == nil, words.isWordInAnyCase(word, source, key) { found = index }
        }
        return found
    }

    /// Whether a property's values are tags of the note.
    func holdsTags(_ index: Int) -> Bool {
        switch places[index].keyRange.count {
        case 3: isNamed(index, "tag")
        case 4: isNamed(index, "tags")
        default: false
        }
    }

    /// Whether a property's values are other names of the note.
    func holdsAliases(_ index: Int) -> Bool {
        switch places[index].keyRange.count {
        case 5: isNamed(index, "alias")
        case 7: isNamed(index, "aliases")
        default: false
        }
    }

    /// Whether a property of as many letters has a name, given in lower case, in any case.
    private func isNamed(_ index: Int, _ name: StaticString) -> Bool {
        let key = places[index].keyRange
        return source.startsInAnyCase(with: name, at: key.lower, before: key.upper)
    }

    /// Whether a property is a list, of one item or none too.
    func isList(_ index: Int) -> Bool {
        switch places[index].style {
        case .flowList, .blockList: true
        default: false
        }
    }

    /// What a single value says; of a list it is unclear.
    func value(_ index: Int) -> Value {
        isList(index) ? .unclear : value(in: places[index].valueRange)
    }

    /// The values of a property: the items of a list, or the only one.
    func values(_ index: Int) -> Range<Int> {
        let place = places[index]
        return isList(index) ? place.firstItem..<place.endOfItems : 0..<1
    }

    /// What one of the values of a property says.
    func value(_ index: Int, _ item: Int) -> Value {
        isList(index) ? value(in: items[item].range) : value(index)
    }

    /// Whether a single value, which says something, is a text, and not a number or the like.
    func isText(_ index: Int, _ bytes: [UInt8]) -> Bool {
        isText(PropertyScalar(range: places[index].valueRange, style: places[index].style), bytes)
    }

    /// The same of one of the values of a property.
    func isText(_ index: Int, _ item: Int, _ bytes: [UInt8]) -> Bool {
        isList(index) ? isText(items[item], bytes) : isText(index, bytes)
    }

    private func isText(_ scalar: PropertyScalar, _ bytes: [UInt8]) -> Bool {
        // No number starts with a letter, and no word that means something else has more than five.
        if scalar.style != .plain || scalar.range.count > 5 && source[scalar.range.lower].isLetter {
            return true
        }
        if case .text = scalar.value(in: bytes) { return true }
        return false
    }

    /// What is written at a place: a plain scalar, or one in quotes without escapes.
    private func value(in range: ByteRange) -> Value {
        guard !range.isEmpty else { return .nothing }
        let quote = source[range.lower]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return isNull(range) ? .nothing : text(range)
        }
        guard range.count > 1 else { return .unclear }
        let inner = ByteRange(range.lower + 1, range.upper - 1)
        let escape = quote == UInt8(ascii: "'") ? quote : UInt8(ascii: "\\")
        return source.find(escape, from: inner.lower, to: inner.upper) == nil ? text(inner) : .unclear
    }

    /// A text that can be copied, and of which it is clear whether there is more to it than white space.
    private func text(_ range: ByteRange) -> Value {
        if source.isASCII(range) { return .text(range) }
        let isSeen = range.indices.contains { source[$0] > 0x20 && source[$0] < 0x7F }
        return isSeen && source.isUTF8(range) ? .text(range) : .unclear
    }

    /// Whether a plain scalar is one of the words for nothing.
    private func isNull(_ range: ByteRange) -> Bool {
        switch range.count {
        case 1: source[range.lower] == UInt8(ascii: "~")
        case 4:
            source.starts(with: "null", at: range.lower, before: range.upper)
                || source.starts(with: "Null", at: range.lower, before: range.upper)
                || source.starts(with: "NULL", at: range.lower, before: range.upper)
        default: false
        }
    }
}

extension PropertyPlace {
    /// Whether the value may hold a text that is a wikilink: two brackets, or an escape that may stand for them.
    func mayHoldLinks(_ source: SourceBytes) -> Bool {
        var before: UInt8 = 0
        for byte in source.slice(valueRange) {
            if byte == UInt8(ascii: "[") && before == byte || byte == UInt8(ascii: "\\") { return true }
            before = byte
        }
        return false
    }
}

/// The texts at the front of a pack, copied from where they stand.
extension DigestWriter {
    /// Packs the texts and says what the note is, as long as bytes tell; nil, with the pack as it was, where something
    /// must be read as text.
    mutating func packPlainTexts(_ note: borrowing ScannedNote) -> NoteDigest.Kinds? {
        let source = note.source
        let start = writer.count
        let properties = PlainProperties(note)
        guard rules.schema.words.isASCII, let properties, gatherTags(note, properties),
            let kinds = kinds(note, properties), packTitle(note, properties),
            packScalars(properties, source, kinds), packAliases(properties, source)
        else {
            writer.cut(to: start)
            return nil
        }
        writer.number(tags.count)
        for tag in tags { writer.text(source, tag) }
        return kinds
    }

    /// The property `title`, else the first heading of level 1, where it is not the file's name.
    @inline(__always)
    private mutating func packTitle(_ note: borrowing ScannedNote, _ properties: PlainProperties)
        -> Bool
    {
        let source = note.source
        var title: ByteRange?
        if let index = properties.index(of: .title), properties.isText(index, note.bytes) {
            guard case .text(let text) = properties.value(index) else { return false }
            if !text.isEmpty { title = text }
        }
        title = title ?? note.found.headings.first { $0.level == 1 }?.textRange
        guard let title else {
            writer.byte(0)
            return true
        }
        guard source.isUTF8(title) else { return false }
        if isName(note.path, title, source) { writer.byte(0) } else { writer.optional(source, title) }
        return true
    }

    /// Whether a text is a note's name.
    @inline(__always)
    private func isName(_ path: NotePath, _ title: ByteRange, _ source: SourceBytes) -> Bool {
        let isSame = path.bytes.read { bytes in
            let end = bytes.count - (path.isNote ? 3 : 0)
            let start = end - title.count
            return start >= 0 && (start == 0 || bytes[start - 1] == UInt8(ascii: "/"))
                && source.equal(title, to: bytes, at: ByteRange(start, end))
                && source.find(UInt8(ascii: "/"), from: title.lower, to: title.upper) == nil
        }
        if isSame { return true }
        // Texts beyond ASCII can be equal without having the same bytes.
        return !(source.isASCII(title) && path.bytes.allSatisfy { $0 < 0x80 })
            && source.text(title) == path.name
    }

    /// Type, status, days, and what a person is.
    @inline(__always)
    private mutating func packScalars(
        _ properties: PlainProperties, _ source: SourceBytes, _ kinds: NoteDigest.Kinds
    ) -> Bool {
        guard packScalar(properties, properties.index(of: .type), source),
            packScalar(properties, properties.index(of: .status), source, orElse: taggedStatus(source)),
            packScalar(properties, properties.index(of: .created), source),
            packScalar(properties, properties.index(of: .lastUpdated), source),
            packScalar(properties, properties.index(of: .lastContact), source)
        else { return false }
        guard kinds.contains(.person) else {
            writer.byte(0)
            writer.byte(0)
            return true
        }
        return packScalar(properties, oneOf: rules.schema.words.role, source)
            && packScalar(properties, oneOf: rules.schema.words.company, source)
    }

    /// A property as `Note.scalar` reads it, or `other` where it says nothing; false where that is unclear.
    private mutating func packScalar(
        _ properties: PlainProperties, _ index: Int?, _ source: SourceBytes, orElse other: ByteRange? = nil
    ) -> Bool {
        switch index.map({ properties.value($0) }) ?? .nothing {
        case .text(let text) where !source.spaceTrimmed(text).isEmpty: writer.optional(source, text)
        case .text, .nothing: writer.optional(source, other)
        case .unclear: return false
        }
        return true
    }

    /// The first property with one of the names that says something.
    private mutating func packScalar(
        _ properties: PlainProperties, oneOf names: WordList, _ source: SourceBytes
    ) -> Bool {
        for name in names.indices {
            guard let index = properties.index(of: name, in: names) else { continue }
            switch properties.value(index) {
            case .text(let text) where !source.spaceTrimmed(text).isEmpty:
                writer.optional(source, text)
                return true
            case .text, .nothing: continue
            case .unclear: return false
            }
        }
        writer.byte(0)
        return true
    }

    private mutating func packAliases(_ properties: PlainProperties, _ source: SourceBytes) -> Bool {
        aliases.removeAll(keepingCapacity: true)
        for index in properties.indices
        where properties.holdsAliases(index) {
            for item in properties.values(index) {
                switch properties.value(index, item) {
                case .text(let text):
                    let name = source.spaceTrimmed(text)
                    guard source.isASCII(name),
                        properties.isList(index)
                            || source.find(UInt8(ascii: ","), from: name.lower, to: name.upper) == nil,
                        aliases.count < Self.mostNames
                    else { return false }
                    if !name.isEmpty, !aliases.contains(where: { source.equal($0, name) }) {
                        aliases.append(name)
                    }
                case .nothing: continue
                case .unclear: return false
                }
            }
        }
        writer.number(aliases.count)
        for alias in aliases { writer.text(source, alias) }
        return true
    }
}

/// Tags, and what they and the type say of a note.
extension DigestWriter {
    /// More names than this are told apart by a set.
    fileprivate static var mostNames: Int { 64 }

    /// Gathers the tags of properties and body, each once; false where that takes reading them as text.
    @inline(__always)
    private mutating func gatherTags(_ note: borrowing ScannedNote, _ properties: PlainProperties)
        -> Bool
    {
        let source = note.source
        tags.removeAll(keepingCapacity: true)
        hasOddTags = false
        for index in properties.indices
        where properties.holdsTags(index) {
            for item in properties.values(index) {
                switch properties.value(index, item) {
                case .text(let text):
                    guard gather(text, source) else { return false }
                    let isOdd = !text.isEmpty && source[text.upper - 1] == UInt8(ascii: "/")
                    if isOdd || !properties.isText(index, item, note.bytes) { hasOddTags = true }
                case .nothing: continue
                case .unclear: return false
                }
            }
        }
        propertyTags = tags.count
        for index in note.found.tags.indices {
            let tag = note.found.tags[index]
            guard tag.range.count > 1, gather(ByteRange(tag.range.lower + 1, tag.range.upper), source) else {
                return false
            }
        }
        return true
    }

    /// Takes a tag up; false where it may be several.
    private mutating func gather(_ tag: ByteRange, _ source: SourceBytes) -> Bool {
        if tag.isEmpty { return true }
        guard source.isOneTag(tag), source[tag.lower] != UInt8(ascii: "#"), tags.count < Self.mostNames else {
            return false
        }
        let key = key(of: tag, source)
        if !tags.contains(where: { source.equalInAnyCase(self.key(of: $0, source), key) }) {
            tags.append(tag)
        }
        return true
    }

    /// What two equal tags have in common, apart from case: a slash at the end does not matter.
    private func key(of tag: ByteRange, _ source: SourceBytes) -> ByteRange {
        let isOpen = tag.count > 1 && source[tag.upper - 1] == UInt8(ascii: "/")
        return isOpen ? ByteRange(tag.lower, tag.upper - 1) : tag
    }

    /// What the note is by its type and the tags of its properties; nil where that is unclear.
    @inline(__always)
    private mutating func kinds(
        _ note: borrowing ScannedNote, _ properties: PlainProperties
    ) -> NoteDigest.Kinds? {
        let source = note.source
        mayHoldLinks = false
        guard let frontmatter = note.frontmatter else { return [] }
        mayHoldLinks = properties.mayHoldLinks(in: frontmatter.contentRange, note.kinds)
        let hasProblem = frontmatter.other?.problem != nil
        var kinds: NoteDigest.Kinds = hasProblem ? .problem : []
        let mayBeOdd = hasOddTags || hasProblem || mayHoldLinks
        if mayBeOdd, note.wholeFrontmatter?.hasOddProperties == true { kinds.insert(.odd) }
        var type: ByteRange?
        if let index = properties.index(of: .type) {
            switch properties.value(index) {
            case .text(let text):
                guard source.isASCII(text) else { return nil }
                if properties.isText(index, note.bytes) { type = source.spaceTrimmed(text) }
            case .nothing: break
            case .unclear: return nil
            }
        }
        func isKind(_ kind: SchemaWords.Kind) -> Bool {
            if let type, kind.types.contains(source, type) { return true }
            return tags[..<propertyTags].contains { kind.tags.contains(source, key(of: $0, source)) }
        }
        let words = rules.schema.words
        if isKind(words.project) { kinds.insert(.project) }
        if isKind(words.person) { kinds.insert(.person) }
        if isKind(words.customer) { kinds.insert(.customer) }
        let isInReview = tags[..<propertyTags].contains { words.review.contains(source, key(of: $0, source)) }
        if isInReview { kinds.insert(.review) }
        return kinds
    }

    /// The status that a tag of the properties gives.
    @inline(__always)
    private func taggedStatus(_ source: SourceBytes) -> ByteRange? {
        for tag in tags[..<propertyTags] {
            guard let length = rules.schema.words.status.start(of: source, key(of: tag, source)) else {
                continue
            }
            return ByteRange(tag.lower + length, tag.upper)
        }
        return nil
    }
}

extension SourceBytes {
    /// Whether a text that is a tag is one for sure: visible characters of ASCII, and no comma.
    @inline(__always)
    fileprivate func isOneTag(_ tag: ByteRange) -> Bool {
        var offset = tag.lower
        while offset < tag.upper {
            let word = word(at: offset, before: tag.upper)
            let blanks = (word &- 0x2121_2121_2121_2121) & ~word
            let others = (blanks | word) & 0x8080_8080_8080_8080 | word.bytesEqual(to: 0x7F)
            let hits = others | word.bytesEqual(to: UInt8(ascii: ","))
            if hits != 0, offset &+ hits.trailingZeroBitCount / 8 < tag.upper { return false }
            offset &+= 8
        }
        return true
    }
}

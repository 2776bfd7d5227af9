/// Reads the subset of YAML that Obsidian writes, line by line, keeping the place of every key, value and
/// item: `key: scalar`, `key:`, a list as `- item` lines or in brackets, comments and blank lines.
struct PropertyReader: ~Copyable {
    private let block: PropertyLines
    /// What was read: a property in the subset, or, with style `other`, one that only the YAML library can read, whose
    /// value is said to start behind the colon.
    private(set) var found: PropertyLists
    /// The first placeholder of a template that stands where a value should.
    private var placeholder: Int?
    /// The lines of the properties that only the library can read.
    private var beyond: [Range<Int>] = []

    /// Prepares to read; what is found goes into `lists`, which are the reader's until it gives them back.
    init(_ block: PropertyLines, _ lists: inout PropertyLists) {
        self.block = block
        found = PropertyLists()
        swap(&found, &lists)
        found.removeAll()
    }

    /// Gives the lists back.
    mutating func giveBack(_ lists: inout PropertyLists) { swap(&found, &lists) }

    /// A key with what must be known of its line.
    struct Key {
        var range: ByteRange
        var isPlain: Bool
        /// The offset behind the colon.
        var end: Int
        var line: Int
    }

    /// Reads all properties: nil where their places say all, since all are in the subset. Throws where the block is
    /// not valid YAML.
    @inline(__always)
    mutating func read(_ bytes: [UInt8]) throws(Frontmatter.Problem) -> [Property]? {
        let isRead = readPlaces()
        if let placeholder {
            throw .init(
                line: placeholder, message: "a template's placeholder stands where a value should; fill it in"
            )
        }
        if isRead, beyond.isEmpty { return nil }
        let whole = YAMLBlock(bytes: bytes, lines: LineTable(bytes), content: block.contentRange)
        guard isRead else { return try whole.properties() }
        let places = found.places.array
        let known = PropertyPlaces(bytes: bytes, places: places, items: found.items.array)
        do throws(Frontmatter.Problem) {
            return merged(known, with: try whole.properties())
        } catch {
            throw located(error)
        }
    }

    /// The problem on the line where its cause is likely to be: the library may only notice it at the block's
    /// end.
    private func located(_ problem: Frontmatter.Problem) -> Frontmatter.Problem {
        guard problem.line >= block.body.upperBound, let last = beyond.last else { return problem }
        return .init(line: last.lowerBound, message: problem.message)
    }

    /// What the library read, with the exact places of all that could be read without it.
    private func merged(_ known: PropertyPlaces, with read: [Property]) -> [Property] {
        let places = known.places
        guard places.count == read.count,
            zip(places, read).allSatisfy({ known.key($0).utf8.elementsEqual($1.key.utf8) })
        else { return read }
        var ranges = beyond[...]
        return zip(places, read).map { place, read in
            guard place.style == .other, let lines = ranges.popFirst() else { return known.property(place) }
            return Property(
                key: known.key(place), keyRange: place.keyRange,
                valueRange: rawValue(behind: place.valueRange.lower, on: place.line, in: lines),
                style: .other, value: read.value, line: place.line)
        }
    }

    /// From the first character behind the colon to the last one of the lines, comments at the margin left
    /// out.
    private func rawValue(behind colon: Int, on line: Int, in range: Range<Int>) -> ByteRange {
        let start = block.source.skipBlanks(from: colon, to: block.content(of: line).end)
        for other in range.reversed() {
            let content = block.content(of: other)
            if block.isVoid(content), other != line { continue }
            return ByteRange(start, max(start, block.source.trimBlanks(from: content.start, to: content.end)))
        }
        return ByteRange(start, start)
    }

    /// Reads the lines in order; false where a line at the margin is no key.
    @inline(__always)
    private mutating func readPlaces() -> Bool {
        var line = block.body.lowerBound
        while line < block.body.upperBound {
            let content = block.content(of: line)
            if !block.startsWithLetter(content), block.isVoid(content) {
                line += 1
                continue
            }
            if block.startsPlaceholder(content.start) { notePlaceholder(line) }
            guard let key = key(in: content, line) else { return false }
            let firstItem = found.items.count
            if let next = readValue(of: key, content) {
                line = next
            } else {
                found.items.cut(to: firstItem)
                let next = block.nextKey(behind: line)
                add(key, ByteRange(key.end, key.end), .other)
                beyond.append(line..<next)
                line = next
            }
        }
        return true
    }

    /// Notes a property whose items, if it has any, are the last ones from `firstItem` on.
    private mutating func add(_ key: Key, _ value: ByteRange, _ style: Property.Style, firstItem: Int? = nil)
    {
        found.places.append(
            PropertyPlace(
                keyRange: key.range, valueRange: value, style: style, isPlainKey: key.isPlain, line: key.line,
                firstItem: firstItem ?? found.items.count, endOfItems: found.items.count))
    }

    /// Remembers the first line with a placeholder.
    private mutating func notePlaceholder(_ line: Int) { placeholder = placeholder ?? line }

    /// The key at the start of a line.
    @inline(__always)
    private func key(in content: LineSpan, _ line: Int) -> Key? {
        let first = block.source[content.start]
        guard content.end - content.start <= 1 << 16, !first.isBlank else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let scalar = PropertyScalar(block.source, from: content.start, to: content.end, .block)
            else {
                return nil
            }
            let colon = block.source.skipBlanks(from: scalar.range.upper, to: content.end)
            return block.isColon(colon, content.end)
                ? Key(range: scalar.range, isPlain: false, end: colon + 1, line: line) : nil
        }
        let source = block.source
        var letter = content.start
        for byte in source.slice(ByteRange(content.start, content.end)) {
            guard byte.isPlainKeyByte else { break }
            letter &+= 1
        }
        if letter > content.start, letter - content.start <= 1024, !block.source[letter - 1].isBlank,
            first | 0x20 >= 0x61, block.isColon(letter, content.end)
        {
            return Key(
                range: ByteRange(content.start, letter), isPlain: true, end: letter + 1, line: line)
        }
        guard let colon = (content.start..<content.end).first(where: { block.isColon($0, content.end) }),
            colon > content.start, colon - content.start <= 1024,
            let scalar = PropertyScalar(block.source, from: content.start, to: colon, .block),
            block.source.skipBlanks(from: scalar.range.upper, to: colon) == colon
        else { return nil }
        return Key(range: scalar.range, isPlain: false, end: colon + 1, line: line)
    }

    /// Reads the value of `key` and answers the line behind it; nil where it lies beyond the subset.
    @inline(__always)
    private mutating func readValue(of key: Key, _ content: LineSpan) -> Int? {
        let start = block.source.skipBlanks(from: key.end, to: content.end)
        if start == content.end || block.isComment(start) { return readListOrNothing(of: key) }
        if block.startsPlaceholder(start) {
            notePlaceholder(key.line)
            return nil
        }
        if block.source[start] == UInt8(ascii: "[") { return readFlowList(of: key, at: start) }
        guard let scalar = PropertyScalar(block.source, from: start, to: content.end, .block),
            block.hasOnlyComment(scalar.range.upper, content.end), block.endsBlock(behind: key.line)
        else { return nil }
        add(key, scalar.range, scalar.style)
        return key.line + 1
    }

    /// Reads a list in brackets.
    private mutating func readFlowList(of key: Key, at start: Int) -> Int? {
        var list = FlowListReader(block: block, line: key.line, at: start)
        let read = list.read()
        if let placeholder = list.placeholder { notePlaceholder(placeholder) }
        guard let read, block.endsBlock(behind: list.line) else { return nil }
        let firstItem = found.items.count
        for item in read.items { found.items.append(item) }
        add(key, read.range, .flowList, firstItem: firstItem)
        return list.line + 1
    }

    /// Reads a property with nothing behind its colon: a list of `- item` lines, or no value.
    @inline(__always)
    private mutating func readListOrNothing(of key: Key) -> Int? {
        let nothing = ByteRange(key.end, key.end)
        guard let next = block.significant(behind: key.line) else {
            add(key, nothing, .empty)
            return key.line + 1
        }
        let content = block.content(of: next)
        let start = block.firstText(in: content)
        if block.isDash(start, content.end) {
            let firstItem = found.items.count
            guard let behind = readBlockList(from: next), let last = found.items.last else { return nil }
            add(
                key, ByteRange(found.items[firstItem].range.lower, last.range.upper), .blockList,
                firstItem: firstItem)
            return behind
        }
        guard start == content.start else { return nil }
        add(key, nothing, .empty)
        return key.line + 1
    }

    /// Reads the items of a list of `- item` lines, all with one indentation, and answers the line behind them.
    @inline(__always)
    private mutating func readBlockList(from first: Int) -> Int? {
        var column: Int?
        var line = first
        while line < block.body.upperBound {
            let content = block.content(of: line)
            if block.isVoid(content) {
                line += 1
                continue
            }
            let dash = block.firstText(in: content)
            let indent = dash - content.start
            guard block.isDash(dash, content.end),
                block.source.skip(0x20, from: content.start, to: dash) == dash
            else {
                return indent == 0 ? line : nil
            }
            guard column ?? indent == indent, let item = item(behind: dash, content, line) else { return nil }
            column = indent
            found.items.append(item)
            line += 1
        }
        return line
    }

    /// The item behind a dash; of style `empty` where nothing stands there.
    @inline(__always)
    private mutating func item(behind dash: Int, _ content: LineSpan, _ line: Int) -> PropertyScalar? {
        let start = block.source.skip(0x20, from: dash + 1, to: content.end)
        if start == content.end || block.isComment(start) {
            return PropertyScalar(range: ByteRange(dash + 1, dash + 1), style: .empty)
        }
        if block.startsPlaceholder(start) { notePlaceholder(line) }
        guard !block.source[start].isBlank,
            let scalar = PropertyScalar(block.source, from: start, to: content.end, .block),
            block.hasOnlyComment(scalar.range.upper, content.end)
        else { return nil }
        return scalar
    }
}

extension UInt8 {
    /// Whether the byte may stand in a key that needs no further look, its first one being a letter.
    fileprivate var isPlainKeyByte: Bool {
        // A space, - and 0-9 in the first word; A-Z _ a-z in the second.
        let low: UInt64 = 1 << 0x20 | 1 << 0x2D | 0x3FF << 0x30
        let high: UInt64 = 0x07FF_FFFE | 1 << 0x1F | 0x07FF_FFFE << 0x20
        if self >= 0x80 { return false }
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
}

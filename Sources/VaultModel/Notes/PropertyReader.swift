/// Reads the subset of YAML that Obsidian writes, line by line, keeping the place of every key, value and
/// item: `key: scalar`, `key:`, a list as `- item` lines or in brackets, comments and blank lines.
struct PropertyReader {
    let bytes: [UInt8]
    let lines: LineTable
    /// The lines between the fences.
    let body: Range<Int>
    /// The first placeholder of a template that stands where a value should.
    var placeholder: Int?

    init(bytes: [UInt8], lines: LineTable, body: Range<Int>) {
        self.bytes = bytes
        self.lines = lines
        self.body = body
    }

    /// One property, or the lines of one that only the YAML library can read.
    private enum Entry {
        case property(Property)
        case beyond(Key, lines: Range<Int>)
    }

    /// A key with what must be known of its line.
    struct Key {
        var text: String
        var range: ByteRange
        /// The offset behind the colon.
        var end: Int
        var line: Int
    }

    /// Whether the block is a JSON object. `{{` starts a template's placeholder instead.
    var isJSON: Bool {
        for line in body {
            let content = content(of: line)
            guard !isVoid(content), let first = bytes[content].first(where: { !isBlank($0) }) else {
                continue
            }
            return first == UInt8(ascii: "{") && !startsPlaceholder(firstText(in: content))
        }
        return false
    }

    /// All properties. Throws where the block is not valid YAML.
    mutating func properties() throws(Frontmatter.Problem) -> [Property] {
        let entries = entries()
        if let placeholder {
            throw .init(
                line: placeholder, message: "a template's placeholder stands where a value should; fill it in"
            )
        }
        let block = YAMLBlock(bytes: bytes, lines: lines, content: contentRange)
        guard let entries else { return try block.properties() }
        var result: [Property] = []
        for case .property(let property) in entries { result.append(property) }
        if result.count == entries.count { return result }
        do throws(Frontmatter.Problem) {
            return merged(entries, with: try block.properties())
        } catch {
            throw located(error, among: entries)
        }
    }

    /// The problem on the line where its cause is likely to be: the library may only notice it at the block's
    /// end.
    private func located(_ problem: Frontmatter.Problem, among entries: [Entry]) -> Frontmatter.Problem {
        guard problem.line >= body.upperBound else { return problem }
        var line = problem.line
        for case .beyond(let key, _) in entries { line = key.line }
        return .init(line: line, message: problem.message)
    }

    /// What the library read, with the exact places of all that could be read without it.
    private func merged(_ entries: [Entry], with read: [Property]) -> [Property] {
        guard entries.count == read.count,
            zip(entries, read).allSatisfy({ Self.key($0).utf8.elementsEqual($1.key.utf8) })
        else { return read }
        return zip(entries, read).map { entry, read in
            switch entry {
            case .property(let property): property
            case .beyond(let key, let lines):
                Property(
                    key: key.text, keyRange: key.range, valueRange: rawValue(behind: key, in: lines),
                    style: .other, value: read.value, line: key.line)
            }
        }
    }

    private static func key(_ entry: Entry) -> String {
        switch entry {
        case .property(let property): property.key
        case .beyond(let key, _): key.text
        }
    }

    private var contentRange: ByteRange {
        body.isEmpty
            ? ByteRange(lines.start(of: body.lowerBound), lines.start(of: body.lowerBound))
            : ByteRange(lines.start(of: body.lowerBound), lines.range(of: body.upperBound - 1).upper)
    }

    /// From the first character behind the colon to the last one of the lines, comments at the margin left
    /// out.
    private func rawValue(behind key: Key, in range: Range<Int>) -> ByteRange {
        let start = skipBlanks(key.end, content(of: key.line).upper)
        for line in range.reversed() {
            let content = content(of: line)
            if isVoid(content), line != key.line { continue }
            let end = bytes[content].lastIndex { !isBlank($0) }.map { $0 + 1 } ?? content.lower
            return ByteRange(start, max(start, end))
        }
        return ByteRange(start, start)
    }

    /// The entries in order; nil where a line at the margin is no key.
    private mutating func entries() -> [Entry]? {
        var result: [Entry] = []
        var line = body.lowerBound
        while line < body.upperBound {
            let content = content(of: line)
            if isVoid(content) {
                line += 1
                continue
            }
            if startsPlaceholder(content.lower) { notePlaceholder(line) }
            guard let key = key(in: content, line) else { return nil }
            if let (property, next) = property(key, content) {
                result.append(.property(property))
                line = next
            } else {
                let next = nextKey(behind: line)
                result.append(.beyond(key, lines: line..<next))
                line = next
            }
        }
        return result
    }

    /// The key at the start of a line.
    private func key(in content: ByteRange, _ line: Int) -> Key? {
        let first = bytes[content.lower]
        guard content.count <= 1 << 16, !isBlank(first) else { return nil }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let scalar = PropertyScalar(bytes, from: content.lower, to: content.upper, .block),
                case .text(let text) = scalar.value
            else { return nil }
            let colon = skipBlanks(scalar.range.upper, content.upper)
            return isColon(colon, content.upper)
                ? Key(text: text, range: scalar.range, end: colon + 1, line: line) : nil
        }
        var letter = content.lower
        while letter < content.upper, Self.isPlainKeyByte(bytes[letter]) { letter += 1 }
        if letter > content.lower, letter - content.lower <= 1024, !isBlank(bytes[letter - 1]),
            bytes[content.lower] | 0x20 >= 0x61, isColon(letter, content.upper)
        {
            let range = ByteRange(content.lower, letter)
            return Key(text: bytes.text(range), range: range, end: letter + 1, line: line)
        }
        guard let colon = bytes[content].indices.first(where: { isColon($0, content.upper) }),
            colon > content.lower, colon - content.lower <= 1024,
            let scalar = PropertyScalar(bytes, from: content.lower, to: colon, .block),
            skipBlanks(scalar.range.upper, colon) == colon
        else { return nil }
        return Key(text: bytes.text(scalar.range), range: scalar.range, end: colon + 1, line: line)
    }

    /// Whether a byte may stand in a key that needs no further look, its first one being a letter.
    private static func isPlainKeyByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == 0x20 || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    /// The property of `key` and the line behind it; nil where it lies beyond the subset.
    private mutating func property(_ key: Key, _ content: ByteRange) -> (Property, next: Int)? {
        let start = skipBlanks(key.end, content.upper)
        if start == content.upper || isComment(start) {
            return listOrNothing(key)
        }
        if startsPlaceholder(start) {
            notePlaceholder(key.line)
            return nil
        }
        if bytes[start] == UInt8(ascii: "[") {
            var list = FlowListReader(reader: self, line: key.line, at: start)
            let read = list.read()
            if let placeholder = list.placeholder { notePlaceholder(placeholder) }
            guard let read, endsBlock(behind: list.line) else { return nil }
            return (
                key.property(read.range, .flowList, .list(read.items.map(\.value)), read.items), list.line + 1
            )
        }
        guard let scalar = PropertyScalar(bytes, from: start, to: content.upper, .block),
            hasOnlyComment(scalar.range.upper, content.upper), endsBlock(behind: key.line)
        else { return nil }
        return (key.property(scalar.range, scalar.style, scalar.value), key.line + 1)
    }

    /// A property with nothing behind its colon: a list of `- item` lines, or no value.
    private mutating func listOrNothing(_ key: Key) -> (Property, next: Int)? {
        let nothing = ByteRange(key.end, key.end)
        guard let next = significant(behind: key.line) else {
            return (key.property(nothing, .empty, .null), key.line + 1)
        }
        let start = firstText(in: content(of: next))
        if isDash(start, content(of: next).upper) {
            guard let (items, behind) = blockList(from: next), let first = items.first, let last = items.last
            else { return nil }
            let range = ByteRange(first.range.lower, last.range.upper)
            return (key.property(range, .blockList, .list(items.map(\.value)), items), behind)
        }
        return start == content(of: next).lower ? (key.property(nothing, .empty, .null), key.line + 1) : nil
    }

    /// The items of a list of `- item` lines, all with one indentation, and the line behind them.
    private mutating func blockList(from first: Int) -> ([Property.Item], next: Int)? {
        var items: [Property.Item] = []
        var column: Int?
        var line = first
        while line < body.upperBound {
            let content = content(of: line)
            if isVoid(content) {
                line += 1
                continue
            }
            let dash = firstText(in: content)
            let indent = dash - content.lower
            guard isDash(dash, content.upper), bytes[content.lower..<dash].allSatisfy({ $0 == 0x20 }) else {
                return indent == 0 ? (items, line) : nil
            }
            guard column ?? indent == indent, let item = item(behind: dash, content, line) else { return nil }
            column = indent
            items.append(item)
            line += 1
        }
        return (items, line)
    }

    /// The item behind a dash.
    private mutating func item(behind dash: Int, _ content: ByteRange, _ line: Int) -> Property.Item? {
        var start = dash + 1
        while start < content.upper, bytes[start] == 0x20 { start += 1 }
        if start == content.upper || isComment(start) {
            return Property.Item(range: ByteRange(dash + 1, dash + 1), value: .null)
        }
        if startsPlaceholder(start) { notePlaceholder(line) }
        guard !isBlank(bytes[start]),
            let scalar = PropertyScalar(bytes, from: start, to: content.upper, .block),
            hasOnlyComment(scalar.range.upper, content.upper)
        else { return nil }
        return Property.Item(range: scalar.range, value: scalar.value)
    }
}

extension PropertyReader.Key {
    fileprivate func property(
        _ valueRange: ByteRange, _ style: Property.Style, _ value: PropertyValue,
        _ items: [Property.Item] = []
    ) -> Property {
        Property(
            key: text, keyRange: range, valueRange: valueRange, style: style, value: value, items: items,
            line: line)
    }
}

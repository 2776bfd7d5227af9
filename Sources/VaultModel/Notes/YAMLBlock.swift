import Yams

/// A block of properties as the YAML library reads it: values, and roughly where they stand.
///
/// The library expands aliases and calls itself for every level, so what is handed to it is bounded first
/// (faults §4.3 rule 8). `Yams.load` is never called: it ends the process on the templates of most vaults.
struct YAMLBlock {
    let bytes: [UInt8]
    let lines: LineTable
    /// The lines between the fences.
    let content: ByteRange

    /// The properties, all of style `other`. Throws where the block is not valid YAML, or too much of it.
    func properties() throws(Frontmatter.Problem) -> [Property] {
        if let excess = YAMLBudget(bytes[content]).excess { throw problem(on: 0, excess) }
        switch try root() {
        case nil: return []
        case .mapping(let mapping)?: return try properties(of: mapping)
        case .scalar(let scalar)? where scalar.style == .plain && scalar.string.isEmpty: return []
        default: throw problem(on: 0, "there is no `key: value` line")
        }
    }

    private func root() throws(Frontmatter.Problem) -> Node? {
        do {
            return try Yams.compose(yaml: bytes.text(content), .default, .default, .utf8)
        } catch let error as YamlError {
            throw YAMLComplaint(error, in: bytes.text(content)).problem(from: firstLine)
        } catch {
            throw problem(on: 0, "the YAML can't be read")
        }
    }

    private var firstLine: Int { lines.line(at: content.lower) }

    private func problem(on line: Int, _ message: String) -> Frontmatter.Problem {
        .init(line: firstLine + line, message: message)
    }

    private func properties(of mapping: Node.Mapping) throws(Frontmatter.Problem) -> [Property] {
        var visit = YAMLVisit()
        var result: [Property] = []
        let starts = mapping.map { offset(of: $0.key.mark) }
        for (index, pair) in mapping.enumerated() {
            guard case .scalar(let scalar) = pair.key else {
                throw problem(on: (pair.key.mark?.line ?? 1) - 1, "a key must be text")
            }
            guard let value = visit.value(of: pair.value) else {
                throw problem(on: (pair.key.mark?.line ?? 1) - 1, visit.excess)
            }
            let end = index + 1 < starts.count ? starts[index + 1] : content.upper
            let key = keyRange(scalar, at: starts[index])
            let from = max(key.upper, min(end, offset(of: pair.value.mark)))
            result.append(
                Property(
                    key: scalar.string, keyRange: key, valueRange: trimmed(from, end), style: .other,
                    value: value, line: lines.line(at: starts[index])))
        }
        return result
    }

    /// The byte at a mark, which counts lines from 1 and characters of the line from 1.
    private func offset(of mark: Mark?) -> Int {
        guard let mark, firstLine + mark.line - 1 < lines.count else { return content.upper }
        let line = lines.contentRange(of: firstLine + mark.line - 1, in: bytes)
        var left = mark.column - 1
        var offset = line.lower
        while left > 0, offset < line.upper {
            offset += 1
            while offset < line.upper, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return min(offset, content.upper)
    }

    /// The bytes of a key, if they are the key's text; with the quotes, if it has any.
    private func keyRange(_ scalar: Node.Scalar, at start: Int) -> ByteRange {
        let text = Array(scalar.string.utf8)
        let quote = scalar.style == .doubleQuoted || scalar.style == .singleQuoted ? 1 : 0
        let end = start + text.count + 2 * quote
        guard end <= content.upper, bytes[(start + quote)..<(end - quote)].elementsEqual(text) else {
            return ByteRange(start, start)
        }
        return ByteRange(start, end)
    }

    /// The range without white space, and without the comma behind a member of a map in braces.
    private func trimmed(_ start: Int, _ end: Int) -> ByteRange {
        var upper = end
        while upper > start, " \t\r\n,".utf8.contains(bytes[upper - 1]) { upper -= 1 }
        return ByteRange(start, upper)
    }
}

/// A walk over what the library built, which is cut short where aliases make it too large.
private struct YAMLVisit {
    /// How many more values are taken over.
    private var budget = 10_000
    /// How many more levels may open.
    private var depth = 64
    /// What was too much.
    private(set) var excess = ""

    mutating func value(of node: Node) -> PropertyValue? {
        budget -= 1
        if budget < 0 { return exceed("its aliases stand for too many values") }
        switch node {
        case .scalar(let scalar): return Self.value(of: scalar)
        case .sequence(let sequence): return nested { $0.list(sequence) }
        case .mapping(let mapping): return nested { $0.map(mapping) }
        case .alias: return .null
        }
    }

    private mutating func list(_ sequence: Node.Sequence) -> PropertyValue? {
        var items: [PropertyValue] = []
        for node in sequence {
            guard let item = value(of: node) else { return nil }
            items.append(item)
        }
        return .list(items)
    }

    private mutating func map(_ mapping: Node.Mapping) -> PropertyValue? {
        var entries: [PropertyValue.Entry] = []
        for (key, node) in mapping {
            guard case .scalar(let scalar) = key else { return exceed("a key must be text") }
            guard let value = value(of: node) else { return nil }
            entries.append(.init(key: scalar.string, value: value))
        }
        return .map(entries)
    }

    private mutating func nested(_ body: (inout YAMLVisit) -> PropertyValue?) -> PropertyValue? {
        if depth == 0 { return exceed("it is nested more than 64 levels deep") }
        depth -= 1
        defer { depth += 1 }
        return body(&self)
    }

    private mutating func exceed(_ words: String) -> PropertyValue? {
        excess = words
        return nil
    }

    private static func value(of scalar: Node.Scalar) -> PropertyValue {
        let isPlain = scalar.style == .plain || scalar.style == .any
        guard isPlain, scalar.tag.rawValue != "tag:yaml.org,2002:str" else { return .text(scalar.string) }
        return PropertyValue(plain: Array(scalar.string.utf8)[...])
    }
}

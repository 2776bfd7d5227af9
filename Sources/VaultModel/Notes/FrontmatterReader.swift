extension Frontmatter {
    /// Reads the block at the start of `bytes`; nil where there is none, and then all of it is body (dialect
    /// §2).
    ///
    /// The subset of YAML that Obsidian itself writes is read here, with the place of every key, value and
    /// item. What lies beyond it is read by the YAML library, for the values only, and has style `other`.
    package static func read(_ bytes: [UInt8], lines: LineTable) -> Frontmatter? {
        guard let fences = fences(of: bytes, lines) else { return nil }
        let start = fences.opening
        let closing = lines.start(of: fences.closing)
        let content = ByteRange(lines.start(of: 1), closing)
        let range = ByteRange(start, closing + 3)
        var reader = PropertyReader(bytes: bytes, lines: lines, body: 1..<fences.closing)
        do throws(Problem) {
            let properties = try reader.isJSON ? json(bytes, lines, content) : reader.properties()
            if let twice = repeatedKey(in: properties) { throw twice }
            return Frontmatter(range: range, contentRange: content, properties: properties)
        } catch {
            return Frontmatter(range: range, contentRange: content, properties: [], problem: error)
        }
    }

    /// Where the opening fence starts and which line is the closing one; nil where there is no block.
    private static func fences(of bytes: [UInt8], _ lines: LineTable) -> (opening: Int, closing: Int)? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = lines.contentRange(of: 0, in: bytes)
        guard bytes[start..<max(start, first.upper)].elementsEqual("---".utf8) else { return nil }
        for line in 1..<max(1, lines.count) where isFence(bytes[lines.contentRange(of: line, in: bytes)]) {
            return (start, line)
        }
        return nil
    }

    /// Whether a line is `---`, perhaps with spaces behind it.
    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        line.first == UInt8(ascii: "-") && line.starts(with: "---".utf8)
            && line.dropFirst(3).allSatisfy { $0 == 0x20 }
    }

    /// The members of a JSON object between the fences, which Obsidian reads and rewrites as YAML.
    private static func json(
        _ bytes: [UInt8], _ lines: LineTable, _ content: ByteRange
    ) throws(Problem) -> [Property] {
        guard let members = JSONValue.members(of: bytes, in: content) else {
            return try YAMLBlock(bytes: bytes, lines: lines, content: content).properties()
        }
        return members.map { member in
            Property(
                key: member.key, keyRange: member.keyRange, valueRange: member.valueRange, style: .other,
                value: PropertyValue(member.value), line: lines.line(at: member.keyRange.lower))
        }
    }

    /// The problem of a key that is there twice; spelled differently in case, it is another key.
    private static func repeatedKey(in properties: [Property]) -> Problem? {
        guard let twice = repeated(in: properties) else { return nil }
        return Problem(line: twice.line, message: "the property “\(twice.key)” is there twice")
    }

    /// The first property whose key, byte for byte, is that of one before it. Few keys are compared with each other,
    /// which costs less than a set of them.
    private static func repeated(in properties: [Property]) -> Property? {
        if properties.count > 24 {
            var seen: Set<[UInt8]> = []
            return properties.first { !seen.insert(Array($0.key.utf8)).inserted }
        }
        return properties.indices.first { index in
            let key = properties[index].key.utf8
            // Texts that Unicode calls equal need not have the same bytes.
            return properties[..<index].contains {
                $0.key.utf8.count == key.count && $0.key.utf8.elementsEqual(key)
            }
        }.map { properties[$0] }
    }
}

extension PropertyValue {
    /// The same value as a property.
    package init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let value): self = .number(value)
        case .text(let value): self = .text(value)
        case .list(let items): self = .list(items.map { PropertyValue($0) })
        case .object(let members):
            self = .map(members.map { Entry(key: $0.key, value: PropertyValue($0.value)) })
        }
    }
}

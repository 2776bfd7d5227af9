extension Frontmatter {
    /// Reads the block at the start of `bytes`; nil where there is none, and then all of it is body (dialect
    /// §2).
    ///
    /// The subset of YAML that Obsidian itself writes is read here, with the place of every key, value and
    /// item. What lies beyond it is read by the YAML library, for the values only, and has style `other`.
    package static func read(_ bytes: [UInt8]) -> Frontmatter? {
        bytes.read { source in source.withLines { read(bytes, lines: $0) } }
    }

    /// The same where the lines are known already.
    static func read(_ bytes: [UInt8], lines: NoteLines) -> Frontmatter? {
        guard let closing = closingFence(in: lines) else { return nil }
        let content = ByteRange(lines.start(of: 1), lines.start(of: closing))
        let range = ByteRange(lines[0].start, content.upper + 3)
        var reader = PropertyReader(lines, body: 1..<closing)
        do throws(Problem) {
            let held =
                try reader.isJSON ? .properties(json(bytes, content)) : reader.read(bytes)
            if let twice = repeated(in: held) {
                throw Problem(line: twice.line, message: "the property “\(twice.key)” is there twice")
            }
            return Frontmatter(range: range, contentRange: content, held: held)
        } catch {
            return Frontmatter(range: range, contentRange: content, properties: [], problem: error)
        }
    }

    /// The line of the closing fence; nil where there is no block.
    private static func closingFence(in lines: NoteLines) -> Int? {
        guard lines[0].end - lines[0].start == 3, isFence(lines[0], of: lines.source) else { return nil }
        var line = 1
        while line < lines.count {
            if isFence(lines[line], of: lines.source) { return line }
            line += 1
        }
        return nil
    }

    /// Whether a line is `---`, perhaps with spaces behind it.
    @inline(__always)
    private static func isFence(_ line: LineSpan, of source: SourceBytes) -> Bool {
        guard line.end - line.start >= 3, source[line.start] == UInt8(ascii: "-") else { return false }
        return source.starts(with: "---", at: line.start, before: line.end)
            && source.skip(0x20, from: line.start + 3, to: line.end) == line.end
    }

    /// The members of a JSON object between the fences, which Obsidian reads and rewrites as YAML.
    private static func json(
        _ bytes: [UInt8], _ content: ByteRange
    ) throws(Problem) -> [Property] {
        let lines = LineTable(bytes)
        guard let members = JSONValue.members(of: bytes, in: content) else {
            return try YAMLBlock(bytes: bytes, lines: lines, content: content).properties()
        }
        return members.map { member in
            Property(
                key: member.key, keyRange: member.keyRange, valueRange: member.valueRange, style: .other,
                value: PropertyValue(member.value), line: lines.line(at: member.keyRange.lower))
        }
    }

    /// The first property whose key, byte for byte, is that of one before it; spelled differently in case, it is
    /// another key. Few keys are compared with each other, which costs less than a set of them.
    private static func repeated(in held: Held) -> Property? {
        if case .places(let places) = held, places.hasPlainKeys, places.places.count <= 24 {
            return places.repeated
        }
        let properties = held.properties
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

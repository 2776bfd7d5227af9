extension Frontmatter {
    /// Reads the block at the start of `bytes`; nil where there is none, and then all of it is body (dialect
    /// §2).
    ///
    /// The subset of YAML that Obsidian itself writes is read here, with the place of every key, value and
    /// item. What lies beyond it is read by the YAML library, for the values only, and has style `other`.
    package static func read(_ bytes: [UInt8]) -> Frontmatter? {
        bytes.read { source in
            source.withLines { _, lines in
                var lists = PropertyLists()
                return ScannedFrontmatter.read(bytes, lines, into: &lists)?.whole(bytes, lists)
            }
        }
    }
}

extension ScannedFrontmatter {
    typealias Problem = Frontmatter.Problem

    /// The same where the lines are known already, with places in `lists`.
    static func read(
        _ bytes: [UInt8], _ lines: NoteLines, into lists: inout PropertyLists
    ) -> ScannedFrontmatter? {
        guard let closing = closingFence(in: lines) else { return nil }
        let block = PropertyLines(lines: lines, body: 1..<closing)
        let content = block.contentRange
        let range = ByteRange(lines[0].start, content.upper + 3)
        var reader = PropertyReader(block, &lists)
        defer { reader.giveBack(&lists) }
        do throws(Problem) {
            let properties = block.isJSON ? try json(bytes, content) : try reader.read(bytes)
            var read = ScannedFrontmatter(range: range, contentRange: content, other: nil)
            if let properties {
                read.other = Frontmatter(range: range, contentRange: content, properties: properties)
            }
            if let twice = read.repeated(bytes, reader.found) {
                throw Problem(line: twice.line, message: "the property “\(twice.key)” is there twice")
            }
            return read
        } catch {
            return ScannedFrontmatter(
                range: range, contentRange: content,
                other: Frontmatter(range: range, contentRange: content, properties: [], problem: error))
        }
    }

    /// Up to so many keys are compared with each other, which costs less than a set of them.
    private static let few = 24

    /// The line of the closing fence; nil where there is no block.
    @inline(__always)
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
    /// another key.
    private func repeated(_ bytes: [UInt8], _ lists: borrowing PropertyLists) -> Property? {
        if other == nil, lists.places.count <= Self.few, lists.hasPlainKeys,
            !bytes.read({ lists.isRepeated($0) })
        {
            return nil
        }
        let properties = whole(bytes, lists).properties
        if properties.count > Self.few {
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

package import VaultModel

extension PageMetadata {
    /// Reads what queries need out of a note. `commons` holds what it shares with other notes.
    package convenience init(
        _ note: Note, times: PageTimes, clock: Clock, commons: PageCommons = PageCommons()
    ) {
        var reader = PageReader(note: note, clock: clock, commons: commons)
        reader.readProperties()
        reader.readLinks()
        reader.readItems()
        reader.readLines()
        self.init(reader, times: times)
    }
}

/// Values of fields by name, in the order in which the names first came up.
struct FieldGroups {
    private(set) var names: [String] = []
    private var groups: [[Value]] = []
    /// Where each name stands; kept only where there are many.
    private var places: [String: Int] = [:]
    private static let few = 16

    /// The values under a name.
    subscript(name: String) -> [Value]? { place(of: name).map { groups[$0] } }

    private func place(of name: String) -> Int? {
        names.count > Self.few ? places[name] : names.firstIndex(of: name)
    }

    /// Adds values to those under a name.
    mutating func add(_ name: String, _ values: [Value]) {
        if let place = place(of: name) {
            groups[place] += values
            return
        }
        names.append(name)
        groups.append(values)
        if names.count == Self.few + 1 {
            places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        } else if names.count > Self.few {
            places[name] = names.count - 1
        }
    }

    /// The fields under their names and, where free, the canonical ones; one value stands for itself.
    func finished() -> Fields {
        var canonical = FieldGroups()
        for (name, values) in zip(names, groups) {
            let other = FieldName.canonical(name)
            if !other.isEmpty, other != name, place(of: other) == nil { canonical.add(other, values) }
        }
        return Fields(
            [self, canonical].flatMap { group in
                zip(group.names, group.groups).map { name, values in
                    (name, values.count == 1 ? values[0] : .list(values))
                }
            })
    }
}

/// Reads one note.
struct PageReader {
    let note: Note
    let clock: Clock
    let commons: PageCommons
    let reader: FieldValue
    var fields = FieldGroups()
    private(set) var frontmatter = Fields()
    /// The list items, where they stand, and what few have.
    var items: [ItemMetadata] = []
    var places: [ItemPlace] = []
    var extras: [ItemExtras] = []
    /// What the items have, one item's after the other's.
    var itemTags: [String] = []
    var itemLinks: [LinkValue] = []
    var itemFields: [ItemFieldValue] = []
    var children: [Int32] = []
    /// The texts of items and headings.
    var texts: [UInt8] = []
    var headings: [PageStretch] = []
    /// The links of the text with their lines, embeds last.
    private(set) var bodyLinks: [(line: Int, value: LinkValue)] = []
    /// How far the blocks and headings have been looked through.
    var blockIndex = 0
    var headingIndex = -1
    /// The longest line that is looked through for fields, in UTF-16 units.
    private static let longestLine = 32_768

    init(note: Note, clock: Clock, commons: PageCommons) {
        self.note = note
        self.clock = clock
        self.commons = commons
        reader = FieldValue(clock: clock)
    }

    private var properties: [Property] {
        note.frontmatter?.problem == nil ? note.frontmatter?.properties ?? [] : []
    }

    mutating func readProperties() {
        for property in properties where property.key != "position" {
            frontmatter[property.key] = FieldValue.raw(property.value)
            fields.add(property.key, [reader.property(property.value)])
        }
    }

    /// The bytes of a line without its end.
    func lineBytes(_ number: Int) -> ArraySlice<UInt8> {
        note.bytes[note.lines.contentRange(of: number, in: note.bytes)]
    }

    /// Bytes without the white space around them.
    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = bytes
        while let byte = rest.first, byte <= 32, byte == 32 || (9...13).contains(byte) {
            rest = rest.dropFirst()
        }
        while let byte = rest.last, byte <= 32, byte == 32 || (9...13).contains(byte) {
            rest = rest.dropLast()
        }
        // White space other than ASCII's is rare enough to go the long way.
        guard let first = rest.first, let last = rest.last, isSpaceLead(first) || last >= 0x80 else {
            return rest
        }
        let text = String(decoding: rest, as: UTF8.self)
        let trimmed = ScriptText.trimmed(text[...])
        if trimmed.utf8.count == text.utf8.count { return rest }
        return Array(trimmed.utf8)[...]
    }

    /// Whether white space outside ASCII can start with a byte.
    private static func isSpaceLead(_ byte: UInt8) -> Bool { byte == 0xC2 || (0xE1...0xEF).contains(byte) }

    /// Reads inline fields from every block but lists; lines of list items are read with them.
    mutating func readLines() {
        var skipped: Set<Int>?
        var owners: [String: Int]?
        for block in note.blocks where block.kind != .list {
            guard InlineField.hasSeparator(note.bytes[block.range]) else { continue }
            let lines = note.line(at: block.range.lower)...note.line(at: block.range.upper)
            let known = skipped ?? Set(items.flatMap { Int($0.line)..<Int($0.line + $0.lineCount) })
            skipped = known
            for number in lines where !known.contains(number) {
                let line = Array(Self.trimmed(lineBytes(number)))
                guard InlineField.hasSeparator(line), line.count <= Self.longestLine * 3 else { continue }
                let bracketed = InlineField.bracketed(in: line, withShorthands: false)
                let found = bracketed.isEmpty ? [InlineField.fullLine(line)].compactMap(\.self) : bracketed
                for field in found {
                    let value = reader.inline(field.text)
                    fields.add(field.name, [value])
                    owners = owners ?? fieldOwners()
                    if let owner = owners?[field.name] { lend(value, toField: owner) }
                }
            }
        }
    }

    /// The day: that of a field `date` or `day` whose first value is a date, else the one in the note's name.
    func day() -> DateValue? {
        for name in fields.names where ["date", "day"].contains(name.lowercased()) {
            if case .date(let date)? = fields[name]?.first { return date }
        }
        return reader.day(in: LinkValue.title(of: note.path.text), indexed: clock.now)
    }

    /// The tags: those of the text, then those of properties called tags or tag, in any case.
    func tags() -> [String] {
        var seen: Set<String> = []
        var tags = note.tags.map { note.text($0.range) }
        for property in properties where ["tags", "tag"].contains(property.key.lowercased()) {
            let parts = Self.parts(of: property.value, at: { $0 == "," || ScriptText.isSpace($0) })
            tags += parts.map { $0.hasPrefix("#") ? $0 : "#" + $0 }
        }
        return tags.filter { seen.insert($0).inserted }.map { commons.text($0) }
    }

    /// The other names: items of a list as they are, texts cut at commas.
    func aliases() -> [String] {
        var seen: Set<String> = []
        var names: [String] = []
        for property in properties where ["alias", "aliases"].contains(property.key.lowercased()) {
            if case .list(let values) = property.value {
                names += values.map { String(ScriptText.trimmed(Substring(Self.scriptText($0)))) }
            } else if FieldValue.raw(property.value).isScriptTruthy {
                names += Self.parts(of: property.value) { $0 == "," }
            }
        }
        return names.filter { seen.insert($0).inserted }
    }

    private static func parts(of value: PropertyValue, at isSeparator: (Unicode.Scalar) -> Bool) -> [String] {
        switch value {
        case .null: return []
        case .list(let values):
            return values.filter { FieldValue.raw($0).isScriptTruthy }.flatMap {
                parts(of: $0, at: isSeparator)
            }
        default:
            return scriptText(value).unicodeScalars.split(whereSeparator: isSeparator)
                .map { String(ScriptText.trimmed(Substring($0))) }.filter { !$0.isEmpty }
        }
    }

    /// A value as JavaScript appends it to text.
    private static func scriptText(_ value: PropertyValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): ScriptNumber.text(number)
        case .text(let text): text
        case .list(let values): values.map { $0 == .null ? "" : scriptText($0) }.joined(separator: ",")
        case .map: "[object Object]"
        }
    }

    /// The links of the properties, each with the text that stands for it.
    func propertyLinks() -> [LinkValue] { properties.flatMap { links(in: $0.value) } }

    /// Reads the links of the text, embeds last.
    mutating func readLinks() {
        bodyLinks.reserveCapacity(note.links.count)
        for isEmbed in [false, true] {
            for link in note.links where link.isEmbed == isEmbed {
                bodyLinks.append((link.line, value(of: link)))
            }
        }
    }

    private func value(of link: Link) -> LinkValue {
        let target = note.target(of: link)
        let isPlain = link.displayRange == nil && !target.utf8.contains(UInt8(ascii: "#"))
        return commons.link(
            target, display: isPlain ? target : note.display(of: link), isEmbed: link.isEmbed)
    }

    private func links(in value: PropertyValue) -> [LinkValue] {
        switch value {
        case .text(let text): return link(property: text).map { [$0] } ?? []
        case .list(let values): return values.flatMap(links)
        case .map(let entries): return entries.flatMap { links(in: $0.value) }
        default: return []
        }
    }

    /// The link that a property's text wholly is.
    private func link(property text: String) -> LinkValue? {
        guard text.hasPrefix("[["), text.hasSuffix("]]"), text.utf8.count > 4 else { return nil }
        let inner = text.dropFirst(2).dropLast(2)
        guard !inner.contains("["), !inner.contains("]") else { return nil }
        let parts = inner.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let target = String(parts[0])
        let display = parts.count > 1 ? String(parts[1]) : LinkText.display(target)
        return commons.link(target, display: display, isEmbed: false)
    }
}

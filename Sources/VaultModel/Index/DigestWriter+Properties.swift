/// The texts at the front of a pack and the links of the properties, read as texts.
extension DigestWriter {
    /// Packs the texts and says what the note is, whatever is written there.
    mutating func packTexts(_ note: Note) -> NoteDigest.Kinds {
        mayHoldLinks = true
        let tags = note.frontmatterTags
        let kinds = kinds(note, tags)
        let title = note.title
        writer.optional(title == note.path.name ? nil : title)
        guard note.frontmatter != nil else {
            for _ in 1..<NoteDigest.Layout.textCount { writer.optional(nil) }
            writer.list([])
            writer.list(bodyTags(note, beside: []))
            return kinds
        }
        writer.optional(note.scalar("type"))
        let prefix = rules.schema.statusTag.lowercased() + "/"
        let tagged = tags.first { $0.key.hasPrefix(prefix) }.map { String($0.name.dropFirst(prefix.count)) }
        writer.optional(note.scalar("status") ?? tagged)
        for key in ["created", "last_updated", "last_contact"] { writer.optional(note.scalar(key)) }
        let isPerson = kinds.contains(.person)
        for column in [CollaboratorColumn.role, .company] {
            writer.optional(isPerson ? note.scalar(of: rules.schema.columns[column] ?? []) : nil)
        }
        writer.list(note.aliases)
        writer.list(tags.map(\.name) + bodyTags(note, beside: tags))
        return kinds
    }

    private func kinds(_ note: Note, _ tags: [FrontmatterTag]) -> NoteDigest.Kinds {
        guard let frontmatter = note.frontmatter else { return [] }
        var kinds: NoteDigest.Kinds = frontmatter.problem == nil ? [] : .problem
        if frontmatter.hasOddProperties { kinds.insert(.odd) }
        let types = (note.property("type")?.value.texts ?? []).map { $0.trimmed.lowercased() }
        let names = tags.map(\.key)
        func isKind(_ kind: Schema.NoteKind) -> Bool {
            types.contains { kind.types.contains($0) } || names.contains { kind.tags.contains($0) }
        }
        if isKind(rules.schema.project) { kinds.insert(.project) }
        if isKind(rules.schema.person) { kinds.insert(.person) }
        if isKind(rules.schema.customer) { kinds.insert(.customer) }
        if names.contains(FrontmatterTag.key(rules.schema.reviewTag)) { kinds.insert(.review) }
        return kinds
    }

    private func bodyTags(_ note: Note, beside known: [FrontmatterTag]) -> [String] {
        if note.tags.isEmpty { return [] }
        var seen = Set(known.map(\.key))
        return note.tags.map { note.name(of: $0) }.filter { seen.insert(FrontmatterTag.key($0)).inserted }
    }

    /// The links of the properties in order.
    func propertyLinks(_ note: borrowing ScannedNote) -> [(target: String, line: Int)] {
        guard let frontmatter = note.wholeFrontmatter else { return [] }
        let source = note.source
        let properties =
            frontmatter.places.map { places in places.properties { $0.mayHoldLinks(source) } }
            ?? frontmatter.properties(holding: UInt8(ascii: "["), in: note.bytes)
        var links: [(target: String, line: Int)] = []
        for property in properties { links += self.links(note, in: property) }
        return links
    }

    /// The links of a property: values that are exactly one wikilink (CACHE_RULES §7).
    private func links(_ note: borrowing ScannedNote, in property: Property) -> [(target: String, line: Int)]
    {
        guard property.style != .empty, note.bytes[property.valueRange].contains(UInt8(ascii: "[")) else {
            return []
        }
        let lines = note.lines
        return property.value.wikilinks.map { target in
            let item = property.items.first { $0.value.wikilinks == [target] }
            return (target, item.map { lines.line(at: $0.range.lower) } ?? property.line)
        }
    }
}

extension Note {
    /// The first property with one of these names that says something; the note's title is none of them.
    fileprivate func scalar(of names: [String]) -> String? {
        for name in names where name != "title" {
            if let text = scalar(name) { return text }
        }
        return nil
    }
}

extension PropertyValue {
    /// The targets of the texts that are exactly one wikilink, also in lists and maps.
    fileprivate var wikilinks: [String] {
        switch self {
        case .text(let text):
            guard text.hasPrefix("[["), text.hasSuffix("]]") else { return [] }
            let inner = text.dropFirst(2).dropLast(2)
            if inner.isEmpty || inner.contains("[[") || inner.contains("]]") { return [] }
            return [String(inner.prefix { $0 != "|" })]
        case .list(let values): return values.flatMap(\.wikilinks)
        case .map(let entries): return entries.flatMap(\.value.wikilinks)
        case .null, .bool, .number: return []
        }
    }
}

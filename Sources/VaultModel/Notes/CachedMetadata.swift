extension Note {
    /// What Obsidian's index holds of the note, as the JSON of its `CachedMetadata`, on one line.
    ///
    /// A key without content is absent. Lines and columns count from 0; columns and offsets count UTF-16
    /// units, as JavaScript does, and a byte order mark is not counted.
    package func cachedMetadataJSON() -> String {
        CachedMetadata(note: self, positions: UTF16Positions(self)).json()
    }
}

/// Writes a note's structure in the form of Obsidian's index.
private struct CachedMetadata {
    let note: Note
    let positions: UTF16Positions

    func json() -> String {
        let members: [(String, [String])] = [
            ("embeds", note.links.filter(\.isEmbed).map(link)), ("headings", note.headings.map(heading)),
            ("links", note.links.filter { !$0.isEmbed }.map(link)),
            ("listItems", note.listItems.map(listItem)),
            ("sections", note.blocks.map(section)), ("tags", note.tags.map(tag)),
        ]
        let lists = members.filter { !$0.1.isEmpty }.map { ($0.0, JSONText.array($0.1)) }
        return JSONText.object(blocks() + frontmatter() + lists)
    }

    private func blocks() -> [(String, String)] {
        var seen: Set<String> = []
        var members: [(String, String)] = []
        for block in note.blockIDs {
            let id = note.text(block.nameRange)
            guard seen.insert(id.lowercased()).inserted else { continue }
            let value = JSONText.object([("id", id.quotedForJSON), ("position", position(block.range))])
            members.append((id.lowercased(), value))
        }
        return members.isEmpty ? [] : [("blocks", JSONText.object(members))]
    }

    /// The properties; absent where there are none or where the block can't be read.
    private func frontmatter() -> [(String, String)] {
        guard let frontmatter = note.frontmatter, !frontmatter.properties.isEmpty else { return [] }
        let properties = frontmatter.properties.map { ($0.key, JSONText.value($0.value)) }
        let links = frontmatter.properties.flatMap { frontmatterLinks($0.value, key: $0.key) }
        return [
            ("frontmatter", JSONText.object(properties)), ("frontmatterLinks", JSONText.array(links)),
            ("frontmatterPosition", position(frontmatter.range)),
        ]
    }

    /// The links among a property's values: texts that are one wikilink and nothing else.
    private func frontmatterLinks(_ value: PropertyValue, key: String) -> [String] {
        switch value {
        case .text(let text): return frontmatterLink(text, key).map { [$0] } ?? []
        case .list(let items):
            return items.enumerated().flatMap { frontmatterLinks($1, key: "\(key).\($0)") }
        case .map(let entries): return entries.flatMap { frontmatterLinks($0.value, key: "\(key).\($0.key)") }
        case .null, .bool, .number: return []
        }
    }

    private func frontmatterLink(_ text: String, _ key: String) -> String? {
        guard text.hasPrefix("[[") else { return nil }
        let value = Note(path: note.path, bytes: Array(text.utf8))
        guard let link = value.links.first, link.range == ByteRange(0, value.bytes.count) else { return nil }
        return JSONText.object([
            ("displayText", value.display(of: link).quotedForJSON), ("key", key.quotedForJSON),
            ("link", value.target(of: link).quotedForJSON), ("original", text.quotedForJSON),
        ])
    }

    private func section(_ block: Block) -> String {
        let id = block.blockID.map { [("id", note.text($0).quotedForJSON)] } ?? []
        return JSONText.object(
            id + [("position", position(block.range)), ("type", block.kind.rawValue.quotedForJSON)])
    }

    private func heading(_ heading: Heading) -> String {
        JSONText.object([
            ("heading", note.text(heading.textRange).quotedForJSON), ("level", "\(heading.level)"),
            ("position", position(heading.range)),
        ])
    }

    private func listItem(_ item: ListItem) -> String {
        var members = item.blockID.map { [("id", note.text($0).quotedForJSON)] } ?? []
        members += [("parent", "\(item.cacheParent)"), ("position", position(item.range))]
        // The index wants a blank behind the box; the app's editor also takes the end of the line.
        if let box = item.box, note.isBlank(at: box.markRange.upper + 1) {
            members.append(("task", String(box.mark).quotedForJSON))
        }
        return JSONText.object(members)
    }

    private func link(_ link: Link) -> String {
        JSONText.object([
            ("displayText", displayText(link).quotedForJSON),
            ("link", note.target(of: link).quotedForJSON),
            ("original", note.text(link.range).quotedForJSON), ("position", position(link.range)),
        ])
    }

    /// The text of a link; that of a Markdown link without the marks of emphasis and code in it.
    private func displayText(_ link: Link) -> String {
        let text = note.display(of: link)
        guard link.kind == .markdown, !link.isEmbed else { return text }
        return inlineSpans(text).map(\.text).joined()
    }

    private func tag(_ tag: Tag) -> String {
        JSONText.object([("position", position(tag.range)), ("tag", note.text(tag.range).quotedForJSON)])
    }

    private func position(_ range: ByteRange) -> String {
        JSONText.object([("end", place(range.upper)), ("start", place(range.lower))])
    }

    private func place(_ offset: Int) -> String {
        let place = positions.place(of: offset)
        return JSONText.object([
            ("col", "\(place.column)"), ("line", "\(place.line)"), ("offset", "\(place.offset)"),
        ])
    }
}

extension Note {
    /// Whether a space or a tab stands at `offset`.
    fileprivate func isBlank(at offset: Int) -> Bool { offset < bytes.count && bytes[offset].isBlank }
}

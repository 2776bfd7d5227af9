extension PropertyDraft {
    /// Adds a tag that is not there yet, in the way the tags are written.
    mutating func addTag(_ tag: String) throws(PropertyRefusal) {
        guard let property = try property("tags") else {
            return try insertProperty(["tags:", "  - " + PropertyText.scalar(tag)])
        }
        switch property.style {
        case .blockList: addItem(tag, to: property)
        case .flowList: addFlowItem(tag, to: property)
        case .empty:
            let end = terminator(of: property.line)
            insert("  - " + PropertyText.scalar(tag) + end, at: lines.range(of: property.line).upper)
        default: addTag(tag, toScalar: property)
        }
    }

    /// Adds a line behind the last item, indented, spaced and quoted like it.
    private mutating func addItem(_ tag: String, to property: Property) {
        guard let last = property.items.last else { return }
        let model = property.items.last { !$0.range.isEmpty } ?? last
        let modelLine = lines.line(at: model.range.lower)
        let lead = bytes.text(ByteRange(lines.start(of: modelLine), model.range.lower))
        let text = PropertyText.scalar(tag, like: model.style(in: bytes))
        let line = lines.line(at: last.range.lower)
        insert(
            lead + (lead.hasSuffix("-") ? " " : "") + text + terminator(of: line),
            at: lines.range(of: line).upper)
    }

    /// Adds an item behind the last one of a list in brackets.
    private mutating func addFlowItem(_ tag: String, to property: Property) {
        guard let last = property.items.last else {
            let inside = ByteRange(property.valueRange.lower + 1, property.valueRange.upper - 1)
            let text = PropertyText.scalar(tag, .flow)
            let isBlankInside = bytes[inside].allSatisfy(isBlank)
            return replace(isBlankInside ? inside : ByteRange(inside.lower, inside.lower), text)
        }
        let text = PropertyText.scalar(tag, like: last.style(in: bytes), .flow)
        let line = lines.line(at: last.range.lower)
        let indent = bytes[lines.start(of: line)..<last.range.lower]
        let isAlone = line > property.line && indent.allSatisfy(isBlank)
        let comma = comma(behind: last.range.upper, before: property.valueRange.upper)
        guard isAlone else {
            if let comma { return insert(" " + text, at: comma + 1) }
            return insert(separator(of: property) + text, at: last.range.upper)
        }
        let closing = lines.line(at: property.valueRange.upper - 1)
        let lead = terminator(of: line) + String(decoding: indent, as: UTF8.self)
        if closing == line {
            let end = comma.map { $0 + 1 } ?? last.range.upper
            return insert((comma == nil ? "," : "") + lead + text, at: end)
        }
        let end = max(
            lines.contentRange(of: line, in: bytes).upper, comma.map { lineEnd(behind: $0) } ?? 0)
        if end == last.range.upper { return insert("," + lead + text, at: end) }
        if comma == nil { insert(",", at: last.range.upper) }
        insert(lead + text, at: end)
    }

    private func lineEnd(behind offset: Int) -> Int {
        lines.contentRange(of: lines.line(at: offset), in: bytes).upper
    }

    /// What stands between the last two items, if it is a comma with or without spaces.
    private func separator(of property: Property) -> String {
        guard property.items.count > 1 else { return ", " }
        let two = property.items.suffix(2)
        let between = bytes[(two.first?.range.upper ?? 0)..<(two.last?.range.lower ?? 0)]
        return between.elementsEqual(",".utf8) ? "," : ", "
    }

    /// The comma between `offset` and `end`, comments passed over.
    private func comma(behind offset: Int, before end: Int) -> Int? {
        var offset = offset
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: ","): return offset
            case UInt8(ascii: "]"): return nil
            case UInt8(ascii: "#"): offset = lines.range(of: lines.line(at: offset)).upper
            default: offset += 1
            }
        }
        return nil
    }

    /// Adds a tag to a scalar: to a text of several tags in its own way, else by making a list of it.
    private mutating func addTag(_ tag: String, toScalar property: Property) {
        let inside = bytes.inside(property.valueRange, property.style)
        let parts = property.value == .null ? [] : bytes.tagParts(in: inside)
        guard let last = parts.last else {
            return replace(property.valueRange, "[" + PropertyText.scalar(tag, .flow) + "]")
        }
        let text = bytes.text(inside)
        if text.contains(",") {
            let comma = bytes[last.upper..<inside.upper].lastIndex(of: UInt8(ascii: ","))
            if let comma { return insert(" " + tag, at: comma + 1) }
            return insert((text.contains(", ") ? ", " : ",") + tag, at: last.upper)
        }
        if parts.count > 1 { return insert(" " + tag, at: last.upper) }
        let item = PropertyText.scalar(tag, like: property.style, .flow)
        insert("[", at: property.valueRange.lower)
        insert(", \(item)]", at: property.valueRange.upper)
    }

    /// Removes every tag equal to `key`; with `other`, that is put in the first one's place.
    mutating func replaceTag(_ key: String, with other: String?) throws(PropertyRefusal) {
        var other = other
        for property in block?.properties ?? [] {
            let name = property.key.lowercased()
            guard name == "tags" || name == "tag" else { continue }
            if property.style == .other {
                if property.value.holdsTag(key) { try refuseOther(property) }
                continue
            }
            guard property.items.isEmpty else {
                try replaceItems(of: property, key, &other)
                continue
            }
            let isWhole = try replaceParts(
                property.valueRange, property.style, key, &other, on: property.line)
            if isWhole { clear(property) }
        }
    }

    /// The same for the items of a list.
    private mutating func replaceItems(
        of property: Property, _ key: String, _ other: inout String?
    ) throws(PropertyRefusal) {
        var gone: Set<Int> = []
        for (index, item) in property.items.enumerated() where !item.range.isEmpty {
            let line = lines.line(at: item.range.lower)
            if try replaceParts(item.range, item.style(in: bytes), key, &other, on: line) {
                gone.insert(index)
            }
        }
        if property.style == .blockList {
            for index in gone {
                let line = lines.range(of: lines.line(at: property.items[index].range.lower))
                delete(line.lower, line.upper)
            }
        } else if !gone.isEmpty {
            deleteFlowItems(gone, of: property)
        }
    }

    /// Deletes items of a list in brackets, each with one neighbouring comma and its space.
    private mutating func deleteFlowItems(_ gone: Set<Int>, of property: Property) {
        let items = property.items
        guard let lastKept = items.indices.last(where: { !gone.contains($0) }) else {
            return delete(property.valueRange.lower + 1, property.valueRange.upper - 1)
        }
        for index in gone where index < lastKept {
            delete(items[index].range.lower, items[index + 1].range.lower)
        }
        guard let last = items.indices.last, last > lastKept else { return }
        let kept = items[lastKept].range
        let first = items[lastKept + 1].range
        let hasComment = bytes[kept.upper..<first.lower].contains(UInt8(ascii: "#"))
        if hasComment, let comma = comma(behind: kept.upper, before: first.lower) {
            let line = lines.line(at: first.lower)
            delete(comma, comma + 1)
            delete(lines.contentRange(of: line - 1, in: bytes).upper, items[last].range.upper)
        } else {
            delete(kept.upper, items[last].range.upper)
        }
    }

    /// Replaces or deletes the parts of a scalar that equal `key`; true where nothing would be left of it.
    private mutating func replaceParts(
        _ range: ByteRange, _ style: Property.Style, _ key: String, _ other: inout String?, on line: Int
    ) throws(PropertyRefusal) -> Bool {
        let inside = bytes.inside(range, style)
        let parts = bytes.tagParts(in: inside)
        var gone: Set<Int> = []
        for (index, part) in parts.enumerated() where bytes.tagKey(of: part) == key {
            guard let tag = other else {
                gone.insert(index)
                continue
            }
            let start = part.lower + bytes[part].prefix { $0 == UInt8(ascii: "#") }.count
            if style == .plain, parts.count == 1 {
                replace(range, PropertyText.scalar(tag, .flow))
            } else {
                replace(ByteRange(start, part.upper), tag)
            }
            other = nil
        }
        if gone.count == parts.count { return !parts.isEmpty }
        if !gone.isEmpty, style == .doubleQuoted, bytes[range].contains(UInt8(ascii: "\\")) {
            throw PropertyRefusal(
                line: line, message: "the tags (line \(line + 1)) are written with `\\`; edit them as text")
        }
        guard let lastKept = parts.indices.last(where: { !gone.contains($0) }) else { return false }
        for index in gone where index < lastKept { delete(parts[index].lower, parts[index + 1].lower) }
        if let last = parts.last, parts.count - 1 > lastKept { delete(parts[lastKept].upper, last.upper) }
        return false
    }
}

extension Property.Item {
    /// How the item is quoted.
    fileprivate func style(in bytes: [UInt8]) -> Property.Style {
        switch bytes[range].first {
        case UInt8(ascii: "\""): .doubleQuoted
        case UInt8(ascii: "'"): .singleQuoted
        default: .plain
        }
    }
}

extension PropertyValue {
    /// Whether a tag equal to `key` is in the value.
    fileprivate func holdsTag(_ key: String) -> Bool {
        switch self {
        case .text(let text): FrontmatterTag.parts(text).contains { FrontmatterTag.key($0) == key }
        case .list(let items): items.contains { $0.holdsTag(key) }
        default: false
        }
    }
}

extension Array<UInt8> {
    /// A scalar's range without its quotes.
    fileprivate func inside(_ range: ByteRange, _ style: Property.Style) -> ByteRange {
        style == .plain ? range : ByteRange(range.lower + 1, range.upper - 1)
    }

    /// The tags in a range, with their `#`: commas and white space stand between them.
    fileprivate func tagParts(in range: ByteRange) -> [ByteRange] {
        self[range].split { isBlank($0) || $0 == UInt8(ascii: ",") }
            .map { ByteRange($0.startIndex, $0.endIndex) }
            .filter { part in self[part].contains { $0 != UInt8(ascii: "#") } }
    }

    fileprivate func tagKey(of part: ByteRange) -> String {
        FrontmatterTag.key(String(text(part).drop { $0 == "#" }))
    }
}

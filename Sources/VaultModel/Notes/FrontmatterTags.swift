/// A tag of the properties.
package struct FrontmatterTag: Hashable, Sendable {
    /// The tag without `#`.
    package var name: String
    /// Whether Obsidian itself takes it for no tag: written under `tag:`, several in one text, with a space
    /// in it, or without a character that is no digit. Dataview reads all of these, and so do we (dialect
    /// §2).
    package var isIgnoredByApp: Bool
    /// The line of its item, or of its property, from 0.
    package var line: Int
}

/// Another name of a note.
package struct FrontmatterAlias: Hashable, Sendable {
    /// The name.
    package var name: String
    /// Whether Obsidian itself does not read it: written under `alias:`, or several in one text.
    package var isIgnoredByApp: Bool
    /// The line of its item, or of its property, from 0.
    package var line: Int
}

extension Note {
    /// The tags of the properties, each once, in the casing met first.
    package var frontmatterTags: [FrontmatterTag] {
        var result: [FrontmatterTag] = []
        var seen: [String: Int] = [:]
        for text in names(under: "tags", "tag") {
            let parts = FrontmatterTag.parts(text.text)
            for part in parts {
                let isIgnored =
                    text.isIgnoredByApp || parts.count > 1 || !part.unicodeScalars.contains { !$0.isDigit }
                let tag = FrontmatterTag(name: part, isIgnoredByApp: isIgnored, line: text.line)
                if let index = seen[tag.key] {
                    if !isIgnored { result[index].isIgnoredByApp = false }
                } else {
                    seen[tag.key] = result.count
                    result.append(tag)
                }
            }
        }
        return result
    }

    /// The note's other names, each once.
    package var frontmatterAliases: [FrontmatterAlias] {
        var result: [FrontmatterAlias] = []
        for text in names(under: "aliases", "alias") {
            var names = [
                FrontmatterAlias(
                    name: trimmed(text.text[...]), isIgnoredByApp: text.isIgnoredByApp, line: text.line)
            ]
            // One text with commas is one name for the app and several for Dataview; we know it by all of
            // them.
            if !text.isItem, text.text.contains(",") {
                if text.isIgnoredByApp { names = [] }
                names += text.text.split(separator: ",").map {
                    FrontmatterAlias(name: trimmed($0), isIgnoredByApp: true, line: text.line)
                }
            }
            for name in names where !name.name.isEmpty && !result.contains(where: { $0.name == name.name }) {
                result.append(name)
            }
        }
        return result
    }

    /// The note's other names, each once.
    package var aliases: [String] { frontmatterAliases.map(\.name) }

    /// A text under one of the keys that hold names.
    private struct NameText {
        var text: String
        var isItem: Bool
        var isIgnoredByApp: Bool
        var line: Int
    }

    /// The texts under a key or its singular, which only Dataview reads; case does not matter.
    private func names(under key: String, _ singular: String) -> [NameText] {
        var result: [NameText] = []
        for property in frontmatter?.properties(named: key, singular) ?? [] {
            let isSingular = NameFold.equal(property.key.utf8, singular.utf8)
            func append(_ value: PropertyValue, _ raw: ByteRange?, isItem: Bool) {
                guard let text = value.name(raw: raw.map { self.text($0) }) else { return }
                var isText = false
                if case .text = value { isText = true }
                let line = raw.map { self.line(at: $0.lower) } ?? property.line
                result.append(
                    NameText(
                        text: text, isItem: isItem, isIgnoredByApp: isSingular || !isText, line: line))
            }
            switch property.value {
            case .list(let values) where values.count == property.items.count:
                for item in property.items { append(item.value, item.range, isItem: true) }
            case .list(let values):
                for value in values { append(value, nil, isItem: true) }
            default:
                append(property.value, property.style == .other ? nil : property.valueRange, isItem: false)
            }
        }
        return result
    }

    private func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}

extension FrontmatterTag {
    /// What two equal tags have in common: case and a slash at the end do not matter.
    package var key: String { Self.key(name) }

    /// The same of a tag's name.
    package static func key(_ name: String) -> String {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        let name = isPlain ? name : name.lowercased()
        return name.utf8.last == UInt8(ascii: "/") && name.utf8.count > 1 ? String(name.dropLast()) : name
    }

    /// The tags in one text, without `#`: commas and white space stand between them.
    static func parts(_ text: String) -> [String] {
        // Nearly every text is one tag in plain letters.
        if let first = text.utf8.first, first != UInt8(ascii: "#"),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") })
        {
            return [text]
        }
        return text.split { $0 == "," || $0.isWhitespace }.map { $0.drop { $0 == "#" } }.filter {
            !$0.isEmpty
        }
        .map(String.init)
    }
}

extension PropertyValue {
    /// The value as the name of something, as Dataview takes it; `raw` is how a number is written.
    fileprivate func name(raw: String?) -> String? {
        switch self {
        case .text(let text): text
        case .number(let number):
            raw ?? (number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)")
        case .bool(let bool): raw ?? "\(bool)"
        case .null, .list, .map: nil
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

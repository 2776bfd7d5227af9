extension Check {
    /// What can be wrong with the properties of a note.
    static let propertyChecks = [
        Check("properties.unreadable", "Properties that are no YAML", ofNote: unreadableProperties),
        Check("properties.tag", "Tags in a form that Obsidian does not read", ofNote: ignoredTags),
        Check("properties.alias", "Aliases in a form that Obsidian does not read", ofNote: ignoredAliases),
        Check("properties.link", "Links without quotes, which are lists and no links", ofNote: bareLinks),
        Check(
            "properties.place", "Properties that do not start on the first line", ofNote: misplacedProperties),
    ]

    private static func unreadableProperties(_ checked: CheckedNote) -> [Sighting] {
        guard let problem = checked.note.frontmatter?.problem else { return [] }
        // Some messages say what to do themselves.
        let parts = problem.message.split(separator: "; ", maxSplits: 1)
        return [
            Sighting(
                line: problem.line, problem: "the properties can't be read: \(parts.first ?? "")",
                remedy:
                    "\(parts.count > 1 ? parts[1] : "mend the YAML"); until then Muster changes none of them")
        ]
    }

    private static func ignoredTags(_ checked: CheckedNote) -> [Sighting] {
        checked.note.frontmatterTags.filter(\.isIgnoredByApp).map { tag in
            let isNumber = tag.name.allSatisfy { $0.isASCII && $0.isNumber }
            return Sighting(
                line: tag.line, problem: "Obsidian does not read the tag “\(tag.name)” as it is written here",
                remedy: isNumber
                    ? "give it a character that is no digit" : "write it as an item of a list under “tags”")
        }
    }

    private static func ignoredAliases(_ checked: CheckedNote) -> [Sighting] {
        checked.note.frontmatterAliases.filter(\.isIgnoredByApp).map { alias in
            Sighting(
                line: alias.line,
                problem: "Obsidian does not read the alias “\(alias.name)” as it is written here",
                remedy: "write it as an item of a list under “aliases”")
        }
    }

    /// `link: [[A]]` is a list in a list (dialect §2).
    private static func bareLinks(_ checked: CheckedNote) -> [Sighting] {
        guard let frontmatter = checked.note.frontmatter, frontmatter.problem == nil else { return [] }
        return frontmatter.properties.filter { isBareLink($0.value) }.compactMap { property in
            let text = checked.note.text(property.valueRange)
            guard text.hasPrefix("[[") else { return nil }
            return Sighting(
                line: property.line,
                problem: "“\(property.key)” holds a list in a list, and no link", remedy: "write \"\(text)\"")
        }
    }

    private static func isBareLink(_ value: PropertyValue) -> Bool {
        guard case .list(let outer) = value, outer.count == 1, case .list(let inner) = outer[0] else {
            return false
        }
        return inner.allSatisfy { if case .text = $0 { true } else { false } } && !inner.isEmpty
    }

    /// Blank lines before the first `---`, where `key: value` lines and another `---` follow: the app takes all of it
    /// for text (dialect §2).
    private static func misplacedProperties(_ checked: CheckedNote) -> [Sighting] {
        let note = checked.note
        guard note.frontmatter == nil, let first = (0..<note.lines.count).first(where: { !note.isBlank($0) }),
            first > 0
        else { return [] }
        func text(_ line: Int) -> String { note.text(note.lines.contentRange(of: line, in: note.bytes)) }
        guard text(first) == "---",
            let last = (first + 1..<note.lines.count).first(where: { text($0).trimmed == "---" }),
            last > first + 1, (first + 1..<last).allSatisfy({ isPropertyLine(text($0)) })
        else { return [] }
        return [
            Sighting(
                line: first, problem: "these properties are text, since blank lines stand before them",
                remedy: "delete the blank lines")
        ]
    }

    /// Whether a line may stand among properties: `key: value`, or what continues a value.
    private static func isPropertyLine(_ line: String) -> Bool {
        if let first = line.first, " \t-#".contains(first) { return true }
        let key = line.prefix { $0 != ":" }
        return key.count < line.count && !key.isEmpty && !key.contains(" ")
    }
}

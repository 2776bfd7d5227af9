extension Check {
    /// What can be wrong with the properties of a note.
    static let propertyChecks = [
        Check("properties.unreadable", "Properties that are no YAML", ofNote: unreadableProperties),
        Check("properties.tag", "Tags in a form that Obsidian does not read", ofNote: ignoredTags),
        Check("properties.alias", "Aliases in a form that Obsidian does not read", ofNote: ignoredAliases),
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
}

extension Note {
    /// The line, from 0, that a link's subpath leads to: `Heading`, `Heading#Deeper` or `^block`; nil where none fits.
    ///
    /// Headings are compared without case and punctuation; in a chain each must stand deeper inside the one before
    /// (dialect §4).
    package func line(ofSubpath subpath: String) -> Int? {
        if subpath.hasPrefix("^") {
            let name = subpath.dropFirst().lowercased()
            let id = blockIDs.last { text($0.nameRange).lowercased() == name }
            return id.map { line(at: $0.range.lower) }
        }
        var found: Heading?
        var rest = headings[...]
        for part in subpath.split(separator: "#") {
            let wanted = Self.headingKey(String(part))
            guard let index = rest.firstIndex(where: { Self.headingKey(text($0.textRange)) == wanted }) else {
                return nil
            }
            let heading = rest[index]
            found = heading
            rest = rest[(index + 1)...].prefix { $0.level > heading.level }
        }
        return found?.line
    }

    /// A heading as it is compared: punctuation is a space, spaces are one, case is nothing.
    private static func headingKey(_ text: String) -> String {
        let punctuation = Set<Character>("!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\")
        let spaced = String(text.map { punctuation.contains($0) ? " " : $0 })
        return spaced.split(separator: " ").joined(separator: " ").lowercased()
    }
}

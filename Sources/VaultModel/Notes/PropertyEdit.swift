/// Why a property is not written: the line it is about, and what the person can do.
package struct PropertyRefusal: Error, Hashable, Sendable {
    /// The line in the note, from 0.
    package var line: Int
    /// What is in the way, and the remedy.
    package var message: String
    /// Makes a refusal.
    package init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

/// The smallest changes of bytes that change a note's properties (dialect §2).
///
/// No change at all is an empty list. Each throws where the block can't be read, or where the property is
/// written in a way that is only edited as text; what was not asked for keeps its bytes and its meaning.
package enum PropertyEdit {
    /// Adds a tag, with or without its `#`; nothing where an equal one is there in any form.
    package static func addTag(_ tag: String, to note: Note) throws(PropertyRefusal) -> [Replacement] {
        let name = try newTagName(tag)
        if note.frontmatterTags.contains(where: { $0.key == FrontmatterTag.key(name) }) { return [] }
        var draft = try PropertyDraft(note)
        try draft.addTag(name)
        return try draft.checked(changing: ["tags"])
    }

    /// Removes a tag wherever it stands in the properties; tags below it (`a/b` for `a`) stay.
    package static func removeTag(_ tag: String, from note: Note) throws(PropertyRefusal) -> [Replacement] {
        try replaceTag(tag, with: nil, in: note)
    }

    /// Puts another tag in a tag's place, and only removes it where the other one is there already.
    package static func replaceTag(
        _ tag: String, with other: String?, in note: Note
    ) throws(PropertyRefusal) -> [Replacement] {
        let key = FrontmatterTag.key(FrontmatterTag.parts(tag).first ?? "")
        guard note.frontmatterTags.contains(where: { $0.key == key }) else { return [] }
        var name: String?
        if let other { name = try newTagName(other) }
        if let new = name, FrontmatterTag.key(new) != key,
            note.frontmatterTags.contains(where: { $0.key == FrontmatterTag.key(new) })
        {
            name = nil
        }
        var draft = try PropertyDraft(note)
        try draft.replaceTag(key, with: name)
        if draft.replacements.isEmpty { throw draft.unusual }
        return try draft.checked(changing: ["tags", "tag"])
    }

    /// Gives a property a text, in the quotes it has. A new property is put behind the property `after` if
    /// that is there (`last_updated` behind `created` unless told otherwise), else at the end.
    package static func set(
        _ key: String, to value: String, in note: Note, after: String? = nil
    ) throws(PropertyRefusal) -> [Replacement] {
        try set(key, to: .text(value), in: note, after: after)
    }

    /// Gives a property a text, number, truth value or nothing.
    package static func set(
        _ key: String, to value: PropertyValue, in note: Note, after: String? = nil
    ) throws(PropertyRefusal) -> [Replacement] {
        var draft = try PropertyDraft(note)
        let neighbour = after ?? (key.lowercased() == "last_updated" ? "created" : nil)
        try draft.set(key, to: value, after: neighbour)
        return try draft.checked(changing: [key])
    }

    /// Removes a property with its lines.
    package static func remove(_ key: String, from note: Note) throws(PropertyRefusal) -> [Replacement] {
        var draft = try PropertyDraft(note)
        try draft.remove(key)
        return try draft.checked(changing: [key])
    }

    /// A tag without its `#`. Throws where Obsidian would not read it back as one tag.
    private static func newTagName(_ tag: String) throws(PropertyRefusal) -> String {
        let parts = FrontmatterTag.parts(tag)
        guard parts.count == 1, !parts[0].unicodeScalars.contains(where: isNoTagCharacter) else {
            throw PropertyRefusal(
                line: 0,
                message: "a tag is one word of letters, digits, `-`, `_` and `/`, like `status/active`")
        }
        return parts[0]
    }

    /// The characters that end a tag (dialect §3).
    private static func isNoTagCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.value <= 0x20
            || "'!\"#$%&()*+,.:;<=>?@^`{|}~[]\\".unicodeScalars.contains(scalar)
            || (0x7F...0xA0).contains(scalar.value) || (0x2000...0x206F).contains(scalar.value)
            || (0x2E00...0x2E7F).contains(scalar.value)
    }
}

/// Another person's words for the parts of a vault. New names come first and are the ones written; the names known
/// before still count, so that notes in the old words stay readable.
extension Schema {
    /// Calls a section by new names: the first is written where a note has none. A section that had one of them as
    /// a further name loses it.
    package mutating func name(_ kind: SectionKind, _ names: [String]) {
        guard let first = names.first else { return }
        var sections = self.sections
        let taken = Set(names.map { HeadingNames.name(of: $0) })
        for index in sections.indices {
            let known = [sections[index].name] + sections[index].synonyms
            let left = known.filter { !taken.contains(HeadingNames.name(of: $0)) }
            if sections[index].kind == kind {
                sections[index].name = first
                sections[index].synonyms = names.dropFirst() + left
            } else if let name = left.first {
                sections[index].name = name
                sections[index].synonyms = Array(left.dropFirst())
            }
        }
        self.sections = sections
    }

    /// Has the headers of a table's column mean it, case ignored.
    package mutating func name(_ column: CollaboratorColumn, _ names: [String]) {
        columns[column] = Self.joined(names.map { $0.lowercased() }, columns[column] ?? [])
    }

    /// Has values of the property `type`, and the tags `type/…` of the same names, make a note one of this kind.
    package mutating func add(_ types: [String], to kind: WritableKeyPath<Schema, NoteKind>) {
        let types = types.map { $0.lowercased() }
        self[keyPath: kind].types = Self.joined(types, self[keyPath: kind].types)
        self[keyPath: kind].tags = Self.joined(types.map { "type/\($0)" }, self[keyPath: kind].tags)
    }

    /// Has rows of the status table hold the status.
    package mutating func addStatusFields(_ names: [String]) {
        statusFields = Self.joined(names.map { $0.lowercased() }, statusFields)
    }

    /// Has rows of the status table hold the owner.
    package mutating func addOwnerFields(_ names: [String]) {
        ownerFields = Self.joined(names.map { $0.lowercased() }, ownerFields)
    }

    /// Has texts say that a section is empty.
    package mutating func addPlaceholders(_ texts: [String]) {
        for text in texts {
            let text = text.trimmed.lowercased()
            placeholders.insert(text.hasSuffix(".") ? String(text.dropLast()) : text)
        }
    }

    private static func joined(_ new: [String], _ old: [String]) -> [String] {
        new + old.filter { !new.contains($0) }
    }
}

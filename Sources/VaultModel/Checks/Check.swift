/// One thing that `muster check` looks for, as a value: a new check is one value in its family and nothing else.
package struct Check: Sendable {
    /// Its name in JSON: `family.problem`, never renamed.
    package let id: String
    /// What it finds, as one sentence without a full stop.
    package let help: String
    private let look: Look

    /// What a check looks at.
    private enum Look: Sendable {
        case note(@Sendable (CheckedNote) -> [Sighting])
        case vault(@Sendable (Vault) -> [(path: NotePath, sighting: Sighting)])
    }

    /// A check of one note at a time.
    init(_ id: String, _ help: String, ofNote look: @escaping @Sendable (CheckedNote) -> [Sighting]) {
        self.id = id
        self.help = help
        self.look = .note(look)
    }

    /// A check of the names in the vault.
    init(
        _ id: String, _ help: String,
        ofVault look: @escaping @Sendable (Vault) -> [(path: NotePath, sighting: Sighting)]
    ) {
        self.id = id
        self.help = help
        self.look = .vault(look)
    }

    /// All checks, family by family.
    package static let all =
        textChecks + propertyChecks + linkChecks + blockChecks + taskChecks + statusChecks + nameChecks

    /// What all checks of one note find, in the order of its lines; nothing in a conflict copy, whose name says
    /// enough.
    package static func findings(in note: CheckedNote) -> [Finding] {
        if note.path.isConflictCopy { return [] }
        return all.flatMap { check -> [Finding] in
            guard case .note(let look) = check.look else { return [] }
            return look(note).map { check.finding(note.path, $0) }
        }.sorted()
    }

    /// What all checks of names find, in the order of the paths.
    package static func findings(in vault: Vault) -> [Finding] {
        all.flatMap { check -> [Finding] in
            guard case .vault(let look) = check.look else { return [] }
            return look(vault).map { check.finding($0.path, $0.sighting) }
        }.sorted()
    }

    private func finding(_ path: NotePath, _ sighting: Sighting) -> Finding {
        Finding(path, line: sighting.line, check: id, problem: sighting.problem, remedy: sighting.remedy)
    }
}

/// A note with what checks need to know beside it.
package struct CheckedNote: Sendable {
    /// The note.
    package let note: Note
    /// All notes.
    package let vault: Vault
    /// Reads another note; nil where that can't be done.
    package let open: @Sendable (NotePath) -> Note?

    /// A note of a vault.
    package init(_ note: Note, in vault: Vault, open: @escaping @Sendable (NotePath) -> Note?) {
        self.note = note
        self.vault = vault
        self.open = open
    }

    var path: NotePath { note.path }
}

/// What a check saw: a line, what is wrong there, and what to do.
struct Sighting: Sendable {
    /// The line, from 0.
    var line = 0
    var problem: String
    var remedy: String
}

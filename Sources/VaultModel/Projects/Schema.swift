/// How a vault names the parts of its project notes: headings, types, tags, columns and marks (dialect §12).
///
/// All of it is plain values, so that a configuration file can say "Risks" or "Nächste Schritte".
package struct Schema: Sendable {
    /// A section's heading, and the others that mean the same.
    package struct Section: Hashable, Sendable {
        /// What the section is.
        package var kind: SectionKind
        /// The heading that we write where a note has none.
        package var name: String
        /// Other headings that mean it.
        package var synonyms: [String]
        /// Makes a section.
        package init(_ kind: SectionKind, _ name: String, _ synonyms: [String] = []) {
            self.kind = kind
            self.name = name
            self.synonyms = synonyms
        }
    }

    /// How a kind of note is told: by its type or by a tag, both without case.
    package struct NoteKind: Hashable, Sendable {
        /// Values of the property `type`.
        package var types: [String]
        /// Tags of the properties, without `#`.
        package var tags: [String]
        /// Makes a kind.
        package init(types: [String], tags: [String]) {
            self.types = types
            self.tags = tags
        }
    }

    /// The sections in canonical order.
    package var sections: [Section] { didSet { names = HeadingNames(sections) } }
    /// What makes a note a project.
    package var project: NoteKind { didSet { prepareWords() } }
    /// What makes a note a person.
    package var person: NoteKind { didSet { prepareWords() } }
    /// What makes a note a customer.
    package var customer: NoteKind { didSet { prepareWords() } }
    /// The tag of notes that somebody should look over.
    package var reviewTag: String { didSet { prepareWords() } }
    /// The tag above the statuses: `status` in `status/active`.
    package var statusTag: String { didSet { prepareWords() } }
    /// The status that archiving sets.
    package var archivedStatus: String
    /// The columns of a table of collaborators, by the headers that mean them.
    package var columns: [CollaboratorColumn: [String]] { didSet { prepareWords() } }
    /// The names of the status table's row that holds the status.
    package var statusFields: [String]
    /// The names of the status table's row that holds the owner.
    package var ownerFields: [String]
    /// Texts that say that a section is empty, without a full stop at their end, in lower case.
    package var placeholders: Set<String> { didSet { prepareWords() } }
    /// The folder where notes about people are made; nil for the one that most of them are in.
    package var peopleFolder: String?
    /// The form of a new note about a person, with Obsidian's placeholders; nil for our own.
    package var personTemplate: String?
    /// The sections' names, ready to be looked up.
    private(set) var names: HeadingNames
    /// The other words that notes are asked for, likewise.
    private(set) var words: SchemaWords

    /// Makes a schema of its own sections, and of the standard one's types, tags and words.
    package init(sections: [Section]) {
        self.sections = sections
        names = HeadingNames(sections)
        project = NoteKind(types: ["project", "projects"], tags: ["type/project", "type/projects"])
        person = NoteKind(types: ["person", "people"], tags: ["type/person", "type/people"])
        customer = NoteKind(types: ["customer", "customers"], tags: ["type/customer", "type/customers"])
        reviewTag = "needs-review"
        statusTag = "status"
        archivedStatus = "archived"
        columns = [
            .person: ["person", "name", "who", "collaborator", "contact"],
            .role: ["role", "title", "position", "function"],
            .company: ["company", "organisation", "organization", "org", "employer", "firm"],
        ]
        statusFields = ["status", "project status", "state"]
        ownerFields = ["owner", "project owner", "lead"]
        placeholders = ["none", "n/a", "tbd", "-", "no blockers", "no current blockers"]
        words = SchemaWords(
            project: project, person: person, customer: customer, reviewTag: reviewTag, statusTag: statusTag,
            columns: columns, placeholders: placeholders)
    }

    private mutating func prepareWords() {
        words = SchemaWords(
            project: project, person: person, customer: customer, reviewTag: reviewTag, statusTag: statusTag,
            columns: columns, placeholders: placeholders)
    }

    /// The text of a new note about a person, where the vault has no form of its own.
    package func personNote(_ name: String, type: String) -> String {
        """
        ---
        type: \(type)
        name: \(PropertyText.scalar(name))
        role:
        company:
        last_contact:
        tags:
          - type/\(type)
        ---

        # \(name)

        """
    }

    /// The schema of dialect §12.
    package static let standard = Schema(sections: [
        Section(.overview, "Overview"),
        Section(.status, "Status", ["Project Status"]),
        Section(.blockers, "Current Blockers", ["Blockers", "Blocked by", "Blocking issues"]),
        Section(.steps, "Next Steps", ["Next actions", "Action items", "To do", "Todos"]),
        Section(.collaborators, "Collaborators", ["Team", "People involved", "Stakeholders"]),
        Section(.openTasks, "Open Tasks"),
        Section(.decisions, "Key Decisions", ["Decisions"]),
        Section(.facts, "Key Facts", ["Facts"]),
        Section(.topics, "Topics / Themes", ["Topics", "Themes", "Topics and themes"]),
        Section(.people, "Related People"),
        Section(.customers, "Related Customers"),
        Section(.context, "Recent Context", ["Recent activity", "History", "Context", "Log"]),
        Section(.artifacts, "Artifacts", ["Artefacts", "Files", "Documents"]),
    ])

    /// What the section under a heading is, given the heading's text as written; nil for any other section.
    package func kind(ofHeading text: String) -> SectionKind? {
        Array(text.utf8).read { names.kind(ofHeading: $0, ByteRange(0, $0.count)) }
    }

    /// The heading that we write for a section.
    package func name(of kind: SectionKind) -> String {
        sections.first { $0.kind == kind }?.name ?? ""
    }
}

/// The columns of a table of collaborators.
package enum CollaboratorColumn: CaseIterable, Hashable, Sendable {
    case person, role, company
}

/// What a note says as a project: its parts by meaning, each with its place in the note (dialect §12).
///
/// Any note can be read so; one without the sections has empty parts. All lines are counted from 0.
package struct Project: Sendable {
    /// The note.
    package let path: NotePath
    /// Whether the note says that it is a project.
    package let isProject: Bool
    /// The property `title`, else the first level-1 heading, else the file's name.
    package let title: String
    /// The property `type`.
    package let type: String?
    /// The status, from the most trusted place that has one: property, tag, table.
    package let status: String?
    /// What every place says that has a status, the most trusted first.
    package let statuses: [StatusClaim]
    /// The property `owner`, else the owner in the status table.
    package let owner: String?
    /// The tags of properties and body without `#`, each once.
    package let tags: [String]
    /// Whether the properties hold the tag for notes to be looked over.
    package let needsReview: Bool
    /// The property `created` as it is written, without quotes; nil where it is empty.
    package let created: String?
    /// The property `last_updated`, likewise.
    package let lastUpdated: String?
    /// The property `last_contact`, likewise.
    package let lastContact: String?
    /// Headings with what stands under them, known and unknown, in the order of the note.
    package let sections: [Section]
    /// The text of the overview as Markdown.
    package let overview: Passage?
    /// The rows of the status table.
    package let statusTable: [StatusField]
    /// What holds the project up, resolved ones included.
    package let blockers: [ProjectItem]
    /// The next steps with their sub-steps.
    package let steps: [ProjectItem]
    /// Who takes part.
    package let collaborators: [Collaborator]
    /// What was decided.
    package let decisions: [ProjectItem]
    /// What is known.
    package let facts: [ProjectItem]
    /// What it is about.
    package let topics: [Passage]
    /// The people named as related.
    package let people: [Mention]
    /// The customers named as related.
    package let customers: [Mention]
    /// What happened of late, as the note orders it.
    package let context: [ContextEntry]
    /// The Dataview blocks of the whole note.
    package let queries: [ProjectQuery]
    /// The line that says when the note was last updated.
    package let footer: Footer?

    /// Whether two places disagree about the status; shown, and never repaired by itself.
    package var hasStatusConflict: Bool {
        Set(statuses.map { StatusClaim.key($0.status) }).count > 1
    }

    /// The sections of a kind, in the order of the note.
    package func sections(_ kind: SectionKind) -> [Section] { sections.filter { $0.kind == kind } }

    /// The section that a line belongs to, its heading's line included.
    package func section(ofLine line: Int) -> Section? {
        sections.last { $0.kind != nil && ($0.line == line || $0.owns(line)) }
            ?? sections.last { $0.line <= line && line < $0.bodyLines.upperBound }
    }
}

/// A stretch of a note's text.
package struct Passage: Hashable, Sendable {
    /// The text as Markdown.
    package var text: String
    /// Where it stands.
    package var range: ByteRange
    /// Its first line, from 0.
    package var line: Int
}

/// A place that says what the status is.
package struct StatusClaim: Hashable, Sendable {
    /// The places, the most trusted first.
    package enum Place: Hashable, Sendable { case property, tag, table }
    /// Where it is said.
    package var place: Place
    /// The status as written there.
    package var status: String
    /// Its line, from 0.
    package var line: Int

    /// What two spellings of one status have in common: `On-hold`, `on_hold` and `on hold` are one.
    package static func key(_ status: String) -> String {
        let words = status.lowercased().split { $0 == "-" || $0 == "_" || $0.isWhitespace }
        return words.joined(separator: " ")
    }
}

/// A row of the status table.
package struct StatusField: Hashable, Sendable {
    /// The field without marks of emphasis and colon.
    package var field: String
    /// The value as Markdown; empty where the cell is.
    package var value: String
    /// Where the value stands, without the spaces around it; nil where the row has no such cell.
    package var valueRange: ByteRange?
    /// The row's line, from 0.
    package var line: Int
}

/// A person or customer that a section names.
package struct Mention: Hashable, Sendable {
    /// The name to show.
    package var name: String
    /// The target of its link; nil where it is no link.
    package var target: String?
    /// Its line, from 0.
    package var line: Int
}

/// An entry of the recent context.
package struct ContextEntry: Hashable, Sendable {
    /// The date as written, `2024-05-01`; nil where there is none.
    package var date: String?
    /// The target of the link behind the date.
    package var target: String?
    /// What happened, as Markdown.
    package var text: String
    /// Who told it.
    package var via: String?
    /// Its line, from 0.
    package var line: Int
}

/// A Dataview block.
package struct ProjectQuery: Hashable, Sendable {
    /// Its first word in lower case: `table`, `list`, `task` or `calendar`; empty for an empty block.
    package var kind: String
    /// The text of the heading above it.
    package var heading: String?
    /// The query.
    package var source: String
    /// The line of the opening fence, from 0.
    package var line: Int
    /// The query's place in the note.
    package var range: ByteRange
}

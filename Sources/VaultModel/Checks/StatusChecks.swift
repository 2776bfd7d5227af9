extension Check {
    /// What can be wrong with the status of a note.
    static let statusChecks = [
        Check(
            "status.disagreement", "Places that say different things about the status", ofNote: disagreement)
    ]

    /// Property, tag and table (dialect §12.2): shown, never repaired by itself.
    private static func disagreement(_ checked: CheckedNote) -> [Sighting] {
        let note = checked.note
        let schema = checked.vault.schema
        let end = Footer(in: note)?.firstLine ?? note.lines.count
        let reader = ProjectReader(
            note: note, schema: schema, settings: checked.vault.taskSettings,
            sections: note.sections(schema, end: end))
        let claims = reader.statuses(reader.statusTable())
        guard let first = claims.first else { return [] }
        return claims.dropFirst().filter { !$0.agrees(with: first) }.map { other in
            Sighting(
                line: other.line,
                problem: "the \(other.place.words) says the status is “\(other.status)”, but the "
                    + "\(first.place.words) on line \(first.line + 1) says “\(first.status)”",
                remedy: "make both say the same")
        }
    }
}

extension StatusClaim {
    fileprivate func agrees(with other: StatusClaim) -> Bool { Self.key(status) == Self.key(other.status) }
}

extension StatusClaim.Place {
    /// What the place is called in a sentence.
    fileprivate var words: String {
        switch self {
        case .property: "property"
        case .tag: "tag"
        case .table: "status table"
        }
    }
}

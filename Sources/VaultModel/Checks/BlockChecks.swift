extension Check {
    /// What can be wrong with the names of blocks.
    static let blockChecks = [
        Check("blocks.repeatedID", "Block ids that are written twice in a note", ofNote: repeatedBlockIDs)
    ]

    /// Ids are compared without case (dialect §4).
    private static func repeatedBlockIDs(_ checked: CheckedNote) -> [Sighting] {
        let note = checked.note
        var first: [String: Int] = [:]
        return note.blockIDs.compactMap { block in
            let name = note.text(block.nameRange)
            let line = note.line(at: block.nameRange.lower)
            guard let other = first[name.lowercased()] else {
                first[name.lowercased()] = line
                return nil
            }
            return Sighting(
                line: line, problem: "the block id ^\(name) is already on line \(other + 1)",
                remedy: "give one of the two another name")
        }
    }
}

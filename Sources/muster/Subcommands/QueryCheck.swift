import Dataview
import VaultModel

/// The check of the queries in notes, which the vault model can't read.
enum QueryCheck {
    /// Its name in JSON.
    static let id = "queries.unreadable"
    /// What it finds.
    static let help = "Dataview blocks that are no query"

    /// The blocks of a note that can't be read as a query.
    static func findings(in note: Note) -> [Finding] {
        if note.path.isConflictCopy { return [] }
        return note.codeBlocks.compactMap { block in
            guard note.text(block.languageRange).lowercased() == "dataview" else { return nil }
            do throws(Diagnostic) {
                _ = try Query.parse(note.text(block.contentRange))
                return nil
            } catch {
                let remedy =
                    error.suggestion
                    ?? (error.expected.isEmpty
                        ? "mend the query" : "there could stand \(error.expected.joined(separator: ", "))")
                return Finding(
                    note.path, line: min(block.line + error.line, note.lines.count - 1), check: id,
                    problem: "the query can't be read at column \(error.column): \(error.message)",
                    remedy: remedy)
            }
        }
    }
}

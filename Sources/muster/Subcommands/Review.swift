import ArgumentParser
import VaultModel

/// `muster review`: what needs review, and what is new in it.
struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the notes that need review, and what is new in each.",
        discussion: """
            First the notes tagged needs-review, then those changed since they were accepted; the newest change \
            first, and those that are put off last.
            """)

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text
    @Option(help: ArgumentHelp("Print what is new in this note, line by line.", valueName: "note"))
    var diff: String?

    func run() throws {
        let vault = try options.open()
        let (index, book) = try vault.review()
        if let diff {
            let note = try vault.note(diff, in: index)
            let changes = NoteDiff(from: try vault.accepted(note.path, index, book), to: note)
            switch format {
            case .text: Output.lines(ReviewText.diff(changes, note))
            case .json: Output.json(JSONOutput.object(ReviewJSON.members(changes, note)).rendered())
            }
            return
        }
        let entries = try book.entries(index, today: options.day()).map { entry in
            let note = try vault.read(entry.path)
            return ReviewedNote(
                entry: entry, note: note,
                diff: NoteDiff(from: try vault.accepted(entry.path, index, book), to: note))
        }
        switch format {
        case .text: Output.lines(entries.map { ReviewText.row($0, vault.schema) })
        case .json: Output.json(ReviewJSON.render(entries).rendered())
        }
    }
}

/// A note of the queue with what is new in it.
struct ReviewedNote {
    /// Why it is in the queue.
    let entry: ReviewEntry
    /// The note.
    let note: Note
    /// What is new.
    let diff: NoteDiff
}

/// The JSON of `muster review`: an array in the queue's order, lines from 1, absent values null.
enum ReviewJSON {
    /// The queue as JSON.
    static func render(_ notes: [ReviewedNote]) -> JSONOutput {
        .list(
            notes.map { reviewed in
                .object(
                    [
                        .init("path", .text(reviewed.entry.path.text)),
                        .init("title", .text(reviewed.note.title)),
                        .init("reason", .text(reviewed.entry.reason.rawValue)),
                        .init("snoozedUntil", JSONOutput(reviewed.entry.snoozedUntil?.description)),
                    ] + members(reviewed.diff, reviewed.note))
            })
    }

    /// What is new and what is gone.
    static func members(_ diff: NoteDiff, _ note: Note) -> [JSONOutput.Member] {
        let new = diff.newLines.map { line in
            JSONOutput.object([.init("line", .number(line + 1)), .init("text", .text(note.lineText(line)))])
        }
        let removed = diff.removed.map { JSONOutput.object([.init("text", .text($0.text))]) }
        return [.init("new", .list(new)), .init("removed", .list(removed))]
    }
}

/// What `muster review` prints for people.
enum ReviewText {
    /// A note of the queue on one line.
    static func row(_ reviewed: ReviewedNote, _ schema: Schema) -> String {
        let counts = reviewed.diff.counts(
            in: reviewed.note, ignoring: reviewed.note.bookkeepingLines(schema))
        var parts: [String] = []
        if reviewed.diff.isWhole { parts.append("never accepted") }
        if counts.added > 0 { parts.append("\(counts.added) new") }
        if counts.changed > 0 { parts.append("\(counts.changed) changed") }
        if counts.removed > 0 { parts.append("\(counts.removed) removed") }
        if parts.isEmpty { parts.append("nothing new") }
        if reviewed.entry.reason == .changed { parts.append("changed since accepted") }
        if let day = reviewed.entry.snoozedUntil { parts.append("put off until \(day)") }
        return "\(reviewed.entry.path.text): \(parts.joined(separator: ", "))"
    }

    /// What is new, line by line: `+` added, `~` changed, `-` gone, with the line in the note, from 1.
    static func diff(_ diff: NoteDiff, _ note: Note) -> [String] {
        var rows: [String] = []
        var gone = diff.removed[...]
        for line in 0...note.lines.count {
            while let first = gone.first, first.before == line {
                rows.append("      - \(first.text)")
                gone = gone.dropFirst()
            }
            guard line < diff.marks.count else { continue }
            let number = String(line + 1)
            let place = String(repeating: " ", count: max(0, 5 - number.count)) + number
            switch diff.marks[line] {
            case .same: break
            case .added: rows.append("\(place) + \(note.lineText(line))")
            case .changed: rows.append("\(place) ~ \(note.lineText(line))")
            }
        }
        return rows
    }
}

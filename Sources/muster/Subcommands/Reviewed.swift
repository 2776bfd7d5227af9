import ArgumentParser
import VaultModel

/// `muster reviewed`: the tag off, the date set, in one write for each note; its text is kept as accepted.
struct Reviewed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accept notes: takes needs-review off, sets last_updated, and keeps the text as accepted.",
        aliases: ["accept"])

    @OptionGroup var options: VaultOptions
    @Argument(help: "The notes: paths from the vault's root, or names.") var notes: [String]

    func run() throws {
        let vault = try options.open()
        let index = try vault.index()
        for name in notes {
            let note = try vault.note(name, in: index)
            guard index[note.path]?.needsReview == true else {
                vault.accept(note.path, note.bytes)
                Output.line("\(note.path.text): accepted as it is")
                continue
            }
            let edit = try Failure.naming(note.path.text) {
                try ProjectEdit.markReviewed(note, settings: vault.settings(today: options.day()))
            }
            if !edit.isEmpty { _ = try vault.save(edit) }
            // What was looked at is accepted, not what another program may have put in meanwhile.
            vault.accept(note.path, edit.applied())
            Output.line("\(note.path.text): \(edit.label)")
        }
    }
}

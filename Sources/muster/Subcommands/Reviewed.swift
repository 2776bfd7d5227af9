import ArgumentParser
import VaultModel

/// `muster reviewed`: the tag off, the date set, in one write for each note.
struct Reviewed: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Mark notes as reviewed: takes needs-review off and sets last_updated.")

    @OptionGroup var options: VaultOptions
    @Argument(help: "The notes: paths from the vault's root, or names.") var notes: [String]

    func run() throws {
        let vault = try options.open()
        let index = try vault.index()
        for name in notes {
            let note = try vault.note(name, in: index)
            do {
                let edit = try ProjectEdit.markReviewed(note, settings: vault.settings(today: options.day()))
                if !edit.isEmpty { try vault.commit(edit) }
                Output.text("\(note.path.text): \(edit.label)")
            } catch let refusal as EditRefusal {
                throw Failure(.problems, "\(note.path.text): \(refusal.message)")
            }
        }
    }
}

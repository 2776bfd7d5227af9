import ArgumentParser
import VaultModel

/// `muster archive`: status, tag and table row together, in one write for each note.
struct Archive: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Archive notes: property, tag and table row in one write each. The file stays where it is.")

    @OptionGroup var options: VaultOptions
    @Argument(help: "The notes: paths from the vault's root, or names.") var notes: [String]

    func run() throws {
        let vault = try options.open()
        let index = try vault.index()
        for name in notes {
            let note = try vault.note(name, in: index)
            let edit = try Failure.naming(note.path.text) {
                try ProjectEdit.archive(note, settings: vault.settings(today: options.day()))
            }
            if !edit.isEmpty { try vault.commit(edit) }
            Output.line("\(note.path.text): \(edit.label)")
        }
    }
}

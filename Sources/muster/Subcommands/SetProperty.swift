import ArgumentParser
import VaultModel

/// `muster set`: one property of a note.
struct SetProperty: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set a property of a note, in the form that it is written in.")

    @OptionGroup var options: VaultOptions
    @Argument(help: "The note: a path from the vault's root, or a name.") var note: String
    @Argument(help: "The property's name.") var key: String
    @Argument(help: "Its value.") var value: String

    func run() throws {
        let vault = try options.open()
        let note = try vault.note(self.note, in: vault.index())
        let edit = try Failure.naming(note.path.text) { try ProjectEdit.set(key, to: value, in: note) }
        if !edit.isEmpty { try vault.commit(edit) }
        Output.line("\(note.path.text): \(edit.label)")
    }
}

import ArgumentParser
import VaultModel

/// `muster add`: a line for a section of a note.
struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Add a step, a blocker, a decision or a fact to a note.")

    @OptionGroup var options: VaultOptions
    @Flag(help: "Add to Next Steps.") var step = false
    @Flag(help: "Add to Current Blockers.") var blocker = false
    @Flag(help: "Add to Key Decisions.") var decision = false
    @Flag(help: "Add to Key Facts.") var fact = false
    @Argument(help: "The note: a path from the vault's root, or a name.") var note: String
    @Argument(help: "The text of the line.") var text: String

    func validate() throws {
        if [step, blocker, decision, fact].filter({ $0 }).count != 1 {
            throw ValidationError("say what to add: one of --step, --blocker, --decision and --fact")
        }
    }

    func run() throws {
        let vault = try options.open()
        let note = try vault.note(self.note, in: vault.index())
        let section: SectionKind = step ? .steps : blocker ? .blockers : decision ? .decisions : .facts
        let edit = try Failure.naming(note.path.text) {
            try ProjectEdit.add(
                text, to: section, in: note, settings: vault.settings(today: options.day()))
        }
        try vault.commit(edit)
        Output.line("\(note.path.text): \(edit.label)")
    }
}

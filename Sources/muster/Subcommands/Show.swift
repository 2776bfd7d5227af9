import ArgumentParser
import VaultModel

/// `muster show`: the project model of a note.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the project model of a note.")

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text
    @Argument(help: "The note: a path from the vault's root, or a name.") var note: String

    func run() throws {
        let vault = try options.open()
        let index = try vault.index()
        let note = try vault.note(self.note, in: index)
        let project = Project(note, schema: vault.schema, settings: vault.taskSettings)
        switch format {
        case .json: Output.json(ProjectJSON.render(project, index).rendered())
        case .text: Output.lines(ProjectText.render(project))
        }
    }
}

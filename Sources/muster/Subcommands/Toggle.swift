import ArgumentParser
import VaultModel

/// `muster toggle`: the box on a line, by the rules of the vault.
struct Toggle: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check off the task or resolve the blocker on a line, or take that back.")

    @OptionGroup var options: VaultOptions
    @Option(help: ArgumentHelp("Refuse (status 3) unless the line holds this text.", valueName: "text"))
    var expect: String?
    @Argument(help: ArgumentHelp("The note and the line, from 1: NOTE:LINE.", valueName: "note:line"))
    var place: NoteLine

    func run() throws {
        let vault = try options.open()
        let note = try vault.note(place.note, in: vault.index())
        let line = place.line - 1
        guard line < note.lines.count else {
            throw Failure(
                .problems, "\(note.path.text):\(place.line): the note has only \(note.lines.count) lines")
        }
        let text = note.text(note.lines.contentRange(of: line, in: note.bytes))
        if let expect, !text.contains(expect) {
            throw Failure(
                .changed,
                "\(note.path.text):\(place.line): the line does not hold “\(expect)” but “\(text)”; look again"
            )
        }
        let settings = vault.settings(today: try options.day())
        let edit = try Failure.naming("\(note.path.text):\(place.line)") {
            try ProjectEdit.toggle(line: line, in: note, settings: settings)
        }
        try vault.commit(edit)
        Output.line("\(note.path.text):\(place.line): \(edit.label)")
        if let warning = ProjectEdit.warning(line: line, in: note, settings: settings) {
            Output.error("muster: \(note.path.text):\(place.line): \(warning)")
        }
    }
}

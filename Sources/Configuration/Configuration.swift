package import Keymaps
package import VaultModel

/// What a person chose in `config.toml`: looks, keys, and the words that the vault's notes use.
///
/// One file after another is laid over what is known; a bad line is reported and the rest counts.
package struct Configuration: Sendable {
    /// The theme's name; nil where none was chosen.
    package internal(set) var theme: String?
    /// The preset of keys; nil where none was chosen.
    package internal(set) var keymap: String?
    /// How the vault's notes name their parts.
    package internal(set) var schema = Schema.standard
    /// The path, from the vault's root, of the form of a new note about a person; nil for our own form.
    package internal(set) var personTemplate: String?
    /// The line that names it.
    var templatePlace: (file: String, line: Int)?
    /// What is wrong with the files, in their order.
    package internal(set) var problems: [FileProblem] = []

    /// The configuration without any file.
    package init() {}

    /// Lays a file over what is known.
    /// - Parameters:
    ///   - name: the file's name, for messages.
    ///   - text: what it holds.
    ///   - themes: the names of the themes that exist.
    package mutating func lay(name: String, text: String, themes: [String]) {
        let file = TOMLFile(
            name: name, text: text,
            form: TOMLFile.Form(
                pair: "key = \"text\"",
                rule: "texts are written in quotation marks and lists in brackets, like"
                    + " `blockers = [\"Risks\", \"Blockers\"]`"))
        var laying = ConfigurationLaying(self, file: name, themes: themes)
        file.entries.forEach { laying.lay($0) }
        let found = (file.problems + laying.problems).sorted { $0.line < $1.line }
        self = laying.configuration
        problems += found
    }

    /// Adds what is wrong with a file that no line of it shows.
    package mutating func note(_ problem: FileProblem) { problems.append(problem) }

    /// Takes the bytes of the form that `personTemplate` names; nil where there is no such note.
    package mutating func takePersonTemplate(_ bytes: [UInt8]?) {
        schema.personTemplate = bytes.map { String(decoding: $0, as: UTF8.self) }
        guard bytes == nil, let personTemplate, let place = templatePlace else { return }
        problems.append(
            FileProblem(
                file: place.file, line: place.line,
                message: "there is no note `\(personTemplate)`; Muster's own form is used"))
    }
}

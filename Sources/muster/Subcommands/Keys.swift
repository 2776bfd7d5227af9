import ArgumentParser
import Cockpit
import Configuration
import Keymaps

/// `muster keys`: the key table, read from the keymap and the command table.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the key table.")

    @Option(help: "default, vim or emacs.") var keymap: String?

    func run() throws {
        let configuration = ConfigurationFiles.load(root: nil)
        let (keymap, mistakes) = try KeymapFiles.load(self.keymap, chosen: configuration.keymap)
        let problems = configuration.problems.map(\.description) + mistakes
        for problem in problems { Output.error("muster: \(problem)") }
        Output.text(Reference.keyTable(keymap))
        if !problems.isEmpty { Exit.status = 1 }
    }
}

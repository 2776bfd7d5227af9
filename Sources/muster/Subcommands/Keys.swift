import ArgumentParser
import Cockpit
import Keymaps

/// `muster keys`: the key table, read from the keymap and the command table.
struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the key table.")

    @Option(help: "default, vim or emacs.") var keymap: String?

    func run() throws {
        let (keymap, problems) = try KeymapFiles.load(self.keymap)
        for problem in problems { Output.error("muster: \(problem)") }
        Output.text(Reference.keyTable(keymap))
        if !problems.isEmpty { Exit.status = 1 }
    }
}

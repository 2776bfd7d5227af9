import ArgumentParser
import Keymaps

/// The program's entry: `muster [VAULT]` opens the cockpit, and each subcommand does one thing for a script.
@main struct Muster: ParsableCommand {
    /// The version that `--version` prints.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "The terminal cockpit for an Obsidian-style vault.",
        discussion: """
            Without a subcommand, muster opens the cockpit on VAULT. NOTE is a path from the vault's root or a \
            name, resolved like a link; NOTE:LINE counts lines from 1.

            Exit status: 0 done, 1 found problems or refused, 2 usage or no vault, 3 the file changed under us \
            and the edit was refused.
            """,
        version: version,
        subcommands: [
            Open.self, Show.self, Steps.self, Search.self, PeopleList.self, Toggle.self, Add.self,
            Review.self,
            Reviewed.self, Snooze.self, Archive.self, SetProperty.self, Metadata.self, Undo.self,
            CheckVault.self, QueryCommand.self, Keys.self,
        ],
        defaultSubcommand: Open.self)

    /// Parses and runs; usage errors end with status 2, a dead pipe is quiet.
    static func main() {
        Signals.holdStandardFiles()
        Signals.ignorePipe()
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let failure as Failure {
            failure.report()
        } catch {
            let status = exitCode(for: error).rawValue
            if status == ExitCode.success.rawValue { exit(withError: error) }
            Output.errors(fullMessage(for: error).textLines + hints)
            Exit.now(status == ExitCode.failure.rawValue ? 1 : 2)
        }
        Exit.now(Exit.status)
    }

    /// What else to say of arguments that could not be read.
    private static var hints: [String] {
        let notes = CommandLine.arguments.filter { $0.hasPrefix("-") && $0.contains(".md") }
        let dash = notes.first.map { "A note whose name begins with - is given as ./\($0)" }
        return [mistypedSubcommand(), dash].compactMap { $0 }
    }

    /// What to say where the first argument was probably meant to be a subcommand; nil where it is a folder, or like
    /// none of their names.
    static func mistypedSubcommand() -> String? {
        guard let word = CommandLine.arguments.dropFirst().first, !VaultLocator.isFolder(word) else {
            return nil
        }
        let names = configuration.subcommands.flatMap { command in
            [command.configuration.commandName ?? command._commandName] + command.configuration.aliases
        }
        guard !names.contains(word) else { return nil }
        return nearest(word, in: names).map { "did you mean `muster \($0)`?" }
    }
}

import ArgumentParser
import Configuration
import Keymaps
import VaultModel

/// The options that every subcommand takes.
struct VaultOptions: ParsableArguments {
    @Option(
        help:
            "The vault's folder; else MUSTER_VAULT, the enclosing folder with .obsidian, Obsidian's open vault."
    )
    var vault: String?

    @Option(help: ArgumentHelp("Take DATE for today.", valueName: "date"))
    var today: CalendarDay?

    @Option(help: ArgumentHelp("Take this time for now (YYYY-MM-DDTHH:MM:SS).", valueName: "time"))
    var now: String?

    /// Today's date: as given, else the local calendar's.
    func day() throws -> CalendarDay {
        if let today { return today }
        guard let now else { return LocalCalendar.today() }
        guard let day = CalendarDay(String(now.prefix(10))) else {
            throw Failure(.usage, "--now \(now): not a time; write YYYY-MM-DDTHH:MM:SS")
        }
        return day
    }

    /// Opens the vault that these options mean, and tells what is wrong with its configuration.
    func open() throws -> OpenVault {
        let vault = try OpenVault(at: VaultLocator.find(vault))
        for problem in vault.configuration.problems { Output.error("muster: \(problem)") }
        return vault
    }
}

extension CalendarDay: ExpressibleByArgument {
    /// A date as it is written on the command line: YYYY-MM-DD.
    public init?(argument: String) { self.init(argument) }
}

/// How a subcommand prints.
enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// A place in a note as it is written on the command line: `NOTE:LINE`, split at the last colon.
struct NoteLine: ExpressibleByArgument {
    /// The note's path or name.
    let note: String
    /// The line, from 1.
    let line: Int

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let line = Int(argument[argument.index(after: colon)...]),
            line > 0, colon > argument.startIndex
        else { return nil }
        note = String(argument[..<colon])
        self.line = line
    }
}

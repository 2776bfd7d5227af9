import ArgumentParser
import Cockpit
import Configuration
import Dataview
import Keymaps
import Screen
import VaultModel
import VaultStore

/// `muster [VAULT]`: the cockpit.
struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open the cockpit (the default).")

    @OptionGroup var options: VaultOptions
    @Option(help: "default, vim or emacs.") var keymap: String?
    @Option(help: "dark, light or plain (without colour; also by NO_COLOR).") var theme: String?
    @Flag(help: "Refuse every edit.") var readOnly = false
    @Option(
        help: ArgumentHelp(
            "Run the keys of FILE without a terminal and print the frames it asks for.", valueName: "file"))
    var script: String?
    @Option(help: ArgumentHelp("The size of the script's screen, in cells.", valueName: "columns x rows"))
    var size = Size(columns: 80, rows: 24)
    @Argument(help: "The vault's folder.") var path: String?

    func run() throws {
        let vault = try OpenVault(at: VaultLocator.find(path ?? options.vault))
        let theme = try chosenTheme(vault)
        let day = try options.day()
        let isFixed = options.today != nil || options.now != nil
        let clock: @Sendable () -> CalendarDay = { isFixed ? day : LocalCalendar.today() }
        let fixed = isFixed ? try options.clock() : nil
        let run = CockpitRun(
            state: try firstState(vault, day), vault: vault, theme: theme, script: script, clock: clock,
            now: { fixed ?? .system() })
        // The command line is read on the main thread.
        let end = MainActor.assumeIsolated { Result { try run.run() } }
        Exit.status = try end.get()
    }

    /// The cockpit before anything is read, with the first of the keymap's problems in its bottom line.
    private func firstState(_ vault: OpenVault, _ day: CalendarDay) throws -> State {
        let (keys, mistakes) = try KeymapFiles.load(keymap, chosen: vault.configuration.keymap)
        let problems = vault.configuration.problems.map(\.description) + mistakes
        var state = State(
            vaultName: vault.name, size: size, keymap: keys, today: day, schema: vault.schema,
            taskSettings: vault.taskSettings, isReadOnly: readOnly)
        state.queries.settings = vault.querySettings
        state.templates = vault.templates
        state.templateFormats = vault.templateFormats
        state.journalObstacle = vault.obstacleToEditing
        if let obstacle = vault.obstacleToEditing ?? vault.taskSettings.obstacle {
            state.notice = Notice(obstacle.capitalizedFirst, isError: true)
        }
        // A history that can't be read is none: the first query that is typed tells why.
        state.asked.recall((try? vault.memory?.queries.all()) ?? [])
        // A script shows the same frames whatever was done before.
        if script == nil, let kept = vault.memory?.session.read() { state.resume(SessionMark(kept)) }
        if let first = problems.first {
            let more =
                problems.count > 1
                ? " (and \(problems.count - 1) more: muster keys and muster check list them)" : ""
            state.notice = Notice("\(first)\(more)", isError: true)
        }
        return state
    }

    /// The theme that was asked for, here or in the configuration; `NO_COLOR` asks for none.
    private func chosenTheme(_ vault: OpenVault) throws -> Theme {
        let asked = theme ?? vault.configuration.theme ?? "dark"
        let name = environment("NO_COLOR") == nil ? asked : "plain"
        guard let theme = Theme.all.first(where: { $0.name == name }) else {
            let names = Theme.all.map(\.name).joined(separator: ", ")
            throw Failure(.usage, "--theme \(name): no such theme; there are \(names)")
        }
        return theme
    }
}

extension Size: ExpressibleByArgument {
    /// A size as it is written on the command line: `80x24`, columns first.
    public init?(argument: String) {
        let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], columns > 0, rows > 0,
            columns <= 1000, rows <= 1000
        else { return nil }
        self.init(columns: columns, rows: rows)
    }
}

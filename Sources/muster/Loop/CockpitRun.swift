import Cockpit
import Dataview
import Screen
import Terminal
import VaultModel
import VaultStore
import VaultWatcher

/// One run of the cockpit: on the terminal, or on a script's keys.
struct CockpitRun: Sendable {
    /// The cockpit before anything is read.
    let state: State
    /// The vault.
    let vault: OpenVault
    /// The colours.
    let theme: Theme
    /// The script's file; nil for the terminal.
    let script: String?
    /// What day it is.
    let clock: @Sendable () -> CalendarDay
    /// What time queries go by.
    let now: @Sendable () -> Clock

    /// Runs until the user leaves or the script ends; answers the exit status.
    @MainActor func run() throws -> Int32 {
        try script.map(runScript) ?? runTerminal()
    }

    @MainActor private func runTerminal() throws -> Int32 {
        let display: TerminalDisplay
        do throws(TerminalError) {
            display = try TerminalDisplay(theme: theme)
        } catch {
            throw Failure(.usage, "\(error)")
        }
        let session = Session(
            state: state, display: display, vault: vault, watcher: VaultWatcher(root: vault.store.root),
            clock: clock, now: now)
        let status = session.run()
        display.close()
        // Nobody misses it where it can't be kept: the state folder's troubles were told at the start.
        try? vault.memory?.session.write(session.state.mark.bytes)
        return status
    }

    @MainActor private func runScript(_ file: String) throws -> Int32 {
        guard let bytes = SmallFile.read(file) else {
            throw Failure(.usage, "\(file): can't be read; --script takes a file of keys and directives")
        }
        let script = try Script(String(decoding: bytes, as: UTF8.self), name: file)
        let display = ScriptedDisplay(size: state.size)
        let session = Session(
            state: state, display: display, vault: vault, watcher: nil, clock: clock, now: now)
        return try script.run(session, display, theme)
    }
}

import ArgumentParser
import VaultModel
import VaultStore

/// `muster snooze`: puts a note off; the note itself is not touched.
struct Snooze: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put the review of a note off until a day; the note is not touched.")

    @OptionGroup var options: VaultOptions
    @Argument(help: "The note: a path from the vault's root, or a name.") var note: String
    @Argument(help: "tomorrow, mon, 3d, 2w, a date (YYYY-MM-DD), or off.") var until: String

    func run() throws {
        let vault = try options.open()
        guard let memory = vault.memory else {
            throw Failure(
                .problems, "nothing can be put off: \(vault.obstacleToRemembering ?? "no state folder")")
        }
        let day = try wanted()
        let path = try vault.note(note, in: vault.index()).path
        do {
            try memory.snoozes.set([path: day])
        } catch {
            throw vault.failure(error)
        }
        Output.line("\(path.text): \(day.map { "put off until \($0)" } ?? "not put off any more")")
    }

    /// The day that is meant; nil to bring the note back.
    private func wanted() throws -> CalendarDay? {
        if until == "off" { return nil }
        guard let day = DayWords.day(until, today: try options.day()) else {
            throw Failure(
                .usage, "\(until): not a day to come; write tomorrow, mon, 3d, 2w or YYYY-MM-DD, or off")
        }
        return day
    }
}

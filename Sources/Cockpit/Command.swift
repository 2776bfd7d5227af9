/// Something that the user can ask for.
///
/// Invariant 8: its name, its help, its behaviour and why it can't run now are written here and nowhere else;
/// the help screen, the hint line, the palette, `muster keys` and the README's tables are read from it.
package struct Command: Sendable {
    /// The family it is listed under.
    package enum Family: String, CaseIterable, Sendable {
        case moving = "Moving"
        case screens = "Screens and panes"
        case working = "Working"
        case triage = "Triage"
        case finding = "Finding"
        case program = "Program"
    }

    /// The stable name that keymaps use: `step.toggle`.
    package let id: String
    /// The family it is listed under.
    package let family: Family
    /// What it does, as a sentence without its full stop.
    package let help: String
    /// One or two words for the hint line; nil for what needs no hint.
    package let hint: String?
    /// Why it can't run now, in the user's words; nil when it can.
    package let obstacle: @Sendable (State) -> String?
    /// Does it.
    package let run: @Sendable (inout State) -> [Effect]

    /// A command that can always run, unless it has an obstacle.
    package init(
        _ id: String, _ family: Family, _ help: String, hint: String? = nil,
        obstacle: @escaping @Sendable (State) -> String? = { _ in nil },
        run: @escaping @Sendable (inout State) -> [Effect]
    ) {
        self.id = id
        self.family = family
        self.help = help
        self.hint = hint
        self.obstacle = obstacle
        self.run = run
    }

    /// All commands in the order of the help screen.
    package static let all: [Command] =
        moving + screens + agenda + working + tasks + triage + people + conflicts + finding + queries + program

    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    /// The command with an id.
    package static func named(_ id: String) -> Command? { byID[id] }

    /// The names of all commands.
    package static let ids = Set(all.map(\.id))

    /// Runs the command, or says why it can't.
    package func ask(_ state: inout State) -> [Effect] {
        if let reason = obstacle(state) {
            state.notice = Notice(reason, isError: true)
            return []
        }
        return run(&state)
    }
}

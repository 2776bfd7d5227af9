extension Command {
    /// The program itself.
    static let program: [Command] = [
        Command("help.show", .program, "Show all keys and commands", hint: "help") { state in
            state.overlay = .list(.help(state))
            return []
        },
        Command("messages.show", .program, "Show what was said in this session") { state in
            state.overlay = .list(.messages(state))
            return []
        },
        Command("screen.redraw", .program, "Draw the screen anew") { _ in [.redraw] },
        Command("program.suspend", .program, "Stop Muster and go back to the shell") { _ in [.suspend] },
        Command("program.quit", .program, "Close what is open, or leave Muster", hint: "quit") { state in
            if state.overlay != nil || state.page.isZoomed || state.pages.count > 1 { return state.goBack() }
            return [.quit]
        },
    ]
}

import CVTerm
import Glibc

/// Starts a program with a new pseudo-terminal as its controlling one, and returns our end of it.
func startOnPseudoTerminal(
    _ arguments: [String], _ columns: Int32, _ rows: Int32, environment: [String: String]
) throws -> (terminal: Int32, process: pid_t) {
    var name = [CChar](repeating: 0, count: 64)
    let terminal = cvterm_open_pty(columns, rows, &name, name.count)
    guard terminal >= 0 else { throw PseudoTerminal.Failure(call: "open", code: errno) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)

    var attributes = freshSignals()
    defer { posix_spawnattr_destroy(&attributes) }
    var variables = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    variables.merge(environment) { $1 }
    let settings = variables.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }
    var process = pid_t()
    let error = withCStrings(arguments) { argv in
        withCStrings(settings) { posix_spawn(&process, arguments[0], &actions, &attributes, argv, $0) }
    }
    guard error == 0 else {
        close(terminal)
        throw PseudoTerminal.Failure(call: "posix_spawn", code: error)
    }
    return (terminal, process)
}

/// A descriptor that can be read when the process has ended.
func openProcess(_ process: pid_t) -> Int32 { cvterm_open_process(process) }

/// Sets the size that the terminal is said to have.
func setSize(_ terminal: Int32, _ columns: Int32, _ rows: Int32) {
    _ = cvterm_set_size(terminal, columns, rows)
}

/// A new session, no signal blocked, and none ignored.
private func freshSignals() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    // POSIX_SPAWN_SETSID, which Swift does not see.
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    return attributes
}

/// Calls `body` with an array of C strings, and with a null at its end.
private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = strings.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    return body(pointers)
}

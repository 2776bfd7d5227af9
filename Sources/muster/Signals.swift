import Glibc

/// Signals that no part of the program wants.
enum Signals {
    /// A dead pipe shows in what `write` answers.
    static func ignorePipe() { signal(SIGPIPE, SIG_IGN) }

    /// Takes the numbers 0 to 2 where they are free: a file of the vault must never be what is printed to.
    static func holdStandardFiles() {
        var file: Int32 = 0
        repeat { file = open("/dev/null", O_RDWR) } while (0...2).contains(file)
        if file > 2 { close(file) }
    }
}

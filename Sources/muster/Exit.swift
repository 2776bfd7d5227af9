import Glibc

/// How the program ends.
enum Exit {
    /// The status of a run that was not cut short. The command line is read by one thread only.
    nonisolated(unsafe) static var status: Int32 = 0

    /// Ends at once: taking the index apart would take longer than most commands.
    static func now(_ status: Int32) -> Never {
        _exit(status)
    }
}

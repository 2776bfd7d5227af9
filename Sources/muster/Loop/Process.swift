import CSystem
import Glibc
import Synchronization

/// Starting programs: by an argument list, never through a shell.
enum Process {
    /// How a program ended.
    enum End: Equatable {
        case exited(Int32)
        case killed(Int32)
        /// It could not be started, for the reason of an error number.
        case failed(Int32)
    }

    /// The programs that nobody waits for.
    private static let started = Mutex<Set<pid_t>>([])

    /// Runs a program found in `PATH` on the terminal and waits for its end.
    static func run(_ program: String, _ arguments: [[UInt8]]) -> End {
        var process = pid_t()
        let error = spawn(&process, program, arguments, quietly: false)
        guard error == 0 else { return .failed(error) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }

    /// Starts a program and does not wait; answers an error number, 0 if it runs.
    static func start(_ program: String, _ arguments: [[UInt8]], quietly: Bool) -> Int32 {
        // Those that were started before and have ended would stay as zombies.
        for child in started.withLock({ $0 }) where waitpid(child, nil, WNOHANG) == child {
            started.withLock { _ = $0.remove(child) }
        }
        var process = pid_t()
        let error = spawn(&process, program, arguments, quietly: quietly)
        if error == 0 { started.withLock { _ = $0.insert(process) } }
        return error
    }

    /// An argument as C wants it: a file's name need not be UTF-8, and it has no NUL.
    private static func duplicated(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer {
            $0.baseAddress.flatMap { strdup($0) }
        }
    }

    /// Starts a program with all signals as they are by default; quietly means without the terminal.
    private static func spawn(
        _ process: inout pid_t, _ program: String, _ arguments: [[UInt8]], quietly: Bool
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if quietly {
            for descriptor in Int32(0)...2 {
                posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
            }
        }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let list = ([Array(program.utf8)] + arguments).map(duplicated) + [nil]
        defer { list.forEach { free($0) } }
        return posix_spawnp(&process, program, &actions, &attributes, list, csystem_environment())
    }
}

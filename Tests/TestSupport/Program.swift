import Foundation

/// The built `muster`, run as a script would run it.
package struct Program {
    /// What a run printed and how it ended.
    package struct Run: Sendable {
        /// What went to standard output.
        package let output: String
        /// What went to standard error.
        package let errors: String
        /// The exit status.
        package let status: Int32
    }

    /// The path of the built program, beside the test bundle.
    package static var path: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("muster").path
    }

    /// The environment that no test run inherits anything into.
    package static let environment = [
        "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent", "TERM": "dumb",
    ]

    /// Runs the program and waits for its end. Unless told otherwise, its state folder is new and goes afterwards. With
    /// `closingOutput` it starts without standard output and error.
    package static func run(
        _ arguments: [String], environment more: [String: String] = [:], folder: String? = nil,
        closingOutput: Bool = false
    ) throws -> Run {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: closingOutput ? "/bin/sh" : path)
        process.arguments =
            closingOutput ? ["-c", "exec \"$0\" \"$@\" >&- 2>&-", path] + arguments : arguments
        let state = Folder()
        defer { withExtendedLifetime(state) {} }
        let own = environment.merging(["XDG_STATE_HOME": state.path, "XDG_CACHE_HOME": state.path + "/cache"])
        { _, new in new }
        process.environment = own.merging(more) { _, new in new }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            output: String(decoding: printed, as: UTF8.self),
            errors: String(decoding: complained, as: UTF8.self),
            status: process.terminationStatus)
    }
}

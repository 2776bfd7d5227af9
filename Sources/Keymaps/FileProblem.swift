/// Something wrong in a file of settings. The program goes on without that line.
package struct FileProblem: Hashable, Sendable {
    /// The file, as the person knows it.
    package let file: String
    /// The line, counted from 1.
    package let line: Int
    /// What is wrong and, where one can be guessed, what was meant. It may quote the file: sanitise it.
    package let message: String

    /// A problem in `line` of `file`.
    package init(file: String, line: Int, message: String) {
        self.file = file
        self.line = line
        self.message = message
    }
}

extension FileProblem: CustomStringConvertible {
    /// `file:line: message`, as compilers write it.
    package var description: String { "\(file):\(line): \(message)" }
}

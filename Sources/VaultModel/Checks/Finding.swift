/// Something in the vault that a person should look at.
package struct Finding: Hashable, Sendable, Comparable {
    /// The note or file.
    package var path: NotePath
    /// The line, from 0; 0 too where it is about the whole file.
    package var line: Int
    /// The id of the check that found it.
    package var check: String
    /// What is wrong, in words.
    package var problem: String
    /// What to do about it.
    package var remedy: String

    /// Makes a finding.
    package init(_ path: NotePath, line: Int = 0, check: String, problem: String, remedy: String) {
        self.path = path
        self.line = line
        self.check = check
        self.problem = problem
        self.remedy = remedy
    }

    /// Findings stand in the order of their paths, lines and checks.
    package static func < (left: Finding, right: Finding) -> Bool {
        if left.path != right.path { return left.path < right.path }
        return (left.line, left.check, left.problem) < (right.line, right.check, right.problem)
    }
}

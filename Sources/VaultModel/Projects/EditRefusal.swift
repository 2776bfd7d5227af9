/// Why an edit is not made, in words for the person who asked for it.
package struct EditRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is in the way.
    package var message: String
    /// The line that it is about, from 0; nil where it is about the whole note.
    package var line: Int?

    /// Makes a refusal.
    package init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }

    /// The message.
    package var description: String { message }
}

/// The names of fields, and the other spelling under which the language finds them.
package enum FieldName {
    /// The spelling a query can write: lower case, a dash for each run of white space, only letters,
    /// digits, `_`, `-` and emoji kept: `Due Date!` becomes `due-date`.
    package static func canonical(_ name: String) -> String {
        ScriptText.lowercased(rewritten(name, space: "-", other: ""))
    }

    /// A heading as links name it: everything but letters, digits, `_`, `-` and emoji is one space.
    package static func heading(_ text: String) -> String {
        rewritten(text, space: " ", other: " ").split(separator: " ").joined(separator: " ")
    }

    private static func rewritten(_ text: String, space: String, other: String) -> String {
        let scalars = Array(text.unicodeScalars)
        if scalars.allSatisfy(\.continuesName) { return text }
        var result = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            if let end = Emoji.end(scalars, at: place) {
                result.append(contentsOf: scalars[place..<end])
                place = end
            } else if scalars[place].continuesName {
                result.append(scalars[place])
                place += 1
            } else if ScriptText.isSpace(scalars[place]) {
                while place < scalars.count, ScriptText.isSpace(scalars[place]) { place += 1 }
                result.append(contentsOf: space.unicodeScalars)
            } else {
                place += 1
                result.append(contentsOf: other.unicodeScalars)
            }
        }
        return String(result)
    }
}

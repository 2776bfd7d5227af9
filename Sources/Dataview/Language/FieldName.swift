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

    /// The ASCII letters, digits, `_` and `-`.
    private static let isPlain = (0..<256).map { byte in
        byte < 0x80 && Unicode.Scalar(UInt8(byte)).continuesName
    }

    /// The name with ASCII only; nil where it holds anything else.
    private static func plainRewritten(_ text: String, space: String, other: String) -> String? {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        var wasSpace = false
        for byte in text.utf8 {
            // A digit, # or * may be the start of a keycap, whose other parts are not ASCII.
            if byte >= 0x80 { return nil }
            let isSpace = byte == 32 || (9...13).contains(byte)
            if isPlain[Int(byte)] { result.append(byte) } else if !isSpace { result += other.utf8 }
            if isSpace, !wasSpace { result += space.utf8 }
            wasSpace = isSpace
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func rewritten(_ text: String, space: String, other: String) -> String {
        if text.utf8.allSatisfy({ isPlain[Int($0)] }) { return text }
        if let plain = plainRewritten(text, space: space, other: other) { return plain }
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

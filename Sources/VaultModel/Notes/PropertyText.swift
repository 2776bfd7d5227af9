/// How a text is written as a YAML scalar.
enum PropertyText {
    /// The text as it stands, if YAML reads exactly that text from it; else in quotes (dialect §2).
    static func scalar(_ text: String, _ place: ScalarPlace = .block) -> String {
        isPlain(text, place) ? text : quoted(text)
    }

    /// The text in the quotes of `style`; in other quotes only where those can't hold it.
    static func scalar(_ text: String, like style: Property.Style, _ place: ScalarPlace = .block) -> String {
        switch style {
        case .singleQuoted where !hasControl(text): singleQuoted(text)
        case .singleQuoted, .doubleQuoted: doubleQuoted(text)
        default: scalar(text, place)
        }
    }

    /// Whether the plain text is read back as that very text: it starts with no indicator, has no `: ` and no
    /// ` #` in it, and is no number, truth value or null; nor anything that older readers of YAML stumble over.
    static func isPlain(_ text: String, _ place: ScalarPlace = .block) -> Bool {
        let bytes = Array(text.utf8)
        if text == "=" || text == "<<" || bytes.contains(0x09) { return false }
        let scalar = bytes.withUnsafeBufferPointer { buffer in
            PropertyScalar(SourceBytes(buffer), from: 0, to: bytes.count, place)
        }
        guard let read = scalar, read.range.count == bytes.count else { return false }
        return read.style == .plain && read.value(in: bytes) == .text(text)
            && !text.unicodeScalars.contains(where: isBreak)
    }

    private static func quoted(_ text: String) -> String {
        text.contains("\"") && !text.contains("'") && !hasControl(text)
            ? singleQuoted(text) : doubleQuoted(text)
    }

    private static func singleQuoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars { result += scalar == "'" ? "''" : String(scalar) }
        return result + "'"
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars { result += escaped(scalar) }
        return result + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n": return "\\n"
        case "\r": return "\\r"
        case "\t": return "\\t"
        default:
            guard isControl(scalar) || isBreak(scalar) else { return String(scalar) }
            let digits = String(scalar.value, radix: 16)
            return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        }
    }

    private static func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains { isControl($0) || isBreak($0) }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0x7F
    }

    /// Whether some readers of YAML take a character for a line's end.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}

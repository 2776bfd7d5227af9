/// A JSON value to be written, with the members of objects in a fixed order.
package indirect enum JSONOutput: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case text(String)
    case list([JSONOutput])
    case object([Member])

    /// A member of an object.
    package struct Member: Hashable, Sendable {
        /// The key.
        package var key: String
        /// The value.
        package var value: JSONOutput
        /// Makes a member.
        package init(_ key: String, _ value: JSONOutput) {
            self.key = key
            self.value = value
        }
    }

    /// A text, or null where there is none.
    package init(_ text: String?) { self = text.map { .text($0) } ?? .null }

    /// The value as JSON text: indented by two spaces, or on one line; no terminator at the end.
    ///
    /// Controls are escaped, and what changes how the text around it is shown: it is safe wherever it goes.
    package func rendered(indented: Bool = true) -> String {
        var writer = JSONWriter(indented: indented)
        writer.write(self, depth: 0)
        return writer.text
    }
}

/// Writes JSON values one behind the other.
struct JSONWriter {
    let indented: Bool
    private(set) var text = ""

    init(indented: Bool) { self.indented = indented }

    mutating func write(_ value: JSONOutput, depth: Int) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += "\(value)"
        case .text(let value): write(value)
        case .list(let values):
            write(values, "[", "]", depth) { writer, value in writer.write(value, depth: depth + 1) }
        case .object(let members):
            write(members, "{", "}", depth) { writer, member in
                writer.write(member.key)
                writer.text += writer.indented ? ": " : ":"
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    /// Writes what stands between two brackets.
    private mutating func write<Item>(
        _ items: [Item], _ open: String, _ close: String, _ depth: Int,
        item: (inout JSONWriter, Item) -> Void
    ) {
        text += open
        for (index, each) in items.enumerated() {
            if index > 0 { text += "," }
            breakLine(depth + 1)
            item(&self, each)
        }
        if !items.isEmpty { breakLine(depth) }
        text += close
    }

    private mutating func breakLine(_ depth: Int) {
        if indented { text += "\n" + String(repeating: "  ", count: depth) }
    }

    private mutating func write(_ string: String) { text += string.quotedForJSON }
}

extension String {
    /// The text as JSON: in quotes; what acts on a terminal is escaped, so that it is safe wherever it goes.
    package var quotedForJSON: String {
        var result = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.isEscapedInJSON: result += scalar.escapedForJSON
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension Unicode.Scalar {
    /// Whether JSON holds the scalar as an escape, so that the text is safe wherever it goes: controls, line
    /// separators, and what changes how the text around it is shown (bidi marks, zero-width spaces, tags). The joiners
    /// of emoji and scripts stay.
    fileprivate var isEscapedInJSON: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
            true
        default: false
        }
    }

    /// The scalar as JSON's escapes of UTF-16 units.
    fileprivate var escapedForJSON: String {
        String(self).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

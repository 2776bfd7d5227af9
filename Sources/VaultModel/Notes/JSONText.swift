/// Writes JSON.
enum JSONText {
    /// An object; its members are JSON already.
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { string($0) + ":" + $1 }.joined(separator: ",") + "}"
    }

    /// A list; its items are JSON already.
    static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    /// A property's value. JSON has no infinity and no NaN: JavaScript writes `null` for them.
    static func value(_ value: PropertyValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): self.number(number)
        case .text(let text): string(text)
        case .list(let items): array(items.map { self.value($0) })
        case .map(let entries): object(entries.map { ($0.key, self.value($0.value)) })
        }
    }

    /// A text in quotes; what acts on a terminal is escaped, so that the text is safe wherever it goes.
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
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

    private static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if let whole = Int64(exactly: number), abs(number) < 1e15 { return "\(whole)" }
        return "\(number)"
    }
}

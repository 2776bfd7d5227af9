/// Writes JSON.
enum JSONText {
    /// An object; its members are JSON already.
    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { $0.quotedForJSON + ":" + $1 }.joined(separator: ",") + "}"
    }

    /// A list; its items are JSON already.
    static func array(_ items: [String]) -> String { "[" + items.joined(separator: ",") + "]" }

    /// A property's value. JSON has no infinity and no NaN: JavaScript writes `null` for them.
    static func value(_ value: PropertyValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number): self.number(number)
        case .text(let text): text.quotedForJSON
        case .list(let items): array(items.map { self.value($0) })
        case .map(let entries): object(entries.map { ($0.key, self.value($0.value)) })
        }
    }

    private static func number(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if let whole = Int64(exactly: number), abs(number) < 1e15 { return "\(whole)" }
        return "\(number)"
    }
}

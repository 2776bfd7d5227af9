import VaultModel

/// Reads expressions.
///
/// At each place the first reading that fits wins and is never taken back, as in Dataview: so `true` is
/// read off the front of `trueish`, and `[[1]]` is a link (RULES 14–18).
struct ExpressionParser {
    /// The text and the place in it.
    var reader: Reader
    /// Reads literals.
    let literals: LiteralParser

    /// Words that no field can be called by.
    static let keywords: Set = ["FROM", "WHERE", "LIMIT", "GROUP", "FLATTEN"]

    /// Reads an expression: comparisons joined by and and or, which have no precedence over each other.
    mutating func expression() -> Expression? {
        guard !reader.isTooDeep else { return nil }
        reader.enter()
        defer { reader.leave() }
        guard !reader.isTooDeep else { return nil }
        return chain({ $0.booleanOperator() }, of: { $0.comparison() })
    }

    private mutating func comparison() -> Expression? {
        chain({ $0.comparisonOperator() }, of: { $0.sum() })
    }

    private mutating func sum() -> Expression? {
        chain({ $0.reader.take("+") ? .plus : $0.reader.take("-") ? .minus : nil }, of: { $0.product() })
    }

    private mutating func product() -> Expression? {
        chain(
            {
                $0.reader.take("*")
                    ? .times : $0.reader.take("/") ? .divided : $0.reader.take("%") ? .modulo : nil
            },
            of: { $0.path() })
    }

    private mutating func chain(
        _ symbol: (inout ExpressionParser) -> Operator?, of part: (inout ExpressionParser) -> Expression?
    ) -> Expression? {
        let start = reader.place
        guard let first = part(&self) else { return nil }
        var rest: [(symbol: Operator, right: Expression)] = []
        while true {
            let before = reader.place
            reader.skipSpace()
            guard let symbol = symbol(&self) else {
                reader.place = before
                break
            }
            reader.skipSpace()
            guard let right = part(&self) else {
                reader.place = before
                break
            }
            rest.append((symbol, right))
        }
        return rest.isEmpty ? first : make(.chain(first, rest), from: start)
    }

    private mutating func booleanOperator() -> Operator? {
        if reader.takeWord("and") || reader.take("&") { return .and }
        if reader.takeWord("or") || reader.take("|") { return .or }
        return reader.fail("an operator")
    }

    private mutating func comparisonOperator() -> Operator? {
        if reader.take(">=") { return .greaterOrEqual }
        if reader.take("<=") { return .lessOrEqual }
        if reader.take("!=") { return .notEqual }
        if reader.take(">") { return .greater }
        if reader.take("<") { return .less }
        return reader.take("=") ? .equal : nil
    }

    /// An atom with what follows it without a space, and the `!`s before it.
    private mutating func path() -> Expression? {
        let start = reader.place
        var negations = 0
        var embed: LinkValue?
        while true {
            embed = reader.attempt { literals.link(&$0, allowsEmbed: true) }
            if embed == nil, reader.take("!") { negations += 1 } else { break }
        }
        let inner = reader.place
        guard let first = embed.map({ make(.literal(.link($0)), from: inner) }) ?? atom() else {
            reader.place = start
            return nil
        }
        let suffixes = suffixes()
        let whole = suffixes.isEmpty ? first : make(.path(first, suffixes), from: inner)
        return negations == 0 ? whole : make(.not(whole, times: negations), from: start)
    }

    private mutating func suffixes() -> [Expression.Suffix] {
        var suffixes: [Expression.Suffix] = []
        while let suffix = suffix() { suffixes.append(suffix) }
        return suffixes
    }

    private mutating func suffix() -> Expression.Suffix? {
        let start = reader.place
        if reader.take("."), let name = literals.name(&reader) { return .field(FieldKey(name)) }
        reader.place = start
        if reader.take("[") {
            reader.skipSpace()
            if let index = expression(), closes("]") { return .index(index) }
        }
        reader.place = start
        if reader.take("("), let arguments = items({ $0.expression() }), closes(")") {
            return .call(arguments)
        }
        reader.place = start
        return nil
    }

    /// Takes blanks and a closing bracket.
    private mutating func closes(_ bracket: StaticString) -> Bool {
        reader.skipSpace()
        if reader.take(bracket) { return true }
        let _: Void? = reader.fail("\(bracket)")
        return false
    }

    /// Reads items with commas between them, blanks around; there may be none.
    private mutating func items<T>(_ item: (inout ExpressionParser) -> T?) -> [T]? {
        reader.skipSpace()
        var items: [T] = []
        while true {
            let before = reader.place
            if !items.isEmpty {
                reader.skipSpace()
                guard reader.take(",") else {
                    reader.place = before
                    let _: Void? = reader.fail(",")
                    break
                }
                reader.skipSpace()
            }
            guard let next = item(&self) else {
                reader.place = before
                break
            }
            items.append(next)
        }
        return items
    }

    private mutating func atom() -> Expression? {
        let start = reader.place
        if let kind = bracketed() ?? simple() { return make(kind, from: start) }
        reader.place = start
        return nil
    }

    private mutating func bracketed() -> Expression.Kind? {
        let start = reader.place
        if reader.take("["), let values = items({ $0.expression() }), closes("]") { return .list(values) }
        reader.place = start
        if reader.take("{"), let entries = items({ $0.entry() }), closes("}") {
            return .object(Self.merged(entries))
        }
        reader.place = start
        if let lambda = lambda() { return lambda }
        reader.place = start
        if reader.take("(") {
            reader.skipSpace()
            // Brackets leave no mark in the tree, but a call of `(name)` stays a call of a name.
            if let inner = expression(), closes(")") { return inner.kind }
        }
        reader.place = start
        return nil
    }

    private mutating func entry() -> (name: String, value: Expression)? {
        guard let name = literals.name(&reader) ?? literals.quoted(&reader) else { return nil }
        reader.skipSpace()
        guard reader.take(":") else { return reader.fail(":") }
        reader.skipSpace()
        return expression().map { (name, $0) }
    }

    /// The entries of an object: of several with one name the last counts, in the place of the first.
    private static func merged(_ entries: [(name: String, value: Expression)]) -> [(
        name: String, value: Expression
    )] {
        var places: [String: Int] = [:]
        var merged: [(name: String, value: Expression)] = []
        for entry in entries {
            if let place = places[entry.name] {
                merged[place].value = entry.value
            } else {
                places[entry.name] = merged.count
                merged.append(entry)
            }
        }
        return merged
    }

    private mutating func lambda() -> Expression.Kind? {
        reader.skipSpace()
        guard reader.take("(") else { return nil }
        guard let parameters = items({ $0.literals.name(&$0.reader) }) else { return nil }
        reader.skipSpace()
        guard reader.take(")") else { return nil }
        reader.skipSpace()
        guard reader.take("=>") else { return nil }
        reader.skipSpace()
        return expression().map { .lambda(parameters: parameters, body: $0) }
    }

    private mutating func simple() -> Expression.Kind? {
        if let flag = literals.bool(&reader) { return .literal(.bool(flag)) }
        if let number = literals.number(&reader) { return .literal(.number(number)) }
        if let text = literals.quoted(&reader) { return .literal(.text(text)) }
        if let date = call("date(", { $0.dateOrWord(&$1) }) { return .literal(.date(date)) }
        if let duration = call("dur(", { $0.duration(&$1) }) { return .literal(.duration(duration)) }
        if reader.take("null") { return .literal(.null) }
        return variable().map { .variable(FieldKey($0)) }
    }

    private mutating func call<T>(_ head: StaticString, _ read: (LiteralParser, inout Reader) -> T?) -> T? {
        let literals = literals
        return reader.attempt { reader in
            guard reader.take(head) else { return nil }
            reader.skipSpace()
            guard let value = read(literals, &reader) else { return nil }
            reader.skipSpace()
            return reader.take(")") ? value : reader.fail(")")
        }
    }

    private mutating func variable() -> String? {
        let start = reader.place
        guard let name = literals.name(&reader) else { return nil }
        guard Self.keywords.contains(name.uppercased()) else { return name }
        reader.place = start
        return reader.fail("a value")
    }

    private func make(_ kind: Expression.Kind, from start: Int) -> Expression {
        Expression(kind: kind, range: reader.bytes(start..<reader.place))
    }
}

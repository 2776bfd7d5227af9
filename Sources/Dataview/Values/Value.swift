/// What an expression of the query language yields.
package enum Value: Sendable {
    /// Nothing: a field that is missing or empty.
    case null
    /// A truth value.
    case bool(Bool)
    /// A number, with the rules of IEEE doubles.
    case number(Double)
    /// Text. Lengths and indices of the language count its UTF-16 units.
    case text(String)
    /// An instant with the zone it is shown in.
    case date(DateValue)
    /// A length of time as counts of calendar units.
    case duration(DurationValue)
    /// A link to a note, a heading or a block.
    case link(LinkValue)
    /// A list.
    case list([Value])
    /// Named values, in order.
    case object(ObjectValue)
    /// A lambda of the query.
    case function(FunctionValue)
    /// A part of a result that is drawn in its own way.
    case widget(Widget)

    /// The type's name as the language spells it; types are ordered by these names.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .text: "string"
        case .date: "date"
        case .duration: "duration"
        case .link: "link"
        case .list: "array"
        case .object: "object"
        case .function: "function"
        case .widget: "widget"
        }
    }

    /// The place of the type among the types' names in alphabetical order; null stands before all.
    var typeRank: Int {
        switch self {
        case .null: 0
        case .list: 1
        case .bool: 2
        case .date: 3
        case .duration: 4
        case .function: 5
        case .link: 6
        case .number: 7
        case .object: 8
        case .text: 9
        case .widget: 10
        }
    }

    /// Whether it is null.
    package var isNull: Bool {
        if case .null = self { return true }
        return false
    }

    /// Whether a WHERE keeps a row for it: null, 0, empty text, list or object, a link without a path,
    /// the epoch and a duration of no length count as false (RULES 4).
    package var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .number(let number): number != 0
        case .text(let text): !text.isEmpty
        case .date(let date): date.milliseconds != 0
        case .duration(let duration): duration.totalMilliseconds != 0
        case .link(let link): !link.path.isEmpty
        case .list(let values): !values.isEmpty
        case .object(let object): !object.isEmpty
        case .function, .widget: true
        }
    }

    /// Whether JavaScript would call it true: there, only null, false, 0, NaN and empty text are not.
    var isScriptTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let flag): flag
        case .number(let number): number != 0 && !number.isNaN
        case .text(let text): !text.isEmpty
        default: true
        }
    }
}

/// A part of a result that is drawn in its own way.
package indirect enum Widget: Sendable {
    /// `key: value`, the rows of a LIST with an expression.
    case pair(key: Value, value: Value)
    /// A link out of the vault, made by `elink`.
    case externalLink(url: String, display: String)
}

/// A lambda with the variables it was made among.
package final class FunctionValue: Sendable {
    /// The names of its parameters.
    let parameters: [String]
    /// What a call evaluates.
    let body: Expression
    /// The variables around it.
    let scope: Scope

    /// Makes a lambda.
    init(parameters: [String], body: Expression, scope: Scope) {
        self.parameters = parameters
        self.body = body
        self.scope = scope
    }
}

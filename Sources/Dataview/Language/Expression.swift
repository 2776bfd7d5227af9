package import VaultModel

/// An expression of the query language, with where it stands in its text.
package struct Expression: Sendable {
    /// What it says.
    package let kind: Kind
    /// Where it stands, in bytes of the query.
    package let range: ByteRange

    /// The kinds of expressions. Chains are kept flat, so that a long one is not a deep one.
    package indirect enum Kind: Sendable {
        case literal(Value)
        case variable(FieldKey)
        /// `!` before an expression, as many times as given.
        case not(Expression, times: Int)
        case list([Expression])
        case object([(name: String, value: Expression)])
        case lambda(parameters: [String], body: Expression)
        /// Operators of one level, evaluated from the left.
        case chain(Expression, [(symbol: Operator, right: Expression)])
        /// What follows an expression without a space: `.name`, `[index]`, `(arguments)`.
        case path(Expression, [Suffix])
    }

    /// What follows an expression without a space.
    package enum Suffix: Sendable {
        case field(FieldKey)
        case index(Expression)
        case call([Expression])
    }
}

/// The operators between two values.
package enum Operator: String, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case modulo = "%"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "="
    case notEqual = "!="
    case and = "&"
    case or = "|"
}

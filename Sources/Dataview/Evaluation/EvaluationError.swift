package import VaultModel

/// Why an expression has no value.
package struct EvaluationError: Error, Hashable, Sendable {
    /// How far a failure reaches.
    package enum Reach: Sendable {
        /// One row: it is dropped, and the query goes on.
        case row
        /// The whole query.
        case query
        /// The whole query, unless a function call is around it: Dataview would have thrown an exception.
        case exception
        /// The whole query: a limit was reached.
        case limit
    }
    /// What is wrong, in words.
    package var message: String
    /// Where in the query, in bytes.
    package var range: ByteRange?
    /// How far it reaches.
    package var reach: Reach = .row

    /// A failure of one row.
    init(_ message: String, range: ByteRange? = nil, reach: Reach = .row) {
        self.message = message
        self.range = range
        self.reach = reach
    }

    /// The failure with the place it happened at, where none is known yet.
    func at(_ place: ByteRange) -> EvaluationError {
        var error = self
        if error.range == nil { error.range = place }
        return error
    }
}

/// How much a query may do.
package struct QueryLimits: Sendable {
    /// How many parts of expressions may be evaluated.
    package var steps = 20_000_000
    /// How long it may run.
    package var time = Duration.seconds(10)
    /// How many rows there may be at any step.
    package var rows = 1_000_000
    /// How many characters a text, and values a list, may have.
    package var length = 4_000_000
    /// How many parts of values and of 16 characters a result may show.
    package var weight = 20_000_000
    /// How deep lambdas may call each other.
    package var calls = 150
    /// How deep expressions may be evaluated in each other, those of lambdas that are called included.
    package var depth = 600
    /// How many clauses of a query may lay something over its rows.
    package var layers = 100
    /// Asked now and then; true stops the query.
    package var isCancelled: @Sendable () -> Bool = { false }

    /// The usual limits.
    package init() {}
}

/// The variables that an expression sees: the row's fields, and over them the parameters of lambdas.
package struct Scope: Sendable {
    /// The row; nil where there is none, as in an inline query.
    let row: ObjectValue?
    /// The innermost parameter.
    let binding: Binding?

    /// The variables of a row.
    init(row: ObjectValue? = nil) {
        self.row = row
        binding = nil
    }

    private init(row: ObjectValue?, binding: Binding) {
        self.row = row
        self.binding = binding
    }

    /// The value of a variable; nil where there is none of that name.
    subscript(key: FieldKey) -> Value? {
        var next = binding
        while let current = next {
            if current.name == key.name { return current.value }
            next = current.next
        }
        return row?[key]
    }

    /// The scope with one more parameter.
    func binding(_ name: String, to value: Value) -> Scope {
        Scope(row: row, binding: Binding(name: name, value: value, next: binding))
    }
}

/// A parameter with its value.
final class Binding: Sendable {
    let name: String
    let value: Value
    let next: Binding?

    init(name: String, value: Value, next: Binding?) {
        self.name = name
        self.value = value
        self.next = next
    }
}

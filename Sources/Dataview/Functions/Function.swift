/// A function of the query language: its name, what it takes, what it is for, and an example that is true.
package struct Function: Sendable {
    /// The type of a parameter.
    package enum Kind: String, Sendable {
        case any, null, bool = "boolean", number, text, date, duration, link, list, object, function

        /// Whether a value is of the kind.
        func accepts(_ value: Value) -> Bool {
            switch (self, value) {
            case (.any, _), (.null, .null), (.bool, .bool), (.number, .number), (.text, .text),
                (.date, .date),
                (.duration, .duration), (.link, .link), (.list, .list), (.object, .object),
                (.function, .function):
                true
            default: false
            }
        }
    }

    /// What a call does.
    package typealias Body = @Sendable ([Value], Evaluator) throws(EvaluationError) -> Value

    /// One way to call it.
    package struct Signature: Sendable {
        /// The parameters; nil where any number of any kind is taken.
        package let parameters: [Kind]?
        let body: Body

        /// Whether the arguments fit.
        func accepts(_ arguments: [Value]) -> Bool {
            guard let parameters else { return true }
            return parameters.count == arguments.count
                && zip(parameters, arguments).allSatisfy { $0.accepts($1) }
        }
    }

    /// The name, in the case in which it must be written.
    package let name: String
    /// How it is called; the first that fits is taken.
    package let signatures: [Signature]
    /// Arguments at these places may be lists, for the number of arguments given: the function is then
    /// called for each element, as often as the shortest list has any.
    package let spreads: [Int: [Int]]
    /// What it is for, in one sentence.
    package let doc: String
    /// An expression that is true.
    package let example: String

    /// Makes a function.
    init(
        _ name: String, spreads: [Int: [Int]] = [:], doc: String, example: String, _ signatures: [Signature]
    ) {
        self.name = name
        self.signatures = signatures
        self.spreads = spreads
        self.doc = doc
        self.example = example
    }

    /// All functions, family by family.
    package static let all: [Function] =
        constructors + numbers + folds + searches + lists + predicates + texts + patternFunctions + padding
        + dates
        + choices

    /// The functions by name.
    package static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// Calls the function.
    func call(_ arguments: [Value], _ evaluator: Evaluator) throws(EvaluationError) -> Value {
        let lists = (spreads[arguments.count] ?? []).filter { Kind.list.accepts(arguments[$0]) }
        if !lists.isEmpty { return try spread(arguments, over: lists, evaluator) }
        for signature in signatures where signature.accepts(arguments) {
            try evaluator.spend(on: arguments)
            return try signature.body(arguments, evaluator)
        }
        let kinds = arguments.map(\.typeName).joined(separator: ", ")
        throw EvaluationError("\(name)(\(kinds)) is not possible; it takes \(usage)")
    }

    private func spread(
        _ arguments: [Value], over places: [Int], _ evaluator: Evaluator
    ) throws(EvaluationError) -> Value {
        let count =
            places.map { place in
                if case .list(let values) = arguments[place] { values.count } else { 0 }
            }.min() ?? 0
        try evaluator.spend(count)
        var results: [Value] = []
        results.reserveCapacity(count)
        for index in 0..<count {
            var own = arguments
            for place in places {
                if case .list(let values) = arguments[place] { own[place] = values[index] }
            }
            results.append(try call(own, evaluator))
        }
        return .list(results)
    }

    /// How it can be called, for messages: `lower(text)`.
    package var usage: String {
        let ways = signatures.filter { !($0.parameters?.contains(.null) ?? false) }.map { signature in
            let kinds = signature.parameters.map { $0.map(\.rawValue).joined(separator: ", ") } ?? "…"
            return "\(name)(\(kinds))"
        }
        return ways.joined(separator: " or ")
    }

    /// A way to call it.
    static func takes(_ parameters: Kind..., body: @escaping Body) -> Signature {
        Signature(parameters: parameters, body: body)
    }

    /// A way to call it with any number of arguments.
    static func takesAny(body: @escaping Body) -> Signature { Signature(parameters: nil, body: body) }

    /// A call with null gives null.
    static func nullFor(_ parameters: Kind...) -> Signature {
        Signature(parameters: parameters) { (_, _) throws(EvaluationError) in .null }
    }
}

extension Array<Value> {
    /// The text of an argument that a signature has made sure of.
    func text(_ index: Int) -> String {
        if case .text(let text) = self[index] { text } else { "" }
    }
    /// The number of an argument that a signature has made sure of.
    func number(_ index: Int) -> Double {
        if case .number(let number) = self[index] { number } else { .nan }
    }
    /// The list of an argument that a signature has made sure of.
    func list(_ index: Int) -> [Value] {
        if case .list(let values) = self[index] { values } else { [] }
    }
}

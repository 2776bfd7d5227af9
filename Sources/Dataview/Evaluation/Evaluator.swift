import VaultModel

/// Evaluates expressions for one run of a query.
///
/// It belongs to one thread. It counts what it does, so that no query runs for ever.
package final class Evaluator {
    /// The notes.
    let source: any QuerySource
    /// The same, for objects to hold.
    let shared: SharedSource
    /// The note that the query stands in.
    let origin: NotePath?
    /// How values are shown.
    let settings: QuerySettings
    /// Reads literals, and tells the time.
    let literals: LiteralParser
    /// How much the run may do.
    let limits: QueryLimits
    /// Counts what it does.
    let meter: Meter
    private let this: Value
    private var callDepth = 0
    private var depth = 0
    /// How much of values is shown so far.
    var weight = 0
    private var patternSteps = 8_000_000
    private var patterns: [String: Pattern] = [:]
    private var resolved: [String: NotePath?] = [:]

    /// Starts a run.
    init(
        source: any QuerySource, origin: NotePath?, clock: Clock, settings: QuerySettings, limits: QueryLimits
    ) {
        self.source = source
        shared = SharedSource(source)
        self.origin = origin
        self.settings = settings
        self.limits = limits
        meter = Meter(limits)
        literals = LiteralParser(clock: clock)
        let shared = shared
        let page = origin.flatMap { source.index(of: $0) }.flatMap { source.page(at: $0) }
        this = .object(page.map { ObjectValue(page: PageInRun($0, shared)) } ?? ObjectValue(Fields()))
    }

    /// Now, and the zone of dates without one.
    var clock: Clock { literals.clock }

    /// The order of values, links compared by where they lead from the query's note.
    private(set) lazy var order = ValueOrder(meter: meter) { [unowned self] path in
        resolve(path)?.text ?? path
    }

    /// Where a link's path leads from the query's note.
    func resolve(_ path: String) -> NotePath? {
        if let known = resolved[path] { return known }
        let found = source.resolve(path, from: origin)
        resolved[path] = found
        return found
    }

    /// The page that a link's path leads to.
    func page(_ path: String) -> ObjectValue? {
        guard let path = resolve(path), let index = source.index(of: path), let page = source.page(at: index)
        else {
            return nil
        }
        return ObjectValue(page: PageInRun(page, shared))
    }

    /// A pattern, read once per run.
    func pattern(_ source: String, ignoresCase: Bool = false) throws(EvaluationError) -> Pattern {
        let key = (ignoresCase ? "i" : "c") + source
        if let known = patterns[key] { return known }
        do {
            let pattern = try Pattern(source, ignoresCase: ignoresCase)
            patterns[key] = pattern
            return pattern
        } catch {
            throw EvaluationError(error.message)
        }
    }

    /// Does something with a pattern, within the budget of the call and of the run.
    func match<T>(
        _ body: (inout PatternBudget) throws(PatternError) -> T
    ) throws(EvaluationError) -> T {
        let allowed = min(PatternBudget.call.steps, patternSteps)
        var budget = PatternBudget(steps: allowed)
        defer { patternSteps -= allowed - max(0, budget.steps) }
        let result: T
        do { result = try body(&budget) } catch { throw EvaluationError(error.message) }
        try spend(max(0, allowed - budget.steps) / 64)
        return result
    }

    /// The value of an expression.
    package func evaluate(_ expression: Expression, in scope: Scope) throws(EvaluationError) -> Value {
        try spend()
        switch expression.kind {
        case .literal(let value): return value
        case .variable(let key): return scope[key] ?? (key.name == "this" ? this : .null)
        default: break
        }
        depth += 1
        defer { depth -= 1 }
        if depth > limits.depth {
            throw EvaluationError("Functions call each other too deeply", reach: .limit)
        }
        return try evaluateParts(of: expression, in: scope)
    }

    /// The value of an expression that is made of others.
    private func evaluateParts(
        of expression: Expression, in scope: Scope
    ) throws(EvaluationError) -> Value {
        switch expression.kind {
        case .literal, .variable: return .null
        case .not(let inner, let times):
            let isTrue = try evaluate(inner, in: scope).isTruthy
            return .bool(isTrue == (times % 2 == 0))
        case .list(let items):
            return .list(try evaluate(items, in: scope))
        case .object(let entries):
            var fields = Fields()
            for (name, value) in entries { fields[name] = try evaluate(value, in: scope) }
            return .object(ObjectValue(fields))
        case .lambda(let parameters, let body):
            return .function(FunctionValue(parameters: parameters, body: body, scope: scope))
        case .chain(let first, let rest):
            var value = try evaluate(first, in: scope)
            for (symbol, right) in rest {
                let other = try evaluate(right, in: scope)
                do { value = try apply(symbol, value, other) } catch { throw error.at(right.range) }
            }
            return value
        case .path(let base, let suffixes):
            return try evaluate(base, suffixes, in: scope)
        }
    }

    private func evaluate(_ items: [Expression], in scope: Scope) throws(EvaluationError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        for item in items { values.append(try evaluate(item, in: scope)) }
        return values
    }

    private func evaluate(
        _ base: Expression, _ suffixes: [Expression.Suffix], in scope: Scope
    ) throws(EvaluationError) -> Value {
        // The last indices are evaluated before what they pick from; where one is null, that is not asked for.
        let lastCall = suffixes.lastIndex { if case .call = $0 { true } else { false } }
        let tail = (lastCall.map { $0 + 1 } ?? 0)..<suffixes.count
        var keys: [ElementKey] = []
        for suffix in suffixes[tail].reversed() {
            guard let key = try elementKey(suffix, in: scope) else { return .null }
            keys.append(key)
        }
        // A name before brackets is a function's name, and `row` before an index stands for all variables.
        var name: FieldKey?
        if case .variable(let variable) = base.kind { name = variable }
        var value: Value? = name == nil ? try evaluate(base, in: scope) : nil
        for (place, suffix) in suffixes.enumerated() {
            try spend()
            if case .call(let arguments) = suffix {
                let function = name.map { Value.text($0.name) } ?? value ?? .null
                let values = try evaluate(arguments, in: scope)
                do { value = try call(function, values) } catch { throw error.at(base.range) }
            } else if let key = tail.contains(place) ? keys.popLast() : try elementKey(suffix, in: scope) {
                value = try element(key, of: value, base, isRow: name?.name == "row", in: scope)
            } else {
                value = .null
            }
            name = nil
        }
        return value ?? .null
    }

    /// What a key picks of a value, or of `base` where that has no value yet.
    private func element(
        _ key: ElementKey, of value: Value?, _ base: Expression, isRow: Bool, in scope: Scope
    ) throws(EvaluationError) -> Value {
        if value == nil, isRow {
            let field = try self.name(key, "an object")
            return scope[field] ?? (field.name == "this" ? this : .null)
        }
        let whole = if let value { value } else { try evaluate(base, in: scope) }
        do { return try element(key, of: whole) } catch { throw error.at(base.range) }
    }

    /// What an index picks; nil where it is null.
    private func elementKey(
        _ suffix: Expression.Suffix, in scope: Scope
    ) throws(EvaluationError) -> ElementKey? {
        switch suffix {
        case .field(let key): return .name(key)
        case .index(let index):
            let value = try evaluate(index, in: scope)
            do { return try ElementKey(value) } catch { throw error.at(index.range) }
        case .call: return nil
        }
    }

    /// Calls a lambda, or the function that a text names.
    func call(_ function: Value, _ arguments: [Value]) throws(EvaluationError) -> Value {
        switch function {
        case .function(let lambda):
            do { return try call(lambda, arguments) } catch { throw Self.caught(error) }
        case .text(let name):
            guard let function = Function.named[name] else {
                let near = Spelling.nearest(to: name, among: Function.named.keys)
                let hint = near.map { "; did you mean \($0)?" } ?? ""
                throw EvaluationError("There is no function called '\(name)'\(hint)")
            }
            do { return try function.call(arguments, self) } catch { throw Self.caught(error) }
        default:
            throw EvaluationError("A \(function.typeName) can't be called as a function")
        }
    }

    /// A call turns an exception into a failure of the row.
    private static func caught(_ error: EvaluationError) -> EvaluationError {
        error.reach == .exception ? EvaluationError(error.message, range: error.range) : error
    }

    /// Calls a lambda; parameters without an argument are left to the variables around it.
    func call(_ lambda: FunctionValue, _ arguments: [Value]) throws(EvaluationError) -> Value {
        callDepth += 1
        defer { callDepth -= 1 }
        if callDepth > limits.calls {
            throw EvaluationError("Functions call each other too deeply", reach: .limit)
        }
        var scope = lambda.scope
        for (name, value) in zip(lambda.parameters, arguments) { scope = scope.binding(name, to: value) }
        return try evaluate(lambda.body, in: scope)
    }

    /// The text of a value with the settings of the vault.
    func text(_ value: Value) -> String { value.text(settings, meter) }
}

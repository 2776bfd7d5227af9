/// Counts what a run does, so that no query runs for ever, whatever it asks for.
///
/// It belongs to the run's thread.
final class Meter {
    private let limits: QueryLimits
    private var deadline: ContinuousClock.Instant
    private var steps = 0
    /// Comparisons and the like, of which a step has many.
    private var ticks = 0
    /// Why the run is over, once it is.
    private var failure: EvaluationError?

    /// Starts counting.
    init(_ limits: QueryLimits) {
        self.limits = limits
        deadline = .now + limits.time
    }

    /// Counts anew; the time goes on.
    func restart() {
        if failure == nil { steps = 0 }
    }

    /// Counts work; throws when there was too much of it.
    func spend(_ amount: Int) throws(EvaluationError) {
        steps &+= amount
        if steps > limits.steps { throw failure ?? Self.tooManySteps }
        if steps & 0xFFF < amount {
            try checkTime()
        }
    }

    /// Counts work where nothing can be thrown: once it is true, the run is over, and what is given back does not
    /// count.
    func isOver(after amount: Int) -> Bool {
        ticks &+= 1
        steps &+= amount
        guard steps <= limits.steps else { return true }
        guard ticks & 0x3FF == 0 || amount > 0 && steps & 0xFFF < amount else { return false }
        do { try checkTime() } catch { end(error) }
        return failure != nil
    }

    /// Ends the run from where nothing can be thrown.
    func end(_ error: EvaluationError) {
        failure = error
        steps = max(steps, limits.steps &+ 1)
    }

    /// Ends the run because a value is too long, where one is.
    func isTooLong(_ length: Int) -> Bool {
        guard length > limits.length else { return false }
        end(Self.tooLong)
        return true
    }

    /// Does something whose time is not the run's.
    func pause(_ body: () -> Void) {
        let start = ContinuousClock.now
        body()
        deadline += .now - start
    }

    /// Stops a run that took too long, or that nobody waits for any more.
    func checkTime() throws(EvaluationError) {
        if limits.isCancelled() { throw EvaluationError("The query was stopped", reach: .limit) }
        if .now > deadline {
            throw EvaluationError(
                "The query was stopped: it took more than \(limits.time.components.seconds) seconds",
                reach: .limit)
        }
    }

    static let tooLong = EvaluationError("The query was stopped: a value became too long", reach: .limit)
    private static let tooManySteps = EvaluationError(
        "The query was stopped: it took too many steps", reach: .limit)
}

extension Evaluator {
    /// Counts work anew; the time goes on.
    func restart() {
        meter.restart()
        weight = 0
    }

    /// Counts work; throws when there was too much of it.
    func spend(_ amount: Int = 1) throws(EvaluationError) { try meter.spend(amount) }

    /// Counts the work of going through values once: long texts and lists cost more than others.
    func spend(on values: [Value]) throws(EvaluationError) {
        var amount = 0
        for value in values {
            switch value {
            case .text(let text): amount += text.utf8.count / 64
            case .list(let items): amount += items.count / 16
            default: break
            }
        }
        if amount > 0 { try spend(amount) }
    }

    /// Refuses a text or list that is too long. A long one costs as much as there is of it in memory.
    func allow(length: Double) throws(EvaluationError) {
        if length > Double(limits.length) { throw Meter.tooLong }
        try spend(Int(max(0, length)) / (length > 65_536 ? 8 : 64))
    }

    /// Refuses a list that is too long.
    func allow(count: Int) throws(EvaluationError) {
        if count > limits.rows { throw Meter.tooLong }
        try spend(count > 4096 ? count : count / 64)
    }

    /// Refuses too many rows.
    func allow(rows: Int) throws(EvaluationError) {
        if rows > limits.rows {
            throw EvaluationError(
                "The query was stopped: it has more than \(limits.rows) rows", reach: .limit)
        }
        try spend()
    }

    /// Counts what a result shows of a value; refuses what could not be shown in any time. A value that holds another
    /// one twice, and that the next, is small and endless to look at.
    func allow(shown value: Value) throws(EvaluationError) {
        try weigh(value, depth: 0)
        if weight > limits.weight {
            throw EvaluationError("The query was stopped: its answer became too long", reach: .limit)
        }
    }

    private func weigh(_ value: Value, depth: Int) throws(EvaluationError) {
        switch value {
        case .text(let text): weight += 1 + text.utf8.count / 16
        case .list(let values):
            weight += values.count
            // What stands deeper is not shown.
            guard depth < Value.deepest else { return }
            for value in values {
                try weigh(value, depth: depth + 1)
                if weight > limits.weight { return }
            }
        case .object(let object):
            weight += object.weight
            guard depth < Value.deepest, object.isHeld else { return }
            for value in object.fields.values {
                try weigh(value, depth: depth + 1)
                if weight > limits.weight { return }
            }
        case .widget(.pair(let key, let value)):
            try weigh(key, depth: depth + 1)
            try weigh(value, depth: depth + 1)
        default: break
        }
    }

    /// How deep lists and objects may stand in each other. Expressions can't be nested as deep, but what they are
    /// applied to again and again can.
    private static var deepestValue: Int { 500 }

    /// Refuses a value that is nested too deeply to be gone through and given back.
    func allow(nested value: Value) throws(EvaluationError) {
        var known: Set<UInt> = []
        var level = [value]
        var depth = 0
        while !level.isEmpty {
            depth += 1
            if depth > Self.deepestValue {
                throw EvaluationError("A value is nested too deeply", reach: .limit)
            }
            var next: [Value] = []
            for value in level {
                switch value {
                case .list(let values):
                    let place = values.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
                    if known.insert(place).inserted { next += values.filter(\.hasParts) }
                case .object(let object) where object.isHeld:
                    next += object.fields.values.filter(\.hasParts)
                default: break
                }
            }
            try spend(next.count / 16 + 1)
            if next.count > limits.rows { throw Meter.tooLong }
            level = next
        }
    }
}

extension Value {
    /// Whether other values stand in it.
    fileprivate var hasParts: Bool {
        switch self {
        case .list, .object: true
        default: false
        }
    }
}

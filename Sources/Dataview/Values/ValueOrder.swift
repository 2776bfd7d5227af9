/// Orders and compares values as the language does: totally, null first, types by name (RULES 1–3, 8, 9).
struct ValueOrder {
    /// Counts comparisons; once the run is over, all values are alike.
    private let meter: Meter?
    /// Gives the full path of a link's path; the path itself where nothing is found. Without it, paths stay.
    private let resolve: ((String) -> String)?
    /// How deep the values stand in others.
    private var depth = 0
    /// What stands deeper is not compared.
    private static let deepest = 1000

    /// An order within the budget of a run, if it is part of one.
    init(meter: Meter? = nil, resolve: ((String) -> String)? = nil) {
        self.meter = meter
        self.resolve = resolve
    }

    /// An order that compares links by their paths as written: used inside lists, objects and `unique`.
    var plain: ValueOrder { ValueOrder(meter: meter) }

    /// The order inside lists and objects.
    private var inner: ValueOrder {
        var inner = plain
        inner.depth = depth + 1
        return inner
    }

    /// Negative, zero or positive as `left` stands before, with or behind `right`.
    ///
    /// Two dates of the same instant in different zones, and two durations of the same length in different
    /// units, give 1 either way round, as in Dataview.
    func compare(_ left: Value, _ right: Value) -> Int {
        switch (left, right) {
        case (.number(let one), .number(let other)): one < other ? -1 : one == other ? 0 : 1
        case (.text(let one), .text(let other)): compare(one, other)
        case (.date(let one), .date(let other)):
            one.milliseconds < other.milliseconds ? -1 : one == other ? 0 : 1
        case (.null, .null): 0
        case (.bool(let one), .bool(let other)): one == other ? 0 : one ? 1 : -1
        case (.link(let one), .link(let other)): compare(one, other)
        case (.duration(let one), .duration(let other)):
            one.totalMilliseconds < other.totalMilliseconds ? -1 : one == other ? 0 : 1
        case (.list(let one), .list(let other)): inner.compare(one, other)
        case (.object(let one), .object(let other)): inner.compare(one, other)
        case (.function, .function), (.widget, .widget): 0
        default: left.typeRank < right.typeRank ? -1 : 1
        }
    }

    /// Whether two values are the same to `=`.
    func equal(_ left: Value, _ right: Value) -> Bool { compare(left, right) == 0 }

    private func compare(_ left: String, _ right: String) -> Int {
        let length = min(left.utf8.count, right.utf8.count)
        if let meter, meter.isOver(after: length / 64) { return 0 }
        return Collation.compare(left, right)
    }

    private func compare(_ left: LinkValue, _ right: LinkValue) -> Int {
        if left === right { return 0 }
        let paths = left.path == right.path ? 0 : Collation.compare(full(left.path), full(right.path))
        if paths != 0 { return paths }
        if left.kind != right.kind { return Collation.compare(left.kind.rawValue, right.kind.rawValue) }
        let (one, other) = (left.subpath ?? "", right.subpath ?? "")
        if one.isEmpty || other.isEmpty { return one.isEmpty ? (other.isEmpty ? 0 : -1) : 1 }
        return Collation.compare(one, other)
    }

    private func full(_ path: String) -> String { resolve?(path) ?? path }

    private func compare(_ left: [Value], _ right: [Value]) -> Int {
        if depth > Self.deepest { return 0 }
        if let meter, meter.isOver(after: 1 + min(left.count, right.count) / 4) { return 0 }
        for (one, other) in zip(left, right) {
            let order = compare(one, other)
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    private func compare(_ left: ObjectValue, _ right: ObjectValue) -> Int {
        if depth > Self.deepest { return 0 }
        if let meter, meter.isOver(after: left.weight + right.weight) { return 0 }
        return compare(left.fields, right.fields)
    }

    private func compare(_ left: Fields, _ right: Fields) -> Int {
        let names = [left, right].map { $0.keys.sorted { ScriptText.unitsPrecede($0, $1) } }
        let order = compare(names[0].map(Value.text), names[1].map(Value.text))
        if order != 0 { return order }
        for name in names[0] {
            let order = compare(left[name] ?? .null, right[name] ?? .null)
            if order != 0 { return order }
        }
        return 0
    }
}

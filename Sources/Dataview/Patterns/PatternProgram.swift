/// A pattern as steps for the machine that matches it.
struct PatternProgram: Sendable {
    /// One step. `back` means that it goes towards the start of the text, as inside a look-behind.
    enum Step: Sendable {
        case unit(UInt16, back: Bool)
        case any(back: Bool)
        case set(Int, back: Bool)
        case reference(Int, back: Bool)
        case lineStart, lineEnd
        case wordBoundary(Bool)
        /// Goes on at the first; at the second if that fails.
        case split(Int, Int)
        case jump(Int)
        /// Remembers the place in the text in a slot.
        case save(Int)
        /// Fails if the text has not moved on since the slot was saved.
        case progress(Int)
        /// Forgets the groups of a range.
        case clear(Range<Int>)
        /// Runs the steps behind it up to an `accept`; goes on at `next` if they match, or not, as wanted.
        case look(isNegative: Bool, next: Int)
        case accept
    }
    private(set) var steps: [Step] = []
    private(set) var sets: [UnitSet] = []
    /// How many places are remembered: two for each group, the whole match first, then one per loop.
    private(set) var slotCount: Int
    private let source: String
    private static let longest = 20_000

    /// Turns a tree into steps.
    init(_ node: PatternNode, groupCount: Int, source: String) throws(PatternError) {
        slotCount = 2 * (groupCount + 1)
        self.source = source
        try add(node, back: false)
        steps.append(.accept)
    }

    private mutating func emit(_ step: Step) throws(PatternError) {
        if steps.count >= Self.longest {
            throw PatternError(
                message: "Invalid regular expression: /\(source)/: Regular expression too large")
        }
        steps.append(step)
    }

    private mutating func add(_ node: PatternNode, back: Bool) throws(PatternError) {
        switch node {
        case .empty: break
        case .unit(let unit): try emit(.unit(unit, back: back))
        case .any: try emit(.any(back: back))
        case .set(let set):
            sets.append(set)
            try emit(.set(sets.count - 1, back: back))
        case .lineStart: try emit(.lineStart)
        case .lineEnd: try emit(.lineEnd)
        case .wordBoundary(let wanted): try emit(.wordBoundary(wanted))
        case .reference(let number): try emit(.reference(number, back: back))
        case .group(let inner, let number): try addGroup(inner, number, back: back)
        case .look(let inner, let isAhead, let isNegative):
            let start = steps.count
            try emit(.look(isNegative: isNegative, next: 0))
            try add(inner, back: !isAhead)
            try emit(.accept)
            steps[start] = .look(isNegative: isNegative, next: steps.count)
        case .sequence(let nodes):
            for node in back ? nodes.reversed() : nodes { try add(node, back: back) }
        case .choice(let branches): try addChoice(branches, back: back)
        case .repetition(let inner, let min, let max, let isGreedy, let groups):
            for _ in 0..<min { try addOnce(inner, groups, back: back) }
            if let max {
                try addOptional(inner, count: max - min, isGreedy, groups, back: back)
            } else {
                try addLoop(inner, isGreedy, groups, back: back)
            }
        }
    }

    private mutating func addGroup(_ inner: PatternNode, _ number: Int?, back: Bool) throws(PatternError) {
        guard let number else { return try add(inner, back: back) }
        try emit(.save(back ? 2 * number + 1 : 2 * number))
        try add(inner, back: back)
        try emit(.save(back ? 2 * number : 2 * number + 1))
    }

    private mutating func addChoice(_ branches: [PatternNode], back: Bool) throws(PatternError) {
        var exits: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index + 1 < branches.count else {
                try add(branch, back: back)
                break
            }
            let start = steps.count
            try emit(.split(start + 1, 0))
            try add(branch, back: back)
            exits.append(steps.count)
            try emit(.jump(0))
            steps[start] = .split(start + 1, steps.count)
        }
        for exit in exits { steps[exit] = .jump(steps.count) }
    }

    private mutating func addOnce(_ inner: PatternNode, _ groups: Range<Int>, back: Bool) throws(PatternError)
    {
        if !groups.isEmpty { try emit(.clear(groups)) }
        try add(inner, back: back)
    }

    private mutating func newSlot() -> Int {
        slotCount += 1
        return slotCount - 1
    }

    private mutating func addLoop(
        _ inner: PatternNode, _ isGreedy: Bool, _ groups: Range<Int>, back: Bool
    ) throws(PatternError) {
        let start = steps.count
        let slot = newSlot()
        try emit(.jump(0))
        try emit(.save(slot))
        try addOnce(inner, groups, back: back)
        try emit(.progress(slot))
        try emit(.jump(start))
        steps[start] = isGreedy ? .split(start + 1, steps.count) : .split(steps.count, start + 1)
    }

    private mutating func addOptional(
        _ inner: PatternNode, count: Int, _ isGreedy: Bool, _ groups: Range<Int>, back: Bool
    ) throws(PatternError) {
        guard count > 0 else { return }
        let slot = newSlot()
        var splits: [Int] = []
        for _ in 0..<count {
            splits.append(steps.count)
            try emit(.jump(0))
            try emit(.save(slot))
            try addOnce(inner, groups, back: back)
            try emit(.progress(slot))
        }
        for split in splits {
            steps[split] = isGreedy ? .split(split + 1, steps.count) : .split(steps.count, split + 1)
        }
    }
}

/// How much work matching may do: a count of steps, so that a hostile pattern ends and the end is always
/// the same.
struct PatternBudget: Sendable {
    /// How many steps are left.
    var steps: Int
    /// For one call of a function; about 50 ms.
    static let call = PatternBudget(steps: 2_000_000)
    /// The longest text that is searched, in UTF-16 units.
    static let longestText = 65_536
    /// The longest pattern, in UTF-16 units.
    static let longestPattern = 1024
    /// The longest text that replacing may give, in UTF-16 units.
    static let longestResult = 4_000_000
    /// How many ways back may be open at once.
    static let mostBranches = 400_000

    static let tooLong = PatternError(message: "The text became too long with what replaces the pattern")
    static let exhausted = PatternError(message: "The pattern took too long on this text and was stopped")
}

/// Runs a program over a text, trying one way after the other.
struct PatternMachine {
    private let program: PatternProgram
    private let text: [UInt16]
    private let ignoresCase: Bool
    /// The remembered places; -1 where there is none.
    private(set) var slots: [Int]
    private var trail: [Way] = []

    /// What to do when a way fails: undo a slot, or go on elsewhere.
    private enum Way {
        case undo(slot: Int, to: Int)
        case branch(step: Int, place: Int)
    }

    /// Makes a machine for one text.
    init(_ program: PatternProgram, text: [UInt16], ignoresCase: Bool) {
        self.program = program
        self.text = text
        self.ignoresCase = ignoresCase
        slots = Array(repeating: -1, count: program.slotCount)
    }

    /// Matches at `place`; the end of the match, or nil.
    mutating func match(at place: Int, budget: inout PatternBudget) throws(PatternError) -> Int? {
        for index in slots.indices { slots[index] = -1 }
        trail.removeAll(keepingCapacity: true)
        return try run(from: 0, at: place, budget: &budget)
    }

    private mutating func run(
        from start: Int, at first: Int, budget: inout PatternBudget
    ) throws(PatternError) -> Int? {
        let base = trail.count
        var (step, place) = (start, first)
        while true {
            budget.steps -= 1 + extraCost(of: step)
            if budget.steps < 0 || trail.count > PatternBudget.mostBranches { throw PatternBudget.exhausted }
            if case .accept = program.steps[step] { return place }
            if case .look(let isNegative, let next) = program.steps[step] {
                if try look(from: step + 1, at: place, isNegative: isNegative, budget: &budget) {
                    step = next
                    continue
                }
            } else if advance(&step, &place) {
                continue
            }
            guard let way = nextWay(above: base) else { return nil }
            (step, place) = way
        }
    }

    /// What a step costs beside what each does: some go through text or groups.
    private func extraCost(of step: Int) -> Int {
        switch program.steps[step] {
        case .reference(let group, _): max(0, slots[2 * group + 1] - slots[2 * group]) / 16
        case .look: slots.count / 16
        case .clear(let groups): groups.count / 16
        default: 0
        }
    }

    /// Goes back to the last open way, undoing what was remembered since.
    private mutating func nextWay(above base: Int) -> (Int, Int)? {
        while trail.count > base, let way = trail.popLast() {
            switch way {
            case .undo(let slot, let old): slots[slot] = old
            case .branch(let step, let place): return (step, place)
            }
        }
        return nil
    }

    /// Whether what stands at `place` matches the steps from `start`; afterwards only what a match
    /// remembered stays.
    private mutating func look(
        from start: Int, at place: Int, isNegative: Bool, budget: inout PatternBudget
    ) throws(PatternError) -> Bool {
        let before = slots
        let base = trail.count
        let matched = try run(from: start, at: place, budget: &budget) != nil
        trail.removeSubrange(base...)
        if isNegative || !matched {
            slots = before
        } else {
            for index in slots.indices where slots[index] != before[index] {
                trail.append(.undo(slot: index, to: before[index]))
            }
        }
        return matched != isNegative
    }

    /// Does one step; false where it fails.
    private mutating func advance(_ step: inout Int, _ place: inout Int) -> Bool {
        switch program.steps[step] {
        case .split(let one, let other):
            trail.append(.branch(step: other, place: place))
            step = one
            return true
        case .jump(let target):
            step = target
            return true
        case .save(let slot): set(slot, to: place)
        case .clear(let groups):
            for slot in (2 * groups.lowerBound)..<(2 * groups.upperBound) { set(slot, to: -1) }
        case .progress(let slot): if slots[slot] == place { return false }
        case .lineStart: if place != 0 { return false }
        case .lineEnd: if place != text.count { return false }
        case .wordBoundary(let wanted):
            if (isWord(place - 1) != isWord(place)) != wanted { return false }
        case .reference(let group, let back): return stepOver(group, back, &step, &place)
        case .unit, .any, .set: return takeUnit(&step, &place)
        case .look, .accept: return false
        }
        step += 1
        return true
    }

    private mutating func set(_ slot: Int, to place: Int) {
        guard slots[slot] != place else { return }
        trail.append(.undo(slot: slot, to: slots[slot]))
        slots[slot] = place
    }

    private func isWord(_ place: Int) -> Bool { text.indices.contains(place) && UnitSet.isWord(text[place]) }

    private func takeUnit(_ step: inout Int, _ place: inout Int) -> Bool {
        let isBack: Bool
        switch program.steps[step] {
        case .unit(_, let back), .any(let back), .set(_, let back): isBack = back
        default: return false
        }
        let index = isBack ? place - 1 : place
        guard index >= 0, index < text.count, accepts(text[index], at: step) else { return false }
        place = isBack ? index : index + 1
        step += 1
        return true
    }

    private func accepts(_ unit: UInt16, at step: Int) -> Bool {
        switch program.steps[step] {
        case .unit(let wanted, _): same(unit, wanted)
        case .any: !UnitSet.isLineEnd(unit)
        case .set(let index, _): program.sets[index].contains(unit, ignoresCase: ignoresCase)
        default: false
        }
    }

    private func same(_ one: UInt16, _ other: UInt16) -> Bool {
        one == other || ignoresCase && UnitSet.folded(one) == UnitSet.folded(other)
    }

    /// Takes the text of a group again; a group without a match is empty.
    private func stepOver(_ group: Int, _ back: Bool, _ step: inout Int, _ place: inout Int) -> Bool {
        let (start, end) = (slots[2 * group], slots[2 * group + 1])
        step += 1
        guard start >= 0, end >= start else { return true }
        let from = back ? place - (end - start) : place
        guard from >= 0, from + end - start <= text.count else { return false }
        for offset in 0..<(end - start) where !same(text[from + offset], text[start + offset]) {
            return false
        }
        place = back ? from : from + end - start
        return true
    }
}

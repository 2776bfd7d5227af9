/// What differs between two sequences: Myers' shortest edit, in linear space.
///
/// Elements are numbers; equal numbers are equal elements. Where the sequences differ in very many places the
/// search is cut short: the answer is then still right, but may not be the shortest.
package struct SequenceDiff: Sendable {
    /// A stretch of the first sequence in whose place a stretch of the second stands; one of them may be empty.
    package struct Hunk: Hashable, Sendable {
        /// What was there.
        package var old: Range<Int>
        /// What is there instead.
        package var new: Range<Int>

        /// A hunk of these stretches.
        package init(old: Range<Int>, new: Range<Int>) {
            self.old = old
            self.new = new
        }
    }

    /// The hunks in order; between two of them something is equal.
    package private(set) var hunks: [Hunk] = []

    private let old: [Int]
    private let new: [Int]
    /// The most differences that are searched for in one stretch before it is cut.
    private let most: Int

    /// Compares two sequences.
    package init(_ old: [Int], _ new: [Int]) {
        self.old = old
        self.new = new
        most = old.count + new.count < 20_000 ? 1024 : 256
        var waiting = [Hunk(old: old.indices, new: new.indices)]
        while let stretch = waiting.popLast() {
            let rest = trimmed(stretch)
            if rest.old.isEmpty || rest.new.isEmpty {
                add(rest)
            } else if let (x, y) = split(rest) {
                waiting.append(Hunk(old: x..<rest.old.upperBound, new: y..<rest.new.upperBound))
                waiting.append(Hunk(old: rest.old.lowerBound..<x, new: rest.new.lowerBound..<y))
            } else {
                add(rest)
            }
        }
    }

    /// Adds a hunk, joined with the last one where nothing is equal between them.
    private mutating func add(_ hunk: Hunk) {
        if hunk.old.isEmpty && hunk.new.isEmpty { return }
        if let last = hunks.last, last.old.upperBound == hunk.old.lowerBound,
            last.new.upperBound == hunk.new.lowerBound
        {
            hunks[hunks.count - 1] = Hunk(
                old: last.old.lowerBound..<hunk.old.upperBound, new: last.new.lowerBound..<hunk.new.upperBound
            )
        } else {
            hunks.append(hunk)
        }
    }

    /// The stretch without what is equal at its ends.
    private func trimmed(_ hunk: Hunk) -> Hunk {
        var (first, start) = (hunk.old.lowerBound, hunk.new.lowerBound)
        var (last, end) = (hunk.old.upperBound, hunk.new.upperBound)
        while first < last, start < end, old[first] == new[start] {
            first += 1
            start += 1
        }
        while first < last, start < end, old[last - 1] == new[end - 1] {
            last -= 1
            end -= 1
        }
        return Hunk(old: first..<last, new: start..<end)
    }

    /// A place in both sequences that a shortest edit passes through, so that the stretch can be cut there; nil
    /// where there is none but its ends.
    private func split(_ hunk: Hunk) -> (Int, Int)? {
        let limit = min(most, (hunk.old.count + hunk.new.count + 1) / 2)
        var search = Search(old[hunk.old], new[hunk.new], limit: limit)
        for steps in 0...limit {
            if let place = search.forward(steps) ?? search.backward(steps) { return checked(place, hunk) }
        }
        return checked(search.furthest(limit), hunk)
    }

    private func checked(_ place: (Int, Int), _ hunk: Hunk) -> (Int, Int)? {
        let isStart = place == (hunk.old.lowerBound, hunk.new.lowerBound)
        let isEnd = place == (hunk.old.upperBound, hunk.new.upperBound)
        return isStart || isEnd ? nil : place
    }
}

/// The search for the middle of a shortest edit, from both ends at once.
private struct Search {
    let old: ArraySlice<Int>
    let new: ArraySlice<Int>
    /// How far each diagonal is reached, counted in elements of the first sequence, from its start and its end.
    private var ahead: [Int]
    private var behind: [Int]
    private let middle: Int
    private var difference: Int { old.count - new.count }

    init(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, limit: Int) {
        self.old = old
        self.new = new
        middle = limit + 1
        ahead = [Int](repeating: 0, count: 2 * middle + 1)
        behind = ahead
    }

    /// One more step from the start; the place where it meets the search from the end.
    mutating func forward(_ steps: Int) -> (Int, Int)? {
        for diagonal in stride(from: -steps, through: steps, by: 2) {
            var x = Self.start(
                ahead, middle + diagonal, isFirst: diagonal == -steps, isLast: diagonal == steps)
            while x < old.count, x - diagonal >= 0, x - diagonal < new.count,
                old[old.startIndex + x] == new[new.startIndex + x - diagonal]
            {
                x += 1
            }
            ahead[middle + diagonal] = x
            let mirror = difference - diagonal
            guard difference % 2 != 0, abs(mirror) < steps, isInside(x, diagonal) else { continue }
            if x + behind[middle + mirror] >= old.count {
                return (old.startIndex + x, new.startIndex + x - diagonal)
            }
        }
        return nil
    }

    /// One more step from the end; the place where it meets the search from the start.
    mutating func backward(_ steps: Int) -> (Int, Int)? {
        for diagonal in stride(from: -steps, through: steps, by: 2) {
            var x = Self.start(
                behind, middle + diagonal, isFirst: diagonal == -steps, isLast: diagonal == steps)
            while x < old.count, x - diagonal >= 0, x - diagonal < new.count,
                old[old.endIndex - 1 - x] == new[new.endIndex - 1 - x + diagonal]
            {
                x += 1
            }
            behind[middle + diagonal] = x
            let mirror = difference - diagonal
            guard difference % 2 == 0, abs(mirror) <= steps, isInside(x, diagonal) else { continue }
            if x + ahead[middle + mirror] >= old.count {
                return (old.endIndex - x, new.endIndex - x + diagonal)
            }
        }
        return nil
    }

    /// The place nearest to the end that was reached from the start in `steps` steps.
    func furthest(_ steps: Int) -> (Int, Int) {
        var best = (0, 0)
        for diagonal in stride(from: -steps, through: steps, by: 2) {
            let x = ahead[middle + diagonal]
            if isInside(x, diagonal), 2 * x - diagonal > best.0 + best.1 { best = (x, x - diagonal) }
        }
        return (old.startIndex + best.0, new.startIndex + best.1)
    }

    private func isInside(_ x: Int, _ diagonal: Int) -> Bool {
        x <= old.count && x - diagonal >= 0 && x - diagonal <= new.count
    }

    /// Where a step onto a diagonal begins: from the neighbour that was reached further.
    private static func start(_ reach: [Int], _ index: Int, isFirst: Bool, isLast: Bool) -> Int {
        if isFirst && isLast { return 0 }
        if isFirst { return reach[index + 1] }
        if isLast { return reach[index - 1] + 1 }
        return max(reach[index - 1] + 1, reach[index + 1])
    }
}

extension SequenceDiff {
    /// Compares two sequences of things that can be equal.
    package init<Element: Hashable>(_ old: some Sequence<Element>, _ new: some Sequence<Element>) {
        var numbers: [Element: Int] = [:]
        func number(_ element: Element) -> Int {
            let next = numbers.count
            let known = numbers[element, default: next]
            if known == next { numbers[element] = next }
            return known
        }
        self.init(old.map(number), new.map(number))
    }
}

import Testing
import VaultModel

@Suite struct SequenceDiffTests {
    /// A generator that gives the same numbers every time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    /// How many elements the shortest edit adds and removes, by the textbook's table.
    private func shortest(_ old: [Int], _ new: [Int]) -> Int {
        var row = Array(0...new.count)
        for (i, element) in old.enumerated() {
            var previous = row
            previous[0] = i + 1
            for (j, other) in new.enumerated() {
                previous[j + 1] = element == other ? row[j] : min(row[j + 1], previous[j]) + 1
            }
            row = previous
        }
        return row[new.count]
    }

    /// Whether what is between the hunks is equal and the hunks are in order.
    private func isRight(_ diff: SequenceDiff, _ old: [Int], _ new: [Int]) -> Bool {
        var (i, j) = (0, 0)
        for hunk in diff.hunks {
            guard hunk.old.lowerBound >= i, hunk.new.lowerBound >= j,
                old[i..<hunk.old.lowerBound] == new[j..<hunk.new.lowerBound]
            else { return false }
            (i, j) = (hunk.old.upperBound, hunk.new.upperBound)
        }
        return old[i...] == new[j...]
    }

    @Test("the edit is right and the shortest there is", arguments: 0..<400)
    func randomSequences(_ seed: Int) {
        var numbers = Numbers(state: UInt64(seed) &* 7919 &+ 13)
        let letters = Int.random(in: 1...6, using: &numbers)
        func sequence() -> [Int] {
            (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
                Int.random(in: 0..<letters, using: &numbers)
            }
        }
        let (old, new) = (sequence(), sequence())
        let diff = SequenceDiff(old, new)
        #expect(isRight(diff, old, new), "\(old) \(new) \(diff.hunks)")
        #expect(diff.hunks.reduce(0) { $0 + $1.old.count + $1.new.count } == shortest(old, new))
    }

    @Test func oneLineAddedIsOneHunk() {
        let diff = SequenceDiff("abcd", "abXcd")
        #expect(diff.hunks == [SequenceDiff.Hunk(old: 2..<2, new: 2..<3)])
    }

    @Test func sequencesThatShareNothingEndSoon() {
        let old = Array(0..<30_000)
        let new = Array(50_000..<80_000)
        let diff = SequenceDiff(old, new)
        #expect(diff.hunks == [SequenceDiff.Hunk(old: 0..<30_000, new: 0..<30_000)])
    }

    @Test func manyDifferencesAreStillRight() {
        let old = Array(0..<24_000)
        let new = old.map { $0 % 3 == 0 ? -$0 : $0 }
        #expect(isRight(SequenceDiff(old, new), old, new))
    }
}

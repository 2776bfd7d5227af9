import Testing

@testable import Dataview

/// The first rows of an order are those that sorting all of them puts first.
@Suite struct RowOrderTests {
    /// The same numbers in every run.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
    }

    /// Values of which many are alike; those of the last kind can each be greater than the other.
    private static let kinds: [@Sendable (Int) -> Value] = [
        { .number(Double($0)) }, { $0 == 0 ? .null : .number(Double(-$0) / 4) },
        { .text(["", "a", "A", "ä", "b", "10", "9", "Zebra"][$0]) },
        { $0 < 3 ? .null : $0 < 5 ? .bool($0 == 3) : .text("x\($0)") },
        { .list([.number(Double($0 / 2)), .text("y")]) },
        { $0 < 4 ? .number(.nan) : .number(Double($0)) },
        {
            $0 < 2
                ? .duration(DurationValue([.days: 1])) : .duration(DurationValue([.hours: Double(12 * $0)]))
        },
    ]

    @Test(arguments: kinds.indices)
    func theFirstRowsAreThoseOfTheWholeOrder(kind: Int) {
        var random = Numbers(state: UInt64(kind + 1))
        for count in [64, 65, 200, 1_000] {
            let columns = (0..<2).map { column in
                ColumnOrder(
                    (0..<count).map { _ in
                        Self.kinds[column == 0 ? kind : 0](Int.random(in: 0..<8, using: &random))
                    }, isDescending: Bool.random(using: &random), ValueOrder())
            }
            for order in [RowOrder(columns), RowOrder([columns[0]])] {
                let all = order.sorted(count: count, keep: nil)
                #expect(all.sorted() == Array(0..<count))
                for keep in [0, 1, 2, 15, count / 4 - 1, count / 4, count - 1, count, count + 5] {
                    #expect(
                        order.sorted(count: count, keep: keep) == Array(all.prefix(keep)), "\(count) \(keep)")
                }
            }
        }
    }
}

import Testing

@testable import Dataview

/// The order that comparing gives.
private func compared(_ numbers: [Double]) -> [Int] {
    numbers.indices.sorted { numbers[$0] == numbers[$1] ? $0 < $1 : numbers[$0] < numbers[$1] }
}

@Suite struct RadixSortTests {
    @Test(
        arguments: [
            [], [1], [2, 1, 2, 1], [0, -0.0, -1, 0, 1, -0.0], [-.infinity, 5, -.infinity, .infinity, -5],
            [1e300, -1e300, 1e-300, -1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0],
            [1_732_060_800_000, 1_732_147_200_000, -.infinity, 1_732_060_800_000],
        ] as [[Double]])
    func numbersComeInTheOrderThatComparingGives(numbers: [Double]) {
        #expect(RadixSort.places(numbers.map { RadixSort.key($0) }) == compared(numbers))
    }

    @Test func manyNumbersWithManyEqualOnesDoToo() {
        var state: UInt64 = 20_261_124
        let numbers = (0..<5_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (Double(state >> 54) - 500) * 86_400_000 / Double(1 + state >> 40 & 3)
        }
        #expect(RadixSort.places(numbers.map { RadixSort.key($0) }) == compared(numbers))
    }
}

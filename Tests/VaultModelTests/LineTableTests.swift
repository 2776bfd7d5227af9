import Testing

@testable import VaultModel

/// Where lines start, held against a plain loop.
@Suite struct LineTableTests {
    /// Notes of every small length; bytes that differ from a line feed in one bit stand beside it.
    @Test(arguments: [1, 2, 3, 7, 40]) func findsLinesOfAnyLength(_ lineLength: Int) {
        let others: [UInt8] = [0x0B, 0x08, 0x8A, 0x0D, 0x61]
        for count in 0...200 {
            let bytes = (0..<count).map {
                $0 % lineLength == lineLength - 1 ? 0x0A : others[$0 % others.count]
            }
            let table = LineTable(bytes)
            let starts = [0] + bytes.indices.dropLast().filter { bytes[$0] == 0x0A }.map { $0 + 1 }
            #expect((0..<table.count).map { table.start(of: $0) } == starts)
            #expect(table.range(of: table.count - 1).upper == count)
        }
    }
}

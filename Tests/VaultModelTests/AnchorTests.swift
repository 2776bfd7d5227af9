import Testing

@testable import VaultModel

@Suite("An edit finds its place in a changed file, or none")
struct AnchorTests {
    /// The text after an edit, made on `base`, was carried over to `current`; or why it was not.
    private func rebased(
        _ base: String, _ ranges: [(Range<Int>, String)], onto current: String
    ) -> Result<String, AnchorLoss> {
        let edit = Edit(
            label: "", path: NotePath("n.md"), base: Array(base.utf8),
            replacements: ranges.map { Replacement(ByteRange($0.lowerBound, $0.upperBound), $1) })
        do throws(AnchorLoss) {
            let moved = try edit.rebased(onto: Array(current.utf8))
            #expect(moved.base == Array(current.utf8))
            return .success(String(decoding: moved.applied(), as: UTF8.self))
        } catch {
            return .failure(error)
        }
    }

    /// Toggles the box of the first line `- [ ] b` of a text.
    private func toggled(_ base: String, onto current: String) -> Result<String, AnchorLoss> {
        let start = Array(base.utf8).firstRange(of: Array("- [ ] b".utf8))?.lowerBound ?? 0
        return rebased(base, [(start + 3..<start + 4, "x")], onto: current)
    }

    @Test(arguments: [
        ("- [ ] b\n", "- [ ] b\n", "- [x] b\n"),
        ("- [ ] a\n- [ ] b\n", "new\n- [ ] a\n- [ ] b\n", "new\n- [ ] a\n- [x] b\n"),
        ("- [ ] a\n- [ ] b\n", "- [ ] b\n", "- [x] b\n"),
        ("- [ ] b\n", "- [ ] b", "- [x] b"),
        ("- [ ] b", "- [ ] b\nmore\n", "- [x] b\nmore\n"),
        ("- [ ] b\r\n", "x\r\n- [ ] b\r\n", "x\r\n- [x] b\r\n"),
        ("- [ ] b\n", "- [ ] bc\n- [ ] b\n", "- [ ] bc\n- [x] b\n"),
        ("- [ ] b\n", "* - [ ] b\n- [ ] b\n", "* - [ ] b\n- [x] b\n"),
        // The same place counts before any other line that looks the same.
        ("- [ ] b\n- [ ] c\n", "- [ ] b\n- [ ] b\n", "- [x] b\n- [ ] b\n"),
        // Equal lines are told apart by the two lines around them.
        ("1\n2\n- [ ] b\n3\n4\n", "- [ ] b\n\n1\n2\n- [ ] b\n3\n4\n", "- [ ] b\n\n1\n2\n- [x] b\n3\n4\n"),
    ])
    func isFound(_ base: String, _ current: String, _ expected: String) {
        #expect(toggled(base, onto: current) == .success(expected))
    }

    @Test(
        arguments: [
            ("- [ ] b\n", "", .gone), ("- [ ] b\n", "- [x] b\n", .gone), ("- [ ] b\n", "- [ ] bb\n", .gone),
            ("- [ ] b\n", "> - [ ] b\n", .gone), ("- [ ] b\n", "- [ ] b \n", .gone),
            ("1\n- [ ] b\n", "2\n- [ ] b\n- [ ] b\n", .success),
            ("0\n- [ ] b\n0\n", "9\n9\n- [ ] b\n- [ ] b\n", .ambiguous),
        ] as [(String, String, Expected)])
    func isLost(_ base: String, _ current: String, _ expected: Expected) {
        switch toggled(base, onto: current) {
        case .success: #expect(expected == .success)
        case .failure(.gone): #expect(expected == .gone)
        case .failure(.ambiguous): #expect(expected == .ambiguous)
        case .failure(.torn): Issue.record("torn")
        }
    }

    enum Expected { case success, gone, ambiguous }

    @Test func insertionAtTheEndOfALine() {
        let base = "# S\n- a\n- b\n"
        let end = 11
        #expect(
            rebased(base, [(end..<end, "\n- c")], onto: "# T\nnew\n- a\n- b\n- z\n")
                == .success("# T\nnew\n- a\n- b\n- c\n- z\n"))
        #expect(
            rebased(base, [(end..<end, "\n- c")], onto: "# S\n- a\n- b") == .success("# S\n- a\n- b\n- c"))
        #expect(rebased(base, [(end..<end, "\n- c")], onto: "# S\n- a\n") == .failure(.gone))
    }

    @Test func insertionIntoAnEmptyFile() {
        #expect(rebased("", [(0..<0, "x\n")], onto: "") == .success("x\n"))
        #expect(rebased("", [(0..<0, "x\n")], onto: "full\n") != .success("x\nfull\n"))
    }

    @Test func linesThatAreTakenOut() {
        let base = "a\n- b\n  - c\nd\n"
        #expect(rebased(base, [(2..<12, "")], onto: "new\na\n- b\n  - c\nd\n") == .success("new\na\nd\n"))
        #expect(rebased(base, [(2..<12, "")], onto: "a\n- b\n  - other\nd\n") == .failure(.gone))
    }

    @Test func severalPlaces() {
        let base = "one\ntwo\nthree\n"
        let ranges = [(0..<3, "1"), (8..<13, "3")]
        #expect(
            rebased(base, ranges, onto: "zero\none\ntwo\nmore\nthree\n")
                == .success("zero\n1\ntwo\nmore\n3\n"))
        #expect(rebased(base, ranges, onto: "one\ntwo\n") == .failure(.gone))
        // Two places that have changed places are no longer the edit that was made.
        #expect(rebased(base, ranges, onto: "three\nx\none\n") == .failure(.torn))
    }

    @Test func blankLinesAreToldByTheirNeighbours() {
        let base = "a\n\nb\n\nc\n"
        #expect(
            rebased(base, [(2..<2, "x\n")], onto: "new\na\n\nb\n\nc\n") == .success("new\na\nx\n\nb\n\nc\n"))
        #expect(rebased(base, [(2..<2, "x\n")], onto: "z\n\nb\n\nq\n") == .failure(.ambiguous))
    }
}

import Screen
import Testing
import VaultModel

@testable import Cockpit

/// What a note of extreme size does to the screen: nothing that holds up a key.
@Suite struct BudgetTests {
    private let head = "---\ntype: project\n---\n# Big\n\n## Next Steps\n"

    @Test func stepsBeyondTheBudgetAreCounted() throws {
        let steps = (0..<ContentBuilder.mostEntries + 7).map { "- [ ] step \($0)\n" }.joined()
        var cockpit = try CockpitDriver(["Big.md": head + steps])
        try cockpit.press("g s z G")
        #expect(cockpit.screen.contains("step \(ContentBuilder.mostEntries - 1)"))
        #expect(cockpit.screen.contains("… 7 more; open the note in your editor to see them"))
    }

    private static let manySteps = (0..<1500).map { number in
        "- [ ] step \(number), " + String(repeating: "as long as no usual one, ", count: 7) + "\n"
    }.joined()

    /// A large note with the cursor on its first step, and nothing done that takes long.
    private func large() throws -> CockpitDriver {
        var cockpit = try CockpitDriver(["Big.md": head + Self.manySteps])
        #expect(cockpit.state.open[NotePath("Big.md")]?.note.isLarge == true)
        try cockpit.press("g s")
        cockpit.runsErrands = false
        return cockpit
    }

    /// Does what was left open, in order, until nothing is.
    private func doErrands(_ cockpit: inout CockpitDriver) {
        while let number = cockpit.state.errands.keys.min() { cockpit.runErrand(number) }
    }

    private func lines(_ cockpit: CockpitDriver, checked: Set<Int>, above: String = "") -> Bool {
        let steps = Self.manySteps.split(separator: "\n").enumerated().map { index, line in
            String(line).replacing("[ ]", with: checked.contains(index) ? "[x]" : "[ ]") + "\n"
        }
        return cockpit.text("Big.md") == above + head + steps.joined()
    }

    @Test func keysAreAnsweredWhileALargeNoteIsChanged() throws {
        var cockpit = try large()
        try cockpit.press("<Space> j <Space> j j <Space> ?")
        // Nothing is done yet, and every key is answered.
        #expect(lines(cockpit, checked: []))
        #expect(cockpit.screen.contains("Keys and commands"))
        doErrands(&cockpit)
        #expect(lines(cockpit, checked: [0, 1, 3]))
        try cockpit.press("<Esc>")
        #expect(cockpit.screen.contains("[x] step 3,"))
        #expect(cockpit.screen.contains("1497 of 1500 open"))
        try cockpit.press("u u")
        doErrands(&cockpit)
        #expect(lines(cockpit, checked: [0]))
        #expect(cockpit.screen.contains("1499 of 1500 open"))
    }

    /// What was asked for last is taken back, be it made by then or not.
    @Test(
        arguments: [
            ("<Space> u", []), ("<Space> j <Space> u", [0]), ("<Space> u j <Space>", [1]), ("u <Space>", [0]),
            ("<Space> u <C-r>", [0]), ("<Space> j <Space> u u <C-r> j <Space> u", [0]),
        ] as [(String, Set<Int>)])
    func keysKeepTheirOrderWhileALargeNoteIsChanged(_ keys: String, checked: Set<Int>) throws {
        var cockpit = try large()
        try cockpit.press(keys)
        #expect(lines(cockpit, checked: []))
        #expect(cockpit.state.hasUnsavedEdits)
        doErrands(&cockpit)
        #expect(lines(cockpit, checked: checked))
        #expect(!cockpit.state.hasUnsavedEdits)
    }

    @Test func anEditOfALargeNoteFindsItsLineInAChangedOne() throws {
        var cockpit = try large()
        try cockpit.press("j <Space>")
        cockpit.writeOutside("Big.md", "one\ntwo\n" + head + Self.manySteps)
        doErrands(&cockpit)
        #expect(lines(cockpit, checked: [1], above: "one\ntwo\n"))
    }

    @Test func anEditOfALineThatIsGoneFromALargeNoteIsRefused() throws {
        var cockpit = try large()
        try cockpit.press("j <Space>")
        let other = head + Self.manySteps.replacing("step 1,", with: "another,")
        cockpit.writeOutside("Big.md", other)
        doErrands(&cockpit)
        #expect(cockpit.text("Big.md") == other)
        #expect(cockpit.screen.contains("Not saved: check off “step 1, as long as no usual one,"))
    }

    @Test func aLargeNoteThatGoesTakesItsEditsAlong() throws {
        var cockpit = try large()
        try cockpit.press("<Space> j <Space>")
        cockpit.send(.changed([.removed(NotePath("Big.md"))]))
        doErrands(&cockpit)
        #expect(lines(cockpit, checked: []))
        #expect(cockpit.state.saving.isEmpty && cockpit.state.requests.isEmpty)
    }

    private static let shapes = [
        "quotes": String(repeating: ">", count: 20_000) + " deep\n",
        "lists": String(repeating: "- ", count: 10_000) + "x\n",
        "brackets": String(repeating: "[", count: 20_000) + "\n" + String(repeating: "**", count: 10_000)
            + "\n",
        "marks": "- [ ] a" + String(repeating: "\u{301}", count: 20_000) + "\n",
        "one line": String(repeating: "x", count: 200_000),
        "columns": "|" + String(repeating: "a|", count: 500) + "\n|" + String(repeating: "-|", count: 500)
            + "\n",
    ]

    @Test(arguments: shapes.keys.sorted())
    func hostileShapesAreShown(name: String) throws {
        let text = try #require(Self.shapes[name])
        var cockpit = try CockpitDriver(["Big.md": head + text + "\n- [ ] after\n"])
        cockpit.open(NotePath("Big.md"))
        try cockpit.press("G g g <Tab>")
        #expect(cockpit.frame.size == Size(columns: 120, rows: 40))
        #expect(cockpit.screen.contains("Big.md"))
    }
}

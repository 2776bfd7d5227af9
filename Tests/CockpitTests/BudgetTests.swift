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

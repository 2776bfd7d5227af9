import TestSupport
import Testing

@Suite struct UndoCommandTests {
    private static let text = "# Plan\n\n- [ ] Call the pilot\n- [ ] Book the dock\n"

    private func run(_ arguments: [String], _ vault: TemporaryVault, _ state: TemporaryVault) throws
        -> Program.Run
    {
        try Program.run(
            arguments + ["--vault", vault.path, "--today", "2026-11-24"],
            environment: ["XDG_STATE_HOME": state.path])
    }

    @Test func aLaterRunTakesTheEditBackExactly() throws {
        let (vault, state) = (try TemporaryVault(["Plan.md": Self.text]), try TemporaryVault())
        #expect(try run(["toggle", "Plan:3"], vault, state).status == 0)
        #expect(try run(["toggle", "Plan:4"], vault, state).status == 0)
        let list = try run(["undo", "--list"], vault, state)
        #expect(list.output.split(separator: "\n").count == 2, "\(list.output)")
        #expect(try run(["undo"], vault, state).status == 0)
        #expect(try vault.text("Plan.md") == Self.text.replacing("[ ] Call", with: "[x] Call"))
        #expect(try run(["undo"], vault, state).status == 0)
        #expect(try vault.text("Plan.md") == Self.text)
        #expect(try run(["undo"], vault, state).output.contains("nothing to undo"))
    }

    @Test func anUndoneLineThatChangedSinceIsRefused() throws {
        let (vault, state) = (try TemporaryVault(["Plan.md": Self.text]), try TemporaryVault())
        #expect(try run(["toggle", "Plan:3"], vault, state).status == 0)
        let theirs = Self.text.replacing("[ ] Call the pilot", with: "[x] Call both pilots")
        try vault.write("Plan.md", theirs)
        #expect(try run(["undo"], vault, state).status == 3)
        #expect(try vault.text("Plan.md") == theirs)
    }

    @Test func theCockpitUndoesWhatAnEarlierRunDid() throws {
        let (vault, state) = (try TemporaryVault(["Plan.md": Self.text]), try TemporaryVault())
        #expect(try run(["toggle", "Plan:3"], vault, state).status == 0)
        let keys = try TemporaryVault(["keys": "u\n:frame\n"])
        let cockpit = try Program.run(
            ["--script", keys.file("keys"), "--size", "80x24", "--today", "2026-11-24", vault.path],
            environment: ["XDG_STATE_HOME": state.path])
        #expect(cockpit.output.contains("Undid: "))
        #expect(try vault.text("Plan.md") == Self.text)
    }

    @Test func anEditThatIsAlreadyTakenBackIsNotTakenBackAgain() throws {
        let (vault, state) = (try TemporaryVault(["Plan.md": Self.text]), try TemporaryVault())
        #expect(try run(["toggle", "Plan:3"], vault, state).status == 0)
        #expect(try run(["undo", "1"], vault, state).status == 0)
        let again = try run(["undo", "1"], vault, state)
        #expect(again.status == 1)
        #expect(again.errors == "muster: undo: edit 1 is taken back already\n")
        #expect(try vault.text("Plan.md") == Self.text)
    }

    @Test func aNumberThatNoEditHasIsSaidToHaveNone() throws {
        let (vault, state) = (try TemporaryVault(["Plan.md": Self.text]), try TemporaryVault())
        let none = try run(["undo", "7"], vault, state)
        #expect(none.status == 1)
        #expect(none.errors == "muster: undo: no edit has the number 7; muster undo --list shows them all\n")
    }
}

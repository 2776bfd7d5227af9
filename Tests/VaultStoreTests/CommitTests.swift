import Glibc
import Testing
import VaultModel

@testable import VaultStore

private let source = "# Plan\n- [ ] write\n- [ ] read\n"

private func store(_ vault: Folder) throws -> VaultStore { try VaultStore(root: vault.path, stateFolder: nil) }

@Test(arguments: [("[ ] write", "[x] write"), ("write", "write it all down"), ("write", "w")])
func aSaveChangesTheFileAndLeavesNothingBehind(old: String, new: String) throws {
    let vault = Folder()
    vault.write("Plan.md", source)
    let edit = Edit("Plan.md", source, old, new)
    let committed = try #require(try store(vault).commit(edit).committed)
    #expect(committed.isDurable)
    #expect(committed.bytes == edit.applied())
    #expect(vault.bytes("Plan.md") == edit.applied())
    #expect(committed.stamp == (try store(vault)).stamp(NotePath("Plan.md")))
    #expect(vault.names() == ["Plan.md"])
}

@Test func theEditMovesWithItsLine() throws {
    let vault = Folder()
    vault.write("Plan.md", "new line\n" + source)
    let committed = try #require(try store(vault).commit(Edit("Plan.md", source, "[ ] read", "[x] read")).committed)
    #expect(vault.text("Plan.md") == "new line\n# Plan\n- [ ] write\n- [x] read\n")
    #expect(committed.edit.base == Array(("new line\n" + source).utf8))
}

@Test func aLineThatIsGoneIsRefused() throws {
    let vault = Folder()
    vault.write("Plan.md", "# Plan\n- [ ] something else\n")
    guard case .changed(let current, .gone) = try store(vault).commit(Edit("Plan.md", source, "read", "sing"))
    else {
        Issue.record("not refused")
        return
    }
    #expect(current == vault.bytes("Plan.md"))
}

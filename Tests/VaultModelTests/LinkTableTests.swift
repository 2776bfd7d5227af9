import Testing

@testable import VaultModel

@Suite("Links are counted as the app's tables count them")
struct LinkTableTests {
    @Test func linksEmbedsAndPropertiesCountTogether() throws {
        let vault = vault(
            [
                "A.md":
                    "---\nowner: \"[[B]]\"\n---\n[[B]] and [b](sub/B.md#H), ![[pic.png]], [[#Here]], [[No#x|n]] [[No]]\n"
                    + "[[ No ]] [[No #2]] [[B #x]]\n",
                "sub/B.md": "nothing\n",
            ], files: ["pic.png"])
        let table = vault.linkTable(of: try #require(vault[NotePath("A.md")]))
        #expect(table.resolved.map { "\($0.target) \($0.count)" } == ["sub/B.md 4", "pic.png 1", "A.md 1"])
        #expect(table.unresolved.map { "\($0.target) \($0.count)" } == ["No 3", "No  1"])
        let empty = vault.linkTable(of: try #require(vault[NotePath("sub/B.md")]))
        #expect(empty.resolved.isEmpty && empty.unresolved.isEmpty)
    }

    @Test func aNoteThatComesAndGoesMovesItsLinks() throws {
        var vault = vault(["A.md": "[[B]]\n"])
        let source = try #require(vault[NotePath("A.md")])
        #expect(vault.linkTable(of: source).unresolved.map(\.target) == ["B"])
        vault.replace(NoteDigest(note("", path: "x/B.md")))
        #expect(vault.linkTable(of: source).resolved.map(\.target) == [NotePath("x/B.md")])
        vault.remove(NotePath("x/B.md"))
        #expect(vault.linkTable(of: source).unresolved.map(\.target) == ["B"])
    }
}

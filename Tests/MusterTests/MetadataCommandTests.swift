import Foundation
import TestSupport
import Testing

@Suite struct MetadataCommandTests {
    private func vault() throws -> TemporaryVault {
        try TemporaryVault([
            "b.md": "# B\n\n[[a]] and [[nowhere#x]]\n", "a.md": "- [x] done #t \u{9b}31m\n", "pic.png": "",
        ])
    }

    private func objects(_ lines: String) throws -> [[String: Any]] {
        try lines.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    @Test func oneLineForEachNote() throws {
        let vault = try vault()
        let run = try Program.run(["metadata", "b", "a.md", "--vault", vault.path])
        #expect(run.status == 0, "\(run.errors)")
        let notes = try objects(run.output)
        #expect(notes.map { $0["path"] as? String } == ["b.md", "a.md"])
        let cache = try #require(notes[1]["cachedMetadata"] as? [String: Any])
        #expect((cache["listItems"] as? [[String: Any]])?.first?["task"] as? String == "x")
        #expect((cache["tags"] as? [[String: Any]])?.first?["tag"] as? String == "#t")
    }

    @Test func allNotesComeInTheOrderOfTheirPaths() throws {
        let vault = try vault()
        let run = try Program.run(["metadata", "--all", "--vault", vault.path])
        #expect(run.status == 0, "\(run.errors)")
        #expect(try objects(run.output).map { $0["path"] as? String } == ["a.md", "b.md"])
        #expect(!run.output.unicodeScalars.contains("\u{9b}"))
    }

    @Test func linksAreTheTwoTablesOfTheApp() throws {
        let vault = try vault()
        let run = try Program.run(["metadata", "--links", "--vault", vault.path])
        #expect(run.status == 0, "\(run.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let tables = try #require(json as? [String: [String: [String: Int]]])
        #expect(tables["resolved"] == ["a.md": [:], "b.md": ["a.md": 1]])
        #expect(tables["unresolved"] == ["a.md": [:], "b.md": ["nowhere": 1]])
    }

    @Test func somethingMustBeAskedFor() throws {
        let vault = try vault()
        #expect(try Program.run(["metadata", "--vault", vault.path]).status == 2)
        #expect(try Program.run(["metadata", "a", "--all", "--vault", vault.path]).status == 2)
        #expect(try Program.run(["metadata", "nobody", "--vault", vault.path]).status == 1)
    }
}

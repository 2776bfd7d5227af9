import Cockpit
import Foundation
import Keymaps
import Testing

/// One after the other, since each may write the file.
@Suite(.serialized) struct ReadmeTests {
    /// The table between two marks of the README, and what it should be.
    private func check(_ mark: String, _ wanted: String) throws {
        let readme = try SourceTree.text("README.md")
        let start = try #require(readme.range(of: "<!-- \(mark) -->\n"), "README.md lacks the mark \(mark)")
        let end = try #require(
            readme.range(of: "<!-- /\(mark) -->", range: start.upperBound..<readme.endIndex))
        let found = readme[start.upperBound..<end.lowerBound].trimmingCharacters(in: .newlines)
        let table = wanted.trimmingCharacters(in: .newlines)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil, found != table {
            let fresh = readme.replacingCharacters(
                in: start.upperBound..<end.lowerBound, with: "\n" + table + "\n\n")
            try fresh.write(
                to: SourceTree.root.appendingPathComponent("README.md"), atomically: true, encoding: .utf8)
            return
        }
        #expect(found == table, "README.md is out of date; UPDATE_GOLDEN=1 swift test writes it anew")
    }

    @Test func keyTableIsCurrent() throws {
        try check("keys", Reference.markdownKeys(Keymap.presetNames.compactMap { Keymap.preset($0) }))
    }

    @Test func commandTableIsCurrent() throws { try check("commands", Reference.markdownCommands()) }

    @Test func topLevelHoldsOnlyWhatWasAgreed() throws {
        let agreed: Set = ["Package.swift", "Sources", "Tests", "keymaps", "README.md", "demo-vault"]
        let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
        let extra = names.filter { !$0.hasPrefix(".") && !agreed.contains($0) && $0 != "Package.resolved" }
        #expect(extra == [])
    }
}

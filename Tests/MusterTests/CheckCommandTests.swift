import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
    @Test func everyFindingHasPlaceFaultAndRemedy() throws {
        let vault = try TemporaryVault([
            "a.md": "ok\n[[Nowhere]]\n", "b.md": "```dataview\nTABLE FROM FROM\n```\n", "c.md": "# Fine\n",
        ])
        let run = try Program.run(["check", "--vault", vault.path])
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines[0]
                == "a.md:2: [[Nowhere]] leads to no note or file; make a note “Nowhere”, or mend the link")
        #expect(lines[1].hasPrefix("b.md:2: the query can't be read"))
    }

    @Test func queriesInTheTextAreLookedAt() throws {
        let vault = try TemporaryVault([
            "a.md": "`= this.file.name` and `= 1 +`\n\n```\n`= (`\n```\n`code = (`\n"
        ])
        let run = try Program.run(["check", "--vault", vault.path])
        #expect(run.output.hasPrefix("a.md:1: the inline query `= 1 +` can't be read at column 4: "))
        #expect(run.output.split(separator: "\n").count == 1)
    }

    @Test func markedTextIsAQueryOnlyToThePlugin() throws {
        var files = ["a.md": "`==marked==` and `= this.file.name`\n"]
        let vault = try TemporaryVault(files)
        let plain = try Program.run(["check", "--vault", vault.path])
        #expect(plain.status == 0)
        files[".obsidian/community-plugins.json"] = "[\"dataview\"]"
        let pluginVault = try TemporaryVault(files)
        let run = try Program.run(["check", "--vault", pluginVault.path])
        #expect(run.output.hasPrefix("a.md:1: the inline query `==marked==` can't be read at column 1: "))
    }

    @Test func theSameAsJSON() throws {
        let vault = try TemporaryVault(["a.md": "ok\n[[Nowhere]]\n"])
        let run = try Program.run(["check", "--format", "json", "--vault", vault.path])
        #expect(run.status == 1)
        let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
        let finding = try #require(parsed?.first)
        #expect(finding["path"] as? String == "a.md")
        #expect(finding["line"] as? Int == 2)
        #expect(finding["check"] as? String == "links.dangling")
    }

    @Test func aVaultWithoutFaultsEndsWithZero() throws {
        let vault = try TemporaryVault(["a.md": "[[b]]\n", "b.md": "[[a]]\n"])
        let run = try Program.run(["check", "--vault", vault.path])
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
    }
}

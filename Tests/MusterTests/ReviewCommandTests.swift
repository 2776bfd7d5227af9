import Foundation
import TestSupport
import Testing

@Suite struct ReviewCommandTests {
    /// A vault with a state folder of its own.
    private struct Desk {
        let vault: TemporaryVault
        let state = TemporaryStateFolder()

        init(_ notes: [String: String]) throws { vault = try TemporaryVault(notes) }

        func run(_ arguments: String...) throws -> Program.Run {
            try Program.run(
                arguments + ["--vault", vault.path, "--today", "2026-11-24"],
                environment: ["XDG_STATE_HOME": state.path])
        }

        func review() throws -> [[String: Any]] {
            let run = try run("review", "--format", "json")
            #expect(run.status == 0, "\(run.errors)")
            return try #require(
                try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]])
        }

        func setTime(_ name: String, _ seconds: TimeInterval) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: vault.file(name))
        }
    }

    /// A state folder that goes when the test ends.
    private final class TemporaryStateFolder: Sendable {
        let path = NSTemporaryDirectory() + "muster-state-" + UUID().uuidString
        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    /// What a kill between the save of a note and the keeping of its text leaves: the file without the tag, and the
    /// state folder as it was before.
    private func accept(_ desk: Desk, _ path: String, losingTheText: Bool = true) throws {
        let folder = try #require(
            FileManager.default.enumerator(atPath: desk.state.path)?.compactMap { $0 as? String }
                .first { $0.hasSuffix("baselines") } ?? "")
        let place = URL(fileURLWithPath: desk.state.path).appendingPathComponent(folder)
        let copy = place.deletingLastPathComponent().appendingPathComponent("kept")
        if !folder.isEmpty { try FileManager.default.copyItem(at: place, to: copy) }
        #expect(try desk.run("accept", path).status == 0)
        guard losingTheText else { return }
        let now = try #require(
            FileManager.default.enumerator(atPath: desk.state.path)?.compactMap { $0 as? String }
                .first { $0.hasSuffix("baselines") })
        let kept = URL(fileURLWithPath: desk.state.path).appendingPathComponent(now)
        try FileManager.default.removeItem(at: kept)
        if !folder.isEmpty { try FileManager.default.moveItem(at: copy, to: kept) }
    }

    @Test func aNoteAcceptedForTheFirstTimeIsAcceptedThoughTheProgramEndedBeforeItsTextWasKept() throws {
        let desk = try Desk(["Projects/A.md": Self.note("A", facts: ["one"])])
        try accept(desk, "Projects/A.md")
        #expect(try desk.review().isEmpty)
        try desk.vault.write("Projects/A.md", try desk.vault.text("Projects/A.md") + "- two\n")
        let queue = try desk.review()
        #expect(queue.map { $0["reason"] as? String } == ["changed"])
        #expect((queue.first?["new"] as? [[String: Any]])?.map { $0["text"] as? String } == ["- two"])
        #expect(try desk.run("undo").status == 0)
        #expect(try desk.review().map { $0["reason"] as? String } == ["needs-review"])
    }

    @Test func theTextIsKeptThoughTheNoteChangedBeforeTheNextStart() throws {
        let desk = try Desk(["Projects/A.md": Self.note("A", facts: ["one"])])
        try accept(desk, "Projects/A.md")
        try desk.vault.write("Projects/A.md", try desk.vault.text("Projects/A.md") + "- two\n")
        let queue = try desk.review()
        #expect(queue.map { $0["reason"] as? String } == ["changed"])
        #expect((queue.first?["new"] as? [[String: Any]])?.map { $0["text"] as? String } == ["- two"])
    }

    @Test func aNoteAcceptedAgainIsNoNewsThoughTheProgramEndedBeforeItsTextWasKept() throws {
        let desk = try Desk(["Projects/A.md": Self.note("A", facts: ["one"])])
        try accept(desk, "Projects/A.md", losingTheText: false)
        try desk.vault.write("Projects/A.md", Self.note("A", facts: ["one", "two"]))
        #expect(try desk.review().count == 1)
        try accept(desk, "Projects/A.md")
        #expect(try desk.review().isEmpty)
    }

    private static func note(_ name: String, facts: [String] = []) -> String {
        """
        ---
        type: project
        tags:
          - needs-review
        last_updated: 2026-11-01
        ---
        # \(name)

        ## Key Facts
        - It floats
        \(facts.map { "- \($0)\n" }.joined())
        ---
        *Last updated: 2026-11-01*

        """
    }

    private func desk() throws -> Desk {
        let desk = try Desk([
            "A.md": Self.note("A"), "B.md": Self.note("B"), "C.md": "# C\n",
            "D.sync-conflict-20261101-101010-ABCDEFG.md": Self.note("D"),
        ])
        try desk.setTime("A.md", 1_000)
        try desk.setTime("B.md", 2_000)
        return desk
    }

    private func lines(_ entry: [String: Any], _ key: String = "new") -> [String]? {
        (entry[key] as? [[String: Any]])?.compactMap { $0["text"] as? String }
    }

    @Test func theQueueHasTheNewestChangeFirst() throws {
        let queue = try desk().review()
        #expect(queue.map { $0["path"] as? String } == ["B.md", "A.md"])
        #expect(queue.map { $0["reason"] as? String } == ["needs-review", "needs-review"])
        #expect(queue.map { $0["title"] as? String } == ["B", "A"])
        #expect(queue.allSatisfy { $0["snoozedUntil"] is NSNull })
        #expect(
            lines(queue[0])?.count == Self.note("B").split(separator: "\n", omittingEmptySubsequences: false)
                .count - 1)
    }

    @Test func acceptingChangesTagDateAndFooterOnlyAndEmptiesTheQueue() throws {
        let desk = try desk()
        let run = try desk.run("accept", "A", "B")
        #expect(run.status == 0, "\(run.errors)")
        let expected = Self.note("A").replacing("tags:\n  - needs-review\n", with: "tags:\n")
            .replacing("2026-11-01", with: "2026-11-24")
        #expect(try desk.vault.text("A.md") == expected)
        #expect(try desk.review().isEmpty)
        try desk.vault.write("A.md", expected.replacing("- It floats\n", with: "- It floats\n- It sinks\n"))
        let queue = try desk.review()
        #expect(queue.map { $0["path"] as? String } == ["A.md"])
        #expect(queue.map { $0["reason"] as? String } == ["changed"])
        #expect(lines(queue[0]) == ["- It sinks"])
        #expect(lines(queue[0], "removed") == [])
        #expect(((queue[0]["new"] as? [[String: Any]])?.first?["line"] as? Int) == 10)
    }

    @Test func theDiffOfANoteIsPrintedLineByLine() throws {
        let desk = try desk()
        _ = try desk.run("reviewed", "A")
        let text = try desk.vault.text("A.md")
        try desk.vault.write("A.md", text.replacing("It floats", with: "It floats well") + "gone\n")
        let run = try desk.run("review", "--diff", "A")
        #expect(
            run.output == "    9 ~ - It floats well\n   13 + gone\n"
                || run.output.contains("~ - It floats well"))
        #expect(run.output.contains("+ gone\n"))
        #expect(run.output.contains("- - It floats\n"))
    }

    @Test func aSnoozedNoteStaysAsItIsAndIsListedLast() throws {
        let desk = try desk()
        let before = try desk.vault.text("B.md")
        #expect(try desk.run("snooze", "B", "mon").status == 0)
        #expect(try desk.vault.text("B.md") == before)
        let queue = try desk.review()
        #expect(queue.map { $0["path"] as? String } == ["A.md", "B.md"])
        #expect(queue[1]["snoozedUntil"] as? String == "2026-11-30")
        #expect(try desk.run("snooze", "B", "yesterday").status == 2)
        #expect(try desk.run("snooze", "B", "off").status == 0)
        #expect(try desk.review()[0]["path"] as? String == "B.md")
    }

    @Test func anEditOfOnesOwnIsNoNews() throws {
        let desk = try desk()
        _ = try desk.run("reviewed", "A", "B")
        #expect(try desk.run("add", "A", "--fact", "It is red").status == 0)
        #expect(try desk.run("set", "A", "owner", "Ada").status == 0)
        #expect(try desk.vault.text("A.md").contains("owner: Ada\n"))
        #expect(try desk.review().isEmpty)
    }

    @Test func archiveSetsStatusAndTag() throws {
        let desk = try desk()
        #expect(try desk.run("archive", "A").status == 0)
        let text = try desk.vault.text("A.md")
        #expect(text.contains("status: archived\n"))
        #expect(text.contains("  - status/archived\n"))
    }

    @Test func withoutAStateFolderTheNoteStaysAsItIs() throws {
        let vault = try TemporaryVault(["A.md": Self.note("A")])
        let run = try Program.run(
            ["accept", "A", "--vault", vault.path, "--today", "2026-11-24"],
            environment: ["XDG_STATE_HOME": ""])
        #expect(run.status == 1)
        #expect(run.errors.contains("can't be kept"))
        #expect(try vault.text("A.md") == Self.note("A"))
        let snooze = try Program.run(
            ["snooze", "A", "mon", "--vault", vault.path], environment: ["XDG_STATE_HOME": ""])
        #expect(snooze.status == 1)
    }
}

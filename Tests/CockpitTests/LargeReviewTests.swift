import Testing
import VaultModel

@testable import Cockpit

/// Reviewing notes whose reading takes longer than a key may wait.
@Suite struct LargeReviewTests {
    private func note(_ name: String, isLarge: Bool, isTagged: Bool = true, status: String = "active")
        -> String
    {
        let tags = isTagged ? "  - project\n  - needs-review" : "  - project"
        let facts = (0..<(isLarge ? 6_000 : 1)).map { "- fact \($0) of \(name), as long as most of them\n" }
            .joined()
        let day = isTagged ? "2026-11-01" : "2026-11-24"
        return
            "---\ntype: project\ntags:\n\(tags)\nstatus: \(status)\nlast_updated: \(day)\n---\n# \(name)\n\n"
            + "## Key Facts\n\n\(facts)"
    }

    /// Two large notes and a small one, on the review screen with what was asked for on the way done.
    private func driver(accepted: [String: String] = [:]) throws -> CockpitDriver {
        var cockpit = try CockpitDriver(
            [
                "A.md": note("Alpha", isLarge: true), "B.md": note("Beta", isLarge: true),
                "C.md": note("Gamma", isLarge: false),
            ], accepted: accepted)
        try cockpit.press("2 n n N N")
        #expect(queue(cockpit) == ["C.md", "B.md", "A.md"])
        cockpit.runsErrands = false
        return cockpit
    }

    private func queue(_ cockpit: CockpitDriver) -> [String] { cockpit.state.review.queue.map(\.path.text) }

    /// Does what was left open, in order, until nothing is.
    private func doErrands(_ cockpit: inout CockpitDriver) {
        while let number = cockpit.state.errands.keys.min() { cockpit.runErrand(number) }
    }

    @Test func aLargeNoteLeavesTheQueueAtOnceAndIsAcceptedByAWorker() throws {
        var cockpit = try driver()
        try cockpit.press("r r")
        #expect(queue(cockpit) == ["A.md"])
        #expect(cockpit.text("C.md") == note("Gamma", isLarge: false, isTagged: false))
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true))
        #expect(cockpit.screen.contains("Review 3 of 3"))
        doErrands(&cockpit)
        let accepted = note("Beta", isLarge: true, isTagged: false)
        #expect(cockpit.text("B.md") == accepted)
        #expect(cockpit.accepted[NotePath("B.md")] == Array(accepted.utf8))
        #expect(queue(cockpit) == ["A.md"])
        #expect(cockpit.state.review.pass.accepted.count == 2)
        try cockpit.press("u")
        doErrands(&cockpit)
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true))
        #expect(queue(cockpit) == ["B.md", "A.md"])
        try cockpit.press("<C-r>")
        doErrands(&cockpit)
        #expect(cockpit.text("B.md") == accepted)
        #expect(queue(cockpit) == ["A.md"])
        #expect(cockpit.accepted[NotePath("B.md")] == Array(accepted.utf8))
    }

    @Test func anAcceptThatIsUnderWayIsTakenBackBeforeTheOneBefore() throws {
        var cockpit = try driver()
        try cockpit.press("r r u r")
        // The small note is accepted, and all else waits.
        #expect(cockpit.text("C.md") == note("Gamma", isLarge: false, isTagged: false))
        doErrands(&cockpit)
        #expect(cockpit.text("C.md") == note("Gamma", isLarge: false, isTagged: false))
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true))
        #expect(cockpit.text("A.md") == note("Alpha", isLarge: true, isTagged: false))
        #expect(!cockpit.state.hasUnsavedEdits)
    }

    @Test func aNoteThatIsPutOffBehindAnUndoStaysPutOff() throws {
        var cockpit = try driver()
        try cockpit.press("r r u s <Enter>")
        #expect(cockpit.snoozes.isEmpty)
        doErrands(&cockpit)
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true))
        #expect(cockpit.snoozes.keys.map(\.text) == ["A.md"])
        #expect(cockpit.text("C.md") == note("Gamma", isLarge: false, isTagged: false))
    }

    @Test func aLargeNoteIsArchivedByAWorker() throws {
        var cockpit = try driver()
        try cockpit.press("n A")
        #expect(queue(cockpit) == ["C.md", "A.md"])
        doErrands(&cockpit)
        #expect(cockpit.text("B.md").contains("status: archived"))
        #expect(!cockpit.text("B.md").contains("needs-review"))
        #expect(cockpit.state.review.pass.archived == ["B.md"])
    }

    @Test func aRefusedAcceptBringsALargeNoteBack() throws {
        var cockpit = try driver()
        try cockpit.press("n r")
        #expect(queue(cockpit) == ["C.md", "A.md"])
        cockpit.nextSave = .refused("the disk is full; free some room")
        doErrands(&cockpit)
        #expect(queue(cockpit) == ["C.md", "B.md", "A.md"])
        #expect(cockpit.state.review.pass.accepted.isEmpty)
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true))
    }

    @Test func aLargeNoteThatIsReadAnewBeforeTheEditIsMadeIsNotAccepted() throws {
        var cockpit = try driver()
        try cockpit.press("n r")
        let changed = note("Beta", isLarge: true) + "- another fact\n"
        cockpit.writeOutside("B.md", changed)
        let last = try #require(cockpit.state.errands.keys.max())
        cockpit.runErrand(last)
        doErrands(&cockpit)
        #expect(cockpit.text("B.md") == changed)
        #expect(queue(cockpit).contains("B.md"))
        #expect(cockpit.screen.contains("B: the note has changed since this was asked for"))
    }

    @Test func whatIsWrittenWhileALargeNoteIsAcceptedIsNews() throws {
        var cockpit = try driver()
        try cockpit.press("n r")
        cockpit.writeOutside("B.md", note("Beta", isLarge: true) + "- another fact\n")
        doErrands(&cockpit)
        #expect(cockpit.text("B.md") == note("Beta", isLarge: true, isTagged: false) + "- another fact\n")
        #expect(cockpit.state.review.queue.map(\.reason) == [.needsReview, .needsReview, .changed])
        #expect(queue(cockpit).last == "B.md")
    }

    @Test func severalAreTakenBackTogetherWhateverTheirSize() throws {
        var cockpit = try driver()
        let before = cockpit.files
        try cockpit.press("V r")
        #expect(queue(cockpit) == [])
        doErrands(&cockpit)
        #expect(
            cockpit.files.values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("needs-review") })
        #expect(cockpit.screen.contains("Accepted 3 notes"))
        try cockpit.press("u")
        doErrands(&cockpit)
        #expect(cockpit.files == before)
        #expect(Set(queue(cockpit)) == ["A.md", "B.md", "C.md"])
    }

    @Test func keysAreAnsweredWhileALargeNoteIsCompared() throws {
        var cockpit = try driver(accepted: [
            "B.md": note("Beta", isLarge: true).replacing("fact 7 of", with: "old")
        ])
        try cockpit.press("n")
        #expect(cockpit.state.review.current?.key.path == "C.md")
        #expect(!cockpit.screen.contains("fact 7 of Beta"))
        try cockpit.press("n N")
        doErrands(&cockpit)
        #expect(cockpit.state.review.current?.key.path == "B.md")
        #expect(cockpit.screen.contains("~ - fact 7 of Beta"))
    }
}

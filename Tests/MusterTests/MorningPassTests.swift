import Foundation
import TestSupport
import Testing

/// The morning as the issue tells it: a pipeline changes twelve of forty notes, and a person goes through them.
@Suite struct MorningPassTests {
    /// What the pipeline does to a note, by the note's number.
    private enum Change: Int, CaseIterable { case fact, step, blocker, person }

    private struct Desk {
        let vault: TemporaryVault
        let state = try? TemporaryVault()
        var environment: [String: String] { ["XDG_STATE_HOME": state?.path ?? ""] }

        func run(_ arguments: String...) throws -> Program.Run {
            let run = try Program.run(
                arguments + ["--vault", vault.path, "--today", "2026-11-24"], environment: environment)
            #expect(run.status == 0, "\(arguments): \(run.errors)")
            return run
        }

        /// Presses keys in the cockpit.
        func press(_ script: String) throws -> String {
            let keys = try TemporaryVault(["keys": script])
            let run = try Program.run(
                ["--script", keys.file("keys"), "--size", "120x40", "--today", "2026-11-24", vault.path],
                environment: environment)
            #expect(run.status == 0, "\(run.errors)")
            return run.output
        }

        func queue() throws -> [[String: Any]] {
            let json = Data(try run("review", "--format", "json").output.utf8)
            return try #require(try JSONSerialization.jsonObject(with: json) as? [[String: Any]])
        }

        func setTime(_ name: String, _ seconds: TimeInterval) throws {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: vault.file(name))
        }
    }

    private static func path(_ number: Int) -> String { "Projects/Note \(number).md" }
    private static let reviewed = 0..<12

    /// A project as the pipeline wrote it first.
    private static func first(_ number: Int) -> String {
        """
        ---
        type: project
        tags:
          - project
          - needs-review
        last_updated: 2026-11-01
        ---
        # Note \(number)

        ## Current Blockers
        - ❌ Permit for \(number)
        - ❌ Crane for \(number)

        ## Next Steps
        - [ ] Call the pilot of \(number)
        - [ ] Book dock \(number)

        ## Collaborators
        | Person | Role | Company |
        |---|---|---|
        | [[Ada Moe]] | Pilot | Nordhavn |

        ## Key Facts
        - It floats

        ---
        *Last updated: 2026-11-01*

        """
    }

    /// The same after it was accepted today.
    private static func accepted(_ text: String) -> String {
        text.replacing("  - needs-review\n", with: "").replacing("2026-11-01", with: "2026-11-24")
            .replacing("2026-11-25", with: "2026-11-24")
    }

    /// The same after the pipeline's second run.
    private static func second(_ number: Int) -> String {
        let text = first(number).replacing("2026-11-01", with: "2026-11-25")
        switch change(number) {
        case .fact: return text.replacing("- It floats\n", with: "- It floats\n- It is red\n")
        case .step: return text.replacing("Book dock", with: "Book the night dock")
        case .blocker: return text.replacing("- ❌ Crane for \(number)\n", with: "")
        case .person:
            return text.replacing("Nordhavn |\n", with: "Nordhavn |\n| [[Bo Vik]] | Mate | |\n")
        }
    }

    private static func change(_ number: Int) -> Change { Change(rawValue: number % 4) ?? .fact }

    /// The new lines of a note's second version, with their numbers from 1, and the texts that are gone.
    private static func news(_ number: Int) -> (new: [String], removed: [String]) {
        let book = ["5:  - needs-review", "6:last_updated: 2026-11-25"]
        let dates = "last_updated: 2026-11-24"
        let footer = (new: "*Last updated: 2026-11-25*", old: "*Last updated: 2026-11-24*")
        switch change(number) {
        case .fact: return (book + ["25:- It is red", "28:\(footer.new)"], [dates, footer.old])
        case .step:
            return (
                book + ["16:- [ ] Book the night dock \(number)", "27:\(footer.new)"],
                [dates, "- [ ] Book dock \(number)", footer.old]
            )
        case .blocker: return (book + ["26:\(footer.new)"], [dates, "- ❌ Crane for \(number)", footer.old])
        case .person:
            return (book + ["22:| [[Bo Vik]] | Mate | |", "28:\(footer.new)"], [dates, footer.old])
        }
    }

    /// Forty notes, twelve accepted yesterday and changed by the pipeline in the night.
    private func desk() throws -> Desk {
        var notes: [String: String] = [:]
        for number in Self.reviewed { notes[Self.path(number)] = Self.first(number) }
        for number in 12..<40 {
            notes["Notes/Other \(number).md"] = "# Other \(number)\n\n- [ ] left alone\n"
        }
        let desk = Desk(vault: try TemporaryVault(notes))
        for number in Self.reviewed { _ = try desk.run("accept", "Note \(number)") }
        for number in Self.reviewed {
            #expect(try desk.vault.text(Self.path(number)) == Self.accepted(Self.first(number)))
            try desk.vault.write(Self.path(number), Self.second(number))
            // The order of the pipeline is none of the names'.
            try desk.setTime(Self.path(number), 1_900_000_000 + Double(number * 7 % 12))
        }
        return desk
    }

    @Test func theQueueItsOrderAndEveryNewLineAreExact() throws {
        let queue = try desk().queue()
        let order = Self.reviewed.sorted { $0 * 7 % 12 > $1 * 7 % 12 }
        #expect(queue.map { $0["path"] as? String } == order.map(Self.path))
        #expect(queue.allSatisfy { $0["reason"] as? String == "needs-review" })
        for (entry, number) in zip(queue, order) {
            let new = (entry["new"] as? [[String: Any]] ?? []).map {
                "\($0["line"] ?? 0):\($0["text"] ?? "")"
            }
            let removed = (entry["removed"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
            #expect(new == Self.news(number).new, "\(number)")
            #expect(removed == Self.news(number).removed, "\(number)")
        }
    }

    @Test func twelveKeysAcceptTwelveNotesAndChangeTagDateAndFooterOnly() throws {
        let desk = try desk()
        let screen = try desk.press("2\n" + String(repeating: "r\n", count: 12) + ":frame\n")
        #expect(screen.contains("The queue is empty"))
        #expect(screen.contains("accepted      12"))
        for number in Self.reviewed {
            #expect(try desk.vault.text(Self.path(number)) == Self.accepted(Self.second(number)), "\(number)")
        }
        for number in 12..<40 {
            #expect(
                try desk.vault.text("Notes/Other \(number).md") == "# Other \(number)\n\n- [ ] left alone\n")
        }
        #expect(try desk.queue().isEmpty)
        let text = try desk.vault.text(Self.path(3))
        try desk.vault.write(Self.path(3), text.replacing("- It floats\n", with: "- It floats\n- It sinks\n"))
        let queue = try desk.queue()
        #expect(queue.map { $0["path"] as? String } == [Self.path(3)])
        #expect(queue.first?["reason"] as? String == "changed")
        let new = (queue.first?["new"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
        #expect(new == ["- It sinks"])
    }

    @Test func aStepIsCheckedOffAndItsNoteAcceptedByTwoKeys() throws {
        let desk = try desk()
        let steps = Self.reviewed.filter { Self.change($0) == .step }
        let order = Self.reviewed.sorted { $0 * 7 % 12 > $1 * 7 % 12 }
        let keys = order.map { steps.contains($0) ? "<Space> r\n" : "r\n" }
        #expect(keys.allSatisfy { $0.split(separator: " ").count <= 2 })
        let screen = try desk.press("2\n" + keys.joined() + ":frame\n")
        #expect(screen.contains("steps done    3"))
        for number in steps {
            let done = Self.accepted(Self.second(number)).replacing("- [ ] Book", with: "- [x] Book")
            #expect(try desk.vault.text(Self.path(number)) == done)
        }
        #expect(try desk.queue().isEmpty)
    }

    @Test("killed while it accepts many, every note is old or new and undo knows which", arguments: 0..<12)
    func killed(after count: Int) throws {
        let desk = try desk()
        let terminal = try PseudoTerminal(
            builtProduct("muster"), [desk.vault.path, "--today", "2026-11-24"], columns: 120, rows: 40,
            environment: desk.environment.merging(["HOME": desk.vault.path]) { $1 })
        try #require(terminal.shows("watching"))
        terminal.send("2V")
        try #require(terminal.shows("12 marked"))
        terminal.send("r")
        func changed() -> [Int] {
            Self.reviewed.filter { (try? desk.vault.text(Self.path($0))) != Self.second($0) }
        }
        #expect(terminal.wait { _ in changed().count >= count })
        terminal.signal(SIGKILL)
        #expect(terminal.waitForEnd() == .signal(SIGKILL))

        let new = changed()
        for number in new {
            #expect(try desk.vault.text(Self.path(number)) == Self.accepted(Self.second(number)), "\(number)")
        }
        let list = try desk.run("undo", "--list").output.split(separator: "\n")
            .filter { $0.contains("  done  ") && !$0.contains("  uncertain  ") }.prefix(new.count)
        for number in new {
            #expect(list.contains { $0.contains("\(Self.path(number)): mark") }, "\(number) of \(new)")
        }
        for _ in new { _ = try desk.run("undo") }
        #expect(changed().isEmpty)
        let left = try FileManager.default.contentsOfDirectory(atPath: desk.vault.file("Projects"))
        #expect(left.count == 12, "\(left)")
    }
}

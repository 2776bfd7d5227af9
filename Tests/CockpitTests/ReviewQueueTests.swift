import Screen
import Testing
import VaultModel

@testable import Cockpit

/// The queue of very many notes: what it shows and when it is worked out.
@Suite struct ReviewQueueTests {
    private func text(isTagged: Bool, _ body: String = "x") -> String {
        "---\n\(isTagged ? "tags: [needs-review]\n" : "")---\n\(body)\n"
    }

    /// `count` notes of the queue, and as many others; the last of the others changed since it was accepted.
    private func driver(_ count: Int) throws -> CockpitDriver {
        var notes: [String: String] = [:]
        for number in 100..<(100 + count) {
            notes["\(number).md"] = text(isTagged: true)
            notes["plain \(number).md"] = text(isTagged: false)
        }
        return try CockpitDriver(notes, accepted: ["plain \(99 + count).md": text(isTagged: false, "old")])
    }

    @Test func theQueueIsWorkedOutOnceAndThenForWhatChanged() throws {
        var cockpit = try driver(300)
        try cockpit.press("2")
        #expect(cockpit.state.review.queue.count == 301)
        let placed = cockpit.state.review.placed
        try cockpit.press("1 2 j j N 3 4 2")
        #expect(cockpit.state.review.placed == placed)
        cockpit.writeOutside("plain 100.md", text(isTagged: true))
        #expect(cockpit.state.review.queue.first?.path == "plain 100.md")
        #expect(cockpit.state.review.queue.count == 302)
        try cockpit.press("r")
        #expect(cockpit.state.review.queue.count == 301)
        #expect(cockpit.state.review.placed < placed + 10)
    }

    @Test func aMovedCursorMakesTheListOfTheQueueNoOtherOne() throws {
        var cockpit = try driver(3)
        try cockpit.press("2 n n N")
        let revision = cockpit.state.review.queueRevision
        try cockpit.press("n n N N w w -")
        #expect(cockpit.state.review.queueRevision == revision)
    }

    @Test func theQueueIsTheSameAsOneWorkedOutAnew() throws {
        var cockpit = try driver(12)
        var random = Seeded(state: 7)
        let paths = cockpit.state.vault.paths.sorted()
        for _ in 0..<300 {
            let path = paths[Int.random(in: 0..<paths.count, using: &random)]
            switch Int.random(in: 0..<8, using: &random) {
            case 0: cockpit.writeOutside(path.text, text(isTagged: true))
            case 1: cockpit.writeOutside(path.text, text(isTagged: false))
            case 2: cockpit.send(.changed([.removed(path)]))
            case 3: try cockpit.press("2 r")
            case 4: try cockpit.press("2 s <Enter>")
            case 5: try cockpit.press("2 A")
            case 6: try cockpit.press(Bool.random(using: &random) ? "u" : "<C-r>")
            default: try cockpit.press("2 n 1")
            }
            let all = cockpit.state.review.book.entries(cockpit.state.vault, today: cockpit.state.today)
            #expect(Array(cockpit.state.review.queue) == all.filter { $0.snoozedUntil == nil })
            #expect(cockpit.state.review.snoozed == all.count { $0.snoozedUntil != nil })
            for (index, entry) in cockpit.state.review.queue.enumerated() {
                #expect(cockpit.state.review.index(of: entry.path) == index)
            }
        }
    }

    /// The texts of all lines of the queue, and the item of each.
    private func rows(_ cockpit: CockpitDriver) throws -> [String] {
        let content = try #require(cockpit.state.contents[.queue]?.content)
        for item in 0..<content.itemCount { #expect(content.line(content.firstLine(of: item)).item == item) }
        return (0..<content.lineCount).map { line in
            let line = content.line(line)
            return (line.item.map { "\($0):" } ?? "")
                + line.text.text.split(separator: " ").joined(separator: " ")
        }
    }

    @Test func whatChangedStandsUnderAHeadingOfItsOwn() throws {
        var cockpit = try driver(2)
        try cockpit.press("2 w")
        let all = try rows(cockpit)
        #expect(
            all == ["0:101 +4", "1:100 +4", "", "Changed since accepted", "2:plain 101 +1 -1"])
        try cockpit.press("<S-Tab> / 1 0 0 <Enter>")
        let found = try rows(cockpit)
        #expect(found == ["0:100 +4"])
        try cockpit.press("/ <C-u> <Enter> <Tab> V r")
        #expect(try rows(cockpit) == [])
        cockpit.writeOutside("100.md", text(isTagged: false, "y"))
        let changed = try rows(cockpit)
        #expect(changed == ["Changed since accepted", "0:100 +1 -3"])
    }
}

/// The same numbers in every run.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

import Foundation
import Testing
import VaultModel
import VaultStore

@Suite struct StateTests {
    private let folder = NSTemporaryDirectory() + "muster-state-" + UUID().uuidString
    private let path = NotePath("Projects/Ferry.md")
    private let odd = NotePath(bytes: [0x61, 0x0A, 0x25, 0xFF, 0x20, 0x62, 0x2E, 0x6D, 0x64])

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    private func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

    @Test func textsComeBackByteForByte() throws {
        defer { cleanUp() }
        let baselines = Baselines(stateFolder: folder)
        #expect(try baselines.all().isEmpty)
        #expect(try baselines.text(of: path) == nil)
        let text: [UInt8] = [0xEF, 0xBB, 0xBF, 0, 0xFF, 0x0D, 0x0A]
        try baselines.keep(text, of: path, isStep: true)
        try baselines.keep([], of: odd, isStep: true)
        #expect(try baselines.text(of: path) == text)
        #expect(try Baselines(stateFolder: folder).all() == [path: Fingerprint(text), odd: Fingerprint([])])
    }

    @Test func aStepCanBeTakenBackAndWhatFollowedItGoesToo() throws {
        defer { cleanUp() }
        let baselines = Baselines(stateFolder: folder)
        try baselines.keep(bytes("one"), of: path, isStep: true)
        try baselines.keep(bytes("two"), of: path, isStep: true)
        try baselines.keep(bytes("two, by hand"), of: path, isStep: false)
        try baselines.revert(path)
        #expect(try baselines.text(of: path) == bytes("one"))
        try baselines.revert(path)
        #expect(try baselines.text(of: path) == nil)
    }

    @Test func aBlockerKeepsTheDayOnWhichItWasFirstSeen() throws {
        defer { cleanUp() }
        let seen = FirstSeen(stateFolder: folder)
        let (one, other) = (Fingerprint(blocker: "Permit", in: path), Fingerprint(blocker: "Crane", in: path))
        let days = try ["2026-11-01", "2026-11-20"].map { try #require(CalendarDay($0)) }
        #expect(try seen.days(of: [one], today: days[0]) == [one: days[0]])
        #expect(try seen.days(of: [one, other], today: days[1]) == [one: days[0], other: days[1]])
        #expect(try FirstSeen(stateFolder: folder).days(of: [other], today: days[0]) == [other: days[1]])
        #expect(try seen.days(of: [], today: days[0]).isEmpty)
    }

    @Test func whereASessionEndedIsKeptWhole() throws {
        defer { cleanUp() }
        let session = LastSession(stateFolder: folder)
        #expect(session.read() == nil)
        try session.write(bytes("one"))
        try session.write(bytes("two"))
        #expect(LastSession(stateFolder: folder).read() == bytes("two"))
    }

    @Test func aDamagedFileCountsAsNone() throws {
        defer { cleanUp() }
        let baselines = Baselines(stateFolder: folder)
        try baselines.keep(bytes("one"), of: path, isStep: true)
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder + "/baselines").first)
        let file = URL(fileURLWithPath: folder + "/baselines/" + name)
        try Data(try Data(contentsOf: file).dropLast()).write(to: file)
        #expect(try baselines.text(of: path) == nil)
        try Data("nonsense".utf8).write(to: file)
        #expect(try baselines.all().isEmpty)
    }

    @Test func snoozesAreKeptForAnyName() throws {
        defer { cleanUp() }
        let snoozes = Snoozes(stateFolder: folder)
        let day = try #require(CalendarDay("2026-11-30"))
        try snoozes.set([path: day, odd: day.adding(days: 1)])
        #expect(try Snoozes(stateFolder: folder).all() == [path: day, odd: day.adding(days: 1)])
        try snoozes.set([path: CalendarDay?.none])
        #expect(try snoozes.all() == [odd: day.adding(days: 1)])
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let baselines = Baselines(stateFolder: "/proc/muster")
        #expect(throws: StoreError.self) { try baselines.keep([1], of: path, isStep: true) }
        #expect(throws: StoreError.self) {
            try Snoozes(stateFolder: "/proc/muster").set([path: CalendarDay?.none])
        }
        #expect(try baselines.all().isEmpty)
    }

    @Test func typedQueriesAreKeptOnceEachNewestLast() throws {
        defer { cleanUp() }
        let log = QueryLog(stateFolder: folder)
        #expect(try log.all().isEmpty)
        for query in ["LIST", "TASK\nWHERE due", "TABLE a", "LIST"] { try log.add(query, most: 3) }
        #expect(try QueryLog(stateFolder: folder).all() == ["TASK WHERE due", "TABLE a", "LIST"])
        try log.add("CALENDAR day", most: 2)
        #expect(try log.all() == ["LIST", "CALENDAR day"])
    }
}

import Testing

@testable import VaultWatcher

private let path = Array("Note.md".utf8)
private let millisecond: Int64 = 1_000_000

/// What happens when, and when the path is reported, in milliseconds; nil: not within 20 seconds.
private func reported(_ changes: [(Int64, Settling.Change)], emptyUntil: Int64 = 0) -> [Int64] {
    var settling = Settling()
    var changes = changes[...]
    var reports: [Int64] = []
    for now in Int64(0)..<20_000 {
        while let next = changes.first, next.0 == now {
            settling.note(path, next.1, at: now * millisecond)
            changes.removeFirst()
        }
        let settled = settling.settled(at: now * millisecond) { _ in now < emptyUntil }
        if !settled.isEmpty { reports.append(now) }
    }
    return reports
}

@Test func aSaveIsReportedWhenItHasBeenQuiet() {
    #expect(reported([(0, .modified), (2, .completed)]) == [42])
}

@Test func aWriterThatNeverStopsIsReportedThreeTimesASecond() {
    let busy = (0..<200).map { (Int64($0) * 10, Settling.Change.completed) }
    let reports = reported(busy)
    #expect(reports.count >= 6)
    #expect(reports.first == 300)
}

@Test func aSaveThroughARenameIsOneReport() {
    #expect(reported([(0, .removed), (1, .created), (1, .modified), (3, .completed)]) == [43])
}

@Test func aDeletionIsBelievedAfterAWhile() {
    #expect(reported([(0, .removed)]) == [400])
    #expect(reported([(0, .removed), (390, .completed)]) == [430])
}

@Test func aFileThatIsBeingWrittenIsLeftAloneForASecond() {
    #expect(reported([(0, .modified), (500, .modified)]) == [1000])
    #expect(reported([(0, .modified), (500, .modified), (501, .completed)]) == [501])
}

@Test func anEmptiedFileKeepsItsOldView() {
    // Truncated, and two seconds later written and closed.
    #expect(reported([(0, .modified), (2000, .modified), (2001, .completed)], emptyUntil: 2000) == [2041])
    // Truncated and closed: it may really be empty.
    #expect(reported([(0, .modified), (1, .completed)], emptyUntil: 20_000) == [1000])
}

@Test func aNewEmptyFileIsReportedAtOnce() {
    #expect(reported([(0, .created), (0, .completed)], emptyUntil: 20_000) == [40])
}

@Test func theDeadlineIsThatOfTheEarliestPath() {
    var settling = Settling()
    #expect(settling.deadline == nil)
    settling.note(path, .removed, at: 0)
    settling.note([0x41], .completed, at: 100 * millisecond)
    #expect(settling.deadline == 140 * millisecond)
    #expect(settling.settled(at: 140 * millisecond) == [[0x41]])
    #expect(settling.deadline == 400 * millisecond)
    #expect(!settling.isEmpty)
}

@Test func aFolderThatGoesTakesItsFilesAlong() {
    var settling = Settling()
    settling.note(Array("A/x.md".utf8), .completed, at: 0)
    settling.note(Array("AB/x.md".utf8), .completed, at: 0)
    settling.forget(in: Array("A".utf8))
    #expect(settling.settled(at: 40 * millisecond) == [Array("AB/x.md".utf8)])
}

@Test(arguments: [
    ".Note.md.swp", ".#Note.md", "Note.md~", "4913", "sedAbC123", "~syncthing~Note.md.tmp",
    ".syncthing.Note.md.tmp",
])
func passingFilesAreIgnored(name: String) { #expect(isIgnored(fileName: Array(name.utf8))) }

@Test(arguments: ["Note.md", "sedation.md", "4913.md", "picture.png", "sed.md"])
func notesAreNotIgnored(name: String) { #expect(!isIgnored(fileName: Array(name.utf8))) }

@Test(arguments: [
    (".Note.md.swp", "Note.md"), (".#Note.md", "Note.md"), (".swp", nil), (".#", nil), (".Note.md.swo", nil),
    ("Note.md", nil), (".a.swp", "a"),
])
func locksNameTheirFile(name: String, note: String?) {
    #expect(lockedFile(by: Array(name.utf8)) == note.map { Array($0.utf8) })
}

@Test func aHintDoesNotDisturbWhatIsOnItsWay() {
    var settling = Settling()
    settling.note(path, .removed, at: 0)
    settling.hint(path, at: 100 * millisecond)
    #expect(settling.deadline == 400 * millisecond)
    #expect(settling.settled(at: 400 * millisecond) == [path])
    settling.hint(path, at: 500 * millisecond)
    #expect(settling.settled(at: 540 * millisecond) == [path])
}

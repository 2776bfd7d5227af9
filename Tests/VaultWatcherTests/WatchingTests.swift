import Glibc
import TestSupport
import Testing

@testable import VaultWatcher

private let second: Int64 = 1_000_000_000

/// The watcher's mind on a real folder, with the time and the events of the test.
private struct Bench {
    let vault = Folder()
    var watching: Watching

    init(calls: WatchCalls = WatchCalls(), _ prepare: (Folder) -> Void = { _ in }) {
        prepare(vault)
        watching = Watching(root: vault.path, calls: calls)
        watching.begin(at: 0, walks: true)
        _ = watching.take()
    }

    /// Takes an event on the folder `folder`.
    mutating func event(_ happening: Happening, _ name: String, in folder: String = "", at now: Int64 = 0) {
        guard let watch = watching.folders.watch(of: Array(folder.utf8)) else { return }
        watching.take(happening, watch: watch, name: Array(name.utf8), at: now)
    }

    /// What is reported at a time.
    mutating func report(at now: Int64) -> WatchReport {
        watching.advance(to: now)
        return watching.take()
    }
}

private func bytes(_ names: String...) -> Set<[UInt8]> { Set(names.map { Array($0.utf8) }) }

@Test func everyFolderIsWatchedButTheHiddenOnes() {
    let bench = Bench { vault in
        vault.write("A/B/Note.md", "text")
        vault.write(".obsidian/plugins/data.json", "{}")
        vault.write(".git/HEAD", "ref")
    }
    #expect(bench.watching.folders.count == 3)
    #expect(bench.watching.folders.watch(of: Array("A/B".utf8)) != nil)
    #expect(bench.watching.polling.count == 0)
}

@Test func lostEventsMeanThatEverythingIsCompared() {
    var bench = Bench { $0.write("A/Note.md", "text") }
    // Made and moved while nothing could be heard.
    bench.vault.write("New/Deep/Note.md", "text")
    rename(bench.vault.at("A"), bench.vault.at("B"))
    bench.watching.take(.overflow, watch: -1, name: [], at: 0)
    #expect(bench.watching.hasNews)
    #expect(bench.report(at: 1).sweepAll)
    #expect(bench.watching.folders.count == 4)
    #expect(bench.watching.folders.watch(of: Array("A".utf8)) == nil)
    bench.event(.closed, "Note.md", in: "B", at: second)
    #expect(bench.report(at: 2 * second).changed == bytes("B/Note.md"))
}

@Test func hiddenAndPassingFilesAreNotReported() {
    var bench = Bench()
    for name in [".Note.md.swp", ".#Note.md", "4913", "Note.md~", "sedAbCdEf"] {
        bench.event(.closed, name)
    }
    bench.event([.created, .isFolder], ".git")
    #expect(bench.report(at: second).changed == [])
    #expect(bench.watching.deadline > 50 * second)
}

@Test func aDeletedFolderIsReportedOnceItIsCertain() {
    var bench = Bench { $0.write("A/Note.md", "text") }
    bench.vault.remove("A")
    bench.event(.deleted, "Note.md", in: "A")
    bench.event([.deleted, .isFolder], "A")
    #expect(bench.report(at: second / 4).folders == [])
    #expect(bench.report(at: second / 2).folders == bytes("A"))
    #expect(bench.watching.folders.count == 1)
}

@Test func aMinuteWithoutEventsEndsInAComparison() {
    var bench = Bench()
    #expect(bench.watching.deadline == 60 * second)
    #expect(!bench.report(at: 59 * second).sweepAll)
    #expect(bench.report(at: 60 * second).sweepAll)
    #expect(bench.watching.deadline == 120 * second)
}

@Test func aVaultThatWasReplacedUnnoticedIsFoundGone() {
    var bench = Bench()
    bench.vault.remove()
    #expect(bench.report(at: 60 * second).mode == .gone)
    #expect(bench.report(at: 61 * second).mode == .gone)
    mkdir(bench.vault.path, 0o755)
    let back = bench.report(at: 62 * second)
    #expect(back.mode == .watching)
    #expect(back.sweepAll)
}

@Test func aRemoteFileSystemIsAlsoPolled() {
    var calls = WatchCalls()
    calls.fileSystem = { _ in 0x6573_5546 }
    let bench = Bench(calls: calls) { $0.write("A/Note.md", "text") }
    #expect(bench.watching.obstacle?.contains("FUSE") == true)
    #expect(bench.watching.polling.count == 2)
    #expect(bench.watching.folders.count == 2)
}

@Test func whatFitsIsWatchedAndTheRestIsPolled() {
    var calls = WatchCalls()
    calls.watch = { watcher, path, follows in
        // "/B" and the zero.
        path.suffix(3).elementsEqual([0x2F, 0x42, 0]) ? -ENOSPC : WatchCalls().watch(watcher, path, follows)
    }
    var bench = Bench(calls: calls) { vault in
        vault.write("A/Note.md", "text")
        vault.write("B/Note.md", "text")
    }
    #expect(bench.watching.folders.watch(of: Array("A".utf8)) != nil)
    #expect(bench.watching.polling.paths == [Array("B".utf8)])
    bench.vault.write("B/Note.md", "more text")
    bench.vault.write("B/New.md", "new")
    unlink(bench.vault.at("A/Note.md"))
    #expect(bench.report(at: second).changed == [])
    // The look at two seconds, and then the time to settle.
    #expect(bench.report(at: 2 * second).changed == [])
    #expect(bench.report(at: 2 * second + second / 10).changed == bytes("B/Note.md", "B/New.md"))
}

@Test func aLinkedFolderOutsideIsWatchedAndALoopIsNot() {
    let outside = Folder()
    outside.write("Shared/Note.md", "text")
    var bench = Bench { vault in
        symlink(outside.at("Shared"), vault.at("Shared"))
        symlink(".", vault.at("Loop"))
        symlink("/tmp", vault.at("Above"))
    }
    #expect(bench.watching.folders.count == 2)
    bench.event(.closed, "Note.md", in: "Shared")
    #expect(bench.report(at: second).changed == bytes("Shared/Note.md"))
}

@Test func anEmptiedNoteIsHeldBackUntilItHasBytes() {
    var bench = Bench { $0.write("Note.md", "text") }
    bench.vault.write("Note.md", "")
    bench.event(.modified, "Note.md", at: 0)
    #expect(bench.report(at: 2 * second).changed == [])
    bench.vault.write("Note.md", "text again")
    bench.event(.closed, "Note.md", at: 3 * second)
    #expect(bench.report(at: 4 * second).changed == bytes("Note.md"))
}

@Test func anEditorsLockIsAReasonToLookAtItsNote() {
    var bench = Bench { $0.write("A/Note.md", "text") }
    bench.event(.created, ".Note.md.swp", in: "A", at: 0)
    bench.event(.modified, ".Note.md.swp", in: "A", at: 0)
    #expect(bench.report(at: second).changed == bytes("A/Note.md"))
    bench.event(.modified, ".Note.md.swp", in: "A", at: 2 * second)
    #expect(bench.report(at: 3 * second).changed == [])
    bench.event(.deleted, ".Note.md.swp", in: "A", at: 4 * second)
    #expect(bench.report(at: 5 * second).changed == bytes("A/Note.md"))
}

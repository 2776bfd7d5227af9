import Glibc
import TestSupport
import Testing

@testable import VaultWatcher

/// Waits on the descriptor until the reports taken so far, joined, satisfy `isEnough`; fails after ten
/// seconds.
private func reports(
    _ watcher: VaultWatcher, until isEnough: (WatchReport) -> Bool
) throws -> WatchReport {
    var all = WatchReport()
    for _ in 0..<1000 {
        var polled = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&polled, 1, 10_000) == 1, "nothing within ten seconds, after \(all)")
        let next = watcher.take()
        all.changed.formUnion(next.changed)
        all.folders.formUnion(next.folders)
        all.sweepAll = all.sweepAll || next.sweepAll
        all.mode = next.mode
        all.isReady = next.isReady
        if isEnough(all) { return all }
    }
    Issue.record("not reported: \(all)")
    return all
}

private func bytes(_ names: String...) -> Set<[UInt8]> { Set(names.map { Array($0.utf8) }) }

/// A watcher of a new folder that is ready, stopped at the end.
private func watching(_ body: (Folder, VaultWatcher) throws -> Void) throws {
    let vault = Folder()
    let watcher = VaultWatcher(root: vault.path)
    defer { watcher.stop() }
    watcher.start()
    _ = try reports(watcher) { $0.isReady }
    try body(vault, watcher)
}

@Test func aWriteIsReported() throws {
    try watching { vault, watcher in
        vault.write("Note.md", "text")
        let report = try reports(watcher) { !$0.changed.isEmpty }
        #expect(report.changed == bytes("Note.md"))
        #expect(report.mode == .watching)
    }
}

@Test func everythingInANewFolderIsReported() throws {
    try watching { vault, watcher in
        var expected: Set<[UInt8]> = []
        for number in 0..<100 {
            vault.write("A/B/\(number % 10)/\(number).md", "text")
            expected.insert(Array("A/B/\(number % 10)/\(number).md".utf8))
        }
        let report = try reports(watcher) { $0.changed.isSuperset(of: expected) }
        #expect(report.changed == expected)
    }
}

@Test func aMovedFolderIsFoundUnderItsNewName() throws {
    try watching { vault, watcher in
        vault.write("Old/Note.md", "text")
        _ = try reports(watcher) { !$0.changed.isEmpty }
        rename(vault.at("Old"), vault.at("New"))
        let moved = try reports(watcher) { !$0.folders.isDisjoint(with: bytes("Old")) && !$0.changed.isEmpty }
        #expect(moved.changed == bytes("New/Note.md"))
        vault.write("New/Note.md", "more")
        #expect(try reports(watcher) { !$0.changed.isEmpty }.changed == bytes("New/Note.md"))
    }
}

@Test func theVaultGoesAndComesBack() throws {
    let parent = Folder()
    parent.write("Vault/Note.md", "text")
    let watcher = VaultWatcher(root: parent.at("Vault"))
    defer { watcher.stop() }
    watcher.start()
    _ = try reports(watcher) { $0.isReady }
    rename(parent.at("Vault"), parent.at("Away"))
    let gone = try reports(watcher) { $0.mode == .gone }
    #expect(gone.changed.isEmpty)
    #expect(gone.folders.isEmpty)
    rename(parent.at("Away"), parent.at("Vault"))
    #expect(try reports(watcher) { $0.mode == .watching }.sweepAll)
    parent.write("Vault/Note.md", "more")
    #expect(try reports(watcher) { !$0.changed.isEmpty }.changed == bytes("Note.md"))
}

@Test func withoutWatchesTheRestIsPolled() throws {
    let vault = Folder()
    vault.write("Sub/Note.md", "text")
    var calls = WatchCalls()
    calls.watch = { _, _, _ in -ENOSPC }
    let watcher = VaultWatcher(root: vault.path, calls: calls)
    defer { watcher.stop() }
    watcher.start()
    guard case .polling(let reason) = try reports(watcher, until: { $0.isReady }).mode else {
        Issue.record("not polling")
        return
    }
    #expect(reason.contains("max_user_watches"))
    vault.write("Sub/Note.md", "more text")
    vault.write("Other/Deep/New.md", "new")
    let report = try reports(watcher) { $0.changed.count == 2 }
    #expect(report.changed == bytes("Sub/Note.md", "Other/Deep/New.md"))
}

@Test func withoutInotifyEverythingIsPolled() throws {
    let vault = Folder()
    vault.write("Note.md", "text")
    var calls = WatchCalls()
    calls.makeWatcher = { -EMFILE }
    let watcher = VaultWatcher(root: vault.path, calls: calls)
    defer { watcher.stop() }
    watcher.start()
    _ = try reports(watcher) { $0.isReady }
    unlink(vault.at("Note.md"))
    #expect(try reports(watcher) { !$0.changed.isEmpty }.changed == bytes("Note.md"))
}

@Test func aScanMayTellTheFolders() throws {
    let vault = Folder()
    vault.write("Sub/Note.md", "text")
    let watcher = VaultWatcher(root: vault.path)
    defer { watcher.stop() }
    watcher.start(walks: false)
    watcher.enter([])
    watcher.enter(Array("Sub".utf8))
    vault.write("Sub/Note.md", "more")
    #expect(try reports(watcher) { !$0.changed.isEmpty }.changed == bytes("Sub/Note.md"))
}

@Test func theFirstFolderThatCannotBeWatchedWakesTheThread() throws {
    let vault = Folder()
    vault.write("B/Note.md", "text")
    var calls = WatchCalls()
    calls.watch = { watcher, path, follows in
        path.suffix(3).elementsEqual([0x2F, 0x42, 0]) ? -ENOSPC : WatchCalls().watch(watcher, path, follows)
    }
    let watcher = VaultWatcher(root: vault.path, calls: calls)
    defer { watcher.stop() }
    watcher.start(walks: false)
    _ = try reports(watcher) { $0.isReady }
    // The thread sleeps until the minute's comparison by now, or will.
    watcher.enter(Array("B".utf8))
    vault.write("B/New.md", "new")
    let report = try reports(watcher) { !$0.changed.isEmpty }
    #expect(report.changed == bytes("B/New.md"))
}

import Glibc
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

private let source = "# Plan\n- [ ] write\n- [ ] read\n"

/// A vault with one note and a state folder outside it.
private struct Desk {
    let vault = Folder()
    let state = Folder()

    init() { vault.write("Plan.md", source) }

    /// A store as a newly started program has it.
    func start(at time: Int64 = 1) throws -> VaultStore {
        try VaultStore(root: vault.path, stateFolder: state.at("muster/vault"), now: { time })
    }
}

@Test func anEditIsUndoneAndRedoneAfterARestart() throws {
    let desk = Desk()
    let edit = Edit("Plan.md", source, "write", "write it all down")
    let first = try #require(try desk.start(at: 11).commit(edit).committed?.entry)
    let listed = try desk.start().undoEntries()
    #expect(listed.map(\.id) == [first])
    #expect(listed.map(\.time) == [11])
    #expect(listed.map(\.label) == ["change write"])
    #expect(listed.map(\.state) == [.saved])

    let undoing = try desk.start()
    let second = try #require(
        undoing.commit(try undoing.undoEdit(for: first), undoing: first).committed?.entry)
    #expect(desk.vault.text("Plan.md") == source)
    #expect(try desk.start().undoEntries().map(\.state) == [.undone, .saved])

    let redoing = try desk.start()
    _ = redoing.commit(try redoing.undoEdit(for: second), undoing: second)
    #expect(desk.vault.bytes("Plan.md") == edit.applied())
    #expect(try desk.start().undoEntries().map(\.state) == [.saved, .undone, .saved])
}

@Test func undoingFollowsTheLineAndRefusesAChangedOne() throws {
    let desk = Desk()
    let entry = try #require(
        try desk.start().commit(Edit("Plan.md", source, "[ ] read", "[x] read")).committed?.entry)
    let store = try desk.start()
    desk.vault.write("Plan.md", "above\n# Plan\n- [ ] write\n- [x] read\n")
    #expect(store.commit(try store.undoEdit(for: entry), undoing: entry).committed != nil)
    #expect(desk.vault.text("Plan.md") == "above\n" + source)
    desk.vault.write("Plan.md", "# Plan\n- [x] read on\n")
    guard case .changed = store.commit(try store.undoEdit(for: entry), undoing: entry) else {
        Issue.record("not refused")
        return
    }
    #expect(desk.vault.text("Plan.md") == "# Plan\n- [x] read on\n")
    #expect(throws: StoreError.self) { try store.undoEdit(for: 99) }
}

@Test func withoutAJournalNothingIsWritten() throws {
    let desk = Desk()
    desk.state.write("muster", "in the way")
    guard case .failed(let error) = try desk.start().commit(Edit("Plan.md", source, "write", "draw")) else {
        Issue.record("it was saved")
        return
    }
    #expect(error.message.contains("nothing was changed"))
    #expect(desk.vault.text("Plan.md") == source)
}

@Test func anotherStoresEntriesAreCounted() throws {
    let desk = Desk()
    let (one, two) = (try desk.start(), try desk.start())
    var text = source
    for (store, word) in [(one, "draw"), (two, "sing"), (one, "write"), (two, "call")] {
        let old = try #require(text.split(separator: "\n").dropFirst().first).dropFirst(6)
        let edit = Edit("Plan.md", text, String(old), word)
        #expect(store.commit(edit).committed != nil)
        text = String(decoding: edit.applied(), as: UTF8.self)
    }
    #expect(try one.undoEntries().map(\.id) == [1, 2, 3, 4])
}

@Test func aTornEndOfTheJournalIsCutOff() throws {
    let desk = Desk()
    #expect(try desk.start().commit(Edit("Plan.md", source, "write", "draw")).committed != nil)
    let journal = "muster/vault/journal"
    let whole = try #require(desk.state.bytes(journal))
    desk.state.write(journal, whole + whole.prefix(whole.count / 2))
    let text = try #require(desk.vault.text("Plan.md"))
    #expect(try desk.start().commit(Edit("Plan.md", text, "draw", "sing")).committed != nil)
    #expect(try desk.start().undoEntries().map(\.id) == [1, 2])
    #expect(desk.state.bytes(journal)?.starts(with: whole) == true)
    #expect(desk.state.bytes(journal + ".unread") == Array(whole.prefix(whole.count / 2)))
}

@Test func theJournalOfALaterVersionIsSetAside() throws {
    let desk = Desk()
    #expect(try desk.start().commit(Edit("Plan.md", source, "write", "draw")).committed != nil)
    let journal = "muster/vault/journal"
    let later = Array("MUS9".utf8) + (desk.state.bytes(journal) ?? []).dropFirst(4)
    desk.state.write(journal, later)
    #expect(try desk.start().undoEntries().isEmpty)
    let text = try #require(desk.vault.text("Plan.md"))
    #expect(try desk.start().commit(Edit("Plan.md", text, "draw", "sing")).committed != nil)
    #expect(try desk.start().undoEntries().map(\.label) == ["change draw"])
    #expect(desk.state.bytes(journal + ".unread") == later)
}

@Test func theJournalKeepsTheNewestWhenItIsLarge() throws {
    let state = Folder()
    let journal = Journal(folder: state.path, system: FaultySystem(), largest: 4000)
    let record = JournalRecord(
        id: 0, time: 1, undoes: 0, process: 1, number: 1, edit: Edit("Plan.md", source, "write", "draw"))
    for number in 1...100 {
        #expect(try journal.begin(record) == UInt64(number))
        // The seventh save never ends.
        if number != 7 { journal.mark(UInt64(number), .saved) }
        #expect(try #require(state.bytes("journal")).count < 4400)
    }
    let kept = try journal.records()
    #expect(kept.first?.id == 7)
    #expect(kept.first?.outcome == .pending)
    #expect(kept.count > 8)
    #expect(kept.dropFirst().map(\.id) == Array((102 - UInt64(kept.count))...100))
    #expect(kept.dropFirst().allSatisfy { $0.outcome == .saved })
    #expect(state.names() == ["journal", "lock"])
}

@Test func theChecksumIsTheUsualOne() { #expect(checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926) }

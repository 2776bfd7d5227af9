import Glibc
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

private let source = "# Plan\n- [ ] write\n- [ ] read\n"
private let edit = Edit("Plan.md", source, "write", "write it all down")

/// A vault whose program was ended in the middle of a save: the journal tells of it, the note is what the
/// test says.
private struct Wreck {
    let vault = Folder()
    let state = Folder()
    let temporary: TemporaryName

    init(_ note: [UInt8]?, beside: [UInt8]? = nil) throws {
        temporary = TemporaryName(process: 7, number: 8)
        if let note { vault.write("Plan.md", note) }
        let journal = Journal(folder: state.at("s"), system: Kernel())
        try journal.makeFolder()
        let record = JournalRecord(id: 0, time: 1, undoes: 0, process: 7, number: 8, edit: edit)
        _ = try journal.begin(record)
        if let beside { vault.write(temporaryText, beside) }
    }

    var temporaryText: String {
        String(decoding: temporary.path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func store() throws -> VaultStore { try VaultStore(root: vault.path, stateFolder: state.at("s")) }
}

private let old = Array(source.utf8)
private let new = edit.applied()
private let foreign = Array("- [ ] somebody else's\n".utf8)

@Test(arguments: [0, 10, 30, 100])
func anOrphanOfOursIsRemoved(size: Int) throws {
    let wreck = try Wreck(old, beside: Array(new.prefix(size)))
    #expect(try wreck.store().recover() == [])
    #expect(wreck.vault.names() == ["Plan.md"])
    #expect(wreck.vault.bytes("Plan.md") == old)
    #expect(try wreck.store().undoEntries().isEmpty)
}

@Test func anOrphanWithAnothersTextIsKeptAndTold() throws {
    let wreck = try Wreck(old, beside: foreign)
    #expect(
        try wreck.store().recover() == [.foreignFile(NotePath("Plan.md"), Array(wreck.temporaryText.utf8))])
    #expect(wreck.vault.bytes(wreck.temporaryText) == foreign)
}

@Test func aTextThatTheSwapPushedOutComesBack() throws {
    let wreck = try Wreck(new, beside: foreign)
    #expect(try wreck.store().recover() == [.theirsKept(NotePath("Plan.md"), "change write")])
    #expect(wreck.vault.bytes("Plan.md") == foreign)
    #expect(wreck.vault.names() == ["Plan.md"])
}

@Test func aSaveThatWasCompleteIsListed() throws {
    let wreck = try Wreck(new, beside: old)
    #expect(try wreck.store().recover() == [])
    #expect(wreck.vault.names() == ["Plan.md"])
    #expect(try wreck.store().undoEntries().map(\.state) == [.saved])
}

@Test func aHalfWrittenNoteIsCompleted() throws {
    let good = zip(old, new).prefix { $0 == $1 }.count
    for count in (good + 1)..<new.count {
        // The writer came as far as `count`; where that is beyond the old end, the file has grown.
        let half = Array(new.prefix(count) + old.dropFirst(count))
        if half == new { continue }
        let wreck = try Wreck(half)
        #expect(try wreck.store().recover() == [.completed(NotePath("Plan.md"), "change write")], "\(count)")
        #expect(wreck.vault.bytes("Plan.md") == new)
    }
}

@Test func aNoteThatSomebodyChangedSinceIsLeftAloneAndToldOnce() throws {
    for note in [foreign, nil] {
        let wreck = try Wreck(note)
        #expect(try wreck.store().recover() == [.uncertain(NotePath("Plan.md"), "change write")])
        #expect(wreck.vault.bytes("Plan.md") == note)
        #expect(try wreck.store().recover() == [])
        #expect(try wreck.store().undoEntries().map(\.state) == [.uncertain])
    }
}

@Test func aSaveThatIsGoingOnInAnotherProgramIsLeftAlone() throws {
    let wreck = try Wreck(old, beside: new)
    let store = try wreck.store()
    let journal = try #require(store.journal)
    let place = try store.paths.place(of: NotePath("Plan.md"))
    let folder = try store.system.status(place.folder.number)
    let lock = try #require(try journal.locks.take(.note(folder, place.name)))
    #expect(store.recover() == [])
    #expect(wreck.vault.bytes(wreck.temporaryText) == new)
    withExtendedLifetime(lock) {}
    #expect(try wreck.store().undoEntries().map(\.state) == [.pending])
}

@Test func aCommitSettlesWhatIsOpenFirst() throws {
    let wreck = try Wreck(new, beside: old)
    let store = try wreck.store()
    #expect(
        store.commit(Edit("Plan.md", String(decoding: new, as: UTF8.self), "read", "sing")).committed != nil)
    #expect(try store.undoEntries().map(\.state) == [.saved, .saved])
    #expect(wreck.vault.names() == ["Plan.md"])
}

@Test func aPipeInTheJournalsPlaceHoldsNothingUp() throws {
    let (vault, state) = (Folder(), Folder())
    vault.write("n.md", "[ ] a\n")
    mkfifo(state.at("journal"), 0o600)
    let store = try VaultStore(root: vault.path, stateFolder: state.path)
    #expect(store.commit(Edit("n.md", "[ ] a\n", "[ ]", "[x]")).committed == nil)
    #expect(vault.text("n.md") == "[ ] a\n")
    #expect(throws: StoreError.self) { try store.undoEntries() }
}

import Glibc
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

private let copy = "Plan (Conflicted copy phone 202611241015).md"
private let bytes = Array("# Plan\n- [ ] write\n".utf8)
private let removal = Edit.removal("remove the copy", NotePath(copy), bytes)

/// A vault with a copy of a note, and a state folder outside it.
private struct Desk {
    let vault = Folder()
    let state = Folder()

    init(isMade: Bool = true) { if isMade { vault.write(copy, bytes) } }

    func start(_ system: any SystemCalls = FaultySystem()) throws -> VaultStore {
        try VaultStore(root: vault.path, stateFolder: state.at("s"), system: system, now: { 1 })
    }
}

@Test func aRemovedFileComesBackByUndoAfterARestart() throws {
    let desk = Desk()
    let entry = try #require(try desk.start(Kernel()).commit(removal).committed?.entry)
    #expect(desk.vault.names() == [])
    let undoing = try desk.start(Kernel())
    let back = try #require(undoing.commit(try undoing.undoEdit(for: entry), undoing: entry).committed?.entry)
    #expect(desk.vault.bytes(copy) == bytes)
    #expect(desk.vault.names() == [copy])
    let redoing = try desk.start(Kernel())
    _ = redoing.commit(try redoing.undoEdit(for: back), undoing: back)
    #expect(desk.vault.names() == [])
    #expect(try desk.start().undoEntries().map(\.state) == [.saved, .undone, .saved])
}

@Test(arguments: [0o640, 0o600, 0o666, 0o444 | 0o200] as [mode_t])
func aFileThatComesBackHasItsPermissionsAgain(mode: mode_t) throws {
    let desk = Desk()
    chmod(desk.vault.at(copy), mode)
    // Only root may give files away; others keep what they have.
    if getuid() == 0 { chown(desk.vault.at(copy), 1001, 1002) }
    var before = stat()
    stat(desk.vault.at(copy), &before)
    let entry = try #require(try desk.start(Kernel()).commit(removal).committed?.entry)
    let store = try desk.start(Kernel())
    #expect(store.commit(try store.undoEdit(for: entry), undoing: entry).committed != nil)
    var after = stat()
    stat(desk.vault.at(copy), &after)
    #expect([after.st_mode, after.st_uid, after.st_gid] == [before.st_mode, before.st_uid, before.st_gid])
}

@Test func aFileThatChangedIsNotRemoved() throws {
    let desk = Desk()
    desk.vault.write(copy, "another text\n")
    guard case .changed = try desk.start(Kernel()).commit(removal) else {
        Issue.record("not refused")
        return
    }
    #expect(desk.vault.text(copy) == "another text\n")
}

@Test func aFileThatIsThereAgainIsNotOverwritten() throws {
    let desk = Desk()
    let entry = try #require(try desk.start(Kernel()).commit(removal).committed?.entry)
    desk.vault.write(copy, "another text\n")
    let store = try desk.start(Kernel())
    #expect(store.commit(try store.undoEdit(for: entry), undoing: entry).committed == nil)
    #expect(desk.vault.text(copy) == "another text\n")
}

@Test func aFileThatIsOpenForWritingIsNotRemoved() throws {
    let desk = Desk()
    let writer = open(desk.vault.at(copy), O_WRONLY)
    defer { close(writer) }
    guard case .busy = try desk.start(Kernel()).commit(removal) else {
        Issue.record("not refused")
        return
    }
    #expect(desk.vault.bytes(copy) == bytes)
}

/// The calls that a save makes, and a trial of it with a fault.
private func trial(_ kind: Edit.Kind, _ fault: FaultySystem.Fault, isPoor: Bool) throws -> (
    Desk, Bool, [String]
) {
    let desk = Desk(isMade: kind == .removal)
    let system = FaultySystem(fault, isPoor: isPoor)
    let edit = kind == .removal ? removal : removal.inverse()
    let outcome = (try? desk.start(system))?.commit(edit)
    return (desk, outcome?.committed != nil, system.names)
}

@Test(arguments: [Edit.Kind.removal, .making], [false, true])
private func everyCallMayFailAndEndTheProgram(kind: Edit.Kind, isPoor: Bool) throws {
    let names = try trial(kind, .none, isPoor: isPoor).2
    for index in names.indices {
        let call = index + 1
        let faults: [FaultySystem.Fault] = [
            .fail(call, EIO), .fail(call, EINVAL), .failAfter(call, EIO),
            .failFrom(call, EIO), .stop(call), .stopInside(call),
        ]
        for fault in faults {
            let (desk, isSaved, _) = try trial(kind, fault, isPoor: isPoor)
            let words = "\(kind), \(names[index]), \(fault)"
            let isThere = desk.vault.bytes(copy) != nil
            if isSaved { #expect(isThere == (kind == .making), "\(words): reported as saved") }
            let store = try desk.start(FaultySystem(isPoor: isPoor))
            _ = store.recover()
            #expect(desk.vault.names().isSubset(of: [copy]), "\(words): left behind \(desk.vault.names())")
            let now = desk.vault.bytes(copy)
            #expect(now == nil || now == bytes, "\(words): other bytes")
            if isSaved { #expect((now != nil) == (kind == .making), "\(words): recovery took it back") }
            let states = try store.undoEntries().map(\.state)
            #expect(states == ((now != nil) == (kind == .making) ? [.saved] : []), "\(words): \(states)")
        }
    }
}

import Glibc
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

/// One kind of save that the sweep puts every fault into.
private struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var old = "[ ] a"
    var new = "[x] a"
    /// Whether the note has a second name, so that it must be written in place.
    var isHardLinked = false
    /// Whether the whole file system is without leases, exchange and unnamed files.
    var isPoor = false

    var testDescription: String { name }

    static let all = [
        Case(name: "one sector, in place"),
        Case(name: "two sectors, same length", old: "x", new: "y"),
        Case(name: "grows", new: "[x] a ✅ 2026-01-01"),
        Case(name: "shrinks", old: "- [ ] a", new: "-"),
        Case(name: "hard link, same length", isHardLinked: true),
        Case(name: "hard link, grows", new: "[x] a ✅ 2026-01-01", isHardLinked: true),
        Case(name: "hard link, shrinks", old: "- [ ] a", new: "-", isHardLinked: true),
        Case(name: "one sector, poor file system", isPoor: true),
        Case(name: "grows, poor file system", new: "[x] a ✅ 2026-01-01", isPoor: true),
        Case(name: "hard link, poor file system", isHardLinked: true, isPoor: true),
    ]
}

/// The errnos that each call can answer with, as far as they make a difference.
private let errnos: [String: [Int32]] = [
    "openat": [EMFILE, EACCES, ENOSPC, EROFS, EIO, ENOENT], "openat2": [ENOSYS, EACCES, EIO],
    "fstat": [EIO], "fstatat": [EIO, ENOENT], "faccessat": [EACCES, EROFS], "pread": [EIO],
    "pwrite": [ENOSPC, EDQUOT, EIO, EFBIG], "ftruncate": [EIO], "fallocate": [ENOSPC, EOPNOTSUPP],
    "fsync": [EIO, ENOSPC], "fdatasync": [EIO], "fchown": [EPERM], "fchmod": [EPERM],
    "flistxattr": [EIO, ENOTSUP], "fgetxattr": [EIO], "fsetxattr": [ENOTSUP, ENOSPC, EPERM],
    "fremovexattr": [EPERM], "linkat": [EPERM, EIO, ENOENT],
    "renameat2": [EINVAL, ENOSYS, EIO, ENOSPC, EBUSY, EXDEV, EPERM], "renameat": [EIO, ENOSPC],
    "unlinkat": [EIO, EBUSY], "mkdirat": [EACCES, ENOSPC], "setlease": [EAGAIN, EINVAL, EACCES],
    "getlease": [EIO], "lock": [EIO],
]

private let note = "# n\n- [ ] a\n- [ ] b\n" + "x" + String(repeating: ".", count: 600)

/// A vault with one note, and what a save with a fault made of it.
private struct Trial {
    let vault = Folder()
    let state = Folder()
    let kind: Case
    let edit: Edit

    init(_ kind: Case) {
        self.kind = kind
        let end = kind.old == "x" ? "z" : ""
        let base = note + end
        let first = Edit("n.md", base, kind.old, kind.new)
        // The second change lies in another sector.
        let second = end.isEmpty ? [] : [Replacement(ByteRange(base.utf8.count - 1, base.utf8.count), "Z")]
        edit = Edit(
            label: "edit", path: NotePath("n.md"), base: first.base, replacements: first.replacements + second
        )
        vault.write("n.md", edit.base)
        chmod(vault.at("n.md"), 0o640)
        if kind.isHardLinked { link(vault.at("n.md"), state.at("second")) }
    }

    /// Saves with a fault.
    func save(_ fault: FaultySystem.Fault) -> CommitOutcome? {
        save(FaultySystem(fault, isPoor: kind.isPoor))
    }

    func save(_ system: FaultySystem) -> CommitOutcome? {
        let folder = state.at("s")
        return try? VaultStore(root: vault.path, stateFolder: folder, system: system, now: { 1 }).commit(edit)
    }

    /// Starts anew, without faults.
    func recover() throws -> VaultStore {
        let store = try VaultStore(
            root: vault.path, stateFolder: state.at("s"), system: FaultySystem(isPoor: kind.isPoor),
            now: { 2 })
        _ = store.recover()
        return store
    }

    var text: [UInt8]? { vault.bytes("n.md") }
    var isOld: Bool { text == edit.base }
    var isNew: Bool { text == edit.applied() }

    /// What is wrong after a start without faults, nil if nothing is.
    func fault(_ before: [UInt8]?, mustKeep: Bool) throws -> String? {
        let store = try recover()
        guard text == edit.base || text == edit.applied() else { return "neither old nor new after recovery" }
        if mustKeep, text != before { return "recovery changed a settled note" }
        if vault.names() != ["n.md"] { return "left behind: \(vault.names())" }
        var status = stat()
        stat(vault.at("n.md"), &status)
        if status.st_mode & 0o7777 != 0o640 { return "mode \(String(status.st_mode, radix: 8))" }
        if kind.isHardLinked, state.bytes("second") != text { return "the two names differ" }
        let entries = try store.undoEntries()
        if text == edit.applied(), entries.map(\.state) != [.saved] {
            return "saved, but journal: \(entries)"
        }
        if text == edit.base, !entries.isEmpty { return "not saved, but journal: \(entries)" }
        return nil
    }
}

/// The calls that a save makes when nothing goes wrong.
private func calls(_ kind: Case) -> [String] {
    let system = FaultySystem(isPoor: kind.isPoor)
    _ = Trial(kind).save(system)
    return system.names
}

@Test(arguments: Case.all)
private func everyCallMayFail(kind: Case) throws {
    let names = calls(kind)
    #expect(names.contains(kind.isHardLinked || kind.name.hasPrefix("one") ? "setlease" : "renameat2"))
    for (index, name) in names.enumerated() {
        var faults = (errnos[name] ?? []).map { FaultySystem.Fault.fail(index + 1, $0) }
        if name == "pwrite" { faults += [.short(index + 1), .lie(index + 1)] }
        if name == "renameat2" || name == "unlinkat" { faults.append(.failAfter(index + 1, EIO)) }
        for fault in faults { try check(kind, fault, name) }
    }
}

private func check(_ kind: Case, _ fault: FaultySystem.Fault, _ name: String) throws {
    let trial = Trial(kind)
    let outcome = trial.save(fault)
    let text = trial.text
    if outcome?.committed != nil {
        #expect(trial.isNew, "\(kind.name), \(name), \(fault): reported as saved")
    } else {
        #expect(trial.isOld, "\(kind.name), \(name), \(fault): reported as \(String(describing: outcome))")
    }
    // A journal that lied about its own bytes cannot tell of the save later.
    if case .lie = fault { return }
    let wrong = try trial.fault(text, mustKeep: true)
    #expect(wrong == nil, "\(kind.name), \(name), \(fault)")
}

@Test(arguments: Case.all)
private func theProgramMayEndAtEveryCall(kind: Case) throws {
    for (index, name) in calls(kind).enumerated() {
        for fault in [FaultySystem.Fault.stop(index + 1), .stopInside(index + 1)] {
            let trial = Trial(kind)
            _ = trial.save(fault)
            let wrong = try trial.fault(nil, mustKeep: false)
            #expect(wrong == nil, "\(kind.name), \(name), \(fault)")
        }
    }
}

@Test(arguments: Case.all)
private func aDiskMayFailForGood(kind: Case) throws {
    for (index, name) in calls(kind).enumerated() {
        for errno in [EIO, EACCES] {
            let fault = FaultySystem.Fault.failFrom(index + 1, errno)
            let trial = Trial(kind)
            let outcome = trial.save(fault)
            if outcome?.committed != nil {
                #expect(trial.isNew, "\(kind.name), \(name), \(fault): reported as saved")
            } else if case .failed(let error) = outcome, error.message.contains("not certain") {
                // Said to be uncertain.
            } else {
                #expect(trial.isOld, "\(kind.name), \(name), \(fault): reported as not saved")
            }
            let wrong = try trial.fault(nil, mustKeep: false)
            #expect(wrong == nil, "\(kind.name), \(name), \(fault)")
        }
    }
}

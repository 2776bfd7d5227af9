import Glibc
import Synchronization
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

/// How many saves each side makes. `MUSTER_FAULT_ROUNDS` makes the tests longer, see Tests/Faults.
private let rounds = getenv("MUSTER_FAULT_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 150

/// Runs several bodies at once, each on a thread of its own.
private func atOnce(_ bodies: [@Sendable () -> Void]) {
    let next = Mutex(0)
    onThreads(bodies.count) {
        let mine = next.withLock { next in
            next += 1
            return next - 1
        }
        bodies[mine]()
    }
}

/// The edit that toggles the box in line `line` of a plan, nil if there is none.
private func toggling(_ line: Int, in bytes: [UInt8]) -> Edit? {
    let lines = LineTable(bytes)
    guard line < lines.count else { return nil }
    let box = lines.start(of: line) + 3
    guard box < bytes.count, bytes[(box - 3)...].starts(with: Array("- [".utf8)) else { return nil }
    return Edit(
        label: "toggle", path: NotePath("Plan.md"), base: bytes,
        replacements: [Replacement(ByteRange(box, box + 1), bytes[box] == 0x20 ? "x" : " ")])
}

/// A system whose waits are real and whose disk answers at once.
private func quick(isPoor: Bool = false) -> FaultySystem { FaultySystem(isPoor: isPoor, isPatient: true) }

@Test(arguments: [true, false])
func twoMustersToggleDifferentStepsAndLoseNone(hasJournal: Bool) throws {
    let vault = Folder()
    let state = Folder()
    vault.write("Plan.md", (0..<8).map { "- [ ] step \($0)\n" }.joined())
    let refusals = Mutex(0)
    let bodies = (0..<2).map { own in
        { @Sendable in
            guard
                let store = try? VaultStore(
                    root: vault.path, stateFolder: hasJournal ? state.at("s") : nil, system: quick())
            else { return }
            for round in 0..<rounds {
                let line = round % 4 * 2 + own
                while true {
                    guard let bytes = try? store.read(NotePath("Plan.md")).bytes,
                        let edit = toggling(line, in: bytes)
                    else { continue }
                    if store.commit(edit).committed != nil { break }
                    refusals.withLock { $0 += 1 }
                }
            }
        }
    }
    atOnce(bodies)
    // Each step was toggled as often as its turn came.
    let expected = (0..<8).map { line in
        let turns = (0..<rounds).filter { $0 % 4 == line / 2 }.count
        return "- [\(turns.isMultiple(of: 2) ? " " : "x")] step \(line)\n"
    }
    #expect(vault.text("Plan.md") == expected.joined())
    #expect(vault.names() == ["Plan.md"])
}

/// How another program saves.
private enum Style: CaseIterable {
    case rename, inPlace, slowly, renameAway
}

/// Writes a whole note in one of the ways of other programs.
private func write(_ text: String, to vault: Folder, _ style: Style) {
    switch style {
    case .inPlace: vault.write("Plan.md", text)
    case .rename:
        vault.write(".other", text)
        Glibc.rename(vault.at(".other"), vault.at("Plan.md"))
    case .renameAway:
        Glibc.rename(vault.at("Plan.md"), vault.at("Plan.md~"))
        vault.write("Plan.md", text)
        unlink(vault.at("Plan.md~"))
    case .slowly:
        let file = open(vault.at("Plan.md"), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        for part in [text.utf8.prefix(10), text.utf8.dropFirst(10)] {
            _ = Array(part).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            sched_yield()
        }
        close(file)
    }
}

/// Two kinds of edit: one that is made in place, and one that replaces the file.
@Test(arguments: Style.allCases, [false, true])
private func noSaveOfAnotherProgramIsLost(style: Style, grows: Bool) throws {
    let vault = Folder()
    @Sendable func text(_ number: Int) -> String {
        "- [ ] save \(number)\n- [ ] step\n\(String(repeating: "p", count: 900))E"
    }
    vault.write("Plan.md", text(0))
    let store = try VaultStore(root: vault.path, stateFolder: nil, system: quick())
    let isDone = Atomic(false)
    let saved = Atomic(0)
    let tries = Atomic(0)
    let lost = Mutex<[Int]>([])
    let us = { @Sendable in
        while !isDone.load(ordering: .sequentiallyConsistent) {
            defer { tries.add(1, ordering: .sequentiallyConsistent) }
            guard let bytes = try? store.read(NotePath("Plan.md")).bytes, bytes.last == UInt8(ascii: "E"),
                let toggle = toggling(1, in: bytes)
            else { continue }
            let box = toggle.replacements[0].range
            let longer = Edit(
                label: "grow", path: toggle.path, base: bytes,
                replacements: [Replacement(ByteRange(box.upper + 2, box.upper + 2), "a")])
            if store.commit(grows ? longer : toggle).committed != nil { saved.add(1, ordering: .relaxed) }
        }
    }
    let them = { @Sendable in
        for number in 1...rounds {
            write(text(number), to: vault, style)
            let start = "- [ ] save \(number)\n"
            // Ours may be in its place for a moment, on its way back. The next try starts from what was written here.
            let before = tries.load(ordering: .sequentiallyConsistent)
            while tries.load(ordering: .sequentiallyConsistent) == before { sched_yield() }
            let isThere = vault.text("Plan.md")?.hasPrefix(start) == true
            if !isThere { lost.withLock { $0.append(number) } }
        }
        isDone.store(true, ordering: .sequentiallyConsistent)
    }
    atOnce([us, them])
    #expect(lost.withLock { $0 } == [])
    #expect(vault.names().isSubset(of: ["Plan.md"]))
    print(
        "\(style), \(grows ? "grows" : "toggles"): \(rounds) of theirs, \(saved.load(ordering: .relaxed)) of ours"
    )
}

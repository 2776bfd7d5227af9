import ArgumentParser
import Cockpit
import Glibc
import VaultModel
import VaultStore

/// `muster undo`: takes an edit back, also after a restart or a crash.
struct Undo: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the last edit back, or the one with an ID.")

    @OptionGroup var options: VaultOptions
    @Flag(help: "List the edits that can be taken back, newest first.") var list = false
    @Argument(help: "The edit's number in the list.") var id: UInt64?

    func run() throws {
        let vault = try options.open()
        for finding in vault.store.recover() { Output.error("muster: \(finding.message)") }
        do {
            let entries = try vault.store.undoEntries()
            if list { return Output.lines(entries.reversed().map(Self.row)) }
            guard let wanted = try wanted(among: entries) else {
                return Output.line("There is nothing to undo.")
            }
            let edit = try vault.store.undoEdit(for: wanted.id)
            vault.warnOfEditor(edit.path)
            let outcome = vault.store.commit(edit, undoing: wanted.id)
            if case .saved(let committed) = outcome { vault.followUndo(committed.edit) }
            finish(outcome, wanted)
        } catch let error as StoreError {
            throw Failure(.problems, "undo: \(error.message)")
        }
    }

    /// The edit with the number that was given, else the newest that is still in the vault.
    private func wanted(among entries: [UndoEntry]) throws -> UndoEntry? {
        guard let id else { return entries.last { $0.state == .saved && $0.undoes == nil } }
        guard let entry = entries.last(where: { $0.id == id }) else {
            throw Failure(.problems, "undo: no edit has the number \(id); muster undo --list shows them all")
        }
        if entry.state == .undone { throw Failure(.problems, "undo: edit \(id) is taken back already") }
        return entry
    }

    /// Says what came of it; the exit status tells a script.
    private func finish(_ outcome: CommitOutcome, _ entry: UndoEntry) {
        switch SaveReport(outcome) {
        case .saved: Output.line("\(entry.path.text): undid \(entry.label)")
        case .changed(_, let reason):
            Output.error("muster: \(entry.path.text): \(reason)")
            Exit.status = Failure.Status.changed.rawValue
        case .refused(let reason):
            Output.error("muster: \(entry.path.text): \(reason)")
            Exit.status = Failure.Status.problems.rawValue
        }
    }

    /// An entry as a line: number, local time, state, note and what was done.
    private static func row(_ entry: UndoEntry) -> String {
        let state =
            switch entry.state {
            case .pending: "pending"
            case .saved: entry.undoes == nil ? "done" : "undo"
            case .undone: "undone"
            case .uncertain: "uncertain"
            }
        return "\(entry.id)  \(time(entry.time))  \(state)  \(entry.path.text): \(entry.label)"
    }

    /// A time in nanoseconds since 1970 as the local clock shows it.
    private static func time(_ nanoseconds: Int64) -> String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        localtime_r(&seconds, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%d %H:%M:%S", &parts)
        return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

import ArgumentParser
import Dataview
import Synchronization
import VaultModel
import VaultStore

/// `muster check`: what is wrong in the vault, each with its place and what to do.
struct CheckVault: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tell what is wrong in the vault: FILE:LINE: what is wrong; what to do.",
        discussion: "Looked for are:\n" + Self.list + "\n\nThe exit status is 1 if anything is found.")

    @OptionGroup var options: VaultOptions
    @Option(help: "text or json.") var format = Format.text

    func run() throws {
        let findings = try VaultChecking(options.open()).findings()
        switch format {
        case .text:
            for finding in findings { Output.line(finding.report) }
        case .json:
            Output.json(JSONOutput.list(findings.map(\.json)).rendered())
        }
        if !findings.isEmpty { Exit.status = Failure.Status.problems.rawValue }
    }

    private static var list: String {
        let queries = "  \(QueryCheck.id): \(QueryCheck.help)"
        return (Check.all.map { "  \($0.id): \($0.help)" } + [queries]).joined(separator: "\n")
    }
}

/// Walks the vault twice: once for the index, and once with every note in hand.
private struct VaultChecking: Sendable {
    let vault: OpenVault
    private let settings: QuerySettings

    init(_ vault: OpenVault) {
        self.vault = vault
        settings = vault.querySettings
    }

    /// Everything found, in the order of paths and lines. The notes pass by and only the findings stay.
    func findings() throws -> [Finding] {
        let index = try vault.index()
        let found = Mutex(Check.findings(in: index))
        let (store, settings) = (vault.store, settings)
        let open: @Sendable (NotePath) -> Note? = { path in
            (try? store.read(path)).map { Note(path: path, bytes: $0.bytes) }
        }
        do {
            _ = try store.scan(threads: 2) { batch in
                let findings = batch.flatMap { Self.findings(in: $0, index, settings, open) }
                found.withLock { $0 += findings }
            }
        } catch {
            throw Failure(.usage, "\(vault.root): \(error.message)")
        }
        return found.withLock { $0 }.sorted()
    }

    private static func findings(
        in file: ScannedFile, _ index: Vault, _ settings: QuerySettings,
        _ open: @escaping @Sendable (NotePath) -> Note?
    ) -> [Finding] {
        switch file {
        case .note(let path, let bytes, _):
            let note = Note(path: path, bytes: bytes)
            return Check.findings(in: CheckedNote(note, in: index, open: open))
                + QueryCheck.findings(in: note, settings: settings)
        case .unreadable(let path, let reason):
            return [
                Finding(path, check: "files.unreadable", problem: "it can't be read", remedy: reason)
            ]
        case .tooLarge(let path, _):
            let problem = "the note is larger than \(VaultStore.largestNote >> 20) MB and is left out"
            return [Finding(path, check: "files.tooLarge", problem: problem, remedy: "split it")]
        case .attachment, .unchanged: return []
        }
    }
}

extension Finding {
    /// The finding for people, in the form that editors jump by.
    fileprivate var report: String { "\(path.text):\(line + 1): \(problem); \(remedy)" }

    /// The finding for programs; lines count from 1.
    fileprivate var json: JSONOutput {
        .object([
            .init("path", .text(path.text)), .init("line", .number(line + 1)),
            .init("check", .text(check)),
            .init("problem", .text(problem)), .init("remedy", .text(remedy)),
        ])
    }
}

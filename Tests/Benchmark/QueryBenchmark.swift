import Dataview
import Synchronization
import VaultModel
import VaultStore

/// Measures queries over a vault that is held in memory, as the cockpit and a batch have it.
///
/// Dataview's times are those of its own engine over 10,000 notes of this kind, as `README.md` here says of both; they
/// are scaled to the number of notes. What is compared with them is the least processors' time of several rounds, which
/// other work on the machine disturbs least.
struct QueryBenchmark {
    let root: String
    let rounds: Int

    /// A query, and how many milliseconds Dataview's own engine took for it over 10,000 notes.
    private static let queries: [(what: String, text: String, dataview: Double, part: Double)] = [
        ("TASK of all open tasks by due day", "TASK FROM \"\" WHERE !completed SORT due ASC", 1930, 50),
        ("the first 20 of them", "TASK FROM \"\" WHERE !completed SORT due ASC LIMIT 20", 1930, 50),
        ("TABLE of every note", "TABLE status, file.mtime FROM \"\"", 950, 50),
        ("LIST of every note", "LIST FROM \"\"", 820, 50),
        ("LIST of a tag", "LIST FROM #type/project", 250, 20),
        ("TABLE by status", "TABLE length(rows) FROM \"\" GROUP BY status", 950, 50),
        ("FLATTEN of all tasks", "TABLE t.text FROM \"\" FLATTEN file.tasks AS t", 24_000, 100),
    ]

    /// Queries of a vault whose notes were not read yet.
    private static let first = [
        ("tasks of all notes", "TASK FROM \"\" WHERE !completed SORT due ASC"),
        ("a table of all notes", "TABLE status FROM \"\""),
        ("tasks of a folder", "TASK FROM \"Customers\" WHERE !completed"),
        ("a list of a tag", "LIST FROM #type/project"),
        ("notes by how many link to them", "LIST length(file.inlinks) FROM \"\""),
    ]

    /// Measures the first answers, each query once its notes are read, and the first query after a note changed.
    func run() throws {
        let clock = Clock.system()
        let store = try VaultStore(root: root, stateFolder: nil)
        let index = try self.index(store)
        for (what, text) in Self.first {
            let before = anonymousMemory()
            var times = Times()
            let vault = QueryVault(index, files: Self.files(of: store, clock))
            _ = times.measure { QueryEngine.run(text, source: vault, clock: clock) }
            let memory = max(0, anonymousMemory() - before) >> 20
            report(
                "the first answer: \(what)",
                "\(shown(times.best))  \(shown(times.leastWork)) of processors, \(memory) MB")
        }
        var vault = QueryVault(index, files: Self.files(of: store, clock))
        vault.prepare(Array(0..<vault.count))
        for query in Self.queries {
            var times = Times()
            for _ in 0..<rounds {
                _ = times.measure { QueryEngine.run(query.text, source: vault, clock: clock) }
            }
            let dataview = query.dataview / 1000 * Double(vault.count) / 10_000
            let ratio = rounded(dataview / times.leastWork)
            report(
                query.what,
                "\(shown(times.best))  \(shown(times.leastWork)) of processors  1/\(ratio) of Dataview's",
                limit: "1/\(Int(query.part))")
        }
        measureChange(&vault, index, clock)
    }

    /// A note changes between two queries, and what is known of the vault is held by answers that are shown.
    private func measureChange(_ vault: inout QueryVault, _ index: Vault, _ clock: Clock) {
        guard let path = vault.path(at: vault.count / 2) else { return }
        var times = Times()
        for _ in 0..<rounds {
            let shown = vault
            times.measure {
                vault.update(to: index, touched: [path], starred: [])
                _ = QueryEngine.run("TABLE status FROM #type/project LIMIT 10", source: vault, clock: clock)
            }
            withExtendedLifetime(shown) {}
        }
        report("a note changed, then a query of a tag", shown(times.median), limit: "50 ms")
    }

    private func index(_ store: VaultStore) throws -> Vault {
        let found = Mutex(Vault())
        _ = try store.scan(threads: 2) { batch in
            let digests = batch.compactMap { file -> NoteDigest? in
                guard case .note(let path, let bytes, _) = file else { return nil }
                return NoteDigest(Note(path: path, bytes: bytes))
            }
            found.withLock { $0.insert(digests) }
        }
        return found.withLock { $0 }
    }

    private static func files(of store: VaultStore, _ clock: Clock) -> QueryFiles {
        QueryFiles(clock: clock, spread: { onThreads(2, $0) }) { path in
            guard let (bytes, stamp) = try? store.read(path) else { return nil }
            let modified = Double(stamp.modified / 1_000_000)
            return QueryVault.File(
                path: path, bytes: bytes, created: modified, modified: modified, size: stamp.size)
        }
    }
}

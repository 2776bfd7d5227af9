import Dataview
import Synchronization
import VaultModel
import VaultStore

/// Measures queries over a vault that is held in memory, as the cockpit and a batch have it.
struct QueryBenchmark {
    let root: String
    let rounds: Int

    /// A query, and how many milliseconds Dataview's own engine took for it on Node over 10,000 notes, as observed
    /// elsewhere.
    private static let queries: [(what: String, text: String, dataview: Double, part: Double)] = [
        ("TASK of all open tasks by due day", "TASK FROM \"\" WHERE !completed SORT due ASC", 1930, 50),
        ("TABLE of every note", "TABLE status, file.mtime FROM \"\"", 950, 50),
        ("LIST of every note", "LIST FROM \"\"", 820, 50),
        ("LIST of a tag", "LIST FROM #type/projects", 250, 20),
        ("TABLE by status", "TABLE length(rows) FROM \"\" GROUP BY status", 950, 50),
        ("FLATTEN of all tasks", "TABLE t.text FROM \"\" FLATTEN file.tasks AS t", 24_000, 100),
    ]

    /// Measures reading, each query, and the first query after a note changed.
    func run() throws {
        var reading = Times()
        let clock = Clock.system()
        var vault = try reading.measure { try read(clock) }
        report(
            "reading all notes for queries", "\(shown(reading.median))  \(shown(reading.work)) of processors")
        for query in Self.queries {
            var times = Times()
            for _ in 0..<rounds {
                _ = times.measure { QueryEngine.run(query.text, source: vault, clock: clock) }
            }
            let work = times.work / Double(rounds)
            let ratio = rounded(query.dataview / 1000 * Double(vault.count) / 10_000 / work)
            report(
                query.what, "\(shown(times.best))  1/\(ratio) of Dataview's", limit: "1/\(Int(query.part))")
        }
        try measureChange(&vault, clock)
    }

    private func measureChange(_ vault: inout QueryVault, _ clock: Clock) throws {
        guard let page = vault.page(at: vault.count / 2) else { return }
        let store = try VaultStore(root: root, stateFolder: nil)
        var times = Times()
        for _ in 0..<rounds {
            let (bytes, stamp) = try store.read(page.path)
            times.measure {
                _ = vault.replace(Self.page(page.path, bytes, stamp, clock))
                _ = QueryEngine.run("LIST FROM #type/projects LIMIT 10", source: vault, clock: clock)
            }
        }
        report("a note changed, then a query of a tag", shown(times.median), limit: "50 ms")
    }

    private func read(_ clock: Clock) throws -> QueryVault {
        let store = try VaultStore(root: root, stateFolder: nil)
        let found = Mutex<[PageMetadata]>([])
        _ = try store.scan(threads: 2) { batch in
            let pages = batch.compactMap { file -> PageMetadata? in
                guard case .note(let path, let bytes, let stamp) = file else { return nil }
                return Self.page(path, bytes, stamp, clock)
            }
            found.withLock { $0 += pages }
        }
        let pages = found.withLock { $0 }
        return QueryVault(pages: pages, files: pages.map(\.path))
    }

    private static func page(
        _ path: NotePath, _ bytes: [UInt8], _ stamp: FileStamp, _ clock: Clock
    ) -> PageMetadata {
        let modified = Double(stamp.modified / 1_000_000)
        let times = PageTimes(
            size: stamp.size, createdMilliseconds: modified, modifiedMilliseconds: modified, clock: clock)
        return PageMetadata(Note(path: path, bytes: bytes), times: times, clock: clock)
    }
}

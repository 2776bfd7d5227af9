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

    /// Measures reading, each query, and the first query after a note changed.
    func run() throws {
        let before = anonymousMemory()
        var reading = Times()
        let clock = Clock.system()
        let commons = PageCommons()
        var vault = try reading.measure { try read(clock, commons) }
        let memory = (anonymousMemory() - before) >> 20
        report(
            "reading all notes for queries",
            "\(shown(reading.median))  \(shown(reading.work)) of processors, \(memory) MB")
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
        try measureChange(&vault, clock, commons)
    }

    private func measureChange(_ vault: inout QueryVault, _ clock: Clock, _ commons: PageCommons) throws {
        guard let page = vault.page(at: vault.count / 2) else { return }
        let store = try VaultStore(root: root, stateFolder: nil)
        var times = Times()
        for _ in 0..<rounds {
            let (bytes, stamp) = try store.read(page.path)
            times.measure {
                _ = vault.replace(Self.page(page.path, bytes, stamp, clock, commons))
                _ = QueryEngine.run("LIST FROM #type/project LIMIT 10", source: vault, clock: clock)
            }
        }
        report("a note changed, then a query of a tag", shown(times.median), limit: "50 ms")
    }

    private func read(_ clock: Clock, _ commons: PageCommons) throws -> QueryVault {
        let store = try VaultStore(root: root, stateFolder: nil)
        let found = Mutex<[PageMetadata]>([])
        _ = try store.scan(threads: 2) { batch in
            let pages = batch.compactMap { file -> PageMetadata? in
                guard case .note(let path, let bytes, let stamp) = file else { return nil }
                return Self.page(path, bytes, stamp, clock, commons)
            }
            found.withLock { $0 += pages }
        }
        let pages = found.withLock { $0 }
        return QueryVault(pages: pages, files: pages.map(\.path))
    }

    private static func page(
        _ path: NotePath, _ bytes: [UInt8], _ stamp: FileStamp, _ clock: Clock, _ commons: PageCommons
    ) -> PageMetadata {
        let modified = Double(stamp.modified / 1_000_000)
        let times = PageTimes(
            size: stamp.size, createdMilliseconds: modified, modifiedMilliseconds: modified, clock: clock)
        return PageMetadata(Note(path: path, bytes: bytes), times: times, clock: clock, commons: commons)
    }
}

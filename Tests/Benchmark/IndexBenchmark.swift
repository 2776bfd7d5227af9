import BenchmarkFloor
import VaultModel
import VaultStore

/// Measures the index of a vault against the floor beside it.
struct IndexBenchmark {
    let root: String
    let rounds: Int

    /// Reads every byte with two threads in C: with the stamp of each file, as the floor did that the limit comes from,
    /// or without.
    func floor(stamps: Bool = false) -> floor_sum {
        var sum = floor_sum()
        precondition(floor_read_all(root, 2, stamps ? 1 : 0, &sum) == 0, "\(root) can be listed")
        return sum
    }

    /// Reads the vault into an index, as the program does.
    func index() throws -> Vault {
        let store = try VaultStore(root: root, stateFolder: nil)
        let builder = VaultBuilder()
        _ = try store.scan(threads: 2) { batch in
            var writer = DigestWriter(schema: .standard, settings: .core)
            for case .note(let path, let bytes, _) in batch { writer.add(path: path, bytes: bytes) }
            builder.add(writer.digests())
        }
        return builder.finish { onThreads(2, $0) }
    }

    /// Reads the vault and does nothing with it: the store's part.
    func scan() throws {
        let store = try VaultStore(root: root, stateFolder: nil)
        _ = try store.scan(threads: 2) { _ in }
    }

    /// Measures floor and index in turn, and reports their ratio.
    func run() throws -> Vault {
        let before = anonymousMemory()
        let sum = floor()
        var vault = try index()
        let memory = anonymousMemory() - before
        var (floorTimes, bareTimes, scanTimes, indexTimes) = (Times(), Times(), Times(), Times())
        for _ in 0..<rounds {
            // What comes right behind an index is slower, whichever it is.
            _ = floor()
            _ = floorTimes.measure { floor(stamps: true) }
            _ = bareTimes.measure { floor() }
            try scanTimes.measure { try scan() }
            vault = Vault()
            vault = try indexTimes.measure { try index() }
        }
        say("\n\(sum.files) notes, \(sum.bytes >> 20) MB, \(rounds) rounds in turn")
        report("reading all bytes and stamps, 2 threads in C", shown(floorTimes.median))
        report("reading all bytes and no stamps", shown(bareTimes.median))
        let ratio = rounded(indexTimes.median / floorTimes.median)
        let bareRatio = rounded(indexTimes.median / bareTimes.median)
        let work = rounded(indexTimes.work / floorTimes.work)
        let scanned = rounded(scanTimes.median / floorTimes.median)
        report("the store's scan alone", "\(shown(scanTimes.median))  \(scanned) x")
        report(
            "cold index, page cache warm",
            "\(shown(indexTimes.median))  \(ratio) x (no stamps \(bareRatio) x), work \(work) x",
            limit: "2.5 x, then 2 x")
        report(
            "anonymous memory", "\(memory >> 20) MB  \(rounded(Double(memory) / Double(sum.bytes))) x",
            limit: "0.5 x")
        return vault
    }

    /// Measures what one changed note costs: reading it again, and putting it in.
    func replace(in vault: Vault) throws {
        var vault = vault
        let store = try VaultStore(root: root, stateFolder: nil)
        let paths = vault.projects.paths
        var (digests, replacing) = (Times(), Times())
        for round in 0..<1_000 where !paths.isEmpty {
            let path = paths[round * 7919 % paths.count]
            let bytes = try store.read(path).bytes + Array("\n- [ ] one more [[Person \(round)]]\n".utf8)
            let digest = digests.measure { NoteDigest(path: path, bytes: bytes) }
            replacing.measure { vault.replace(digest) }
        }
        report("one note: parse and digest", "\(shown(digests.median))  worst \(shown(digests.worst))")
        report(
            "one note: replace in the index", "\(shown(replacing.median))  worst \(shown(replacing.worst))",
            limit: "1 ms")
    }
}

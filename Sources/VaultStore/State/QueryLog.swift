internal import VaultModel

/// The queries that were typed: one small file in the state folder, a line for each, the newest last.
///
/// All functions block, and may be called on any thread and by several Musters.
package final class QueryLog: Sendable {
    private let files: StateFile
    private let locks: StateLock
    private static let name = "queries"

    /// The queries kept in a vault's state folder.
    package init(stateFolder: String, system: any SystemCalls = Kernel()) {
        files = StateFile(system: system, folder: Array(stateFolder.utf8))
        locks = StateLock(system: system, path: systemPath("\(stateFolder)/lock".utf8))
    }

    /// The queries, newest last.
    package func all() throws(StoreError) -> [String] {
        do throws(SystemError) { return try read() } catch { throw StoreError(NotePath(""), error) }
    }

    /// Makes a query the newest, and forgets the oldest where there are more than `most`. Line ends in it become
    /// spaces.
    package func add(_ query: String, most: Int) throws(StoreError) {
        let line = query.split(whereSeparator: \.isNewline).joined(separator: " ")
        do throws(SystemError) {
            try files.system.makeFolders(files.folder)
            let lock = try locks.take(.journal)
            defer { withExtendedLifetime(lock) {} }
            let kept = try read().filter { $0 != line } + [line]
            try files.write(Self.name, Array(kept.suffix(most).map { $0 + "\n" }.joined().utf8))
        } catch {
            throw StoreError(NotePath(""), error)
        }
    }

    private func read() throws(SystemError) -> [String] {
        try (files.read(Self.name) ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
}

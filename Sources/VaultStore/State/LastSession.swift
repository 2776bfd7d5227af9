import VaultModel

/// What is kept of where the last session with a vault ended: one small file in the state folder.
package struct LastSession: Sendable {
    private let files: StateFile
    private static let name = "session"
    /// No more is read, in bytes.
    private static let most = 1 << 16

    /// The file in a vault's state folder.
    package init(stateFolder: String, system: any SystemCalls = Kernel()) {
        files = StateFile(system: system, folder: Array(stateFolder.utf8))
    }

    /// What was kept; nil where there is nothing, or it can't be read. Blocks as long as one small file takes.
    package func read() -> [UInt8]? { (try? files.read(Self.name, most: Self.most)) ?? nil }

    /// Keeps `bytes` in place of what was kept. Blocks until they are safe.
    package func write(_ bytes: [UInt8]) throws(StoreError) {
        do throws(SystemError) { try files.write(Self.name, bytes) } catch {
            throw StoreError(NotePath(""), error)
        }
    }
}

import CSystem
import Glibc
import Synchronization
import VaultModel
import VaultStore

extension OpenVault {
    /// Reads the whole vault; `seeing` is told of each note, on the threads that read.
    func index(
        seeing: (@Sendable (NoteDigest, [UInt8], FileStamp) -> Void)? = nil
    ) throws -> Vault {
        let builder = VaultBuilder(schema: schema, taskSettings: taskSettings)
        let (schema, settings) = (schema, taskSettings)
        // Whoever sees the notes needs the bytes of each.
        let cache = seeing == nil ? indexCache() : nil
        cache?.open()
        let reading: @Sendable ([ScannedFile]) -> Void = { batch in
            var writer = DigestWriter(schema: schema, settings: settings)
            for case .note(let path, let bytes, _) in batch { writer.add(path: path, bytes: bytes) }
            var read = writer.digests()[...]
            let digests = batch.compactMap { file -> NoteDigest? in
                switch file {
                case .note(_, let bytes, let stamp):
                    guard let digest = read.popFirst() else { return nil }
                    seeing?(digest, bytes, stamp)
                    cache?.add(digest, stamp, wasRead: true)
                    return digest
                case .unchanged(let path, let stamp):
                    guard let digest = cache?.digest(path) else { return nil }
                    cache?.add(digest, stamp, wasRead: false)
                    return digest
                case .attachment, .unreadable, .tooLarge: return nil
                }
            }
            let files = batch.compactMap { if case .attachment(let path) = $0 { path } else { nil } }
            builder.add(digests, files: files)
        }
        do {
            _ = try store.scan(threads: 2, known: cache?.stamps, into: reading)
            cache?.close()
        } catch {
            throw Failure(.usage, "\(root): \(error.message)")
        }
        return builder.finish { onThreads(2, $0) }
    }

    /// The paths of all notes, in their order.
    func notePaths() throws -> [NotePath] {
        let found = Mutex<[NotePath]>([])
        do {
            _ = try store.scan(threads: 2) { batch in
                let paths = batch.compactMap(\.notePath)
                found.withLock { $0 += paths }
            }
        } catch {
            throw Failure(.usage, "\(root): \(error.message)")
        }
        return found.withLock { $0 }.sorted()
    }

    /// Where the index is kept between two starts; nil where there is no place for it.
    func indexCache() -> IndexCache? {
        guard let folder = StateFolder.cachePath(of: store.root), let program = Self.program else {
            return nil
        }
        let settings = [
            ConfigurationFiles.userFile, store.root + "/.muster/config.toml",
            store.root + "/" + TaskSettings.listFile,
            store.root + "/" + TaskSettings.dataFile,
        ]
        var identity = program
        // A file's length goes before it, so that no two sets of files look alike.
        for file in settings.map({ SmallFile.read($0) }) {
            identity += Array("\(file?.count ?? -1)\n".utf8) + (file ?? [])
        }
        return IndexCache(
            folder: folder, identity: Fingerprint(identity), now: { csystem_wall_clock() })
    }

    /// What tells this build of the program from any other: its file's stamp.
    private static var program: [UInt8]? {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return nil }
        let parts = [
            Int(status.st_dev), Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec,
        ]
        return Array(parts.map { "\($0)\n" }.joined().utf8)
    }
}

extension ScannedFile {
    /// The path of a note, readable or not; nil for a folder and for any other file.
    fileprivate var notePath: NotePath? {
        switch self {
        case .note(let path, _, _), .unchanged(let path, _), .tooLarge(let path, _): path
        case .unreadable(let path, _): path.isNote ? path : nil
        case .attachment: nil
        }
    }
}

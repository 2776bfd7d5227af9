import CSystem
import Glibc
import VaultModel

/// Which vault is meant.
enum VaultLocator {
    /// The vault's folder: the one given, else `MUSTER_VAULT`, else the enclosing folder with `.obsidian`, else the
    /// vault that Obsidian has open.
    static func find(_ given: String?) throws -> String {
        if let path = given ?? environment("MUSTER_VAULT") {
            guard isFolder(path) else {
                throw Failure(.usage, "\(path): not a folder; name a vault, a folder with Markdown notes")
            }
            return path
        }
        if let path = enclosing() ?? openInObsidian() { return path }
        throw Failure(
            .usage,
            "no vault: name one (muster VAULT), set MUSTER_VAULT, or start muster inside a folder that Obsidian uses"
        )
    }

    /// The working folder or the nearest above it that holds `.obsidian`.
    private static func enclosing() -> String? {
        var path = workingFolder()
        while true {
            if isFolder(path + "/.obsidian") { return path.isEmpty ? "/" : path }
            guard let slash = path.lastIndex(of: "/") else { return nil }
            path = String(path[..<slash])
        }
    }

    /// The vault that Obsidian's own list marks as open, else the one opened last.
    private static func openInObsidian() -> String? {
        let home = environment("HOME") ?? ""
        let config = environment("XDG_CONFIG_HOME") ?? home + "/.config"
        guard let bytes = SmallFile.read(config + "/obsidian/obsidian.json"),
            case .object(let all)? = JSONValue(bytes)?["vaults"]
        else { return nil }
        let vaults = all.map(\.value).filter { $0["path"]?.text != nil }
        let open = vaults.first { $0["open"]?.bool == true }
        let latest = vaults.max { ($0["ts"]?.number ?? 0) < ($1["ts"]?.number ?? 0) }
        return (open ?? latest)?["path"]?.text.flatMap { isFolder($0) ? $0 : nil }
    }

    private static func workingFolder() -> String {
        guard let buffer = getcwd(nil, 0) else { return "" }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}

/// Settings files: small, read whole.
enum SmallFile {
    /// Files over this size are not settings, in bytes.
    private static let most = 4 << 20

    /// What came of reading a file.
    enum Reading {
        case bytes([UInt8])
        /// There is none.
        case missing
        /// There is one, but it can't be read, for the reason in words.
        case unreadable(String)

        /// The file's bytes, where they could be read.
        var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    }

    /// The bytes of a regular file; nil where there is none or it can't be read.
    static func read(_ path: String) -> [UInt8]? { reading(path).bytes }

    /// Reads a regular file.
    static func reading(_ path: String) -> Reading {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            return errno == ENOENT || errno == ENOTDIR ? .missing : .unreadable(words(errno))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .unreadable(words(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .unreadable("it is no regular file") }
        guard status.st_size <= most else { return .unreadable("it is larger than \(most >> 20) MiB") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? .bytes(bytes) : .unreadable(words(errno)) }
            bytes += buffer[..<count]
        }
    }

    private static func words(_ number: Int32) -> String { String(cString: csystem_error_text(number)) }
}

extension SmallFile {
    /// Writes a file that is not part of a vault; false where that failed.
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return false }
        }
        return true
    }
}

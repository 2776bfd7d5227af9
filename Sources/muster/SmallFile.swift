import CSystem
import Glibc

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

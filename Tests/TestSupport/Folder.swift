import Glibc

/// A new folder under /tmp, removed with everything in it at the end.
package final class Folder: Sendable {
    /// The folder.
    package let path: String

    /// Makes it.
    package init() {
        var template = Array("/tmp/muster-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
        }
    }

    deinit { remove() }

    /// Removes everything, or everything in one folder.
    package func remove(_ folder: String = "") { Self.remove(Array(at(folder).utf8)) }

    /// Removes a folder by its path's bytes: names need not be text.
    private static func remove(_ path: [UInt8]) {
        for name in names(path) {
            let inner = path + [UInt8(ascii: "/")] + name
            if inner.withPath(unlink) != 0 { remove(inner) }
        }
        _ = path.withPath(rmdir)
    }

    /// Writes a file, with the folders that lead to it.
    package func write(_ name: String, _ bytes: [UInt8]) {
        makeFolders(name)
        let file = open(at(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    /// Writes text to a file, with the folders that lead to it.
    package func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

    /// The bytes of a file, nil if there is none.
    package func bytes(_ name: String) -> [UInt8]? {
        let file = open(at(name), O_RDONLY)
        if file < 0 { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count > 0 else { return count == 0 ? bytes : nil }
            bytes += buffer[..<count]
        }
    }

    /// The text of a file, nil if there is none.
    package func text(_ name: String) -> String? { bytes(name).map { String(decoding: $0, as: UTF8.self) } }

    /// The full path of a file or folder.
    package func at(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    /// Makes the folders that lead to a file.
    package func makeFolders(_ name: String) {
        var done = path
        for part in name.split(separator: "/").dropLast() {
            done += "/\(part)"
            mkdir(done, 0o755)
        }
    }

    /// The names in a folder, those that begin with a dot included.
    package func names(_ name: String = "") -> Set<String> {
        Set(Self.names(Array(at(name).utf8)).map { String(decoding: $0, as: UTF8.self) })
    }

    private static func names(_ path: [UInt8]) -> [[UInt8]] {
        var names: [[UInt8]] = []
        guard let folder = path.withPath(opendir) else { return names }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) { names.append(name) }
        }
        return names
    }
}

extension [UInt8] {
    /// Calls `body` with the bytes as a path that ends in a zero byte.
    fileprivate func withPath<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let path = map { CChar(bitPattern: $0) } + [0]
        return body(path)
    }
}

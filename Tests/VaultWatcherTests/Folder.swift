import Glibc

/// A new folder under /tmp, removed with everything in it at the end.
final class Folder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/muster-watch-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
        }
    }

    deinit { remove() }

    /// Removes everything, or everything in one folder.
    func remove(_ folder: String = "") {
        for name in names(folder) {
            let inner = folder.isEmpty ? name : "\(folder)/\(name)"
            if unlink(at(inner)) != 0 { remove(inner) }
        }
        rmdir(at(folder))
    }

    /// Writes a file, with the folders that lead to it.
    func write(_ name: String, _ bytes: [UInt8]) {
        makeFolders(name)
        let file = open(at(name), O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }

    func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

    func at(_ name: String) -> String { name.isEmpty ? path : "\(path)/\(name)" }

    func makeFolders(_ name: String) {
        var done = path
        for part in name.split(separator: "/").dropLast() {
            done += "/\(part)"
            mkdir(done, 0o755)
        }
    }

    /// The names in a folder, those that begin with a dot included.
    func names(_ name: String = "") -> Set<String> {
        var names: Set<String> = []
        guard let folder = opendir(at(name)) else { return names }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.insert(name) }
        }
        return names
    }
}

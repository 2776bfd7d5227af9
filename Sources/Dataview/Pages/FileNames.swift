import VaultModel

/// The files of a vault by name, to find where links lead (dialect §4).
struct FileNames: Sendable {
    private var paths: Set<NotePath> = []
    private var byName: [String: [NotePath]] = [:]
    private var byLowerPath: [String: NotePath] = [:]

    init(_ files: [NotePath] = []) {
        for file in files {
            paths.insert(file)
            byName[file.fileName.lowercased(), default: []].append(file)
            byLowerPath[file.text.lowercased()] = file
        }
        for name in byName.keys {
            byName[name]?.sort { ($0.bytes.count, $0) < ($1.bytes.count, $1) }
        }
    }

    func contains(_ path: NotePath) -> Bool { paths.contains(path) }

    /// The file that a link's path, without a subpath, leads to from a note.
    func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
        if target.isEmpty { return origin }
        let lower = target.lowercased()
        if lower.hasPrefix("./") || lower.hasPrefix("../") {
            if let found = relative(lower, from: origin) { return found }
        }
        return find(lower, from: origin) ?? find(lower + ".md", from: origin)
    }

    /// Whether a link's path leads to the same file, or to none, from every note.
    func leadsToTheSame(_ target: String) -> Bool {
        let lower = target.lowercased()
        if lower.isEmpty || lower.hasPrefix("./") || lower.hasPrefix("../") { return false }
        let slash = lower.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = String(slash.map { lower[lower.utf8.index(after: $0)...] } ?? lower[...])
        return (byName[name]?.count ?? 0) < 2 && (byName[name + ".md"]?.count ?? 0) < 2
    }

    private func relative(_ target: String, from origin: NotePath?) -> NotePath? {
        var parts = (origin?.folder.lowercased() ?? "").split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        let path = parts.joined(separator: "/")
        return byLowerPath[path] ?? byLowerPath[path + ".md"]
    }

    private func find(_ target: String, from origin: NotePath?) -> NotePath? {
        let isRooted = target.hasPrefix("/")
        let path = isRooted ? String(target.dropFirst()) : target
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
        guard let same = byName[String(name)] else { return nil }
        if slash == nil, same.count == 1, !isRooted || same[0].folder.isEmpty { return same[0] }
        if let exact = byLowerPath[path] { return exact }
        if isRooted { return nil }
        let ending = slash == nil ? same : same.filter { $0.text.lowercased().hasSuffix("/" + path) }
        guard let folder = origin?.folder, !folder.isEmpty else { return ending.first }
        return ending.first { $0.text.hasPrefix(folder + "/") } ?? ending.first
    }
}

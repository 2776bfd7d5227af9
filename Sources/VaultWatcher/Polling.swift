/// The folders that have to be looked at, and what their files looked like the last time.
struct Polling {
    /// Nanoseconds between two looks.
    static let interval: Int64 = 2_000_000_000

    private var folders: [[UInt8]: [[UInt8]: Stamp]] = [:]

    /// How many folders are looked at.
    var count: Int { folders.count }
    /// Their paths from the root.
    var paths: [[UInt8]] { Array(folders.keys) }

    /// What a look at a folder has found.
    struct Difference: Equatable {
        /// Names of files that are new or look different.
        var changed: [[UInt8]] = []
        /// Names of files that are gone.
        var removed: [[UInt8]] = []
        /// Names of folders that are new.
        var newFolders: [[UInt8]] = []
        /// Whether the folder itself is gone.
        var isGone = false
    }

    /// Begins with a folder as it is now; nothing of that is a change.
    mutating func add(_ folder: [UInt8], _ path: [CChar]) { folders[folder] = Self.look(path) ?? [:] }

    /// Leaves a folder alone.
    mutating func remove(_ folder: [UInt8]) { folders[folder] = nil }

    /// Leaves all folders alone.
    mutating func removeAll() { folders = [:] }

    /// Looks at a folder again.
    mutating func difference(in folder: [UInt8], _ path: [CChar]) -> Difference {
        var difference = Difference()
        guard let before = folders[folder] else { return difference }
        guard let now = Self.look(path) else {
            difference.isGone = true
            return difference
        }
        for (name, stamp) in now where before[name] != stamp {
            if !stamp.isFolder { difference.changed.append(name) }
            if stamp.isFolder, before[name] == nil { difference.newFolders.append(name) }
        }
        for (name, stamp) in before where !stamp.isFolder && now[name] == nil {
            difference.removed.append(name)
        }
        folders[folder] = now
        return difference
    }

    /// What is in a folder; folders only by their being there. Nil if it cannot be listed.
    private static func look(_ path: [CChar]) -> [[UInt8]: Stamp]? {
        guard let names = namesInFolder(path) else { return nil }
        var found: [[UInt8]: Stamp] = [:]
        for listed in names where listed.name.first != UInt8(ascii: ".") {
            let full = path.dropLast() + [0x2F] + listed.name.map { CChar(bitPattern: $0) } + [0]
            guard var stamp = Stamp(path: Array(full), follows: true) else { continue }
            if stamp.isFolder { stamp = .folder } else if isIgnored(fileName: listed.name) { continue }
            found[listed.name] = stamp
        }
        return found
    }
}

extension Stamp {
    /// Any folder.
    fileprivate static let folder = Stamp(isFolder: true)

    private init(isFolder: Bool) { self.isFolder = isFolder }
}

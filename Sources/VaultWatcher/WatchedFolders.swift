/// Which folder each of the kernel's watches stands for.
struct WatchedFolders {
    private var paths: [Int32: [UInt8]] = [:]
    private var watches: [[UInt8]: Int32] = [:]

    /// How many folders are watched.
    var count: Int { paths.count }
    /// All watches.
    var all: Set<Int32> { Set(paths.keys) }

    /// The folder of a watch; nil for one that was given up.
    func path(of watch: Int32) -> [UInt8]? { paths[watch] }

    /// The watch of a folder.
    func watch(of path: [UInt8]) -> Int32? { watches[path] }

    /// Remembers a watch. The kernel gives the same number again for the same folder, whatever its path.
    mutating func add(_ watch: Int32, _ path: [UInt8]) {
        if let old = paths[watch], watches[old] == watch { watches[old] = nil }
        paths[watch] = path
        watches[path] = watch
    }

    /// Forgets one watch.
    mutating func remove(_ watch: Int32) {
        guard let path = paths.removeValue(forKey: watch) else { return }
        if watches[path] == watch { watches[path] = nil }
    }

    /// Forgets a folder and all below it, and returns their watches.
    mutating func remove(below path: [UInt8]) -> [Int32] {
        let start = path + [0x2F]
        let gone = paths.filter { $0.value == path || $0.value.starts(with: start) }
        for watch in gone.keys { remove(watch) }
        return Array(gone.keys)
    }
}

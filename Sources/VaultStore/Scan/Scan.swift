internal import Glibc
internal import Synchronization
internal import VaultModel

/// One walk over the vault's folders by several threads.
///
/// Each piece of work is a folder, or one bufferful of a folder's entries, so that a large folder is shared
/// too.
final class Scan: Sendable {
    /// A folder on its way to be listed.
    struct Folder: Sendable {
        /// From the vault's root; empty for the root.
        let path: [UInt8]
        /// The folder that holds it, and its name there; closed once nothing below waits any more.
        let parent: Descriptor
        let name: SystemPath
        /// Whether a symbolic link leads here, or to a folder above.
        let isLinked: Bool
        /// Whether it has already been made sure that it is not listed by another way.
        var isEntered = false
    }

    /// Entries as the kernel wrote them, on their way to be read.
    struct Entries: Sendable {
        let path: [UInt8]
        let folder: Descriptor
        let isLinked: Bool
        let buffer: [UInt8]
    }

    enum Work: Sendable {
        case folder(Folder)
        case entries(Entries)
    }

    /// What is asked of a scan.
    struct Request: Sendable {
        /// Where to begin; empty for the whole vault.
        var folder: [UInt8]
        var threads: Int
        /// The stamp of a note as it was last read: an unchanged note is not read again.
        var known: (@Sendable (NotePath) -> FileStamp?)?
        /// Called with each folder's path before it is listed, for the watcher to watch it first.
        var entering: (@Sendable ([UInt8]) -> Void)?
        var deliver: @Sendable ([ScannedFile]) -> Void
        var isCancelled: @Sendable () -> Bool
    }

    /// What the threads have found in common.
    private struct Found: Sendable {
        var summary = ScanSummary()
        /// The folders that were listed, as device and inode.
        var folders: Set<[UInt64]> = []
        /// Links to folders, followed when everything real is known.
        var links: [Folder] = []
    }

    let paths: PathResolution
    let request: Request
    private let found = Mutex(Found())

    init(_ paths: PathResolution, _ request: Request) {
        self.paths = paths
        self.request = request
    }

    /// Walks, and returns when everything has been delivered.
    func run() throws(SystemError) -> ScanSummary {
        let root = try paths.openRoot()
        let start = try paths.open(root, request.folder, [.place, .folder], mayLeave: true)
        let outer = try paths.system.path(of: root.number)
        let inner = try paths.system.path(of: start.number)
        var next = [
            Folder(
                path: request.folder, parent: start, name: systemPath([0x2E]),
                isLinked: !Self.isInside(inner, outer))
        ]
        while !next.isEmpty {
            let queue = WorkQueue<Work>(threads: request.threads)
            for folder in next { queue.put(.folder(folder)) }
            onThreads(request.threads) { [self] in
                var worker = ScanWorker(self, root, queue)
                worker.run()
                found.withLock { $0.summary.add(worker.summary) }
            }
            next = disjointLinks(root: outer)
        }
        return found.withLock { $0.summary }
    }

    /// Notes that a folder is about to be listed; false if that has happened before by another way.
    func enter(_ stamp: FileStamp) -> Bool {
        found.withLock { $0.folders.insert([stamp.device, stamp.inode]).inserted }
    }

    /// Keeps a link to a folder for later.
    func postpone(_ link: Folder) { found.withLock { $0.links.append(link) } }

    /// The links to folders that lie wholly outside the vault: the only ones that Obsidian follows. Those
    /// that lead back into it, or to a folder that holds it, would show notes twice or never end.
    private func disjointLinks(root: [UInt8]) -> [Folder] {
        let links = found.withLock { found in
            let links = found.links
            found.links = []
            return links
        }
        // In order, so that of two links to one folder it is always the same that counts.
        return links.sorted { $0.path.lexicographicallyPrecedes($1.path) }.compactMap { link in
            guard
                let file = try? paths.system.descriptor(link.parent.number, link.name, [.place, .folder]),
                let target = try? paths.system.path(of: file.number),
                let status = try? paths.system.status(file.number),
                !Self.isInside(target, root), !Self.isInside(root, target), enter(status.stamp)
            else { return nil }
            var link = link
            link.isEntered = true
            return link
        }
    }

    /// Whether a path is `folder` or lies in it.
    private static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
        folder == [0x2F] || path == folder || path.starts(with: folder + [0x2F])
    }
}

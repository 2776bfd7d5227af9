internal import CSystem
internal import Glibc

/// What the watcher knows, and what it makes of events and of time going by: the rules of faults §3.
///
/// Times are nanoseconds of a clock that only runs forward; they come in from outside.
struct Watching {
    static let sweepInterval: Int64 = 60_000_000_000
    static let retryInterval: Int64 = 1_000_000_000

    let root: [UInt8]
    let calls: WatchCalls
    /// The inotify descriptor, -1 where there is none.
    private(set) var watcher: Int32 = -1
    var folders = WatchedFolders()
    var polling = Polling()
    /// Why not everything is watched, in words; nil if it is.
    var obstacle: String?
    private var files = Settling()
    private var lostFolders = Settling()
    private var report = WatchReport()
    /// Whether the report holds something that was not yet taken.
    private(set) var hasNews = false
    private var rootStamp: Stamp?
    private var nextSweep: Int64 = 0
    private var nextPoll: Int64 = 0
    private var nextRetry: Int64 = 0

    init(root: String, calls: WatchCalls) {
        self.root = Array(root.utf8)
        self.calls = calls
    }

    /// Takes what there is to report.
    mutating func take() -> WatchReport {
        defer {
            report.changed = []
            report.folders = []
            report.sweepAll = false
            hasNews = false
        }
        return report
    }

    // What happens from outside.

    /// Begins, or begins anew after the vault was gone: watches before anything is read. Without `walks` only
    /// the root is watched, and whoever scans tells each folder before listing it.
    mutating func begin(at now: Int64, walks: Bool) {
        end()
        guard let stamp = Stamp(path: absolute([]), follows: true), stamp.isFolder else {
            lose(at: now)
            return
        }
        rootStamp = stamp
        watcher = calls.makeWatcher()
        obstacle = watcher < 0 ? "inotify is not available (\(words(-watcher)))" : remoteFileSystem()
        if walks { watchTree([], isNews: false, at: now) } else { _ = watchFolder([]) }
        nextSweep = now + Self.sweepInterval
        nextPoll = now + Polling.interval
        report.isReady = true
        showMode()
        hasNews = true
    }

    /// Gives all watches back.
    mutating func end() {
        if watcher >= 0 { _ = csystem_close(watcher) }
        watcher = -1
        folders = WatchedFolders()
        polling.removeAll()
        files = Settling()
        lostFolders = Settling()
    }

    /// Takes one event.
    mutating func take(_ happening: Happening, watch: Int32, name: [UInt8], at now: Int64) {
        if happening.contains(.overflow) {
            startOver(at: now)
            return
        }
        guard let folder = folders.path(of: watch) else { return }
        if !happening.isDisjoint(with: [.folderGone, .unwatched]) {
            if folder.isEmpty {
                lose(at: now)
            } else if happening.contains(.unwatched) {
                folders.remove(watch)
            } else {
                lostFolders.note(folder, .removed, at: now)
            }
            return
        }
        guard let first = name.first else { return }
        if first == UInt8(ascii: ".") { return takeLock(name, in: folder, happening, at: now) }
        let path = folder.isEmpty ? name : folder + [0x2F] + name
        if happening.contains(.isFolder) {
            takeFolder(path, happening, at: now)
        } else if !isIgnored(fileName: name) {
            if happening.contains(.created), isLinkToFolder(path) { watchTree(path, isNews: true, at: now) }
            files.note(path, happening.change, at: now)
        }
    }

    /// An event on a file that begins with a dot: an editor's lock that comes or goes is a reason to look at its
    /// note (faults §6.1 case 54), unless more is to come of that note anyway.
    private mutating func takeLock(
        _ name: [UInt8], in folder: [UInt8], _ happening: Happening, at now: Int64
    ) {
        guard !happening.isDisjoint(with: [.created, .movedHere, .deleted, .movedAway]),
            let note = lockedFile(by: name)
        else { return }
        files.hint(folder.isEmpty ? note : folder + [0x2F] + note, at: now)
    }

    /// An event on a folder inside the vault.
    private mutating func takeFolder(_ path: [UInt8], _ happening: Happening, at now: Int64) {
        if !happening.isDisjoint(with: [.created, .movedHere]) {
            lostFolders.note(path, .completed, at: now)
            watchTree(path, isNews: true, at: now)
        } else if happening.contains(.movedAway) {
            // Events of what was moved out of the vault would go on under the old paths.
            for watch in folders.remove(below: path) { _ = csystem_unwatch(watcher, watch) }
            forget(path, at: now)
        } else if happening.contains(.deleted) {
            if let watch = folders.watch(of: path) { folders.remove(watch) }
            forget(path, at: now)
        }
    }

    private mutating func forget(_ path: [UInt8], at now: Int64) {
        polling.remove(path)
        files.forget(in: path)
        lostFolders.note(path, .removed, at: now)
    }

    /// Does what is due.
    mutating func advance(to now: Int64) {
        if report.mode == .gone {
            if now >= nextRetry {
                nextRetry = now + Self.retryInterval
                if Stamp(path: absolute([]), follows: true)?.isFolder == true {
                    begin(at: now, walks: true)
                    report.sweepAll = true
                }
            }
            return
        }
        if polling.count > 0, now >= nextPoll { poll(at: now) }
        if now >= nextSweep { sweep(at: now) }
        let root = root
        let changed = files.settled(at: now) { path in
            Stamp(path: Self.absolute(path, in: root), follows: true)?.size == 0
        }
        let lost = lostFolders.settled(at: now)
        report.changed.formUnion(changed)
        report.folders.formUnion(lost)
        if !changed.isEmpty || !lost.isEmpty { hasNews = true }
    }

    /// When `advance` has something to do next.
    var deadline: Int64 {
        if report.mode == .gone { return nextRetry }
        var next = nextSweep
        if polling.count > 0 { next = min(next, nextPoll) }
        if let settles = files.deadline { next = min(next, settles) }
        if let settles = lostFolders.deadline { next = min(next, settles) }
        return next
    }

    // What follows from it.

    /// Looks whether the vault is still the same, and asks for a comparison of everything.
    private mutating func sweep(at now: Int64) {
        nextSweep = now + Self.sweepInterval
        let stamp = Stamp(path: absolute([]), follows: true)
        guard let stamp, stamp.inode == rootStamp?.inode, stamp.device == rootStamp?.device else {
            lose(at: now)
            return
        }
        report.sweepAll = true
        hasNews = true
    }

    /// The vault's folder is gone: the last view is kept.
    private mutating func lose(at now: Int64) {
        end()
        report.changed = []
        report.folders = []
        report.mode = .gone
        report.isReady = false
        hasNews = true
        nextRetry = now + Self.retryInterval
    }

    /// Events were lost: watches everything anew and asks for a comparison of everything.
    private mutating func startOver(at now: Int64) {
        let old = folders.all
        folders = WatchedFolders()
        polling.removeAll()
        watchTree([], isNews: false, at: now)
        for watch in old.subtracting(folders.all) { _ = csystem_unwatch(watcher, watch) }
        report.sweepAll = true
        hasNews = true
    }

    /// Looks at the folders that are not watched.
    private mutating func poll(at now: Int64) {
        let start = csystem_monotonic_clock()
        if Stamp(path: absolute([]), follows: true)?.isFolder != true {
            lose(at: now)
            return
        }
        for folder in polling.paths {
            let start = folder.isEmpty ? [] : folder + [0x2F]
            let difference = polling.difference(in: folder, absolute(folder))
            if difference.isGone { forget(folder, at: now) }
            for name in difference.changed { files.note(start + name, .completed, at: now) }
            for name in difference.removed { files.note(start + name, .removed, at: now) }
            for name in difference.newFolders { watchTree(start + name, isNews: true, at: now) }
        }
        // A slow server is not asked all the time.
        nextPoll = now + max(Polling.interval, 10 * (csystem_monotonic_clock() - start))
    }

    /// Reports a file that was found in a new folder.
    mutating func find(_ path: [UInt8], at now: Int64) { files.note(path, .completed, at: now) }

    /// Says how changes are noticed.
    mutating func showMode() {
        let mode = obstacle.map { WatchMode.polling($0) } ?? .watching
        if report.mode != mode { hasNews = true }
        report.mode = mode
    }
}

internal import CSystem
internal import Glibc
internal import Synchronization
package import VaultModel

/// The files of one vault: everything that is read from them and written to them goes through here.
///
/// All functions block, and may be called on any thread.
package final class VaultStore: Sendable {
    /// A larger note is listed but not read (faults §4.3 rule 8): bytes.
    package static let largestNote = 16 << 20

    /// The vault's folder as it was given.
    package let root: String
    let paths: PathResolution
    let system: any SystemCalls
    let journal: Journal?
    let now: @Sendable () -> Int64
    /// Why no edit is saved, in words; nil if edits are.
    let obstacle: String?
    private let unsettled = Mutex(Unsettled())

    /// What is known of saves that did not end properly.
    private struct Unsettled {
        /// Whether there may be any: at the start, and after trouble.
        var isPossible = true
        /// What was found and not yet told.
        var findings: [RecoveryFinding] = []
    }

    /// A store of the vault in the folder `root`, with the undo journal in `stateFolder`, or without one if
    /// that is nil. `now` gives the journal's times, in nanoseconds since 1970. Unless it `mayLeaveVault`, a
    /// note to which a link leads out of the vault is not written. Where there is an `obstacle`, every commit is
    /// refused with it.
    ///
    /// From here on the process ignores SIGIO, which the kernel sends to the holder of a lease and which
    /// would end the process, and SIGXFSZ, which it sends at a limit on file sizes.
    package init(
        root: String, stateFolder: String?, mayLeaveVault: Bool = false, obstacle: String? = nil,
        system: any SystemCalls = Kernel(), now: @escaping @Sendable () -> Int64 = { csystem_wall_clock() }
    ) throws(StoreError) {
        self.root = root
        self.system = system
        self.now = now
        self.obstacle = obstacle
        journal = stateFolder.map { Journal(folder: $0, system: system) }
        paths = PathResolution(system: system, root: systemPath(root.utf8), mayLeave: mayLeaveVault)
        _ = csystem_ignore_signal(SIGIO)
        _ = csystem_ignore_signal(SIGXFSZ)
        do throws(SystemError) { _ = try paths.openRoot() } catch { throw StoreError(NotePath(""), error) }
    }

    /// Walks the vault with `threads` threads and delivers what it meets in batches, on those threads.
    ///
    /// Names that begin with `.` are skipped. Files ending in `.md`, in any case, are notes. A symbolic link
    /// to a folder is followed only if it leads out of the vault, as Obsidian does. `known` gives the stamp
    /// of a note as it was last read: if the file still has it, it is delivered as `unchanged`. `entering` is
    /// called with each folder's path before the folder is listed. `folder` limits the scan to what is below
    /// it.
    package func scan(
        _ folder: NotePath = NotePath(""), threads: Int,
        known: (@Sendable (NotePath) -> FileStamp?)? = nil,
        entering: (@Sendable ([UInt8]) -> Void)? = nil,
        into deliver: @escaping @Sendable ([ScannedFile]) -> Void,
        isCancelled: @escaping @Sendable () -> Bool = { false }
    ) throws(StoreError) -> ScanSummary {
        let request = Scan.Request(
            folder: folder.bytes, threads: max(1, threads), known: known, entering: entering,
            deliver: deliver,
            isCancelled: isCancelled)
        do throws(SystemError) { return try Scan(paths, request).run() } catch {
            throw StoreError(folder, error)
        }
    }

    /// The bytes of a note or another text file, and the stamp that belongs to them.
    ///
    /// The stamp is taken first: if the file changes in between, a later comparison finds it changed.
    package func read(_ path: NotePath) throws(StoreError) -> (bytes: [UInt8], stamp: FileStamp) {
        let (file, status) = try opened(path, .noWait)
        if status.kind != .file { throw StoreError(path, StoreError.specialFile) }
        if status.stamp.size > Self.largestNote { throw StoreError.tooLarge(path) }
        do throws(SystemError) {
            return (try system.contents(file.number, expecting: status.stamp.size), status.stamp)
        } catch {
            throw StoreError(path, error)
        }
    }

    /// The stamp of a file, nil if it cannot be reached.
    package func stamp(_ path: NotePath) -> FileStamp? { try? opened(path, .place).1.stamp }

    /// The editor that has a note open with changes that it may save later, by the lock files that Vim and Emacs
    /// put beside it (faults §6.1 case 54); nil if none is known to.
    package func editor(of path: NotePath) -> String? {
        guard let place = try? paths.place(of: path, mayLeaveByFolder: true) else { return nil }
        let name = place.name.dropLast().map { UInt8(bitPattern: $0) }
        func isThere(_ lock: [UInt8]) -> Bool {
            (try? system.status(place.folder.number, systemPath(lock), follows: false)) != nil
        }
        if isThere(Array(".".utf8) + name + Array(".swp".utf8)) { return "Vim" }
        return isThere(Array(".#".utf8) + name) ? "Emacs" : nil
    }

    /// Opens a file below the root. In a folder that a link leads to the file may lie outside the vault; a
    /// link in the file's own place may not lead out.
    private func opened(
        _ path: NotePath, _ flags: OpenFlags
    ) throws(StoreError) -> (Descriptor, FileStatus) {
        do throws(SystemError) {
            let place = try paths.place(of: path, mayLeaveByFolder: true)
            let file = try system.descriptor(place.folder.number, place.name, flags.union(.noFollow))
            return (file, try system.status(file.number))
        } catch {
            throw StoreError(path, error)
        }
    }

    /// Makes a new note, with the folders that lead to it; fails if there is one of that name.
    package func create(_ path: NotePath, bytes: [UInt8]) throws(StoreError) {
        do throws(SystemError) { try NewFile(paths: paths).create(path, bytes) } catch {
            throw StoreError(path, error)
        }
    }

    /// Settles what may be open.
    func settle() {
        guard let journal, unsettled.withLock({ $0.isPossible }) else { return }
        let result = Recovery(paths: paths, journal: journal).run()
        unsettled.withLock {
            $0.isPossible = !result.isComplete
            $0.findings += result.findings
        }
    }

    /// Has the next commit settle what is open.
    func markUnsettled() { unsettled.withLock { $0.isPossible = true } }

    /// What was found since the last call.
    func takeFindings() -> [RecoveryFinding] {
        unsettled.withLock { state in
            let findings = state.findings
            state.findings = []
            return findings
        }
    }
}

internal import CSystem
internal import Glibc
internal import VaultModel

/// One thread of a scan: takes work, reads, and delivers in batches that grow, so that the first come at
/// once.
struct ScanWorker {
    private static let firstBatch = 16
    /// Small enough that a batch is still in the processor's cache when it is parsed.
    private static let largestBatch = 64
    private static let batchBytes = 1 << 18
    /// Larger notes are few, and their memory is not kept for others.
    private static let mostKept = 16 << 10
    /// About 200 entries.
    private static let bufferSize = 8 << 10

    /// What this thread met.
    private(set) var summary = ScanSummary()
    private let scan: Scan
    private let root: Descriptor
    private let queue: WorkQueue<Scan.Work>
    private let system: any SystemCalls
    private var batch: [ScannedFile] = []
    private var limit = firstBatch
    private var bytesInBatch = 0
    /// Memory of notes that were handed over, for others.
    private var used: [[UInt8]] = []

    init(_ scan: Scan, _ root: Descriptor, _ queue: WorkQueue<Scan.Work>) {
        self.scan = scan
        self.root = root
        self.queue = queue
        system = scan.paths.system
    }

    /// Works until nothing is left. Cancelled, it takes the rest of the work without doing it.
    mutating func run() {
        while let work = queue.take(idle: { deliver() }) {
            if scan.request.isCancelled() {
                summary.isCancelled = true
            } else {
                switch work {
                case .folder(let folder): list(folder)
                case .entries(let entries): read(entries)
                }
            }
            queue.finish()
        }
        deliver()
    }

    /// Hands the batch over.
    private mutating func deliver() {
        if batch.isEmpty { return }
        scan.request.deliver(batch)
        for case .note(_, let bytes, _) in batch where bytes.capacity <= Self.mostKept { used.append(bytes) }
        batch.removeAll(keepingCapacity: true)
        bytesInBatch = 0
        limit = min(limit * 2, Self.largestBatch)
    }

    private mutating func add(_ file: ScannedFile) {
        switch file {
        case .note(_, let bytes, _):
            summary.notes += 1
            summary.bytes += bytes.count
            bytesInBatch += bytes.count
        case .unchanged, .tooLarge: summary.notes += 1
        case .attachment: summary.attachments += 1
        case .unreadable: summary.unreadable += 1
        }
        batch.append(file)
        if batch.count >= limit || bytesInBatch >= Self.batchBytes { deliver() }
    }

    /// Lists a folder: all buffers but the last are left to whoever is free.
    private mutating func list(_ folder: Scan.Folder) {
        do throws(SystemError) {
            let flags: OpenFlags = folder.isLinked ? .folder : [.folder, .noFollow]
            let file = try system.descriptor(folder.parent.number, folder.name, flags)
            if !folder.isEntered {
                let isNew = scan.enter(try system.status(file.number).stamp)
                if !isNew && folder.isLinked { return }
            }
            scan.request.entering?(folder.path)
            summary.folders += 1
            var last = try nextBuffer(file)
            while !last.isEmpty {
                let next = try nextBuffer(file)
                let entries = Scan.Entries(
                    path: folder.path, folder: file, isLinked: folder.isLinked, buffer: last)
                if next.isEmpty { read(entries) } else { queue.put(.entries(entries)) }
                last = next
            }
        } catch {
            add(.unreadable(NotePath(bytes: folder.path), error.message))
        }
    }

    private func nextBuffer(_ folder: Descriptor) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let buffer = [UInt8](unsafeUninitializedCapacity: Self.bufferSize) { buffer, count in
            do throws(SystemError) {
                count = try system.list(folder.number, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return buffer
    }

    /// Reads the notes among a buffer's entries and puts the folders in the queue.
    private mutating func read(_ entries: Scan.Entries) {
        entries.buffer.withUnsafeBytes { buffer in
            var offset = 0
            var entry = csystem_entry()
            while csystem_next_entry(buffer.baseAddress, buffer.count, &offset, &entry) == 1 {
                guard let name = entry.name, name.pointee != CChar(bitPattern: UInt8(ascii: ".")) else {
                    continue
                }
                take(Entry(name: name, length: Int(entry.length), kind: FileKind(entry.kind)), of: entries)
                if scan.request.isCancelled() {
                    summary.isCancelled = true
                    return
                }
            }
        }
    }

    /// A name in the buffer that is being read; valid only while that lasts.
    private struct Entry {
        let name: UnsafePointer<CChar>
        let length: Int
        var kind: FileKind

        var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: name, count: length) }

        /// Whether the name ends in `.md`, in any case, and has more before it.
        var isNote: Bool {
            let tail = bytes.suffix(3)
            return length > 3 && tail[tail.startIndex] == 0x2E && tail[tail.startIndex + 1] | 0x20 == 0x6D
                && tail[tail.startIndex + 2] | 0x20 == 0x64
        }
    }

    private mutating func take(_ entry: Entry, of entries: Scan.Entries) {
        var entry = entry
        if entry.kind == .unknown,
            let status = try? system.status(entries.folder.number, entry.name, follows: false)
        {
            entry.kind = status.kind
        }
        let path = Self.path(entry, in: entries)
        switch entry.kind {
        case .folder:
            queue.put(
                .folder(
                    Scan.Folder(
                        path: path.bytes, parent: entries.folder, name: systemPath(entry.bytes),
                        isLinked: entries.isLinked)))
        case .link: takeLink(entry, path, of: entries)
        case .file where entry.isNote: readNote(path, entries.folder.number, entry.name)
        case .file: add(.attachment(path))
        case .special where entry.isNote: add(.unreadable(path, StoreError.specialFile))
        case .unknown where entry.isNote: add(.unreadable(path, SystemError("fstatat", EIO).message))
        case .special, .unknown: break
        }
    }

    private static func path(_ entry: Entry, in entries: Scan.Entries) -> NotePath {
        if entries.path.isEmpty { return NotePath(bytes: Array(entry.bytes)) }
        return NotePath(
            bytes: Array(unsafeUninitializedCapacity: entries.path.count + 1 + entry.length) {
                buffer, count in
                _ = buffer.update(fromContentsOf: entries.path)
                buffer[entries.path.count] = 0x2F
                let name = UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[
                        (entries.path.count + 1)...])
                name.copyMemory(from: entry.bytes)
                count = buffer.count
            })
    }

    /// Reads one note. One that vanished since it was listed is left out.
    private mutating func readNote(_ path: NotePath, _ folder: Int32, _ name: UnsafePointer<CChar>) {
        do throws(SystemError) {
            if let known = scan.request.known?(path),
                try system.status(folder, name, follows: false).stamp == known
            {
                add(.unchanged(path, stamp: known))
                return
            }
            let file = try system.behindLease { () throws(SystemError) in
                try system.open(folder, name, .note, mode: 0)
            }
            defer { system.close(file) }
            let status = try system.status(file)
            if status.kind != .file {
                add(.unreadable(path, StoreError.specialFile))
            } else if status.stamp.size > VaultStore.largestNote {
                add(.tooLarge(path, stamp: status.stamp))
            } else {
                let memory = used.popLast() ?? []
                let bytes = try system.contents(file, expecting: status.stamp.size, in: memory)
                add(.note(path, bytes: bytes, stamp: status.stamp))
            }
        } catch {
            if error.number != ENOENT { add(.unreadable(path, error.message)) }
        }
    }

    /// A link to a folder waits; a link to a file of the vault is read; locks like `.#Note.md` never come
    /// here.
    private mutating func takeLink(_ entry: Entry, _ path: NotePath, of entries: Scan.Entries) {
        do throws(SystemError) {
            let status = try system.status(entries.folder.number, entry.name, follows: true)
            if status.kind == .folder {
                scan.postpone(
                    Scan.Folder(
                        path: path.bytes, parent: entries.folder, name: systemPath(entry.bytes),
                        isLinked: true))
            } else if !entry.isNote {
                if status.kind == .file { add(.attachment(path)) }
            } else if entries.isLinked {
                add(.unreadable(path, SystemError("openat", EXDEV).message))
            } else {
                let place = try scan.paths.place(of: path)
                readNote(path, place.folder.number, place.name)
            }
        } catch {
            if entry.isNote { add(.unreadable(path, error.message)) }
        }
    }
}

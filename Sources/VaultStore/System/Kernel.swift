internal import CSystem
internal import Glibc

/// The real kernel: the only place of this module that calls C for files.
package struct Kernel: SystemCalls {
    /// The kernel has no state here.
    package init() {}

    /// The answer of a C function, or its errno thrown.
    @inline(__always)
    private func check<Answer: SignedInteger>(_ call: String, _ answer: Answer) throws(SystemError) -> Int {
        if answer < 0 { throw SystemError(call, Int32(-answer)) }
        return Int(answer)
    }

    /// See `SystemCalls`.
    package func open(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, mode: UInt32
    ) throws(SystemError) -> Int32 {
        Int32(try check("openat", csystem_open(folder, path, flags.rawValue, mode)))
    }

    /// See `SystemCalls`.
    package func openResolved(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, isBeneath: Bool
    ) throws(SystemError) -> Int32 {
        Int32(try check("openat2", csystem_open_resolved(folder, path, flags.rawValue, isBeneath ? 1 : 0)))
    }

    /// See `SystemCalls`.
    package func close(_ file: Int32) { _ = csystem_close(file) }

    /// See `SystemCalls`.
    package func status(_ file: Int32) throws(SystemError) -> FileStatus {
        var status = csystem_status()
        _ = try check("fstat", csystem_status(file, &status))
        return FileStatus(status)
    }

    /// See `SystemCalls`.
    package func status(
        _ folder: Int32, _ name: UnsafePointer<CChar>, follows: Bool
    ) throws(SystemError) -> FileStatus {
        var status = csystem_status()
        _ = try check("fstatat", csystem_status_at(folder, name, follows ? 1 : 0, &status))
        return FileStatus(status)
    }

    /// See `SystemCalls`.
    package func checkWritable(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) {
        _ = try check("faccessat", csystem_may_write(folder, name))
    }

    /// See `SystemCalls`.
    package func list(
        _ folder: Int32, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SystemError) -> Int {
        try check("getdents64", csystem_list(folder, buffer.baseAddress, buffer.count))
    }

    /// See `SystemCalls`.
    package func readLink(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) -> [UInt8] {
        try longPath("readlinkat") { csystem_read_link(folder, name, $0, $1) }
    }

    /// See `SystemCalls`.
    package func path(of file: Int32) throws(SystemError) -> [UInt8] {
        try longPath("readlink") { csystem_path_of(file, $0, $1) }
    }

    private func longPath(
        _ call: String, _ fill: (UnsafeMutablePointer<CChar>?, Int) -> Int
    ) throws(SystemError) -> [UInt8] {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try check(call, path.withUnsafeMutableBufferPointer { fill($0.baseAddress, $0.count) })
        if count == path.count { throw SystemError(call, ENAMETOOLONG) }
        return path.prefix(count).map { UInt8(bitPattern: $0) }
    }

    /// See `SystemCalls`.
    package func read(
        _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        while true {
            let count = csystem_read(file, buffer.baseAddress, buffer.count, Int64(offset))
            if count != -Int(EINTR) { return try check("pread", count) }
        }
    }

    /// See `SystemCalls`.
    package func write(
        _ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        while true {
            let count = csystem_write(file, bytes.baseAddress, bytes.count, Int64(offset))
            if count != -Int(EINTR) { return try check("pwrite", count) }
        }
    }

    /// See `SystemCalls`.
    package func truncate(_ file: Int32, to size: Int) throws(SystemError) {
        _ = try check("ftruncate", csystem_truncate(file, Int64(size)))
    }

    /// See `SystemCalls`.
    package func reserve(_ file: Int32, _ range: Range<Int>) throws(SystemError) {
        _ = try check("fallocate", csystem_reserve(file, Int64(range.lowerBound), Int64(range.count)))
    }

    /// See `SystemCalls`.
    package func giveBack(_ file: Int32, _ range: Range<Int>) throws(SystemError) {
        _ = try check("fallocate", csystem_give_back(file, Int64(range.lowerBound), Int64(range.count)))
    }

    /// See `SystemCalls`.
    package func map(_ file: Int32, _ range: Range<Int>) throws(SystemError) -> UnsafeRawBufferPointer {
        var bytes: UnsafeRawPointer?
        _ = try check("mmap", csystem_map(file, Int64(range.lowerBound), range.count, &bytes))
        return UnsafeRawBufferPointer(start: bytes, count: range.count)
    }

    /// See `SystemCalls`.
    package func unmap(_ bytes: UnsafeRawBufferPointer) {
        _ = csystem_unmap(bytes.baseAddress, bytes.count)
    }

    /// See `SystemCalls`.
    package func sync(_ file: Int32) throws(SystemError) { _ = try check("fsync", csystem_sync(file)) }

    /// See `SystemCalls`.
    package func syncContents(_ file: Int32) throws(SystemError) {
        _ = try check("fdatasync", csystem_sync_data(file))
    }

    /// See `SystemCalls`.
    package func setOwner(_ file: Int32, _ owner: UInt32, _ group: UInt32) throws(SystemError) {
        _ = try check("fchown", csystem_set_owner(file, owner, group))
    }

    /// See `SystemCalls`.
    package func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError) {
        _ = try check("fchmod", csystem_set_mode(file, mode))
    }

    /// See `SystemCalls`.
    package func attributes(_ file: Int32) throws(SystemError) -> [SystemPath] {
        let size = try check("flistxattr", csystem_list_attributes(file, nil, 0))
        if size == 0 { return [] }
        var names = [CChar](repeating: 0, count: size)
        let count = try check("flistxattr", csystem_list_attributes(file, &names, size))
        return names.prefix(count).split(separator: 0).map { $0 + [0] }
    }

    /// See `SystemCalls`.
    package func attribute(_ file: Int32, _ name: SystemPath) throws(SystemError) -> [UInt8] {
        let size = try check("fgetxattr", csystem_get_attribute(file, name, nil, 0))
        var value = [UInt8](repeating: 0, count: size)
        let count = try check("fgetxattr", csystem_get_attribute(file, name, &value, size))
        return Array(value.prefix(count))
    }

    /// See `SystemCalls`.
    package func setAttribute(_ file: Int32, _ name: SystemPath, _ value: [UInt8]) throws(SystemError) {
        _ = try check("fsetxattr", csystem_set_attribute(file, name, value, value.count))
    }

    /// See `SystemCalls`.
    package func removeAttribute(_ file: Int32, _ name: SystemPath) throws(SystemError) {
        _ = try check("fremovexattr", csystem_remove_attribute(file, name))
    }

    /// See `SystemCalls`.
    package func nameFile(_ file: Int32, _ folder: Int32, _ name: SystemPath) throws(SystemError) {
        _ = try check("linkat", csystem_name_file(file, folder, name))
    }

    /// See `SystemCalls`.
    package func link(_ folder: Int32, _ name: SystemPath, as second: SystemPath) throws(SystemError) {
        _ = try check("linkat", csystem_link(folder, name, second))
    }

    /// See `SystemCalls`.
    package func rename(_ folder: Int32, _ from: SystemPath, to: SystemPath) throws(SystemError) {
        _ = try check("renameat", csystem_rename(folder, from, to))
    }

    /// See `SystemCalls`.
    package func exchange(_ folder: Int32, _ one: SystemPath, _ other: SystemPath) throws(SystemError) {
        _ = try check("renameat2", csystem_exchange(folder, one, other))
    }

    /// See `SystemCalls`.
    package func unlink(_ folder: Int32, _ name: SystemPath) throws(SystemError) {
        _ = try check("unlinkat", csystem_unlink(folder, name))
    }

    /// See `SystemCalls`.
    package func makeFolder(
        _ folder: Int32, _ path: SystemPath, mode: UInt32
    ) throws(SystemError) {
        _ = try check("mkdirat", csystem_make_folder(folder, path, mode))
    }

    /// See `SystemCalls`.
    package func takeLease(_ file: Int32, _ lease: Lease) throws(SystemError) {
        let kind = lease == .read ? CSYSTEM_LEASE_READ : CSYSTEM_LEASE_WRITE
        _ = try check("fcntl", csystem_set_lease(file, Int32(kind.rawValue)))
    }

    /// See `SystemCalls`.
    package func dropLease(_ file: Int32) {
        _ = csystem_set_lease(file, Int32(CSYSTEM_LEASE_NONE.rawValue))
    }

    /// See `SystemCalls`.
    package func lease(_ file: Int32) throws(SystemError) -> Lease? {
        switch try check("fcntl", csystem_lease(file)) {
        case Int(CSYSTEM_LEASE_READ.rawValue): .read
        case Int(CSYSTEM_LEASE_WRITE.rawValue): .write
        default: nil
        }
    }

    /// See `SystemCalls`.
    package func tryLock(_ file: Int32, _ offset: Int64) throws(SystemError) -> Bool {
        let answer = csystem_try_lock(file, offset)
        if answer == -EAGAIN { return false }
        _ = try check("fcntl", answer)
        return true
    }

    /// See `SystemCalls`.
    package func wait(_ nanoseconds: Int64) { csystem_sleep(nanoseconds) }

    /// See `SystemCalls`.
    package func random() -> UInt64 { csystem_random() }
}

extension FileStatus {
    fileprivate init(_ status: csystem_status) {
        stamp = FileStamp(
            device: status.device, inode: status.inode, size: Int(status.size), modified: status.modified,
            changed: status.changed)
        links = Int(status.links)
        mode = status.mode
        owner = status.owner
        group = status.group
        kind = FileKind(csystem_kind_of_mode(status.mode))
    }
}

extension FileKind {
    /// The kind in C's terms.
    init(_ kind: csystem_kind) {
        switch kind {
        case CSYSTEM_KIND_FILE: self = .file
        case CSYSTEM_KIND_FOLDER: self = .folder
        case CSYSTEM_KIND_LINK: self = .link
        case CSYSTEM_KIND_OTHER: self = .special
        default: self = .unknown
        }
    }
}

import Glibc
import Synchronization

@testable import VaultStore

/// The kernel, but for one planned fault, and without waiting for disks or clocks.
///
/// Calls are counted from 1. `stop` is the end of the process: from that call on nothing has any effect.
final class FaultySystem: SystemCalls {
    enum Fault: Hashable, Sendable {
        case none
        /// The call fails once.
        case fail(Int, Int32)
        /// This call and all later ones fail.
        case failFrom(Int, Int32)
        /// The call takes place and then says that it failed.
        case failAfter(Int, Int32)
        /// The process ends before the call.
        case stop(Int)
        /// The process ends in the middle of the call: half of a write takes place.
        case stopInside(Int)
        /// Right before the call another program gives a file other permissions.
        case permit(Int, String, UInt32)
        /// A write takes only half, and says so.
        case short(Int)
        /// A write says that it took all, and takes nothing.
        case lie(Int)
        /// Another program holds a lease on all notes while we wait so often.
        case lease(Int)
    }

    /// What a stopped process's calls answer.
    static let stopped: Int32 = 9999

    private struct Calls: Sendable {
        var names: [String] = []
        var isStopped = false
        var waits = 0
    }

    private let kernel = Kernel()
    private let fault: Fault
    /// Whether the file system knows neither leases nor exchange nor files without a name, like some of FUSE.
    private let isPoor: Bool
    /// Whether a wait takes its time, for tests with several threads.
    private let isPatient: Bool
    private let calls = Mutex(Calls())

    init(_ fault: Fault = .none, isPoor: Bool = false, isPatient: Bool = false) {
        self.fault = fault
        self.isPoor = isPoor
        self.isPatient = isPatient
    }

    /// The calls that were made.
    var names: [String] { calls.withLock { $0.names } }

    /// How a call is to be made.
    private enum Way {
        case normal, half, pretend
        case thenFail(Int32)
    }

    /// Counts a call.
    private func enter(_ name: String) throws(SystemError) -> Way {
        let (number, isStopped) = calls.withLock { calls in
            if !isPatient { calls.names.append(name) }
            if case .stop(calls.names.count) = fault { calls.isStopped = true }
            return (calls.names.count, calls.isStopped)
        }
        if isStopped { throw SystemError(name, Self.stopped) }
        switch fault {
        case .fail(number, let errno): throw SystemError(name, errno)
        case .failFrom(let first, let errno) where number >= first: throw SystemError(name, errno)
        case .failAfter(number, let errno): return .thenFail(errno)
        case .permit(number, let path, let mode):
            chmod(path, mode)
            return .normal
        case .stopInside(number):
            calls.withLock { $0.isStopped = true }
            if name != "pwrite" { throw SystemError(name, Self.stopped) }
            return .half
        case .short(number): return .half
        case .lie(number): return .pretend
        default: return .normal
        }
    }

    /// Makes a call in its planned way.
    private func call<Answer>(
        _ name: String, _ body: () throws(SystemError) -> Answer
    ) throws(SystemError) -> Answer {
        let way = try enter(name)
        let answer = try body()
        if case .thenFail(let errno) = way { throw SystemError(name, errno) }
        return answer
    }

    private func meetLease(_ call: String, _ path: UnsafePointer<CChar>) throws(SystemError) {
        guard case .lease(let waits) = fault, String(cString: path).hasSuffix(".md") else { return }
        if calls.withLock({ $0.waits < waits }) { throw SystemError(call, EAGAIN) }
    }

    func open(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, mode: UInt32
    ) throws(SystemError) -> Int32 {
        try call("openat") { () throws(SystemError) in
            try meetLease("openat", path)
            if isPoor, flags.isSuperset(of: .unnamed) { throw SystemError("openat", EOPNOTSUPP) }
            return try kernel.open(folder, path, flags, mode: mode)
        }
    }

    func openResolved(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, isBeneath: Bool
    ) throws(SystemError) -> Int32 {
        try call("openat2") { () throws(SystemError) in
            try meetLease("openat2", path)
            return try kernel.openResolved(folder, path, flags, isBeneath: isBeneath)
        }
    }

    /// Always real and never counted: the kernel closes what a process leaves open.
    func close(_ file: Int32) { kernel.close(file) }

    func status(_ file: Int32) throws(SystemError) -> FileStatus {
        try call("fstat") { () throws(SystemError) in try kernel.status(file) }
    }

    func status(
        _ folder: Int32, _ name: UnsafePointer<CChar>, follows: Bool
    ) throws(SystemError) -> FileStatus {
        try call("fstatat") { () throws(SystemError) in try kernel.status(folder, name, follows: follows) }
    }

    func checkWritable(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) {
        try call("faccessat") { () throws(SystemError) in try kernel.checkWritable(folder, name) }
    }

    func list(_ folder: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try call("getdents64") { () throws(SystemError) in try kernel.list(folder, into: buffer) }
    }

    func readLink(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) -> [UInt8] {
        try call("readlinkat") { () throws(SystemError) in try kernel.readLink(folder, name) }
    }

    func path(of file: Int32) throws(SystemError) -> [UInt8] {
        try call("readlink") { () throws(SystemError) in try kernel.path(of: file) }
    }

    func read(
        _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int {
        try call("pread") { () throws(SystemError) in try kernel.read(file, into: buffer, at: offset) }
    }

    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int {
        switch try enter("pwrite") {
        case .pretend: return bytes.count
        case .half:
            let half = UnsafeRawBufferPointer(rebasing: bytes.prefix((bytes.count + 1) / 2))
            return try kernel.write(file, half, at: offset)
        case .normal: return try kernel.write(file, bytes, at: offset)
        case .thenFail(let errno):
            _ = try kernel.write(file, bytes, at: offset)
            throw SystemError("pwrite", errno)
        }
    }

    func truncate(_ file: Int32, to size: Int) throws(SystemError) {
        try call("ftruncate") { () throws(SystemError) in try kernel.truncate(file, to: size) }
    }

    func reserve(_ file: Int32, _ range: Range<Int>) throws(SystemError) {
        try call("fallocate") { () throws(SystemError) in try kernel.reserve(file, range) }
    }

    func giveBack(_ file: Int32, _ range: Range<Int>) throws(SystemError) {
        try call("fallocate") { () throws(SystemError) in try kernel.giveBack(file, range) }
    }

    func map(_ file: Int32, _ range: Range<Int>) throws(SystemError) -> UnsafeRawBufferPointer {
        try call("mmap") { () throws(SystemError) in try kernel.map(file, range) }
    }

    func unmap(_ bytes: UnsafeRawBufferPointer) { kernel.unmap(bytes) }

    func sync(_ file: Int32) throws(SystemError) { try call("fsync") { () throws(SystemError) in } }

    func syncContents(_ file: Int32) throws(SystemError) {
        try call("fdatasync") { () throws(SystemError) in }
    }

    func setOwner(_ file: Int32, _ owner: UInt32, _ group: UInt32) throws(SystemError) {
        try call("fchown") { () throws(SystemError) in try kernel.setOwner(file, owner, group) }
    }

    func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError) {
        try call("fchmod") { () throws(SystemError) in try kernel.setMode(file, mode) }
    }

    func attributes(_ file: Int32) throws(SystemError) -> [SystemPath] {
        try call("flistxattr") { () throws(SystemError) in try kernel.attributes(file) }
    }

    func attribute(_ file: Int32, _ name: SystemPath) throws(SystemError) -> [UInt8] {
        try call("fgetxattr") { () throws(SystemError) in try kernel.attribute(file, name) }
    }

    func setAttribute(_ file: Int32, _ name: SystemPath, _ value: [UInt8]) throws(SystemError) {
        try call("fsetxattr") { () throws(SystemError) in try kernel.setAttribute(file, name, value) }
    }

    func removeAttribute(_ file: Int32, _ name: SystemPath) throws(SystemError) {
        try call("fremovexattr") { () throws(SystemError) in try kernel.removeAttribute(file, name) }
    }

    func nameFile(_ file: Int32, _ folder: Int32, _ name: SystemPath) throws(SystemError) {
        try call("linkat") { () throws(SystemError) in try kernel.nameFile(file, folder, name) }
    }

    func link(_ folder: Int32, _ name: SystemPath, as second: SystemPath) throws(SystemError) {
        try call("linkat") { () throws(SystemError) in try kernel.link(folder, name, as: second) }
    }

    func rename(_ folder: Int32, _ from: SystemPath, to: SystemPath) throws(SystemError) {
        try call("renameat") { () throws(SystemError) in try kernel.rename(folder, from, to: to) }
    }

    func exchange(_ folder: Int32, _ one: SystemPath, _ other: SystemPath) throws(SystemError) {
        try call("renameat2") { () throws(SystemError) in
            if isPoor { throw SystemError("renameat2", EINVAL) }
            try kernel.exchange(folder, one, other)
        }
    }

    func unlink(_ folder: Int32, _ name: SystemPath) throws(SystemError) {
        try call("unlinkat") { () throws(SystemError) in try kernel.unlink(folder, name) }
    }

    func makeFolder(_ folder: Int32, _ path: SystemPath, mode: UInt32) throws(SystemError) {
        try call("mkdirat") { () throws(SystemError) in try kernel.makeFolder(folder, path, mode: mode) }
    }

    func takeLease(_ file: Int32, _ lease: Lease) throws(SystemError) {
        try call("setlease") { () throws(SystemError) in
            if isPoor { throw SystemError("fcntl", EINVAL) }
            try kernel.takeLease(file, lease)
        }
    }

    func dropLease(_ file: Int32) { kernel.dropLease(file) }

    func lease(_ file: Int32) throws(SystemError) -> Lease? {
        try call("getlease") { () throws(SystemError) in try kernel.lease(file) }
    }

    func tryLock(_ file: Int32, _ offset: Int64) throws(SystemError) -> Bool {
        try call("lock") { () throws(SystemError) in try kernel.tryLock(file, offset) }
    }

    func wait(_ nanoseconds: Int64) {
        calls.withLock { $0.waits += 1 }
        if isPatient { kernel.wait(nanoseconds) }
    }

    func random() -> UInt64 { kernel.random() }
}

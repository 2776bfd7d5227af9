internal import CSystem

/// A kernel call that failed: which one, and its errno.
package struct SystemError: Error, Hashable, Sendable {
    /// The call's name as its manual page has it: `openat`.
    package let call: String
    /// The errno, positive.
    package let number: Int32

    /// The failure of `call` with errno `number`.
    package init(_ call: String, _ number: Int32) {
        self.call = call
        self.number = number
    }
}

/// What the kernel says about a file.
package struct FileStatus: Hashable, Sendable {
    /// What changes with every change of the file.
    package var stamp: FileStamp
    /// How many names the file has.
    package var links: Int
    /// Type and permission bits (st_mode).
    package var mode: UInt32
    /// The owner's number.
    package var owner: UInt32
    /// The group's number.
    package var group: UInt32
    /// What it is.
    package var kind: FileKind

    /// Whether both are the same file, whatever its contents.
    package func isSameFile(as other: FileStatus) -> Bool { stamp.isSameFile(as: other.stamp) }
}

/// What a name in a folder stands for.
package enum FileKind: Hashable, Sendable {
    case file, folder, link, unknown
    /// A pipe, a socket or a device.
    case special
}

/// The two kinds of lease on an open file.
package enum Lease: Hashable, Sendable {
    /// Nobody has the file open for writing.
    case read
    /// Nobody else has the file open at all.
    case write
}

/// A name or path for the kernel: bytes with a zero at the end.
package typealias SystemPath = [CChar]

/// Every kernel call that the store makes, so that a test can fail or stop it at any of them.
///
/// Paths are relative to the descriptor `folder`. Each function throws what the kernel answered.
package protocol SystemCalls: Sendable {
    /// `mode`: the permissions of a file that is made.
    func open(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, mode: UInt32
    ) throws(SystemError) -> Int32
    func openResolved(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, isBeneath: Bool
    ) throws(SystemError) -> Int32
    func close(_ file: Int32)
    func status(_ file: Int32) throws(SystemError) -> FileStatus
    /// Of the file itself or, if `follows`, of what a link leads to.
    func status(
        _ folder: Int32, _ name: UnsafePointer<CChar>, follows: Bool
    ) throws(SystemError) -> FileStatus
    func checkWritable(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError)
    func list(_ folder: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    func readLink(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) -> [UInt8]
    func path(of file: Int32) throws(SystemError) -> [UInt8]

    func read(
        _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int
    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int
    func truncate(_ file: Int32, to size: Int) throws(SystemError)
    func reserve(_ file: Int32, _ range: Range<Int>) throws(SystemError)
    func sync(_ file: Int32) throws(SystemError)
    func syncContents(_ file: Int32) throws(SystemError)

    func setOwner(_ file: Int32, _ owner: UInt32, _ group: UInt32) throws(SystemError)
    func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError)
    func attributes(_ file: Int32) throws(SystemError) -> [SystemPath]
    func attribute(_ file: Int32, _ name: SystemPath) throws(SystemError) -> [UInt8]
    func setAttribute(_ file: Int32, _ name: SystemPath, _ value: [UInt8]) throws(SystemError)
    func removeAttribute(_ file: Int32, _ name: SystemPath) throws(SystemError)

    func nameFile(_ file: Int32, _ folder: Int32, _ name: SystemPath) throws(SystemError)
    func link(_ folder: Int32, _ name: SystemPath, as second: SystemPath) throws(SystemError)
    func rename(_ folder: Int32, _ from: SystemPath, to: SystemPath) throws(SystemError)
    func exchange(_ folder: Int32, _ one: SystemPath, _ other: SystemPath) throws(SystemError)
    func unlink(_ folder: Int32, _ name: SystemPath) throws(SystemError)
    func makeFolder(_ folder: Int32, _ path: SystemPath, mode: UInt32) throws(SystemError)

    func takeLease(_ file: Int32, _ lease: Lease) throws(SystemError)
    func dropLease(_ file: Int32)
    func lease(_ file: Int32) throws(SystemError) -> Lease?
    /// Whether the lock on one byte of `file` was free and is now ours.
    func tryLock(_ file: Int32, _ offset: Int64) throws(SystemError) -> Bool
    func unlock(_ file: Int32, _ offset: Int64)
    /// Lets `nanoseconds` go by.
    func wait(_ nanoseconds: Int64)
    /// Eight bytes that nobody can guess.
    func random() -> UInt64
}

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
    /// Opens a file; `mode` are the permissions of one that is made.
    func open(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, mode: UInt32
    ) throws(SystemError) -> Int32
    /// Opens without following the kernel's magic links; if `isBeneath`, fails (EXDEV) on what leads out of
    /// `folder`.
    func openResolved(
        _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: OpenFlags, isBeneath: Bool
    ) throws(SystemError) -> Int32
    /// Closes; the number is free whatever comes of it.
    func close(_ file: Int32)
    /// What the kernel says of an open file.
    func status(_ file: Int32) throws(SystemError) -> FileStatus
    /// Of the file itself or, if `follows`, of what a link leads to.
    func status(
        _ folder: Int32, _ name: UnsafePointer<CChar>, follows: Bool
    ) throws(SystemError) -> FileStatus
    /// Throws unless we may write the file (as the effective user).
    func checkWritable(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError)
    /// Fills `buffer` with a folder's entries in the kernel's form and returns how many bytes; 0 at the end.
    func list(_ folder: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    /// The target of a symbolic link.
    func readLink(_ folder: Int32, _ name: UnsafePointer<CChar>) throws(SystemError) -> [UInt8]
    /// The absolute path of an open file, behind all links.
    func path(of file: Int32) throws(SystemError) -> [UInt8]

    /// Reads into `buffer` from `offset` and returns how many bytes; 0 at the end.
    func read(
        _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SystemError) -> Int
    /// Writes at `offset` and returns how many bytes were taken.
    func write(_ file: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError) -> Int
    /// Sets the file's size.
    func truncate(_ file: Int32, to size: Int) throws(SystemError)
    /// Makes room on the disk for a range behind the file's end; changes no byte and no size.
    func reserve(_ file: Int32, _ range: Range<Int>) throws(SystemError)
    /// Gives the room of a range back to the disk; it reads as zeros from then on.
    func giveBack(_ file: Int32, _ range: Range<Int>) throws(SystemError)
    /// A file's range for reading, as memory that must be given to `unmap`; it starts at a page.
    func map(_ file: Int32, _ range: Range<Int>) throws(SystemError) -> UnsafeRawBufferPointer
    /// Ends what `map` began.
    func unmap(_ bytes: UnsafeRawBufferPointer)
    /// Waits until bytes and metadata are on the disk; for a folder, its names.
    func sync(_ file: Int32) throws(SystemError)
    /// Waits until the bytes are on the disk.
    func syncContents(_ file: Int32) throws(SystemError)

    /// Gives an open file to an owner and a group.
    func setOwner(_ file: Int32, _ owner: UInt32, _ group: UInt32) throws(SystemError)
    /// Sets the permission bits.
    func setMode(_ file: Int32, _ mode: UInt32) throws(SystemError)
    /// The names of the extended attributes.
    func attributes(_ file: Int32) throws(SystemError) -> [SystemPath]
    /// The value of an extended attribute.
    func attribute(_ file: Int32, _ name: SystemPath) throws(SystemError) -> [UInt8]
    /// Sets an extended attribute.
    func setAttribute(_ file: Int32, _ name: SystemPath, _ value: [UInt8]) throws(SystemError)
    /// Removes an extended attribute.
    func removeAttribute(_ file: Int32, _ name: SystemPath) throws(SystemError)

    /// Gives a file without a name its first, which must not exist.
    func nameFile(_ file: Int32, _ folder: Int32, _ name: SystemPath) throws(SystemError)
    /// Gives a file a second name, which must not exist.
    func link(_ folder: Int32, _ name: SystemPath, as second: SystemPath) throws(SystemError)
    /// Renames, replacing what has the name.
    func rename(_ folder: Int32, _ from: SystemPath, to: SystemPath) throws(SystemError)
    /// Lets two names change places in one step.
    func exchange(_ folder: Int32, _ one: SystemPath, _ other: SystemPath) throws(SystemError)
    /// Removes a name.
    func unlink(_ folder: Int32, _ name: SystemPath) throws(SystemError)
    /// Makes a folder.
    func makeFolder(_ folder: Int32, _ path: SystemPath, mode: UInt32) throws(SystemError)

    /// Takes a lease on an open file; fails (EAGAIN) where others have it open.
    func takeLease(_ file: Int32, _ lease: Lease) throws(SystemError)
    /// Gives the lease back.
    func dropLease(_ file: Int32)
    /// The lease that is left: none, or less, once somebody wants to open the file.
    func lease(_ file: Int32) throws(SystemError) -> Lease?
    /// Whether the lock on one byte of `file` was free and is now ours; it goes when the file is closed.
    func tryLock(_ file: Int32, _ offset: Int64) throws(SystemError) -> Bool
    /// Lets `nanoseconds` go by.
    func wait(_ nanoseconds: Int64)
    /// Eight bytes that nobody can guess.
    func random() -> UInt64
}

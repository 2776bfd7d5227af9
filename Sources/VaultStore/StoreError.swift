internal import CSystem
internal import Glibc
package import VaultModel

/// Something that the store could not do, in words for a person, with what to do about it.
package struct StoreError: Error, Hashable, Sendable {
    /// The file or folder, from the vault's root.
    package let path: NotePath
    /// The kernel call that failed: `openat`; empty if the store itself refused.
    package let call: String
    /// The call's errno, 0 if the store itself refused.
    package let number: Int32
    /// What is wrong and what to do, without the path: `the disk is full; free some space and try again`.
    package let message: String

    /// An error with these words.
    package init(_ path: NotePath, _ message: String, call: String = "", number: Int32 = 0) {
        self.path = path
        self.call = call
        self.number = number
        self.message = message
    }

    /// A failed kernel call in words.
    package init(_ path: NotePath, _ error: SystemError) {
        self.init(path, error.message, call: error.call, number: error.number)
    }
}

extension SystemError {
    /// What is wrong and what to do, for a person.
    package var message: String {
        switch number {
        case ENOENT: "it is not there any more; look whether it was moved or deleted"
        case EACCES: "permission is denied; change the permissions of the file or its folder"
        case EPERM: "the system forbids it; the file may be protected (see lsattr)"
        case EROFS: "the disk is mounted read-only; mount it for writing"
        case ENOSPC: "the disk is full; free some space and try again"
        case EDQUOT: "your quota on this disk is used up; free some space and try again"
        case EFBIG: "the file would be larger than is allowed here (see ulimit -f)"
        case EMFILE, ENFILE: "too many files are open; close other programs and try again"
        case EIO: "the disk reports an error (\(call)); copy the vault to another disk"
        case ESTALE: "the server has lost the file; try again"
        case ELOOP: "it is a symbolic link that leads nowhere or in circles; open its target instead"
        case EXDEV: "it is a link that leads out of the vault; open its target instead"
        case ENAMETOOLONG: "the name is too long; choose a shorter one"
        case EEXIST: "there is already a file of that name; choose another"
        case ENOTDIR: "a part of the path is not a folder"
        case EISDIR: "it is a folder"
        case ETXTBSY, EBUSY: "another program holds it; close it there and try again"
        default: "\(call): \(String(cString: csystem_error_text(number)))"
        }
    }

    /// Whether the disk, or the user's share of it, has no room.
    var isNoSpace: Bool { number == ENOSPC || number == EDQUOT }
    /// Whether the file or its folder may not be written by us.
    var isForbidden: Bool { number == EACCES || number == EPERM || number == EROFS }
    /// Whether the file system does not know the call.
    var isUnsupported: Bool {
        number == EINVAL || number == ENOSYS || number == EOPNOTSUPP || number == ENOTTY
    }
}

extension StoreError {
    /// What is said of a pipe, a socket or a device that is named like a note.
    static let specialFile =
        "it is no regular file but a pipe, a socket or a device; move it out of the vault"

    /// A save of which it cannot be told whether it took place.
    init(_ path: NotePath, uncertain error: SystemError) {
        let words = "It is not certain whether the note holds the change; start Muster again to settle it"
        self.init(path, "\(error.message). \(words)", call: error.call, number: error.number)
    }

    /// A note larger than the store reads.
    static func tooLarge(_ path: NotePath) -> StoreError {
        StoreError(path, "it is larger than \(VaultStore.largestNote >> 20) MiB; open it in an editor")
    }
}

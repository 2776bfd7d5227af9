internal import CSystem
internal import Glibc

/// How a file is opened; always closed on exec, never as the controlling terminal.
package struct OpenFlags: OptionSet, Hashable, Sendable {
    /// The bits that open(2) takes.
    package let rawValue: Int32

    /// Flags from open(2)'s bits.
    package init(rawValue: Int32) { self.rawValue = rawValue }

    /// For reading: the default.
    package static let read: OpenFlags = []
    /// For writing only.
    package static let write = OpenFlags(rawValue: O_WRONLY)
    /// For reading and writing.
    package static let update = OpenFlags(rawValue: O_RDWR)
    /// Makes the file, private to its owner, which must not exist.
    package static let new = OpenFlags(rawValue: O_CREAT | O_EXCL)
    /// Makes the file if there is none.
    package static let create = OpenFlags(rawValue: O_CREAT)
    /// Fails on a symbolic link.
    package static let noFollow = OpenFlags(rawValue: O_NOFOLLOW)
    /// Does not wait for a pipe's other end.
    package static let noWait = OpenFlags(rawValue: O_NONBLOCK)
    /// Fails on what is no folder.
    package static let folder = OpenFlags(rawValue: O_DIRECTORY)
    /// Only a place, with no right to read or write.
    package static let place = OpenFlags(rawValue: csystem_place_flags())
    /// A file without a name in the folder of that path, for reading and writing.
    package static let unnamed = OpenFlags(rawValue: csystem_unnamed_file_flags())

    /// A note, opened so that neither a link nor a pipe in its place can harm.
    static let note: OpenFlags = [.noFollow, .noWait]
}

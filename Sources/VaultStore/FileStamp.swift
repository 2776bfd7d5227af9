/// What changes whenever a file's bytes change. Compared with `!=`, never with `>`: Syncthing sets times back
/// (faults §0.6, §3 rule 5).
package struct FileStamp: Hashable, Sendable {
    /// The number of the file system.
    package var device: UInt64
    /// The number of the file on it.
    package var inode: UInt64
    /// Bytes.
    package var size: Int
    /// When the bytes last changed, in nanoseconds since 1970; any program can set it.
    package var modified: Int64
    /// When bytes or metadata last changed, in nanoseconds since 1970; only the kernel sets it.
    package var changed: Int64

    /// A stamp of these parts, for a snapshot of the index and for tests.
    package init(device: UInt64, inode: UInt64, size: Int, modified: Int64, changed: Int64) {
        self.device = device
        self.inode = inode
        self.size = size
        self.modified = modified
        self.changed = changed
    }

    /// Whether both are the same file, whatever its contents.
    package func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}

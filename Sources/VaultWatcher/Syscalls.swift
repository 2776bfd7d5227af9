internal import CSystem
internal import Glibc

/// The calls that a test may answer instead of the kernel. Paths are absolute, with a zero at the end; a
/// negative answer is an errno.
package struct WatchCalls: Sendable {
    /// A new inotify descriptor.
    package var makeWatcher: @Sendable () -> Int32 = { csystem_watcher() }
    /// Watches a folder.
    package var watch: @Sendable (_ watcher: Int32, _ path: [CChar], _ follows: Bool) -> Int32 = {
        csystem_watch($0, $1, $2 ? 1 : 0)
    }
    /// The kind of file system (f_type) that a folder lies on.
    package var fileSystem: @Sendable (_ folder: Int32) -> Int64 = {
        var type: Int64 = 0
        return csystem_file_system($0, &type) < 0 ? 0 : type & 0xFFFF_FFFF
    }

    /// The kernel's own.
    package init() {}
}

/// What a file is known by, to see whether it has changed.
struct Stamp: Hashable {
    var device: UInt64 = 0
    var inode: UInt64 = 0
    var size: Int64 = 0
    var modified: Int64 = 0
    var changed: Int64 = 0
    var isFolder = false

    /// The stamp of what is at an absolute path, nil if nothing can be seen there.
    init?(path: [CChar], folder: Int32 = AT_FDCWD, follows: Bool) {
        var status = csystem_status()
        guard csystem_status_at(folder, path, follows ? 1 : 0, &status) == 0 else { return nil }
        device = status.device
        inode = status.inode
        size = status.size
        modified = status.modified
        changed = status.changed
        isFolder = csystem_kind_of_mode(status.mode) == CSYSTEM_KIND_FOLDER
    }
}

/// One name in a folder.
struct ListedName {
    let name: [UInt8]
    let kind: csystem_kind
}

/// The names in the folder at an absolute path; nil if it cannot be listed.
func namesInFolder(_ path: [CChar]) -> [ListedName]? {
    let folder = csystem_open(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0)
    if folder < 0 { return nil }
    defer { csystem_close(folder) }
    var names: [ListedName] = []
    return withUnsafeTemporaryAllocation(byteCount: 32 << 10, alignment: 8) { buffer in
        while true {
            let count = csystem_list(folder, buffer.baseAddress, buffer.count)
            if count < 0 { return nil }
            if count == 0 { return names }
            var offset = 0
            var entry = csystem_entry()
            while csystem_next_entry(buffer.baseAddress, count, &offset, &entry) == 1 {
                let bytes = UnsafeRawBufferPointer(start: entry.name, count: Int(entry.length))
                names.append(ListedName(name: Array(bytes), kind: entry.kind))
            }
        }
    }
}

/// The path of an open folder behind all links, for an absolute path; nil if it cannot be opened.
func realPath(_ path: [CChar]) -> [UInt8]? {
    let folder = csystem_open(AT_FDCWD, path, csystem_place_flags() | O_DIRECTORY, 0)
    if folder < 0 { return nil }
    defer { csystem_close(folder) }
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = csystem_path_of(folder, &target, target.count)
    return count > 0 && count < target.count ? target.prefix(count).map { UInt8(bitPattern: $0) } : nil
}

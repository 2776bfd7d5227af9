internal import CSystem
internal import Glibc

extension Watching {
    /// The file systems whose other users' changes the kernel does not see: FUSE, NFS, CIFS, SMB, 9p, Ceph,
    /// AFS, VirtualBox and Parallels shares.
    private static let remote: Set<Int64> = [
        0x6573_5546, 0x6969, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x0102_1997, 0x00C3_6400, 0x5346_414F,
        0x786F_4256, 0x7C7C_6673,
    ]

    /// The absolute path of a folder or file for the kernel.
    func absolute(_ path: [UInt8]) -> [CChar] { Self.absolute(path, in: root) }

    static func absolute(_ path: [UInt8], in root: [UInt8]) -> [CChar] {
        var full: [CChar] = []
        full.reserveCapacity(root.count + path.count + 2)
        for byte in root { full.append(CChar(bitPattern: byte)) }
        if !path.isEmpty { full.append(0x2F) }
        for byte in path { full.append(CChar(bitPattern: byte)) }
        full.append(0)
        return full
    }

    /// Watches a folder and all below it: first the watch, then the list, so that nothing that is made
    /// meanwhile is missed. What is found is reported if the folder `isNews`.
    mutating func watchTree(_ top: [UInt8], isNews: Bool, at now: Int64) {
        var waiting = [top]
        while let folder = waiting.popLast() {
            guard watchFolder(folder) else { continue }
            let start = folder.isEmpty ? [] : folder + [0x2F]
            for listed in namesInFolder(absolute(folder)) ?? [] where listed.name.first != UInt8(ascii: ".") {
                let path = start + listed.name
                if isFolder(path, listed.kind) {
                    waiting.append(path)
                } else if isNews, !isIgnored(fileName: listed.name) {
                    find(path, at: now)
                }
            }
        }
        showMode()
    }

    /// Watches one folder, and polls it where it cannot be watched. False if it is there already by another
    /// path, or is no folder.
    mutating func watchFolder(_ folder: [UInt8]) -> Bool {
        let path = absolute(folder)
        if watcher >= 0 {
            let watch = calls.watch(watcher, path, folder.isEmpty || isLinkToFolder(folder))
            if watch >= 0 {
                if let other = folders.path(of: watch), other != folder, isThere(other, as: folder) {
                    return false
                }
                folders.add(watch, folder)
                if obstacle != nil { polling.add(folder, path) }
                return true
            }
            if watch == -ENOENT || watch == -ENOTDIR || watch == -ELOOP { return false }
            if watch == -ENOSPC || watch == -ENOMEM {
                obstacle = "inotify has no watch left (see fs.inotify.max_user_watches)"
            }
        }
        polling.add(folder, path)
        return true
    }

    /// Whether two paths lead to the same folder.
    private func isThere(_ one: [UInt8], as other: [UInt8]) -> Bool {
        guard let stamp = Stamp(path: absolute(one), follows: true),
            let same = Stamp(path: absolute(other), follows: true)
        else { return false }
        return stamp.inode == same.inode && stamp.device == same.device
    }

    private func isFolder(_ path: [UInt8], _ kind: csystem_kind) -> Bool {
        switch kind {
        case CSYSTEM_KIND_FOLDER: true
        case CSYSTEM_KIND_LINK: isLinkToFolder(path)
        case CSYSTEM_KIND_UNKNOWN: Stamp(path: absolute(path), follows: false)?.isFolder ?? false
        default: false
        }
    }

    /// Whether a path is a link to a folder that lies wholly outside the vault: only those are followed.
    func isLinkToFolder(_ path: [UInt8]) -> Bool {
        guard Stamp(path: absolute(path), follows: false)?.isFolder == false,
            Stamp(path: absolute(path), follows: true)?.isFolder == true,
            let target = realPath(absolute(path)), let vault = realPath(absolute([]))
        else { return false }
        func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
            folder == [0x2F] || path == folder || path.starts(with: folder + [0x2F])
        }
        return !isInside(target, vault) && !isInside(vault, target)
    }

    /// Words for a vault on a file system that does not tell of others' changes; nil for all others.
    func remoteFileSystem() -> String? {
        let folder = csystem_open(AT_FDCWD, absolute([]), csystem_place_flags() | O_DIRECTORY, 0)
        if folder < 0 { return nil }
        defer { csystem_close(folder) }
        return Self.remote.contains(calls.fileSystem(folder))
            ? "the vault lies on a network or FUSE file system, which does not tell of others' changes" : nil
    }

    /// The words for an errno.
    func words(_ number: Int32) -> String { String(cString: csystem_error_text(number)) }
}

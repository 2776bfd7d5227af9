internal import Glibc
internal import VaultModel

/// Where a file is: an open folder and the file's name in it.
struct Place {
    /// The folder that holds the file itself, behind all links.
    let folder: Descriptor
    /// The file's name in the folder.
    let name: SystemPath
    /// Whether the folder could only be opened as a place, so that it cannot be synced.
    let isPlaceOnly: Bool
}

/// Bytes as a path for the kernel.
func systemPath(_ bytes: some Collection<UInt8>) -> SystemPath {
    var path = SystemPath()
    path.reserveCapacity(bytes.count + 1)
    for byte in bytes { path.append(CChar(bitPattern: byte)) }
    path.append(0)
    return path
}

/// Finds files below a root, following links only as far as they stay in the vault (faults §1.4 step 1).
struct PathResolution {
    /// The calls to the kernel.
    let system: any SystemCalls
    /// The root's path.
    let root: SystemPath
    /// Whether a link may lead out of the vault.
    let mayLeave: Bool

    /// The root as a place, opened anew each time: it may have been moved, removed or mounted since.
    func openRoot() throws(SystemError) -> Descriptor {
        try system.descriptor(AT_FDCWD, root, [.place, .folder])
    }

    /// The folder and the name behind `path` and behind the links at its end. With `mayLeaveByFolder` a link
    /// in the middle of the path may lead out of the vault.
    func place(of path: NotePath, mayLeaveByFolder: Bool = false) throws(SystemError) -> Place {
        let root = try openRoot()
        var parts = try Self.split(path.bytes)
        for step in 0..<8 {
            let (folder, isPlaceOnly) = try openFolder(
                root, parts.folder, mayLeave: mayLeave || mayLeaveByFolder && step == 0)
            let name = systemPath(parts.name)
            guard let status = try? system.status(folder.number, name, follows: false), status.kind == .link
            else {
                return Place(folder: folder, name: name, isPlaceOnly: isPlaceOnly)
            }
            let target = try system.readLink(folder.number, name)
            parts = try follow(target, from: parts.folder, root)
        }
        throw SystemError("openat", ELOOP)
    }

    /// A folder below the root, opened so that it can be synced where that is allowed.
    private func openFolder(
        _ root: Descriptor, _ path: [UInt8], mayLeave: Bool
    ) throws(SystemError) -> (Descriptor, isPlaceOnly: Bool) {
        do throws(SystemError) {
            return (try open(root, path, .folder, mayLeave: mayLeave), false)
        } catch {
            if error.number != EACCES { throw error }
            return (try open(root, path, [.folder, .place], mayLeave: mayLeave), true)
        }
    }

    /// Opens a path below the root, or tells that it leads out (EXDEV).
    func open(
        _ root: Descriptor, _ path: [UInt8], _ flags: OpenFlags, mayLeave: Bool
    ) throws(SystemError) -> Descriptor {
        let path = systemPath(path.isEmpty ? [UInt8(ascii: ".")] : path)
        let isBeneath = !mayLeave
        do throws(SystemError) {
            let number = try system.behindLease { () throws(SystemError) in
                try system.openResolved(root.number, path, flags, isBeneath: isBeneath)
            }
            return Descriptor(number, system)
        } catch {
            // Linux before 5.6, or a sandbox that does not know the call.
            if error.number != ENOSYS && error.number != EPERM { throw error }
        }
        let file = try system.descriptor(root.number, path, flags)
        if isBeneath, !(try self.path(of: file, isBeneath: root)) { throw SystemError("openat", EXDEV) }
        return file
    }

    private func path(of file: Descriptor, isBeneath root: Descriptor) throws(SystemError) -> Bool {
        let outer = try system.path(of: root.number)
        let inner = try system.path(of: file.number)
        return outer == [UInt8(ascii: "/")] || inner == outer
            || inner.starts(with: outer + [UInt8(ascii: "/")])
    }

    /// The parts of a link's target as a path from the root.
    private func follow(
        _ target: [UInt8], from folder: [UInt8], _ root: Descriptor
    ) throws(SystemError) -> (folder: [UInt8], name: [UInt8]) {
        guard target.first == UInt8(ascii: "/") else {
            return try Self.split(
                folder.isEmpty ? target : folder + [UInt8(ascii: "/")] + target, isLink: true)
        }
        let outer = try system.path(of: root.number) + [UInt8(ascii: "/")]
        guard target.starts(with: outer) else { throw SystemError("readlinkat", EXDEV) }
        return try Self.split(Array(target.dropFirst(outer.count)), isLink: true)
    }

    /// A path's folder and name. Paths of notes come from a scan and hold no `..`; those of links may.
    private static func split(
        _ path: [UInt8], isLink: Bool = false
    ) throws(SystemError) -> (folder: [UInt8], name: [UInt8]) {
        let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: isLink)
        let odd = parts.contains { $0.isEmpty || $0.elementsEqual([0x2E, 0x2E]) || $0.elementsEqual([0x2E]) }
        guard let name = parts.last, !path.contains(0), isLink || !odd,
            !name.elementsEqual([0x2E, 0x2E]), !name.elementsEqual([0x2E])
        else { throw SystemError("openat", EINVAL) }
        return (Array(parts.dropLast().joined(separator: [UInt8(ascii: "/")])), Array(name))
    }
}

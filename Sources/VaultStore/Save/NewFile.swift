internal import Glibc
internal import VaultModel

/// Makes a note that was not there before (faults §4.3 rule 7).
struct NewFile {
    /// Where the vault is.
    let paths: PathResolution
    /// What the file is given, where it was there before.
    var permissions: Permissions?

    /// Writes the note in full and durably under a temporary name, then gives it its name, unless that
    /// exists. Answers whether the temporary name may still be there.
    @discardableResult func create(
        _ path: NotePath, _ bytes: [UInt8], _ temporary: TemporaryName? = nil
    ) throws(SystemError) -> Bool {
        try makeFolders(of: path)
        let system = paths.system
        let place = try paths.place(of: path)
        let folder = place.folder.number
        if (try? system.status(folder, place.name, follows: false)) != nil {
            throw SystemError("openat", EEXIST)
        }
        let temporary = (temporary ?? TemporaryName(system)).path
        var hasLeftover = true
        defer { if hasLeftover { try? system.unlink(folder, temporary) } }
        try write(bytes, folder, temporary)
        do throws(SystemError) {
            try system.link(folder, temporary, as: place.name)
        } catch {
            // A file system without hard links: the name itself is made, which still fails if it exists.
            guard error.isUnsupported || error.number == EPERM else { throw error }
            try write(bytes, folder, place.name)
        }
        hasLeftover = (try? system.unlink(folder, temporary)) == nil
        try system.sync(folder)
        return hasLeftover
    }

    private func write(_ bytes: [UInt8], _ folder: Int32, _ name: SystemPath) throws(SystemError) {
        let file = try paths.system.descriptor(folder, name, [.update, .new, .noFollow], mode: 0o666)
        permissions?.give(to: file.number, paths.system)
        try paths.system.writeAll(file.number, bytes[...], at: 0)
        try paths.system.sync(file.number)
    }

    /// Makes the folders that lead to `path`, as far as they are missing.
    private func makeFolders(of path: NotePath) throws(SystemError) {
        let root = try paths.openRoot()
        var parent = root
        var done: [UInt8] = []
        for part in path.bytes.split(separator: UInt8(ascii: "/")).dropLast() {
            done += (done.isEmpty ? [] : [UInt8(ascii: "/")]) + part
            do throws(SystemError) {
                parent = try paths.open(root, done, [.place, .folder], mayLeave: paths.mayLeave)
            } catch {
                guard error.number == ENOENT, !part.elementsEqual([0x2E, 0x2E]) else { throw error }
                try paths.system.makeFolder(parent.number, systemPath(part), mode: 0o777)
                parent = try paths.open(root, done, [.place, .folder], mayLeave: paths.mayLeave)
            }
        }
    }
}

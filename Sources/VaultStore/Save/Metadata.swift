internal import Glibc

/// Gives a new file everything of the old one but its bytes: owner, permissions, extended attributes and with
/// them its access list. Throws where that is not possible, so that the note is rather changed in place.
struct Metadata {
    /// The calls to the kernel.
    let system: any SystemCalls

    /// Copies from the open file `source`, whose status is `status`, and makes sure of it.
    func copy(from source: Int32, _ status: FileStatus, to copy: Int32) throws(SystemError) {
        let born = try system.status(copy)
        if born.owner != status.owner || born.group != status.group {
            try system.setOwner(copy, status.owner, status.group)
        }
        try copyAttributes(from: source, to: copy)
        // Last, since a new owner clears bits and an access list sets some.
        try system.setMode(copy, status.mode & 0o7777)
        let result = try system.status(copy)
        if result.owner != status.owner || result.group != status.group || result.mode != status.mode {
            throw SystemError("fchmod", EPERM)
        }
    }

    private func copyAttributes(from source: Int32, to copy: Int32) throws(SystemError) {
        let names = try attributes(source)
        // A folder's default access list comes to every new file in it.
        for name in try attributes(copy) where !names.contains(name) && !Self.isSecurity(name) {
            try system.removeAttribute(copy, name)
        }
        for name in names {
            let value = try system.attribute(source, name)
            do throws(SystemError) { try system.setAttribute(copy, name, value) } catch {
                // The system's own labels, which it gives to the new file too.
                if !Self.isSecurity(name) { throw error }
            }
        }
    }

    private func attributes(_ file: Int32) throws(SystemError) -> [SystemPath] {
        do throws(SystemError) { return try system.attributes(file) } catch {
            if error.number == ENOTSUP || error.number == ENOSYS { return [] }
            throw error
        }
    }

    private static func isSecurity(_ name: SystemPath) -> Bool {
        name.starts(with: systemPath("security.".utf8).dropLast())
    }
}

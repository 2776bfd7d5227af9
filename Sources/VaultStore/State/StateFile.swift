internal import CSystem
internal import Glibc
internal import VaultModel

/// The files of a folder of state: each is replaced as a whole, durably, so that a crash leaves the old or the new.
struct StateFile {
    /// The calls to the kernel.
    let system: any SystemCalls
    /// The folder's path.
    let folder: [UInt8]

    /// A file's path.
    private func path(_ name: String) -> SystemPath { systemPath(folder + Array("/\(name)".utf8)) }

    /// The bytes of a file; nil where there is none. With `most` only so many from its start.
    func read(_ name: String, most: Int? = nil) throws(SystemError) -> [UInt8]? {
        let file: Descriptor
        do throws(SystemError) { file = try system.descriptor(AT_FDCWD, path(name), .noWait) } catch {
            if error.number == ENOENT || error.number == ENOTDIR { return nil }
            throw error
        }
        // A device in its place would have no end.
        let status = try system.status(file.number)
        guard status.kind == .file else { throw SystemError("openat", ESPIPE) }
        guard let most else { return try system.contents(file.number, expecting: status.stamp.size) }
        var start = [UInt8](repeating: 0, count: most)
        let count = try start.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
            try system.read(file.number, into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
        return Array(start.prefix(count))
    }

    /// Puts a file in place: written beside it, made durable, renamed over it. The folder is made.
    func write(_ name: String, _ bytes: [UInt8]) throws(SystemError) {
        try system.makeFolders(folder)
        let new = path("\(name).\(String(system.random(), radix: 36)).new")
        do throws(SystemError) {
            let file = try system.descriptor(AT_FDCWD, new, [.update, .new])
            try system.writeAll(file.number, bytes[...], at: 0)
            try system.sync(file.number)
            try system.rename(AT_FDCWD, new, to: path(name))
        } catch {
            try? system.unlink(AT_FDCWD, new)
            throw error
        }
        let place = try system.descriptor(AT_FDCWD, systemPath(folder), .folder)
        try system.sync(place.number)
    }

    /// Puts a file in place that may be lost: a power cut can leave it cut short or empty. What earlier attempts
    /// left behind is removed.
    func writeLoosely(_ name: String, _ bytes: [UInt8]) throws(SystemError) {
        try system.makeFolders(folder)
        for left in try names() where left.hasPrefix("\(name).") && left.hasSuffix(".new") {
            try remove(left)
        }
        let new = path("\(name).\(String(system.random(), radix: 36)).new")
        do throws(SystemError) {
            let file = try system.descriptor(AT_FDCWD, new, [.update, .new])
            try system.writeAll(file.number, bytes[...], at: 0)
            try system.rename(AT_FDCWD, new, to: path(name))
        } catch {
            try? system.unlink(AT_FDCWD, new)
            throw error
        }
    }

    /// Gives a file another name, over one that has it; does nothing where there is no such file.
    func move(_ name: String, to other: String) throws(SystemError) {
        do throws(SystemError) { try system.rename(AT_FDCWD, path(name), to: path(other)) } catch {
            if error.number != ENOENT { throw error }
        }
    }

    /// Removes a file, if it is there.
    func remove(_ name: String) throws(SystemError) {
        do throws(SystemError) { try system.unlink(AT_FDCWD, path(name)) } catch {
            if error.number != ENOENT { throw error }
        }
    }

    /// The names of all files; none where the folder is missing.
    func names() throws(SystemError) -> [String] {
        let file: Descriptor
        do throws(SystemError) { file = try system.descriptor(AT_FDCWD, systemPath(folder), .folder) } catch {
            if error.number == ENOENT { return [] }
            throw error
        }
        var names: [String] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = try buffer.withUnsafeMutableBufferPointer { bytes throws(SystemError) in
                try system.list(file.number, into: UnsafeMutableRawBufferPointer(bytes))
            }
            if count == 0 { return names }
            names += Self.names(in: buffer.prefix(count))
        }
    }

    /// The names in what the kernel gave of a folder.
    private static func names(in buffer: ArraySlice<UInt8>) -> [String] {
        buffer.withUnsafeBytes { bytes in
            var names: [String] = []
            var offset = 0
            var entry = csystem_entry()
            while csystem_next_entry(bytes.baseAddress, bytes.count, &offset, &entry) == 1 {
                if let name = entry.name { names.append(String(cString: name)) }
            }
            return names
        }
    }
}

extension SystemCalls {
    /// Makes a folder, private to its owner, with those that lead to it, where it is missing.
    func makeFolders(_ folder: [UInt8]) throws(SystemError) {
        var end = folder.startIndex
        while end < folder.endIndex {
            end = folder[(end + 1)...].firstIndex(of: UInt8(ascii: "/")) ?? folder.endIndex
            let path = systemPath(folder[..<end])
            do throws(SystemError) { try makeFolder(AT_FDCWD, path, mode: 0o700) } catch {
                let isThere =
                    error.number == EEXIST || (try? status(AT_FDCWD, path, follows: true)) != nil
                if !isThere { throw error }
            }
        }
    }
}

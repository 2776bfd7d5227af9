internal import Glibc

/// An open file, closed when the last reference goes.
final class Descriptor: Sendable {
    /// The kernel's number for it.
    let number: Int32
    private let system: any SystemCalls

    /// Takes over the open file `number`.
    init(_ number: Int32, _ system: any SystemCalls) {
        self.number = number
        self.system = system
    }

    deinit { system.close(number) }
}

extension SystemCalls {
    /// Opens `path` as a descriptor that closes itself.
    func descriptor(
        _ folder: Int32, _ path: SystemPath, _ flags: OpenFlags, mode: UInt32 = 0o600
    ) throws(SystemError) -> Descriptor {
        let number = try behindLease { () throws(SystemError) in
            try open(folder, path, flags, mode: mode)
        }
        return Descriptor(number, self)
    }

    /// Opens a file, and waits for a program that holds a lease on it, half a second at most: another Muster does for
    /// the moment of its save, and the note is not to be missing meanwhile. Who opens without waiting is told EAGAIN
    /// (fcntl(2), “Leases”).
    func behindLease<Answer>(
        _ open: () throws(SystemError) -> Answer
    ) throws(SystemError) -> Answer {
        let step: Int64 = 1_000_000
        var waited: Int64 = 0
        while true {
            do throws(SystemError) { return try open() } catch {
                if error.number != EAGAIN || waited >= 500 * step { throw error }
            }
            wait(step)
            waited += step
        }
    }

    /// The bytes of a file from `start` to its end, which are expected to be `size`. They take the place of those in
    /// `memory` if it has room for them and nobody else holds it.
    func contents(
        _ file: Int32, expecting size: Int, from start: Int = 0, in memory: consuming [UInt8] = []
    ) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        // One byte more than expected, so that one call also finds the end.
        var bytes = memory
        if bytes.capacity > size {
            bytes.append(contentsOf: repeatElement(0, count: max(0, size + 1 - bytes.count)))
            bytes.removeLast(bytes.count - (size + 1))
            var count = 0
            bytes.withUnsafeMutableBytes { failure = fill($0, from: file, at: start, &count) }
            bytes.removeLast(bytes.count - count)
        } else {
            bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
                failure = fill(UnsafeMutableRawBufferPointer(buffer), from: file, at: start, &count)
            }
        }
        if let failure { throw failure }
        if bytes.count <= size { return bytes }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try read(file, into: &chunk, at: start + bytes.count)
            if count == 0 { break }
            bytes += chunk.prefix(count)
        }
        return bytes
    }

    /// Reads until the buffer is full or the file ends; returns the failure, since array initialisers cannot
    /// throw typed errors.
    private func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from file: Int32, at start: Int, _ count: inout Int
    ) -> SystemError? {
        do throws(SystemError) {
            while count < buffer.count {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let got = try read(file, into: rest, at: start + count)
                if got == 0 { return nil }
                count += got
                // A regular file gives less than was asked for only at its end.
                if count == buffer.count - 1 { return nil }
            }
            return nil
        } catch {
            return error
        }
    }

    private func read(
        _ file: Int32, into chunk: inout [UInt8], at offset: Int
    ) throws(SystemError) -> Int {
        try chunk.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
            try read(file, into: UnsafeMutableRawBufferPointer(buffer), at: offset)
        }
    }

    /// Writes all of `bytes` at `offset`, in as many calls as the kernel wants.
    func writeAll(_ file: Int32, _ bytes: ArraySlice<UInt8>, at offset: Int) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = try bytes.dropFirst(done).withUnsafeBufferPointer { rest throws(SystemError) in
                try write(file, UnsafeRawBufferPointer(rest), at: offset + done)
            }
            if count == 0 { throw SystemError("pwrite", EIO) }
            done += count
        }
    }
}

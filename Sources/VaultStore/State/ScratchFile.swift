internal import Glibc
internal import Synchronization

/// Room for bytes that are read again and again and can always be had anew: in a file without a name on the disk,
/// mapped, so that the kernel can take the memory back when somebody else needs it. It is gone when the program is.
///
/// Where there is no such file the bytes stay in memory. All functions block, and may be called on any thread.
package final class ScratchFile: Sendable {
    private struct State {
        var file: Descriptor?
        /// Where the next bytes go.
        var end = 0
        var isUsable: Bool
    }
    private let system: any SystemCalls
    private let folder: [UInt8]
    private let state: Mutex<State>
    /// Ranges begin at a multiple of these, which is a multiple of every page size there is.
    private static let step = 1 << 16

    /// Room in a folder, which is made; in memory if that is nil.
    package init(folder: String?, system: any SystemCalls = Kernel()) {
        self.system = system
        self.folder = Array((folder ?? "").utf8)
        state = Mutex(State(isUsable: folder != nil))
    }

    /// Keeps bytes until what it answers is let go of.
    package func keep(_ bytes: [UInt8]) -> KeptBytes {
        guard !bytes.isEmpty, let (file, start) = place(for: bytes.count) else { return KeptBytes(bytes) }
        do throws(SystemError) {
            try system.writeAll(file.number, bytes[...], at: start)
            return KeptBytes(try system.map(file.number, start..<(start + bytes.count)), file, start, system)
        } catch {
            // The disk is full, most likely: what comes now stays in memory.
            state.withLock { $0.isUsable = false }
            try? system.giveBack(file.number, start..<(start + bytes.count))
            return KeptBytes(bytes)
        }
    }

    /// The file and where in it there is room; nil where there is no file to be had.
    private func place(for count: Int) -> (Descriptor, Int)? {
        state.withLock { state in
            guard state.isUsable, let file = state.file ?? make() else {
                state.isUsable = false
                return nil
            }
            state.file = file
            defer { state.end += (count + Self.step - 1) / Self.step * Self.step }
            return (file, state.end)
        }
    }

    private func make() -> Descriptor? {
        do throws(SystemError) {
            try system.makeFolders(folder)
            return try system.descriptor(AT_FDCWD, systemPath(folder), .unnamed)
        } catch {
            return nil
        }
    }
}

/// Bytes that a scratch file keeps.
///
/// `@unchecked Sendable` holds: nothing of it changes from its making to its end, and the memory that `mapped` names
/// is for reading only and lasts as long as the object.
package final class KeptBytes: @unchecked Sendable {
    private let bytes: [UInt8]
    private let mapped: UnsafeRawBufferPointer?
    private let file: Descriptor?
    private let start: Int
    private let system: (any SystemCalls)?

    /// Bytes in memory.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        mapped = nil
        file = nil
        start = 0
        system = nil
    }

    fileprivate init(
        _ mapped: UnsafeRawBufferPointer, _ file: Descriptor, _ start: Int, _ system: any SystemCalls
    ) {
        bytes = []
        self.mapped = mapped
        self.file = file
        self.start = start
        self.system = system
    }

    deinit {
        guard let mapped, let file, let system else { return }
        system.unmap(mapped)
        try? system.giveBack(file.number, start..<(start + mapped.count))
    }

    /// How many bytes there are.
    package var count: Int { mapped?.count ?? bytes.count }

    /// Calls `body` with the bytes, which must not be kept beyond.
    package func withBytes<Answer>(_ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        guard let mapped else { return bytes.withUnsafeBufferPointer(body) }
        return withExtendedLifetime(self) { body(mapped.bindMemory(to: UInt8.self)) }
    }
}

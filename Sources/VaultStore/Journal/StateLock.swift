internal import Glibc

/// Locks between all Musters of this machine, on single bytes of one file in the state folder, never in the
/// vault. A lock goes by itself when its holder ends.
struct StateLock {
    /// How long a lock is waited for: nanoseconds. Saves take milliseconds; who holds one longer has been
    /// stopped.
    static let patience: Int64 = 5_000_000_000
    private static let step: Int64 = 1_000_000

    let system: any SystemCalls
    /// The lock file's path.
    let path: SystemPath

    /// What is locked.
    enum Subject {
        case journal
        /// A note, by its folder and its name there.
        case note(FileStatus, SystemPath)

        fileprivate var offset: Int64 {
            switch self {
            case .journal: return 0
            case .note(let folder, let name):
                var hash = RecordWriter()
                hash.put(folder.stamp.device)
                hash.put(folder.stamp.inode)
                // FNV-1a over folder and name. If two notes meet at one byte, one only waits for the other.
                let bytes = hash.bytes + name.map { UInt8(bitPattern: $0) }
                let mixed = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
                    ($0 ^ UInt64($1)) &* 0x100_0000_01B3
                }
                return Int64(mixed >> 2) + 1
            }
        }
    }

    /// A lock that is held as long as the value lives, or nil if somebody else has it for longer than
    /// `patience`.
    func take(_ subject: Subject, patience: Int64 = patience) throws(SystemError) -> Descriptor? {
        let file = try system.descriptor(AT_FDCWD, path, [.update, .create])
        var waited: Int64 = 0
        while true {
            if try system.tryLock(file.number, subject.offset) { return file }
            if waited >= patience { return nil }
            system.wait(Self.step)
            waited += Self.step
        }
    }
}

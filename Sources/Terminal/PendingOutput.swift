import Glibc

/// Bytes on their way to a terminal that may not take them yet.
struct PendingOutput {
    private let descriptor: Int32
    private var bytes: [UInt8] = []
    private var start = 0

    /// Output to a descriptor that does not block.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Whether everything was taken.
    var isEmpty: Bool { start == bytes.count }

    /// Puts bytes behind those that wait already.
    mutating func append(_ more: some Sequence<UInt8>) { bytes += more }

    /// Forgets what waits.
    mutating func discard() { (bytes, start) = ([], 0) }

    /// Writes as much as the terminal takes at once. What a terminal that is gone will never take is
    /// dropped: reading tells that it is gone.
    mutating func flush() {
        while !isEmpty {
            let written = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            if written < 0 && errno == EAGAIN { return }
            if written <= 0 { break }
            start += written
        }
        discard()
    }
}

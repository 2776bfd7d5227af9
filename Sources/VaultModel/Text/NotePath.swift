/// A file's identity: the bytes of its path from the vault's root, `/` between parts, no leading slash.
///
/// Bytes and not a `String`, since Linux names need not be UTF-8, and since Swift's strings take two names
/// that differ only in their Unicode normal form for one.
package struct NotePath: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The path as the file system spells it.
    package let bytes: [UInt8]

    /// A path from the bytes that the file system gave.
    package init(bytes: [UInt8]) { self.bytes = bytes }
    /// A path from text, stored as its UTF-8 bytes.
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// The path as text; bytes that are not UTF-8 become U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The path as text.
    package var description: String { text }

    /// The offset in `bytes` behind the last slash.
    private var nameStart: Int { (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1 }

    /// The file's name with its extension.
    package var fileName: String { String(decoding: bytes[nameStart...], as: UTF8.self) }
    /// The note's name: the file's name without `.md`; other files keep their extension.
    package var name: String {
        String(decoding: isNote ? bytes[nameStart..<(bytes.count - 3)] : bytes[nameStart...], as: UTF8.self)
    }
    /// The folder's path from the root, without a slash at its end; empty for the root.
    package var folder: String { String(decoding: bytes[..<Swift.max(nameStart - 1, 0)], as: UTF8.self) }

    /// Whether the file lies in a folder given from the root, at any depth; never in nil.
    package func isInside(_ folder: String?) -> Bool {
        guard let folder, !folder.isEmpty else { return false }
        return bytes.starts(with: folder.utf8)
            && bytes.dropFirst(folder.utf8.count).first == UInt8(ascii: "/")
    }

    /// Whether the name ends in `.md`, in any case (dialect §1).
    package var isNote: Bool {
        guard bytes.count - nameStart > 3 else { return false }
        let tail = bytes[(bytes.count - 3)...]
        return tail.elementsEqual([0x2E, 0x6D, 0x64]) { $0 == $1 || ($0 | 0x20) == $1 && $1 != 0x2E }
    }

    /// Takes all bytes at once: an array's hash takes one after the other.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// Paths are ordered by their bytes.
    package static func < (left: NotePath, right: NotePath) -> Bool {
        left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in
                let common = min(left.count, right.count)
                var offset = 0
                // Eight bytes at a time, the first one in the highest place.
                while offset + 8 <= common {
                    let one = UInt64(bigEndian: left.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                    let other = UInt64(
                        bigEndian: right.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                    if one != other { return one < other }
                    offset += 8
                }
                while offset < common {
                    if left[offset] != right[offset] { return left[offset] < right[offset] }
                    offset += 1
                }
                return left.count < right.count
            }
        }
    }
}

/// What a list is narrowed by while somebody types: a piece of text, case ignored.
package struct TextFilter: Hashable, Sendable {
    private let lowered: String
    private let bytes: [UInt8]
    private let isPlain: Bool

    /// A filter for texts that hold `text`; an empty one fits all.
    package init(_ text: String) {
        lowered = text.lowercased()
        bytes = Array(lowered.utf8)
        isPlain = bytes.allSatisfy { $0 < 0x80 }
    }

    /// Whether everything fits.
    package var isEmpty: Bool { bytes.isEmpty }

    /// Finds the piece in many texts with line feeds between them; nil where bytes do not tell.
    var finder: ByteFinder? {
        isPlain && !isEmpty && !bytes.contains(0x0A) ? ByteFinder(bytes, foldsCase: true) : nil
    }

    /// Whether a text holds the piece.
    package func fits(_ text: String) -> Bool {
        let answer = text.utf8.withContiguousStorageIfAvailable { fits($0) }
        return answer ?? text.lowercased().contains(lowered)
    }

    /// Whether a text given by its UTF-8 bytes holds the piece.
    func fits(_ text: ArraySlice<UInt8>) -> Bool { text.withUnsafeBufferPointer { fits($0) } }

    private func fits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        guard isPlain else {
            // A letter beyond ASCII can be written in several ways, but in none by ASCII alone.
            return text.contains { $0 >= 0x80 }
                && String(decoding: text, as: UTF8.self).lowercased().contains(lowered)
        }
        var start = 0
        while start + bytes.count <= text.count {
            if NameFold.lower(text[start]) == first, holds(text, at: start) { return true }
            start += 1
        }
        return false
    }

    private func holds(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for offset in bytes.indices where NameFold.lower(text[start + offset]) != bytes[offset] {
            return false
        }
        return true
    }
}

/// The tags in a line of text, without `#`, in order (dialect §3).
struct InlineTags: Sequence {
    private let text: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { self.text = text }

    func makeIterator() -> some IteratorProtocol<String> {
        var rest = text
        var isAtStart = true
        return AnyIterator {
            while let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
                let isOpen = hash == rest.startIndex ? isAtStart : Self.isBlank(rest[hash - 1])
                let body = rest[(hash + 1)...].prefix { !Self.ends($0) }
                rest = rest[Swift.max(body.endIndex, hash + 1)...]
                isAtStart = false
                if isOpen, body.contains(where: { !(0x30...0x39).contains($0) }) {
                    return String(decoding: body, as: UTF8.self)
                }
            }
            return nil
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Whether a byte can't be part of a tag: ASCII but letters, digits, `_`, `-` and `/`.
    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2F, 0x80...: false
        default: true
        }
    }
}

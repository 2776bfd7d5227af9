/// What a block would cost the YAML library, judged from its characters alone, before the library sees it.
struct YAMLBudget {
    /// What is too much about the block, in words; nil where the library can be trusted with it.
    private(set) var excess: String?

    /// The largest block, in bytes, the most aliases, and the most places where a level may open.
    private static let largest = 64 << 10
    private static let mostAliases = 32
    private static let mostOpeners = 512

    /// Judges a block.
    init(_ block: ArraySlice<UInt8>) {
        guard block.count <= Self.largest else {
            excess = "properties of more than 64 KiB are shown as text"
            return
        }
        let bytes = Array(block)
        let aliases = Self.aliases(in: bytes)
        if aliases > Self.mostAliases {
            excess = "it has more than \(Self.mostAliases) aliases (`*name`)"
        } else if aliases > 0, Self.mayHaveCollectionKey(bytes) {
            excess = "it has aliases, and a list or map as a key"
        } else if Self.openers(in: bytes) > Self.mostOpeners {
            excess = "it is nested too deep, or has more than \(Self.mostOpeners) brackets"
        }
    }

    /// How many `*name` there may be, quotes and comments not considered.
    private static func aliases(in bytes: [UInt8]) -> Int {
        var count = 0
        for offset in bytes.indices.dropLast() where bytes[offset] == UInt8(ascii: "*") {
            guard mayStartValue(offset, bytes) else { continue }
            let name = bytes[(offset + 1)...].prefix { isNameByte($0) }
            let next = name.endIndex < bytes.count ? bytes[name.endIndex] : 0x0A
            if !name.isEmpty, isBoundary(next) || "]}:".utf8.contains(next) { count += 1 }
        }
        return count
    }

    /// Whether a value may start at `offset`: behind a sign that opens one, or at the start of a line. Inside a text
    /// `*` and `?` mean nothing.
    private static func mayStartValue(_ offset: Int, _ bytes: [UInt8]) -> Bool {
        let before = bytes[..<offset].last { !isBlank($0) } ?? 0x0A
        return before == 0x0A || before == 0x0D || ",[{?-:".utf8.contains(before)
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        byte <= 0x20 || ",[{?-:".utf8.contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    /// Whether a key may be something else than text: the library hashes keys, all that an alias stands for
    /// included.
    private static func mayHaveCollectionKey(_ bytes: [UInt8]) -> Bool {
        for offset in bytes.indices {
            switch bytes[offset] {
            case UInt8(ascii: "?"):
                let isAlone = offset + 1 == bytes.count || bytes[offset + 1] <= 0x20
                if isAlone, mayStartValue(offset, bytes) { return true }
            case UInt8(ascii: ":"):
                let before = bytes[..<offset].last { !isBlank($0) }
                if before == UInt8(ascii: "]") || before == UInt8(ascii: "}") { return true }
                if endsWithAlias(bytes[..<offset]) { return true }
            default: break
            }
        }
        return false
    }

    /// Whether the last word of `bytes` starts with `*`.
    private static func endsWithAlias(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = bytes.suffix(1024).reversed().drop { isBlank($0) }
        return text.drop { isNameByte($0) }.first == UInt8(ascii: "*")
    }

    /// An upper bound of the depth that does not come from indentation, which the size bounds: every opening
    /// bracket, and every `-`, `?` and `:` behind another one at the start of a line.
    private static func openers(in bytes: [UInt8]) -> Int {
        var count = 0
        var isLeading = true
        for offset in bytes.indices {
            switch bytes[offset] {
            case 0x0A: isLeading = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                count += 1
                isLeading = false
            case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
                let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0x0A
                if isLeading, next <= 0x20, offset > 0, bytes[offset - 1] != 0x0A { count += 1 }
                if next > 0x20 { isLeading = false }
            case 0x00...0x20: break
            default: isLeading = false
            }
        }
        return count
    }
}

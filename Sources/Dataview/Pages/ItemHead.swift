/// The first line of a list item, cut as Dataview cuts it.
struct ItemHead {
    /// The marker.
    let symbol: ArraySlice<UInt8>
    /// What stands behind the marker and a box, without white space around it.
    let text: ArraySlice<UInt8>

    /// Cuts a line into marker, box and text; nil where it has no marker.
    init?(_ line: ArraySlice<UInt8>) {
        var rest = line
        while let byte = rest.first, byte == UInt8(ascii: ">") || Self.isSpace(byte) {
            rest = rest.dropFirst()
        }
        // Other white space than ASCII's stands there so rarely that it may take the long way.
        if let byte = rest.first, byte >= 0x80 { rest = PageReader.trimmed(rest) }
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard let mark = rest.dropFirst(digits.count).first else { return nil }
        let isMark =
            digits.isEmpty ? mark == 0x2A || mark == 0x2D || mark == 0x2B : mark == 0x2E || mark == 0x29
        guard isMark else { return nil }
        symbol = rest.prefix(digits.count + 1)
        rest = PageReader.trimmed(rest.dropFirst(digits.count + 1))
        if let end = Self.boxEnd(rest) { rest = PageReader.trimmed(rest[end...]) }
        text = rest
    }

    /// The place behind `[]` or a box with one character in it.
    private static func boxEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.first == UInt8(ascii: "["), let mark = bytes.dropFirst().first else { return nil }
        let place = bytes.startIndex + 1
        if mark == UInt8(ascii: "]") { return place + 1 }
        let width = mark < 0x80 ? 1 : mark >= 0xF0 ? 4 : mark >= 0xE0 ? 3 : 2
        guard place + width < bytes.endIndex, bytes[place + width] == UInt8(ascii: "]") else { return nil }
        return place + width + 1
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}

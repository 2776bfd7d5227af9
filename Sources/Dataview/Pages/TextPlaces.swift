import VaultModel

/// Turns bytes of a note into lines, columns and offsets in UTF-16 units, going forward through the note.
struct TextPlaces {
    private let note: Note
    private let isASCII: Bool
    /// How many units of a byte order mark come before the text.
    private let mark: Int
    private var byte = 0
    private var units = 0

    /// Starts at the note's first byte; a byte order mark counts nothing.
    init(_ note: Note) {
        self.note = note
        isASCII = note.bytes.allSatisfy { $0 < 0x80 }
        mark = note.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
    }

    /// The place of a byte. Asking for places in order keeps it quick.
    mutating func place(at offset: Int) -> TextPlace {
        let line = note.line(at: offset)
        let start = note.lines.start(of: line)
        guard !isASCII else {
            return TextPlace(line: Int32(line), column: Int32(offset - start), offset: Int32(offset))
        }
        if offset < byte { (byte, units) = (0, 0) }
        units += Self.units(note.bytes, byte..<offset)
        byte = offset
        let column = Self.units(note.bytes, start..<offset) - (start == 0 ? min(mark, units) : 0)
        return TextPlace(line: Int32(line), column: Int32(column), offset: Int32(max(0, units - mark)))
    }

    private static func units(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            for byte in bytes[range] { count += (byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1 }
            return count
        }
    }
}

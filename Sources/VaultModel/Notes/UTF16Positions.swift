/// Turns offsets in bytes into lines, columns and offsets in UTF-16 units, as JavaScript counts.
struct UTF16Positions {
    /// A place as Obsidian's index gives it, all from 0.
    struct Place: Hashable {
        var line: Int
        var column: Int
        var offset: Int
    }

    private let lines: LineTable
    /// The UTF-16 offset of each byte, and of the end.
    private let units: [UInt32]
    /// Whether the last line has a terminator, so that one more, empty line follows it.
    private let isTerminated: Bool

    /// Measures a note. A byte order mark counts nothing; in bytes that are no UTF-8 the units are as near as
    /// can be.
    init(_ note: Note) {
        lines = note.lines
        isTerminated = note.bytes.last == 0x0A
        var units: [UInt32] = []
        units.reserveCapacity(note.bytes.count + 1)
        var unit: UInt32 = note.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UInt32.max : 0
        for byte in note.bytes {
            units.append(unit == .max ? 0 : unit)
            // A scalar counts at its first byte: one unit, or two for a lead of four bytes.
            if byte & 0xC0 != 0x80 { unit &+= byte >= 0xF0 ? 2 : 1 }
        }
        units.append(unit)
        self.units = units
    }

    /// The place of a byte.
    func place(of offset: Int) -> Place {
        let unit = Int(units[offset])
        if isTerminated, offset == units.count - 1 {
            return Place(line: lines.count, column: 0, offset: unit)
        }
        let line = lines.line(at: offset)
        return Place(line: line, column: unit - Int(units[lines.start(of: line)]), offset: unit)
    }
}

/// One cell of the screen: what stands in it and in which style. Sixteen bytes without any reference.
package struct Cell: Hashable, Sendable {
    /// The glyph's scalars 0 to 2.
    private let low: UInt64
    /// Bits 0–41 the scalars 3 and 4, 42–43 the width, 44–49 the role, 50–55 the ground, 56–61 attributes.
    private let high: UInt64

    private static let scalarBits: UInt64 = (1 << 42) - 1

    /// An empty cell of ordinary text.
    package static let blank = Cell(.space, .plain)

    /// A cell with `glyph` in `style`.
    package init(_ glyph: Glyph, _ style: Style) {
        low = glyph.low
        high =
            glyph.high | UInt64(glyph.width) << 42 | UInt64(style.role.rawValue) << 44
            | UInt64(style.ground.rawValue) << 50 | UInt64(style.attributes.rawValue) << 56
    }

    /// What stands in it.
    package var glyph: Glyph { Glyph(low: low, high: high & Cell.scalarBits, width: width) }
    /// Its text; empty for the right half of a wide character.
    package var text: String { glyph.text }
    /// Cells the character takes: 1, 2, or 0 for the right half of a wide one.
    package var width: Int { Int(high >> 42 & 3) }

    /// In which style.
    package var style: Style {
        get {
            Style(
                Role(rawValue: UInt8(high >> 44 & 63)) ?? .text,
                on: Role(rawValue: UInt8(high >> 50 & 63)) ?? .text,
                Style.Attributes(rawValue: UInt8(high >> 56 & 63)))
        }
        set { self = Cell(glyph, newValue) }
    }

    /// Whether both are drawn in the same style.
    func hasStyle(of other: Cell) -> Bool { high >> 44 == other.high >> 44 }
    /// Whether it is an empty cell, in whatever style.
    var isSpace: Bool { low == 0x20 && high & Cell.scalarBits == 0 }
}

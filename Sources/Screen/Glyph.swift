/// What stands in one cell, or in two: a base character with its marks.
///
/// Packed into 107 bits, so that a frame is one flat array: five scalars of 21 bits, as many as ncurses
/// keeps in a cell. Marks beyond the fourth are not shown; no living script needs them.
package struct Glyph: Hashable, Sendable {
    /// The scalars 0 to 2, 21 bits each.
    let low: UInt64
    /// The scalars 3 and 4 in the low 42 bits.
    let high: UInt64
    /// Cells it takes: 1 or 2. The right half of a wide one is a glyph of its own, of width 0.
    package let width: Int

    /// How many scalars a glyph holds.
    package static let capacity = 5

    /// An empty cell.
    package static let space = Glyph(" ", width: 1)
    /// The second cell of a wide glyph.
    static let rightHalf = Glyph(low: 0, high: 0, width: 0)
    /// Stands for what has no picture.
    static let replacement = Glyph("\u{FFFD}", width: 1)

    init(low: UInt64, high: UInt64, width: Int) {
        self.low = low
        self.high = high
        self.width = width
    }

    /// A glyph of one scalar.
    init(_ scalar: Unicode.Scalar, width: Int) {
        self.init(low: UInt64(scalar.value), high: 0, width: width)
    }

    /// The same glyph with one more mark; itself where no more fit.
    func adding(_ mark: Unicode.Scalar) -> Glyph {
        let value = UInt64(mark.value)
        if low >> 21 == 0 { return Glyph(low: low | value << 21, high: high, width: width) }
        if low >> 42 == 0 { return Glyph(low: low | value << 42, high: high, width: width) }
        if high == 0 { return Glyph(low: low, high: value, width: width) }
        if high >> 21 == 0 { return Glyph(low: low, high: high | value << 21, width: width) }
        return self
    }

    /// The same scalars in another number of cells.
    func widened(to width: Int) -> Glyph { Glyph(low: low, high: high, width: width) }

    /// The values of its scalars, with zeros behind the last one.
    package var values: (UInt32, UInt32, UInt32, UInt32, UInt32) {
        (
            Glyph.value(low), Glyph.value(low >> 21), Glyph.value(low >> 42), Glyph.value(high),
            Glyph.value(high >> 21)
        )
    }

    private static func value(_ bits: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: bits & 0x1F_FFFF) }

    /// Its scalars: the base, then the marks; none for the right half of a wide one.
    package var scalars: [Unicode.Scalar] {
        [low, low >> 21, low >> 42, high, high >> 21].map(Glyph.value).prefix { $0 != 0 }
            .compactMap(Unicode.Scalar.init)
    }

    /// Its text; empty for the right half of a wide one.
    package var text: String {
        var text = String.UnicodeScalarView()
        append(to: &text)
        return String(text)
    }

    /// Appends its scalars to `text`.
    func append(to text: inout String.UnicodeScalarView) {
        if low < 0x80, let ascii = Unicode.Scalar(UInt32(low)), high == 0 {
            if low != 0 { text.append(ascii) }
        } else {
            text.append(contentsOf: scalars)
        }
    }
}

/// The palette of 256 colours that terminals share.
package enum Palette {
    /// A colour as red, green and blue, 0–255 each.
    package struct Color: Hashable, Sendable {
        /// Red, green, blue.
        package let red, green, blue: Int

        /// The colour as `#rrggbb`.
        package var hexadecimal: String {
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    /// What index `index` looks like: xterm's values; below 16, users change them.
    package static func color(_ index: UInt8) -> Color {
        let index = Int(index)
        if index < 16 {
            let (red, green, blue) = basicColors[index]
            return Color(red: red, green: green, blue: blue)
        }
        if index >= 232 {
            let grey = 8 + 10 * (index - 232)
            return Color(red: grey, green: grey, blue: grey)
        }
        let steps = [0, 95, 135, 175, 215, 255]
        let cube = index - 16
        return Color(red: steps[cube / 36], green: steps[cube / 6 % 6], blue: steps[cube % 6])
    }

    /// The one of the first eight colours whose hue is that of `index`; nil for greys, which are best shown
    /// in the terminal's own colour.
    package static func basic(_ index: UInt8) -> UInt8? {
        let color = color(index)
        let parts = [color.red, color.green, color.blue]
        let low = parts.min() ?? 0
        let high = parts.max() ?? 0
        guard high - low > 32 else { return nil }
        let bits = parts.enumerated().map { $1 - low > (high - low) / 2 ? 1 << $0 : 0 }
        return UInt8(bits.reduce(0, +))
    }

    private static let basicColors = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
        (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]
}

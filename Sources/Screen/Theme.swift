/// Which colours and attributes roles get: the only place with colours.
///
/// Every state is also told by a mark on the screen, so that a theme without colour loses nothing.
package struct Theme: Sendable {
    /// How many colours a terminal has.
    package enum Depth: Hashable, Sendable {
        /// None, or none are wanted.
        case none
        /// The eight of old.
        case eight
        /// The palette of 256.
        case palette
    }

    /// The name it is chosen by.
    package let name: String
    /// Where the terminal's own foreground is not set otherwise; for pictures and for judging contrast.
    package let nominalForeground: UInt8
    /// What the terminal's own background is taken for.
    package let nominalBackground: UInt8
    private let paints: [Role: Paint]

    init(name: String, foreground: UInt8, background: UInt8, _ paints: [Role: Paint]) {
        self.name = name
        nominalForeground = foreground
        nominalBackground = background
        self.paints = paints
    }

    /// Every theme.
    package static let all = [dark, light, plain]

    /// The theme called `name`.
    package static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

    /// How a cell of `style` is painted on a terminal of that many colours.
    ///
    /// The foreground is that of the role. The background is that of the role, else that of the ground.
    package func paint(_ style: Style, depth: Depth = .palette) -> Paint {
        let own = paints[style.role] ?? Paint()
        let ground = style.ground == .text ? Paint() : paints[style.ground] ?? Paint()
        let attributes = style.attributes.union(own.attributes)
        switch depth {
        case .palette:
            return Paint(
                own.foreground ?? ground.foreground, on: own.background ?? ground.background,
                attributes.union(ground.attributes))
        case .eight:
            // Grey grounds do not exist among eight colours: they are told by attributes, as without colour.
            return Paint(
                own.foreground.flatMap(Palette.basic), on: nil,
                attributes.union(Theme.plain.attributes(on: style)))
        case .none:
            return Paint(nil, on: nil, style.attributes.union(Theme.plain.attributes(on: style)))
        }
    }

    /// Attributes of the role and the ground.
    private func attributes(on style: Style) -> Style.Attributes {
        let ground = style.ground == .text ? Style.Attributes() : paints[style.ground]?.attributes ?? []
        return (paints[style.role]?.attributes ?? []).union(ground)
    }
}

extension Theme: CustomStringConvertible {
    /// Its name.
    package var description: String { name }
}

/// Colours and attributes of a cell.
package struct Paint: Hashable, Sendable {
    /// The letters' colour in the palette of 256; nil for the terminal's own.
    package var foreground: UInt8?
    /// The colour behind them; nil for the terminal's own.
    package var background: UInt8?
    /// Attributes.
    package var attributes: Style.Attributes

    /// A paint; without arguments, the terminal's own colours.
    package init(_ foreground: UInt8? = nil, on background: UInt8? = nil, _ attributes: Style.Attributes = [])
    {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}

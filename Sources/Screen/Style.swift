/// What a cell means. Which colours that is, says the theme.
package enum Role: UInt8, CaseIterable, Hashable, Sendable {
    /// Ordinary text, and the ground that is nothing special.
    case text
    /// What matters less: counts, paths, what stands in for something unprintable.
    case dim
    /// The title of a pane or a note.
    case title
    /// The border of a pane.
    case border
    /// The border of the pane that gets the keys.
    case borderFocused
    /// The selected row of the focused pane.
    case cursorLine
    /// The selected row of any other pane.
    case selectedLine
    /// A heading inside a note.
    case heading
    /// A link that can be followed.
    case link
    /// A tag.
    case tag
    /// Code, in line or fenced.
    case code
    /// Something finished.
    case done
    /// Something still to do.
    case open
    /// A blocker that is open.
    case blocked
    /// Something to be careful about.
    case warning
    /// Past its due day.
    case overdue
    /// Waiting to be reviewed.
    case review
    /// A person's name.
    case person
    /// A date or a span of time.
    case date
    /// The words of a key hint.
    case hint
    /// The key in a key hint.
    case hintKey
    /// A message of the program.
    case message
    /// Something that failed.
    case error
    /// The filled part of a progress bar.
    case progress
    /// New since it was last accepted.
    case added
    /// What a search or a filter found.
    case match
    /// The lines at the very top and bottom of the screen.
    case bar
}

/// How a cell looks, in terms of meaning: a role, the ground it stands on, and attributes.
package struct Style: Hashable, Sendable {
    /// Attributes that a terminal can give to a cell.
    package struct Attributes: OptionSet, Hashable, Sendable {
        /// The bits; six are in use.
        package let rawValue: UInt8
        /// Attributes by their bits.
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// Heavier letters.
        package static let bold = Attributes(rawValue: 1)
        /// Slanted letters.
        package static let italic = Attributes(rawValue: 2)
        /// A line below.
        package static let underline = Attributes(rawValue: 4)
        /// Foreground and background exchanged.
        package static let reverse = Attributes(rawValue: 8)
        /// Fainter letters.
        package static let dim = Attributes(rawValue: 16)
        /// A line through.
        package static let strike = Attributes(rawValue: 32)
        /// Every attribute.
        package static let all = Attributes(rawValue: 63)
    }

    /// What the text means.
    package var role: Role
    /// What it stands on: `cursorLine`, `selectedLine`, `bar`, `match`; `text` for nothing special.
    package var ground: Role
    /// Attributes on top of those that the theme gives to the role.
    package var attributes: Attributes

    /// The style of `role` on `ground`.
    package init(_ role: Role = .text, on ground: Role = .text, _ attributes: Attributes = []) {
        self.role = role
        self.ground = ground
        self.attributes = attributes
    }

    /// Ordinary text.
    package static let plain = Style()

    /// The same text on another ground.
    package func on(_ ground: Role) -> Style { Style(role, on: ground, attributes) }

    /// The same style with more attributes.
    package func adding(_ more: Attributes) -> Style { Style(role, on: ground, attributes.union(more)) }
}

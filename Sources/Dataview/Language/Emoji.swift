/// Finds emoji at a place of a text: names of the language may hold them.
enum Emoji {
    /// The place behind the emoji that starts at `place`: a sign with its variation, skin tone or keycap, a
    /// flag, or several signs joined to one. Nil where none starts there.
    static func end(_ scalars: some BidirectionalCollection<Unicode.Scalar>, at place: Int) -> Int? {
        let array = scalars as? [Unicode.Scalar] ?? Array(scalars)
        return end(in: array, at: place)
    }

    private static func end(in scalars: [Unicode.Scalar], at place: Int) -> Int? {
        if let end = keycapEnd(in: scalars, at: place) { return end }
        guard place < scalars.count else { return nil }
        if isRegional(scalars[place]) {
            guard place + 1 < scalars.count, isRegional(scalars[place + 1]) else { return nil }
            return place + 2
        }
        guard var end = signEnd(in: scalars, at: place) else { return nil }
        while end < scalars.count, scalars[end].value == 0x200D, let next = signEnd(in: scalars, at: end + 1)
        {
            end = next
        }
        return end
    }

    /// The end of one sign with what modifies it.
    private static func signEnd(in scalars: [Unicode.Scalar], at place: Int) -> Int? {
        guard place < scalars.count, isSign(scalars[place]) else { return nil }
        var end = place + 1
        if end < scalars.count, scalars[place].properties.isEmojiModifierBase,
            scalars[end].properties.isEmojiModifier
        {
            end += 1
        } else if end < scalars.count, scalars[end].value == 0xFE0F {
            end += 1
        }
        // A flag of a country's part: tag characters up to the one that ends them.
        while end < scalars.count, scalars[place].value == 0x1F3F4,
            (0xE0020...0xE007F).contains(scalars[end].value)
        {
            end += 1
        }
        return end
    }

    private static func keycapEnd(in scalars: [Unicode.Scalar], at place: Int) -> Int? {
        guard place + 1 < scalars.count, "0123456789#*".unicodeScalars.contains(scalars[place]) else {
            return nil
        }
        let mark = scalars[place + 1].value == 0xFE0F ? place + 2 : place + 1
        return mark < scalars.count && scalars[mark].value == 0x20E3 ? mark + 1 : nil
    }

    private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x7F && scalar.properties.isEmoji && !isRegional(scalar)
    }
}

extension Unicode.Scalar {
    /// Whether Unicode counts it among the letters.
    var isLetter: Bool {
        if value < 0x80 { return (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) }
        return switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    /// Whether it is one of the ten ASCII digits.
    var isDigit: Bool { (0x30...0x39).contains(value) }

    /// Whether a name may go on with it: a letter, digit, `_` or `-`.
    var continuesName: Bool { isLetter || isDigit || value == 0x5F || value == 0x2D }
}

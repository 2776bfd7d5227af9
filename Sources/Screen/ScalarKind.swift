/// How one scalar is shown.
enum ScalarKind {
    /// C0 and DEL: `^X`.
    case control
    /// Hidden, reordering, private or of no agreed picture: its number in angle brackets.
    case hidden
    /// Not assigned: U+FFFD.
    case unprintable
    /// Takes no cell of its own.
    case mark
    /// One cell.
    case narrow
    /// Two cells.
    case wide

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x20 || value == 0x7F {
            self = .control
        } else if value < 0x300 {
            self = value >= 0x80 && value < 0xA0 || value == 0xAD ? .hidden : .narrow
        } else if ScalarKind.isHidden(value) {
            self = .hidden
        } else if value >= 0x4E00 && value <= 0x9FFF || value >= 0xAC00 && value <= 0xD7A3 {
            self = .wide
        } else {
            self = ScalarKind.byCategory(scalar)
        }
    }

    /// Half of a flag.
    static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool { 0x1F1E6...0x1F1FF ~= scalar.value }

    private static func byCategory(_ scalar: Unicode.Scalar) -> ScalarKind {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: .mark
        case .unassigned: .unprintable
        case .privateUse, .surrogate, .lineSeparator, .paragraphSeparator, .format: .hidden
        default:
            // The vowels and final consonants of conjoining Hangul join the syllable before them.
            if 0x1160...0x11FF ~= scalar.value || 0xD7B0...0xD7FB ~= scalar.value {
                .mark
            } else {
                WideScalars.contains(scalar.value) ? .wide : .narrow
            }
        }
    }

    /// The union of what vim and neomutt refuse to draw, the tags and other fillers.
    private static func isHidden(_ value: UInt32) -> Bool {
        switch value {
        case 0x61C, 0x70F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFEFF: true
        case 0x34F, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
        case 0xFE00...0xFE0F, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
        default: value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= value
        }
    }
}

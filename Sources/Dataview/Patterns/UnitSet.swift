/// A set of UTF-16 units, as the brackets of a pattern write it.
struct UnitSet: Sendable {
    private var ranges: [ClosedRange<UInt16>] = []
    private var isNegated: Bool
    /// Sets that are themselves negated, such as `\D`, taken into this one.
    private var others: [UnitSet] = []

    /// An empty set, or that of all units.
    init(isNegated: Bool = false) { self.isNegated = isNegated }

    private init(_ ranges: [ClosedRange<UInt16>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    /// Adds a range.
    mutating func insert(_ range: ClosedRange<UInt16>) { ranges.append(range) }

    /// Adds what a member of the brackets stands for.
    mutating func insert(_ node: PatternNode) {
        switch node {
        case .unit(let unit): ranges.append(unit...unit)
        case .set(let set): others.append(set)
        default: break
        }
    }

    /// Whether the set holds a unit, or one that differs from it only in case.
    func contains(_ unit: UInt16, ignoresCase: Bool) -> Bool {
        var found = holds(unit)
        if !found, ignoresCase {
            found = Self.otherCases(of: unit).contains(where: holds)
        }
        return found != isNegated
    }

    private func holds(_ unit: UInt16) -> Bool {
        ranges.contains { $0.contains(unit) } || others.contains { $0.contains(unit, ignoresCase: false) }
    }

    private static func otherCases(of unit: UInt16) -> [UInt16] {
        guard let scalar = Unicode.Scalar(unit) else { return [] }
        let mappings = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
        return mappings.compactMap { $0.utf16.count == 1 ? $0.utf16.first : nil }
            .filter { UnitSet.folded($0) == UnitSet.folded(unit) }
    }

    /// The unit that stands for all its cases: its upper case, if that is one unit and no ASCII for a
    /// non-ASCII one.
    static func folded(_ unit: UInt16) -> UInt16 {
        if unit < 128 { return (0x61...0x7A).contains(unit) ? unit - 32 : unit }
        guard let scalar = Unicode.Scalar(unit) else { return unit }
        let upper = scalar.properties.uppercaseMapping.utf16
        guard upper.count == 1, let first = upper.first, first >= 128 else { return unit }
        return first
    }

    /// Whether a unit is a letter, digit or `_` of ASCII.
    static func isWord(_ unit: UInt16) -> Bool { word.holds(unit) }

    /// Whether a unit ends a line.
    static func isLineEnd(_ unit: UInt16) -> Bool {
        unit == 10 || unit == 13 || unit == 0x2028 || unit == 0x2029
    }

    private static let digit: [ClosedRange<UInt16>] = [0x30...0x39]
    private static let wordRanges: [ClosedRange<UInt16>] = [
        0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A,
    ]
    private static let spaceRanges: [ClosedRange<UInt16>] = [
        9...13, 32...32, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
        0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
    ]
    private static let word = UnitSet(wordRanges)

    /// The set behind `\d`, `\w`, `\s` and their opposites.
    static func named(_ letter: UInt16) -> UnitSet? {
        switch Unicode.Scalar(letter) {
        case "d": UnitSet(digit)
        case "D": UnitSet(digit, isNegated: true)
        case "w": word
        case "W": UnitSet(wordRanges, isNegated: true)
        case "s": UnitSet(spaceRanges)
        case "S": UnitSet(spaceRanges, isNegated: true)
        default: nil
        }
    }
}

import Foundation

/// Text in the order of the Unicode root collation, as JavaScript's `localeCompare` gives it.
enum Collation {
    /// Negative, zero or positive as `left` stands before, with or behind `right`.
    static func compare(_ left: String, _ right: String) -> Int {
        ascii(left, right) ?? viaICU(left, right)
    }

    private static let locale = Locale(identifier: "en_US")

    private static func viaICU(_ left: String, _ right: String) -> Int {
        let order = left.compare(right, options: [], range: nil, locale: locale).rawValue
        // That the rest of the longer text does not count, Foundation sees only where something comes behind it.
        guard order != 0, left.utf8.starts(with: right.utf8) || right.utf8.starts(with: left.utf8),
            (left + "a").compare(right + "a", options: [], range: nil, locale: locale) == .orderedSame
        else { return order }
        return 0
    }

    /// The order of two texts of printable ASCII, tabs and line ends; nil where it hangs on anything else.
    ///
    /// Letters are compared without case over the whole text first; case, lower before upper, only breaks
    /// ties.
    private static func ascii(_ left: String, _ right: String) -> Int? {
        var (one, other) = (left.utf8.makeIterator(), right.utf8.makeIterator())
        var tie = 0
        while true {
            let (a, b) = (one.next(), other.next())
            let (x, y) = (a.map { weights[Int($0)] }, b.map { weights[Int($0)] })
            if x == 0 || y == 0 { return nil }
            guard let a, let b, let x, let y else { return x == nil ? (y == nil ? tie : -1) : 1 }
            if x != y { return x < y ? -1 : 1 }
            if a != b, tie == 0 { tie = a > b ? -1 : 1 }
        }
    }

    /// The primary weight of each byte; 0 for what the fast path leaves to ICU.
    private static let weights: [UInt8] = {
        let order = Array("\t\n\u{B}\u{C}\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789".utf8)
        var weights = [UInt8](repeating: 0, count: 256)
        for (place, byte) in order.enumerated() { weights[Int(byte)] = UInt8(place + 1) }
        for letter in 0..<26 {
            let weight = UInt8(order.count + 1 + letter)
            weights[0x61 + letter] = weight
            weights[0x41 + letter] = weight
        }
        return weights
    }()
}

import Foundation

/// Numbers as JavaScript writes and rounds them.
enum ScriptNumber {
    /// The shortest text that reads back as the number: `1`, `0.5`, `1e-7`, `1e+21`, `Infinity`.
    static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        if number == 0 { return "0" }
        if number.rounded() == number, abs(number) < 1e15 { return String(Int64(number)) }
        let (digits, exponent) = decimal(abs(number))
        return (number < 0 ? "-" : "") + layout(digits, exponent)
    }

    /// The digits of a positive number, shortest that identify it, and the place of the point behind the
    /// first.
    static func decimal(_ number: Double) -> (digits: [Character], exponent: Int) {
        var text = "\(number)"
        var exponent = 0
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = String(text[..<mark])
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        var digits = Array(parts[0]) + (parts.count > 1 ? Array(parts[1]) : [])
        exponent += parts[0].count - 1
        while digits.count > 1, digits.first == "0" {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (digits, exponent)
    }

    private static func layout(_ digits: [Character], _ exponent: Int) -> String {
        switch exponent {
        case 21...:
            return scientific(digits, exponent)
        case (digits.count - 1)...:
            return String(digits) + String(repeating: "0", count: exponent - digits.count + 1)
        case 0...:
            return String(digits[...exponent]) + "." + String(digits[(exponent + 1)...])
        case -7 + 1..<0:
            return "0." + String(repeating: "0", count: -exponent - 1) + String(digits)
        default:
            return scientific(digits, exponent)
        }
    }

    private static func scientific(_ digits: [Character], _ exponent: Int) -> String {
        let tail = digits.count > 1 ? "." + String(digits[1...]) : ""
        return String(digits[0]) + tail + "e" + (exponent < 0 ? "-" : "+") + String(abs(exponent))
    }

    /// The nearest whole number, halves upwards; -0 stays.
    static func round(_ number: Double) -> Double {
        let floor = number.rounded(.down)
        let result = number - floor >= 0.5 ? floor + 1 : floor
        return result == 0 && number.sign == .minus ? -0.0 : result
    }

    /// The number cut to `places` digits behind the point as `toFixed` does: from its exact value, ties
    /// away from zero. Nil where `places` is more than 100.
    static func fixed(_ number: Double, places: Double) -> Double? {
        guard places < 101 else { return nil }
        guard number.isFinite, abs(number) < 1e21 else { return number }
        // Every double has at most 1,074 digits behind the point, so this is its exact value.
        let exact = Array(String(format: "%.1074f", abs(number)).utf8)
        let point = exact.firstIndex(of: UInt8(ascii: ".")) ?? exact.count
        let end = point + 1 + Int(places)
        var kept = Array(exact[..<min(end, exact.count)])
        if end < exact.count, exact[end] >= UInt8(ascii: "5") { increment(&kept) }
        let value = Double(String(decoding: kept, as: UTF8.self)) ?? abs(number)
        return number < 0 ? -value : value
    }

    /// Adds one to the last digit of a decimal number.
    private static func increment(_ digits: inout [UInt8]) {
        for place in digits.indices.reversed() where digits[place] != UInt8(ascii: ".") {
            if digits[place] != UInt8(ascii: "9") {
                digits[place] += 1
                return
            }
            digits[place] = UInt8(ascii: "0")
        }
        digits.insert(UInt8(ascii: "1"), at: 0)
    }

    /// A number with at most three digits behind the point and nothing between thousands.
    static func spoken(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-∞" : "∞" }
        return number.formatted(
            .number.locale(Locale(identifier: "en_US")).precision(.fractionLength(0...3))
                .grouping(.never).rounded(rule: .toNearestOrAwayFromZero))
    }
}

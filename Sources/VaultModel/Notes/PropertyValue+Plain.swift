extension PropertyValue {
    /// What a plain scalar means by the core schema of YAML 1.2: null, truth value, number, else text.
    package init(plain bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first, Self.canStartOther(first) else {
            self = bytes.isEmpty ? .null : .text(String(decoding: bytes, as: UTF8.self))
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        // The words below start with no digit, and none is longer.
        if (0x30...0x39).contains(first) || bytes.count > 5 {
            self = Self.number(bytes).map { .number($0) } ?? .text(text)
            return
        }
        switch text {
        case "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case ".nan", ".NaN", ".NAN": self = .number(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": self = .number(-.infinity)
        default: self = Self.number(bytes).map { .number($0) } ?? .text(text)
        }
    }

    /// Whether a plain scalar that starts with `byte` may be something other than text.
    private static func canStartOther(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"),
            UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// A decimal, octal (`0o17`) or hexadecimal (`0xff`) number.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
        if bytes.starts(with: "0x".utf8) { return digits(bytes.dropFirst(2), radix: 16) }
        if bytes.starts(with: "0o".utf8) { return digits(bytes.dropFirst(2), radix: 8) }
        return decimal(bytes)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>, radix: Double) -> Double? {
        guard !bytes.isEmpty else { return nil }
        var result = 0.0
        for byte in bytes {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, Double(digit) < radix else {
                return nil
            }
            result = result * radix + Double(digit)
        }
        return result
    }

    /// Whether `byte` may stand in a decimal number.
    static func isNumberByte(_ byte: UInt8) -> Bool { "+-.eE0123456789".utf8.contains(byte) }

    /// The number written as sign, digits, point, digits and exponent, with at least one digit before the
    /// exponent.
    static func decimal(_ bytes: ArraySlice<UInt8>) -> Double? {
        var rest = bytes
        func skipDigits() -> Int {
            let before = rest.count
            rest = rest.drop { (0x30...0x39).contains($0) }
            return before - rest.count
        }
        func skipSign() {
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        }
        skipSign()
        var count = skipDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            count += skipDigits()
        }
        guard count > 0 else { return nil }
        if let byte = rest.first, byte | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            skipSign()
            guard skipDigits() > 0 else { return nil }
        }
        guard rest.isEmpty else { return nil }
        if bytes.count < 16, bytes.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Double(bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) })
        }
        return Double(String(decoding: bytes, as: UTF8.self))
    }
}

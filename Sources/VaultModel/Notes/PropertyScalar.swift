/// One scalar of the subset, with its place.
struct PropertyScalar {
    /// The scalar with its quotes.
    var range: ByteRange
    /// `plain`, `singleQuoted` or `doubleQuoted`.
    var style: Property.Style
    /// What it means.
    var value: PropertyValue
}

/// Where a scalar stands: it decides which characters end it.
enum ScalarPlace {
    /// Behind a key or a dash.
    case block
    /// Between the brackets of a list.
    case flow
}

extension PropertyScalar {
    /// Reads the scalar that starts at `start`; nil where YAML would read something else there, or on past
    /// `end`.
    init?(_ bytes: [UInt8], from start: Int, to end: Int, _ place: ScalarPlace) {
        guard start < end else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "\""): self.init(doubleQuoted: bytes, start, end)
        case UInt8(ascii: "'"): self.init(singleQuoted: bytes, start, end)
        default: self.init(plain: bytes, start, end, place)
        }
    }

    private init?(plain bytes: [UInt8], _ start: Int, _ end: Int, _ place: ScalarPlace) {
        guard Self.canStartPlain(bytes, start, end, place) else { return nil }
        var last = start
        var offset = start
        scan: while offset < end {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: ":"):
                if Self.isBoundary(bytes, offset + 1, end, place) { return nil }
            case UInt8(ascii: "#"):
                if offset > start, isBlank(bytes[offset - 1]) { break scan }
            case UInt8(ascii: ","), UInt8(ascii: "]"):
                if place == .flow { break scan }
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"):
                if place == .flow { return nil }
            case 0x09, 0x20: break
            default:
                if byte < 0x20 || byte == 0x7F { return nil }
            }
            offset += 1
            if !isBlank(byte) { last = offset }
        }
        range = ByteRange(start, last)
        style = .plain
        value = PropertyValue(plain: bytes[range])
    }

    /// Whether a plain scalar may start at `start`: no indicator, and `-`, `?`, `:` only with text behind
    /// them.
    private static func canStartPlain(_ bytes: [UInt8], _ start: Int, _ end: Int, _ place: ScalarPlace)
        -> Bool
    {
        switch bytes[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            !isBoundary(bytes, start + 1, end, place)
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), 0x09, 0x20:
            false
        default: true
        }
    }

    /// Whether an indicator before `offset` counts as one: a blank, the end or a bracket follows.
    private static func isBoundary(_ bytes: [UInt8], _ offset: Int, _ end: Int, _ place: ScalarPlace) -> Bool
    {
        guard offset < end else { return true }
        let byte = bytes[offset]
        return isBlank(byte) || place == .flow && ",[]{}?".utf8.contains(byte)
    }

    private init?(singleQuoted bytes: [UInt8], _ start: Int, _ end: Int) {
        var text: [UInt8] = []
        var offset = start + 1
        while offset < end {
            let byte = bytes[offset]
            if byte < 0x20 && byte != 0x09 || byte == 0x7F { return nil }
            if byte == UInt8(ascii: "'") {
                guard offset + 1 < end, bytes[offset + 1] == byte else {
                    range = ByteRange(start, offset + 1)
                    style = .singleQuoted
                    value = .text(String(decoding: text, as: UTF8.self))
                    return
                }
                offset += 1
            }
            text.append(byte)
            offset += 1
        }
        return nil
    }

    private init?(doubleQuoted bytes: [UInt8], _ start: Int, _ end: Int) {
        var text: [UInt8] = []
        var offset = start + 1
        while offset < end {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "\""):
                range = ByteRange(start, offset + 1)
                style = .doubleQuoted
                value = .text(String(decoding: text, as: UTF8.self))
                return
            case UInt8(ascii: "\\"):
                guard let (scalar, next) = YAMLEscape.read(bytes, offset + 1, end) else { return nil }
                text += Array(String(scalar).utf8)
                offset = next
            default:
                if byte < 0x20 && byte != 0x09 || byte == 0x7F { return nil }
                text.append(byte)
                offset += 1
            }
        }
        return nil
    }
}

/// The escapes of a double-quoted scalar.
enum YAMLEscape {
    /// The character of the escape whose letter stands at `offset`, and the offset behind it.
    static func read(_ bytes: [UInt8], _ offset: Int, _ end: Int) -> (Unicode.Scalar, next: Int)? {
        guard offset < end else { return nil }
        let letter = Unicode.Scalar(bytes[offset])
        if let scalar = single[letter] { return (scalar, offset + 1) }
        guard let length = lengths[letter], offset + 1 + length <= end else { return nil }
        var code: UInt32 = 0
        for byte in bytes[(offset + 1)..<(offset + 1 + length)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            code = code << 4 | UInt32(digit)
        }
        return Unicode.Scalar(code).map { ($0, offset + 1 + length) }
    }

    private static let single: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{B}", "f": "\u{C}",
        "r": "\r", "e": "\u{1B}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{A0}",
        "L": "\u{2028}", "P": "\u{2029}",
    ]
    private static let lengths: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]
}

/// Whether a byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

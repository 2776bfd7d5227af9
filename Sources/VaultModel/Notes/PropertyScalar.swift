/// One scalar of the subset, with its place.
struct PropertyScalar {
    /// The scalar with its quotes.
    var range: ByteRange
    /// `plain`, `singleQuoted` or `doubleQuoted`; `empty` where nothing stands.
    var style: Property.Style
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
    init?(_ source: SourceBytes, from start: Int, to end: Int, _ place: ScalarPlace) {
        guard start < end else { return nil }
        switch source[start] {
        case UInt8(ascii: "\""): self.init(doubleQuoted: source, start, end)
        case UInt8(ascii: "'"): self.init(singleQuoted: source, start, end)
        default: self.init(plain: source, start, end, place)
        }
    }

    private init?(plain source: SourceBytes, _ start: Int, _ end: Int, _ place: ScalarPlace) {
        guard Self.canStartPlain(source, start, end, place) else { return nil }
        if place == .block {
            guard let stop = Self.endOfPlain(source, start, end) else { return nil }
            range = ByteRange(start, source.trimBlanks(from: start, to: stop))
            style = .plain
            return
        }
        var last = start
        var offset = start
        scan: while offset < end {
            let byte = source[offset]
            if byte.isPlainScalarByte {
                offset += 1
                last = offset
                continue
            }
            switch byte {
            case UInt8(ascii: ":"):
                if Self.isBoundary(source, offset + 1, end, place) { return nil }
            case UInt8(ascii: "#"):
                if offset > start, source[offset - 1].isBlank { break scan }
            case UInt8(ascii: ","), UInt8(ascii: "]"):
                if place == .flow { break scan }
            case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"):
                if place == .flow { return nil }
            case 0x09, 0x20: break
            default:
                if byte < 0x20 || byte == 0x7F { return nil }
            }
            offset += 1
            if !byte.isBlank { last = offset }
        }
        range = ByteRange(start, last)
        style = .plain
    }

    /// Where a plain scalar behind a key or a dash ends, blanks behind it included; nil where it would be no scalar.
    @inline(__always)
    private static func endOfPlain(_ source: SourceBytes, _ start: Int, _ end: Int) -> Int? {
        var offset = start
        while offset < end {
            let hits = source.word(at: offset, before: end).bytesEndingPlain
            offset &+= hits == 0 ? 8 : hits.trailingZeroBitCount / 8
            if hits == 0 || offset >= end { continue }
            switch source[offset] {
            case UInt8(ascii: ":"):
                if isBoundary(source, offset + 1, end, .block) { return nil }
            case UInt8(ascii: "#"):
                if offset > start, source[offset - 1].isBlank { return offset }
            case 0x09: break
            default: return nil
            }
            offset &+= 1
        }
        return end
    }

    /// Whether a plain scalar may start at `start`: no indicator, and `-`, `?`, `:` only with text behind
    /// them.
    private static func canStartPlain(_ source: SourceBytes, _ start: Int, _ end: Int, _ place: ScalarPlace)
        -> Bool
    {
        switch source[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
            !isBoundary(source, start + 1, end, place)
        case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
            UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"),
            UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"),
            UInt8(ascii: "`"), 0x09, 0x20:
            false
        default: true
        }
    }

    /// Whether an indicator before `offset` counts as one: a blank, the end or a bracket follows.
    private static func isBoundary(_ source: SourceBytes, _ offset: Int, _ end: Int, _ place: ScalarPlace)
        -> Bool
    {
        guard offset < end else { return true }
        let byte = source[offset]
        return byte.isBlank || place == .flow && ",[]{}?".utf8.contains(byte)
    }

    private init?(singleQuoted source: SourceBytes, _ start: Int, _ end: Int) {
        var offset = start + 1
        while offset < end {
            let byte = source[offset]
            if byte < 0x20 && byte != 0x09 || byte == 0x7F { return nil }
            if byte == UInt8(ascii: "'") {
                guard offset + 1 < end, source[offset + 1] == byte else {
                    range = ByteRange(start, offset + 1)
                    style = .singleQuoted
                    return
                }
                offset += 1
            }
            offset += 1
        }
        return nil
    }

    private init?(doubleQuoted source: SourceBytes, _ start: Int, _ end: Int) {
        var offset = start + 1
        while offset < end {
            let byte = source[offset]
            switch byte {
            case UInt8(ascii: "\""):
                range = ByteRange(start, offset + 1)
                style = .doubleQuoted
                return
            case UInt8(ascii: "\\"):
                guard let (_, next) = YAMLEscape.read(source, offset + 1, end) else { return nil }
                offset = next
            default:
                if byte < 0x20 && byte != 0x09 || byte == 0x7F { return nil }
                offset += 1
            }
        }
        return nil
    }
}

extension PropertyScalar {
    /// What the scalar means.
    func value(in bytes: [UInt8]) -> PropertyValue {
        switch style {
        case .plain: PropertyValue(plain: bytes[range])
        case .singleQuoted, .doubleQuoted: .text(text(in: bytes))
        case .empty, .flowList, .blockList, .other: .null
        }
    }

    /// The text that a scalar in quotes stands for.
    func text(in bytes: [UInt8]) -> String {
        let inside = ByteRange(range.lower + 1, range.upper - 1)
        let mark = style == .singleQuoted ? UInt8(ascii: "'") : UInt8(ascii: "\\")
        guard bytes[inside].contains(mark) else { return bytes.text(inside) }
        var text: [UInt8] = []
        var offset = inside.lower
        while offset < inside.upper {
            if bytes[offset] != mark {
                text.append(bytes[offset])
                offset += 1
            } else if style == .singleQuoted {
                text.append(mark)
                offset += 2
            } else if let (scalar, next) = bytes.withUnsafeBufferPointer({ buffer in
                YAMLEscape.read(SourceBytes(buffer), offset + 1, inside.upper)
            }) {
                text += Array(String(scalar).utf8)
                offset = next
            } else {
                break
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The escapes of a double-quoted scalar.
enum YAMLEscape {
    /// The character of the escape whose letter stands at `offset`, and the offset behind it.
    static func read(_ source: SourceBytes, _ offset: Int, _ end: Int) -> (Unicode.Scalar, next: Int)? {
        guard offset < end else { return nil }
        let letter = Unicode.Scalar(source[offset])
        if let scalar = single[letter] { return (scalar, offset + 1) }
        guard let length = lengths[letter], offset + 1 + length <= end else { return nil }
        var code: UInt32 = 0
        for index in (offset + 1)..<(offset + 1 + length) {
            guard let digit = Character(Unicode.Scalar(source[index])).hexDigitValue else { return nil }
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

extension UInt64 {
    /// The high bit of the first of eight bytes that is `:`, `#`, a control character or delete, and perhaps of some
    /// behind it; 0 where there is none.
    @inline(__always) fileprivate var bytesEndingPlain: UInt64 {
        let controls = (self &- 0x2020_2020_2020_2020) & ~self & 0x8080_8080_8080_8080
        return controls | bytesEqual(to: 0x7F) | bytesEqual(to: UInt8(ascii: ":"))
            | bytesEqual(to: UInt8(ascii: "#"))
    }
}

/// Whether a byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

extension UInt8 {
    /// Whether the byte may stand anywhere in a plain scalar, and is no blank.
    fileprivate var isPlainScalarByte: Bool {
        // All but controls, space, # , : in the first word; all but [ ] { } and delete in the second.
        let low: UInt64 = ~0 << 0x21 & ~(1 << 0x23 | 1 << 0x2C | 1 << 0x3A)
        let high: UInt64 = ~(1 << 0x1B | 1 << 0x1D | 1 << 0x3B | 1 << 0x3D | 1 << 0x3F)
        if self >= 0x80 { return true }
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
}

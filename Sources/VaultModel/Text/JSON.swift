/// A JSON value, as the settings files of a vault hold it.
///
/// Read forgivingly, since people edit these files by hand: a BOM and commas before a closing bracket are
/// passed over, and half of a surrogate pair becomes U+FFFD. Anything else that is no JSON gives no value at
/// all.
package indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONValue])
    /// Members in the order written.
    case object([Member])

    /// One member of an object, with the bytes that it was read from.
    package struct Member: Hashable, Sendable {
        /// The key.
        package var key: String
        /// The key as written, with its quotes.
        package var keyRange: ByteRange
        /// The value.
        package var value: JSONValue
        /// The value as written.
        package var valueRange: ByteRange
    }

    /// How deep lists and objects may be nested, and how many bytes are read (faults §4.3 rule 8).
    private static let deepest = 64
    private static let largest = 16 << 20

    /// Reads one value; nil where `bytes` are not JSON, or too much of it.
    package init?(_ bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.count <= Self.largest else { return nil }
        var reader = JSONReader(bytes: bytes, at: start, end: bytes.count, depth: Self.deepest)
        guard let value = reader.value(), reader.isAtEnd() else { return nil }
        self = value
    }

    /// The line, from 0, on which `bytes` stop to be JSON; nil where all of it can be read.
    package static func lineOfProblem(in bytes: [UInt8]) -> Int? {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes.count <= largest else { return 0 }
        var reader = JSONReader(bytes: bytes, at: start, end: bytes.count, depth: deepest)
        if reader.value() != nil, reader.isAtEnd() { return nil }
        return bytes[..<reader.at].count { $0 == 0x0A }
    }

    /// The members of the object that fills `range`, with their places in `bytes`; nil where there is none.
    package static func members(of bytes: [UInt8], in range: ByteRange) -> [Member]? {
        guard range.count <= largest else { return nil }
        var reader = JSONReader(bytes: bytes, at: range.lower, end: range.upper, depth: deepest)
        guard case .object(let members)? = reader.value(), reader.isAtEnd() else { return nil }
        return members
    }

    /// The value of a member; where a key is there twice, the last one counts, as in JavaScript.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The text, if the value is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The truth value, if the value is one.
    package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    /// The number, if the value is one.
    package var number: Double? { if case .number(let number) = self { number } else { nil } }
    /// The items of a list; none for any other value.
    package var items: [JSONValue] { if case .list(let items) = self { items } else { [] } }
}

/// A place in the bytes of a JSON file.
private struct JSONReader {
    let bytes: [UInt8]
    var at: Int
    let end: Int
    /// How many more levels may open.
    var depth: Int

    private var byte: UInt8? { at < end ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
    }

    mutating func isAtEnd() -> Bool {
        skipSpace()
        return at == end
    }

    /// Steps over `byte` if it comes next.
    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        skipSpace()
        guard byte == UInt8(ascii: wanted) else { return false }
        at += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard at + length <= end, bytes[at..<(at + length)].elementsEqual("\(word)".utf8) else {
            return false
        }
        at += length
        return true
    }

    mutating func value() -> JSONValue? {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "["): return nested { $0.list() }
        case UInt8(ascii: "\""): return string().map { .text($0) }
        case UInt8(ascii: "t"): return take(word: "true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        default: return number()
        }
    }

    private mutating func nested(_ body: (inout JSONReader) -> JSONValue?) -> JSONValue? {
        guard depth > 0 else { return nil }
        depth -= 1
        defer { depth += 1 }
        at += 1
        return body(&self)
    }

    private mutating func list() -> JSONValue? {
        var items: [JSONValue] = []
        while !take("]") {
            guard let item = value() else { return nil }
            items.append(item)
            guard take(",") else { return take("]") ? .list(items) : nil }
        }
        return .list(items)
    }

    private mutating func object() -> JSONValue? {
        var members: [JSONValue.Member] = []
        while !take("}") {
            let keyStart = at
            guard let key = string() else { return nil }
            let keyRange = ByteRange(keyStart, at)
            guard take(":") else { return nil }
            skipSpace()
            let start = at
            guard let value = value() else { return nil }
            members.append(
                .init(key: key, keyRange: keyRange, value: value, valueRange: ByteRange(start, at)))
            guard take(",") else { return take("}") ? .object(members) : nil }
        }
        return .object(members)
    }

    private mutating func number() -> JSONValue? {
        let start = at
        while let byte, PropertyValue.isNumberByte(byte) { at += 1 }
        guard let number = PropertyValue.decimal(bytes[start..<at]) else { return nil }
        return .number(number)
    }

    private mutating func string() -> String? {
        guard byte == UInt8(ascii: "\"") else { return nil }
        at += 1
        var text: [UInt8] = []
        while let byte {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                text += Array(String(scalar).utf8)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard let byte else { return nil }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "u"): return unit().map { scalar(startingWith: $0) }
        default: return nil
        }
    }

    /// The four hexadecimal digits behind `\u`.
    private mutating func unit() -> UInt32? {
        guard at + 4 <= end else { return nil }
        let digits = bytes[at..<(at + 4)]
        guard digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        at += 4
        return unit
    }

    /// The character of a UTF-16 unit, with its other half if it is half of a pair.
    private mutating func scalar(startingWith unit: UInt32) -> Unicode.Scalar {
        if (0xD800..<0xDC00).contains(unit), at + 6 <= end, bytes[at..<(at + 2)].elementsEqual("\\u".utf8) {
            let before = at
            at += 2
            if let low = self.unit(), (0xDC00..<0xE000).contains(low) {
                return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
            }
            at = before
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }
}

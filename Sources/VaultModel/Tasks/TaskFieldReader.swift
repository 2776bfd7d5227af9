/// Reads the fields of a task from the end of its text backwards, as the plugin does (RULES §2 step 4).
///
/// Invariant: what is left of the text is `text`; all fields and tags behind it were read.
struct TaskFieldReader {
    let bytes: [UInt8]
    let format: TaskSettings.Format
    /// What is not read yet, without white space at its ends.
    private(set) var text: ByteRange
    /// The fields, the last of the line first.
    private(set) var fields: [TaskField] = []
    /// The tags between and behind the fields, the last of the line first.
    private(set) var tags: [ByteRange] = []
    /// The sign that the last character beyond ASCII is: values are ASCII, so no other can open a field at the end.
    private var lastSign: (kind: TaskField.Kind, range: ByteRange)?

    /// The plugin stops after so many rounds, however many tags are left.
    private static let mostRounds = 21
    /// The order in which one round tries the kinds; nil stands for a tag.
    private static let order: [TaskField.Kind?] = [
        .priority, .done, .cancelled, .due, .scheduled, .start, .created, .recurrence, .onCompletion, nil,
        .id,
        .dependsOn,
    ]

    /// Reads the text in `range`, which has no white space at its ends.
    init(_ bytes: [UInt8], _ range: ByteRange, _ format: TaskSettings.Format) {
        self.bytes = bytes
        self.format = format
        text = range
        // Without a sign there is nothing to find but tags, and most lines have neither.
        let mayHold: Bool
        switch format {
        case .emoji: mayHold = bytes[range].contains { $0 >= 0xE2 || $0 == UInt8(ascii: "#") }
        case .dataview: mayHold = bytes[range].contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#") }
        }
        guard mayHold else { return }
        findLastSign()
        if lastSign != nil || format == .dataview { fields.reserveCapacity(4) }
        var rounds = 0
        while round(), rounds + 1 < Self.mostRounds { rounds += 1 }
    }

    /// Tries each kind once; false where none was there.
    private mutating func round() -> Bool {
        var found = false
        for kind in Self.order {
            guard let kind else {
                if let tag = tag() {
                    tags.append(tag)
                    cut(at: tag.lower)
                    found = true
                }
                continue
            }
            guard let field = format == .emoji ? emoji(kind) : bracketed(kind) else { continue }
            fields.append(field)
            cut(at: field.range.lower)
            found = true
        }
        return found
    }

    private mutating func cut(at end: Int) {
        text = TaskBytes.trimmed(bytes, text.lower, end)
        findLastSign()
    }

    /// Finds the last sign of the text, U+FE0F behind it allowed; what can't stand in a value ends the search.
    private mutating func findLastSign() {
        lastSign = nil
        guard format == .emoji else { return }
        var end = text.upper
        while end > text.lower, Self.isValueByte(bytes[end - 1]) { end -= 1 }
        if end - 3 >= text.lower, bytes[end - 1] == 0x8F, bytes[end - 2] == 0xB8, bytes[end - 3] == 0xEF {
            end -= 3
        }
        guard end > text.lower, bytes[end - 1] >= 0x80 else { return }
        var start = end - 1
        var code = UInt32(bytes[start])
        var shift: UInt32 = 8
        while start > text.lower, end - start < 4, bytes[start] & 0xC0 == 0x80 {
            start -= 1
            code |= UInt32(bytes[start]) << shift
            shift += 8
        }
        lastSign = TaskField.Kind.ofSign(code).map { ($0, ByteRange(start, end)) }
    }

    /// Whether a byte may stand in the value of any kind, or between it and its sign.
    private static func isValueByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, UInt8(ascii: ","), UInt8(ascii: "!"),
            UInt8(ascii: "-"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// A `#tag` at the end, behind white space or at the very start.
    private func tag() -> ByteRange? {
        var start = text.upper
        while start > text.lower, !Self.endsTag(bytes[start - 1]) { start -= 1 }
        guard start > text.lower, start < text.upper, bytes[start - 1] == UInt8(ascii: "#") else {
            return nil
        }
        let hash = start - 1
        guard hash == text.lower || TaskBytes.spaceLength(bytes, endingAt: hash, notBefore: text.lower) > 0
        else { return nil }
        return ByteRange(hash, text.upper)
    }

    /// Whether a byte can't stand in a tag: one of ` !@#$%^&*(),.?":{}|<>`.
    private static func endsTag(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20...0x26, 0x28...0x2A, 0x2C, 0x2E, 0x3A, 0x3C, 0x3E...0x40, 0x5E, 0x7B...0x7D: true
        default: false
        }
    }

    /// A field in brackets at the end: `[key:: value]` or `(key:: value)`, with a comma behind it or not.
    private func bracketed(_ kind: TaskField.Kind) -> TaskField? {
        var end = text.upper
        if end > text.lower, bytes[end - 1] == UInt8(ascii: ",") {
            end -= 1
            while end > text.lower, bytes[end - 1] == 0x20 { end -= 1 }
        }
        guard end > text.lower else { return nil }
        let opening: UInt8
        switch bytes[end - 1] {
        case UInt8(ascii: "]"): opening = UInt8(ascii: "[")
        case UInt8(ascii: ")"): opening = UInt8(ascii: "(")
        default: return nil
        }
        guard let start = bytes[text.lower..<(end - 1)].lastIndex(where: { "[]()".utf8.contains($0) }),
            bytes[start] == opening
        else { return nil }
        let inside = spacesTrimmed(start + 1, end - 1)
        let key = Array("\(kind.key)::".utf8)
        guard bytes[inside].starts(with: key) else { return nil }
        let value = spacesTrimmed(inside.lower + key.count, inside.upper)
        guard isValue(kind, value) else { return nil }
        return TaskField(kind: kind, range: ByteRange(start, text.upper), valueRange: value)
    }

    private func spacesTrimmed(_ start: Int, _ end: Int) -> ByteRange {
        var lower = start
        var upper = end
        while lower < upper, bytes[lower] == 0x20 { lower += 1 }
        while upper > lower, bytes[upper - 1] == 0x20 { upper -= 1 }
        return ByteRange(lower, upper)
    }

    /// A field at the end that a sign opens: sign, perhaps U+FE0F, spaces, value.
    private func emoji(_ kind: TaskField.Kind) -> TaskField? {
        guard let lastSign, lastSign.kind == kind else { return nil }
        let sign = lastSign.range
        if kind == .priority {
            guard endOfSign(sign) == text.upper else { return nil }
            return TaskField(kind: kind, range: ByteRange(sign.lower, text.upper), valueRange: sign)
        }
        var start = text.upper
        while start > text.lower, Self.isValueByte(kind, bytes[start - 1]) { start -= 1 }
        if kind.isDate { start = max(start, text.upper - 10) }
        var end = start
        while end > text.lower, bytes[end - 1] == 0x20 { end -= 1 }
        guard endOfSign(sign) == end else { return nil }
        while start < text.upper, bytes[start] == 0x20 { start += 1 }
        let value = ByteRange(start, text.upper)
        guard isValue(kind, value) else { return nil }
        return TaskField(kind: kind, range: ByteRange(sign.lower, text.upper), valueRange: value)
    }

    /// The offset behind a sign and the U+FE0F that may follow it.
    private func endOfSign(_ sign: ByteRange) -> Int {
        let end = sign.upper
        let isDressed =
            end + 3 <= text.upper && bytes[end] == 0xEF && bytes[end + 1] == 0xB8 && bytes[end + 2] == 0x8F
        return isDressed ? end + 3 : end
    }

    /// Whether a byte may stand in a value of this kind.
    private static func isValueByte(_ kind: TaskField.Kind, _ byte: UInt8) -> Bool {
        let isWord = TaskBytes.isLetter(byte) || TaskBytes.isDigit(byte)
        switch kind {
        case .recurrence:
            return isWord || byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "!")
        case .onCompletion: return TaskBytes.isLetter(byte)
        case .id: return isWord || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        case .dependsOn:
            return isWord || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ",")
                || byte == 0x20
        default: return TaskBytes.isDigit(byte) || byte == UInt8(ascii: "-")
        }
    }

    /// Whether a range is a whole value of this kind.
    private func isValue(_ kind: TaskField.Kind, _ range: ByteRange) -> Bool {
        let value = bytes[range]
        guard !value.isEmpty else { return false }
        switch kind {
        case .priority:
            return TaskPriority.allCases.contains { $0 != .none && value.elementsEqual($0.rawValue.utf8) }
        case .dependsOn:
            let ids = value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            return ids.allSatisfy { id in
                let word = id.split(separator: 0x20)
                return word.count == 1
            } && value.first != 0x20
        case .recurrence, .onCompletion, .id: return value.allSatisfy { Self.isValueByte(kind, $0) }
        default: return isDate(value)
        }
    }

    /// Four digits, two and two; there need not be such a day.
    private func isDate(_ value: ArraySlice<UInt8>) -> Bool {
        value.count == 10
            && value.enumerated().allSatisfy { index, byte in
                index == 4 || index == 7 ? byte == UInt8(ascii: "-") : TaskBytes.isDigit(byte)
            }
    }
}

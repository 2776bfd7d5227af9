/// Reads the fields of a task from the end of its text backwards, as the plugin does (RULES §2 step 4).
///
/// Invariant: what is left of the text is `text`; all fields and tags behind it were read.
struct TaskFieldReader {
    let bytes: SourceBytes
    let format: TaskSettings.Format
    /// What is not read yet, without white space at its ends.
    private(set) var text: ByteRange
    /// What the text ends with, if it may be a field.
    private var last: Candidate?
    /// Whether there may be tags.
    private let mayHoldTags: Bool
    /// Where the first byte beyond ASCII stands, which every sign begins with, or an offset before it.
    private let firstBeyondASCII: Int
    /// How many rounds are over, which place comes next in this one, and whether it found anything.
    private var rounds = 0
    private var place = 0
    private var hasFound = false

    /// A field, or a tag between or behind the fields.
    enum Part {
        case field(TaskField)
        case tag(ByteRange)
    }

    /// What may be a field at the end of the text.
    private struct Candidate {
        var kind: TaskField.Kind
        /// In the emoji form the sign; in the Dataview form the brackets, a comma behind them included.
        var range: ByteRange
        /// In the Dataview form what stands behind the key.
        var value: ByteRange
    }

    /// The plugin stops after so many rounds, however many tags are left.
    private static let mostRounds = 21
    /// One round tries each kind once, in this order, and a tag at a place of its own.
    private static func place(of kind: TaskField.Kind) -> Int {
        switch kind {
        case .priority: 0
        case .done: 1
        case .cancelled: 2
        case .due: 3
        case .scheduled: 4
        case .start: 5
        case .created: 6
        case .recurrence: 7
        case .onCompletion: 8
        case .id: 10
        case .dependsOn: 11
        }
    }
    private static let placeOfTag = 9

    /// Reads the text in `range`, which has no white space at its ends.
    init(_ bytes: SourceBytes, _ range: ByteRange, _ format: TaskSettings.Format) {
        self.init(
            bytes, range, format,
            mayHoldTags: bytes.find(UInt8(ascii: "#"), from: range.lower, to: range.upper) != nil,
            firstBeyondASCII: bytes.firstBeyondASCII(from: range.lower, to: range.upper))
    }

    /// The same where it is known whether there may be tags, and that all bytes before one are ASCII.
    init(
        _ bytes: SourceBytes, _ range: ByteRange, _ format: TaskSettings.Format, mayHoldTags: Bool,
        firstBeyondASCII: Int
    ) {
        self.bytes = bytes
        self.format = format
        text = range
        self.mayHoldTags = mayHoldTags
        self.firstBeyondASCII = firstBeyondASCII
        findLast()
    }

    /// The next part, the last of the line first; nil where there is no more.
    mutating func next() -> Part? {
        if last == nil, !mayHoldTags { return nil }
        while rounds < Self.mostRounds {
            if let last, case let place = Self.place(of: last.kind), place >= self.place,
                place < Self.placeOfTag || self.place > Self.placeOfTag
            {
                self.place = place + 1
                guard let field = field(last) else { continue }
                cut(at: field.range.lower)
                return .field(field)
            }
            if place <= Self.placeOfTag {
                place = Self.placeOfTag + 1
                guard mayHoldTags, let tag = tag() else { continue }
                cut(at: tag.lower)
                return .tag(tag)
            }
            guard hasFound else { return nil }
            rounds += 1
            (place, hasFound) = (0, false)
        }
        return nil
    }

    private mutating func cut(at end: Int) {
        text = TaskBytes.trimmed(bytes, text.lower, end)
        hasFound = true
        findLast()
    }

    /// Finds what the text ends with.
    private mutating func findLast() {
        switch format {
        case .emoji: last = lastSign()
        case .dataview: last = lastBrackets()
        }
    }

    private func field(_ candidate: Candidate) -> TaskField? {
        switch format {
        case .emoji: emoji(candidate.kind, candidate.range)
        case .dataview:
            isValue(candidate.kind, candidate.value)
                ? TaskField(kind: candidate.kind, range: candidate.range, valueRange: candidate.value) : nil
        }
    }

    /// The last sign of the text, U+FE0F behind it allowed. Values are ASCII, so no other character beyond that can
    /// open a field at the end.
    private func lastSign() -> Candidate? {
        if firstBeyondASCII >= text.upper { return nil }
        var end = bytes.endBeyondASCII(from: firstBeyondASCII, to: text.upper)
        if end - 3 >= text.lower, bytes[end - 1] == 0x8F, bytes[end - 2] == 0xB8, bytes[end - 3] == 0xEF {
            end -= 3
        }
        guard end > text.lower, bytes[end - 1] >= 0x80 else { return nil }
        var start = end - 1
        var code = UInt32(bytes[start])
        var shift: UInt32 = 8
        while start > text.lower, end - start < 4, bytes[start] & 0xC0 == 0x80 {
            start -= 1
            code |= UInt32(bytes[start]) << shift
            shift += 8
        }
        let sign = ByteRange(start, end)
        return TaskField.Kind.ofSign(code).map { Candidate(kind: $0, range: sign, value: sign) }
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

    /// Brackets at the end, `[key:: value]` or `(key:: value)`, with a comma behind them or not.
    private func lastBrackets() -> Candidate? {
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
        var start = end - 2
        while start >= text.lower, !Self.isBracket(bytes[start]) { start -= 1 }
        guard start >= text.lower, bytes[start] == opening else { return nil }
        let inside = spacesTrimmed(start + 1, end - 1)
        guard let colons = bytes.findPair(UInt8(ascii: ":"), from: inside.lower, to: inside.upper),
            let kind = TaskField.Kind.ofKey(bytes, ByteRange(inside.lower, colons))
        else { return nil }
        let value = spacesTrimmed(colons + 2, inside.upper)
        return Candidate(kind: kind, range: ByteRange(start, text.upper), value: value)
    }

    private static func isBracket(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "(")
            || byte == UInt8(ascii: ")")
    }

    private func spacesTrimmed(_ start: Int, _ end: Int) -> ByteRange {
        var lower = start
        var upper = end
        while lower < upper, bytes[lower] == 0x20 { lower += 1 }
        while upper > lower, bytes[upper - 1] == 0x20 { upper -= 1 }
        return ByteRange(lower, upper)
    }

    /// A field at the end that a sign opens: sign, perhaps U+FE0F, spaces, value.
    private func emoji(_ kind: TaskField.Kind, _ sign: ByteRange) -> TaskField? {
        if kind == .priority {
            guard endOfSign(sign) == text.upper else { return nil }
            return TaskField(kind: kind, range: ByteRange(sign.lower, text.upper), valueRange: sign)
        }
        var start = text.upper
        if kind.isDate {
            // What is no date is no value.
            start = max(text.lower, start - 10)
        } else {
            while start > text.lower, Self.isValueByte(kind, bytes[start - 1]) { start -= 1 }
        }
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
        guard !range.isEmpty else { return false }
        switch kind {
        case .priority:
            return TaskPriority.allCases.contains { $0 != .none && bytes.equals($0.rawValue.utf8, in: range) }
        case .dependsOn:
            return isListOfNames(range)
        case .recurrence, .onCompletion, .id:
            return range.indices.allSatisfy { Self.isValueByte(kind, bytes[$0]) }
        default: return isDate(range)
        }
    }

    /// Names with commas between them, each without a space in it.
    private func isListOfNames(_ range: ByteRange) -> Bool {
        if bytes[range.lower] == 0x20 { return false }
        let ids = range.indices.split(omittingEmptySubsequences: false) { bytes[$0] == UInt8(ascii: ",") }
        return ids.allSatisfy { $0.split { bytes[$0] == 0x20 }.count == 1 }
    }

    /// Four digits, two and two; there need not be such a day.
    private func isDate(_ value: ByteRange) -> Bool {
        guard value.count == 10 else { return false }
        // What is left of a digit is 9 at most, so that it and 0x76 stay below 0x80; of a dash nothing is left.
        let rest = bytes.word(at: value.lower) ^ 0x2D30_302D_3030_3030
        let above = rest &+ 0x7F76_767F_7676_7676
        return (rest | above) & 0x8080_8080_8080_8080 == 0
            && bytes[value.lower + 8].isDigit && bytes[value.lower + 9].isDigit
    }
}

/// All that a reader finds.
struct TaskFields {
    /// The text before the fields and the tags among them.
    let text: ByteRange
    /// The fields, the last of the line first.
    private(set) var fields: [TaskField] = []
    /// The tags between and behind the fields, the last of the line first.
    private(set) var tags: [ByteRange] = []

    init(_ reader: TaskFieldReader) {
        var reader = reader
        while let part = reader.next() {
            switch part {
            case .field(let field): fields.append(field)
            case .tag(let tag): tags.append(tag)
            }
        }
        text = reader.text
    }
}

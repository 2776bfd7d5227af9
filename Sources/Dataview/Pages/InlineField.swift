/// A field written in a line of text: `[key:: value]`, `(key:: value)`, `key:: value` or a date behind an
/// emoji.
struct InlineField: Hashable {
    /// The name as written.
    var name: String
    /// The text of the value.
    var text: String
    /// Where it starts in the line, in bytes.
    var start: Int
    /// Where it ends.
    var end: Int

    /// How many bytes may be looked through for closing brackets in one line, so that no line takes for ever.
    private static let work = 1_000_000

    /// The fields in brackets of a line, and those behind an emoji if wanted, in order. Where two overlap
    /// or touch, the first is kept.
    static func bracketed(in line: [UInt8], withShorthands: Bool) -> [InlineField] {
        var fields: [InlineField] = []
        if hasSeparator(line) {
            var work = Self.work
            for (open, close) in [
                (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "("), UInt8(ascii: ")")),
            ] {
                fields += wrapped(in: line, open, close, &work)
            }
        }
        if withShorthands, line.contains(where: { $0 == 0xE2 || $0 == 0xF0 }) {
            fields += Shorthand.fields(in: line)
        }
        guard fields.count > 1 else { return fields }
        var kept: [InlineField] = []
        for field in StableSort.sorted(fields, by: { $0.start - $1.start })
        where kept.isEmpty || (kept.last?.end ?? 0) < field.start {
            kept.append(field)
        }
        return kept
    }

    /// Whether a line can have a field at all: it has `::`, or a byte that starts one of the emoji.
    static func mayHaveFields(_ line: some Collection<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in line {
            if byte == 0x3A, previous == 0x3A { return true }
            if previous == 0xE2, byte == 0x9E || byte == 0x8F || byte == 0x8C || byte == 0x9C { return true }
            if previous == 0xF0, byte == 0x9F { return true }
            previous = byte
        }
        return false
    }

    /// Whether a line has `::` at all.
    static func hasSeparator(_ line: some Collection<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in line {
            if byte == 0x3A, previous == 0x3A { return true }
            previous = byte
        }
        return false
    }

    private static func wrapped(in line: [UInt8], _ open: UInt8, _ close: UInt8, _ work: inout Int)
        -> [InlineField]
    {
        var fields: [InlineField] = []
        var place = 0
        var separator = -1
        while let start = line[place...].firstIndex(of: open) {
            place = start + 1
            // A name holds no bracket, so only the last one before a separator can open a field.
            if separator < place {
                guard let next = Self.separator(in: line, from: place) else { break }
                separator = next
            }
            if line[place..<separator].contains(where: isBracket) {
                place = line[place..<separator].lastIndex(of: open) ?? separator
                continue
            }
            guard work > 0, let end = closing(in: line, from: separator + 2, open, close, &work) else {
                continue
            }
            fields.append(
                InlineField(
                    name: trimmed(line[place..<separator]), text: trimmed(line[(separator + 2)..<end]),
                    start: start, end: end + 1))
            place = end + 1
        }
        return fields
    }

    private static func isBracket(_ byte: UInt8) -> Bool {
        byte == 0x5B || byte == 0x5D || byte == 0x28 || byte == 0x29
    }

    private static func separator(in line: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 1 < line.count {
            if line[place] == 0x3A, line[place + 1] == 0x3A { return place }
            place += 1
        }
        return nil
    }

    /// The place of the bracket that closes a value, pairs inside skipped, a backslash taking the next
    /// one's meaning.
    private static func closing(
        in line: [UInt8], from start: Int, _ open: UInt8, _ close: UInt8, _ work: inout Int
    ) -> Int? {
        var nesting = 0
        var isEscaped = false
        for place in start..<max(start, line.count) {
            work -= 1
            if line[place] == UInt8(ascii: "\\") {
                isEscaped.toggle()
            } else if isEscaped {
                isEscaped = false
            } else if line[place] == open {
                nesting += 1
            } else if line[place] == close {
                nesting -= 1
                if nesting < 0 { return place }
            }
        }
        return nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        String(ScriptText.trimmed(Substring(String(decoding: bytes, as: UTF8.self))))
    }

    /// The field that a whole line is: a name, `::` and a value. Marks before the name, and `*`, `_`, `~` or
    /// `` ` `` behind it, are dropped.
    static func fullLine(_ line: [UInt8]) -> InlineField? {
        guard let separator = separator(in: line, from: 0), let name = name(trimmed(line[..<separator]))
        else {
            return nil
        }
        return InlineField(name: name, text: trimmed(line[(separator + 2)...]), start: 0, end: line.count)
    }

    private static func name(_ text: String) -> String? {
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count, !isWord(scalars[place]) { place += 1 }
        let start = place
        while place < scalars.count {
            if let end = Emoji.end(scalars, at: place) {
                place = end
            } else if isWord(scalars[place]) || ScriptText.isSpace(scalars[place])
                || "_/-".unicodeScalars.contains(scalars[place])
            {
                place += 1
            } else {
                break
            }
        }
        let end = place
        while place < scalars.count, "_*~`".unicodeScalars.contains(scalars[place]) { place += 1 }
        guard place == scalars.count else { return nil }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLetter || scalar.isDigit || scalar == "_"
    }
}

/// The emoji that stand for date fields in tasks.
private enum Shorthand {
    private static let signs: [(name: String, signs: [[UInt8]])] = [
        ("created", ["\u{2795}"]), ("start", ["\u{1F6EB}"]), ("scheduled", ["\u{23F3}", "\u{231B}"]),
        ("due", ["\u{1F4C5}", "\u{1F4C6}", "\u{1F5D3}\u{FE0F}", "\u{1F5D3}"]), ("completion", ["\u{2705}"]),
    ].map { name, signs in (name, signs.map { Array($0.utf8) }) }

    /// The first date of each kind in a line.
    static func fields(in line: [UInt8]) -> [InlineField] {
        var result: [InlineField] = []
        var found = Array(repeating: false, count: signs.count)
        for place in line.indices where line[place] == 0xE2 || line[place] == 0xF0 {
            for (kind, (name, signs)) in signs.enumerated() where !found[kind] {
                guard let sign = signs.first(where: { line[place...].starts(with: $0) }),
                    let date = date(in: line, from: place + sign.count)
                else { continue }
                found[kind] = true
                let text = String(decoding: line[date], as: UTF8.self)
                result.append(InlineField(name: name, text: text, start: place, end: date.upperBound))
            }
        }
        return result
    }

    /// The date `0000-00-00` that stands at a place, white space before it skipped.
    private static func date(in line: [UInt8], from start: Int) -> Range<Int>? {
        let rest = PageReader.trimmed(line[start...] + [UInt8(ascii: ".")])
        let place = line.count - (rest.count - 1)
        guard place + 10 <= line.count else { return nil }
        let fits = zip(line[place...], "0000-00-00".utf8).allSatisfy { byte, form in
            form == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == form
        }
        return fits ? place..<(place + 10) : nil
    }
}

/// Reads the literals of the language: numbers, text, links, tags, dates and durations.
///
/// The same rules read inline fields and properties, so each reader takes what it can and says where it
/// stopped.
struct LiteralParser {
    /// The zone of dates that name none, and now.
    let clock: Clock
    /// Of more digits than these the first say all that a number can hold.
    private static let mostDigits = 2000

    func number(_ reader: inout Reader) -> Double? {
        reader.attempt { reader in
            let start = reader.place
            _ = reader.take("-")
            guard let first = reader.next, first.isDigit else { return nil }
            while let scalar = reader.next, scalar.isDigit { reader.place += 1 }
            let whole = reader.place
            if reader.next == ".", let digit = reader.peek(1), digit.isDigit {
                reader.place += 1
                while let scalar = reader.next, scalar.isDigit { reader.place += 1 }
            }
            // Reading millions of digits takes long, and no more of them count.
            if whole - start > Self.mostDigits, first != "0" {
                return reader.text(start..<start + 1) == "-" ? -.infinity : .infinity
            }
            return Double(reader.text(start..<min(reader.place, whole + Self.mostDigits)))
        } ?? reader.fail("a number")
    }

    /// Text in double quotes; only `\"` and `\\` are escapes.
    func quoted(_ reader: inout Reader) -> String? {
        reader.attempt { reader in
            guard reader.take("\"") else { return reader.fail("a text in double quotes") }
            var view = String.UnicodeScalarView()
            while let scalar = reader.next {
                reader.place += 1
                if scalar == "\"" { return String(view) }
                if scalar == "\\" {
                    guard let escaped = reader.next else { break }
                    reader.place += 1
                    if escaped != "\"" && escaped != "\\" { view.append(scalar) }
                    view.append(escaped)
                } else {
                    view.append(scalar)
                }
            }
            return reader.fail("a closing quote")
        }
    }

    func bool(_ reader: inout Reader) -> Bool? {
        if reader.take("true") || reader.take("True") { return true }
        if reader.take("false") || reader.take("False") { return false }
        return reader.fail("true or false")
    }

    /// A tag with its `#`.
    func tag(_ reader: inout Reader) -> String? {
        guard reader.next == "#" else { return reader.fail("a tag") }
        let start = reader.place
        reader.place += 1
        while let scalar = reader.next, Self.isTagPart(scalar) { reader.place += 1 }
        return reader.text(start..<reader.place)
    }

    static func isTagPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2000...0x206F, 0x2E00...0x2E7F: false
        case 0..<0x80:
            !"'!\"#$%&()*+,.:;<=>?@^`{|}~[]\\".unicodeScalars.contains(scalar) && !ScriptText.isSpace(scalar)
        default: !ScriptText.isSpace(scalar)
        }
    }

    /// `[[…]]`; no bracket may stand inside.
    func link(_ reader: inout Reader, allowsEmbed: Bool = false) -> LinkValue? {
        reader.attempt { reader in
            let isEmbed = allowsEmbed && reader.take("!")
            guard reader.take("[[") else { return reader.fail("a link") }
            let start = reader.place
            while let scalar = reader.next, scalar != "[", scalar != "]" { reader.place += 1 }
            let inner = reader.text(start..<reader.place)
            guard reader.take("]]") else { return reader.fail("]] to close the link") }
            return LinkValue.readInner(inner, isEmbed: isEmbed)
        }
    }

    /// A name: a letter or emoji, then letters, digits, `_`, `-` and emoji.
    func name(_ reader: inout Reader) -> String? {
        let start = reader.place
        if let scalar = reader.next, scalar.isLetter {
            reader.place += 1
        } else if let end = Emoji.end(reader.scalars, at: start) {
            reader.place = end
        } else {
            return reader.fail("a name")
        }
        while let scalar = reader.next {
            if scalar.continuesName {
                reader.place += 1
            } else if scalar.value > 0x7F || reader.peek(1).map({ $0.value > 0x7F }) == true,
                let end = Emoji.end(reader.scalars, at: reader.place)
            {
                reader.place = end
            } else {
                break
            }
        }
        return reader.text(start..<reader.place)
    }

    /// A duration: counts with units, commas or blanks between them or nothing.
    func duration(_ reader: inout Reader) -> DurationValue? {
        guard var total = durationPart(&reader) else { return reader.fail("a duration like 3 days") }
        while let part = reader.attempt({ reader -> DurationValue? in
            reader.skipSpace()
            if reader.take(",") { reader.skipSpace() }
            return durationPart(&reader)
        }) { total = total.adding(part) }
        return total
    }

    private func durationPart(_ reader: inout Reader) -> DurationValue? {
        reader.attempt { reader in
            guard let count = number(&reader), count.isFinite else { return nil }
            reader.skipSpace()
            guard let unit = unit(&reader) else { return reader.fail("a unit of time") }
            return DurationValue([unit: count])
        }
    }

    private func unit(_ reader: inout Reader) -> DurationUnit? {
        for (word, unit) in Self.units {
            let scalars = word.unicodeScalars
            if reader.place + scalars.count <= reader.scalars.count,
                reader.scalars[reader.place...].starts(with: scalars)
            {
                reader.place += scalars.count
                return unit
            }
        }
        return nil
    }

    /// The units' names, the longest first.
    static let units: [(word: String, unit: DurationUnit)] = [
        ("minutes", .minutes), ("seconds", .seconds), ("months", .months), ("minute", .minutes),
        ("second", .seconds), ("years", .years), ("month", .months), ("weeks", .weeks), ("hours", .hours),
        ("year", .years), ("week", .weeks), ("days", .days), ("hour", .hours), ("mins", .minutes),
        ("secs", .seconds), ("yrs", .years), ("mos", .months), ("wks", .weeks), ("day", .days),
        ("hrs", .hours),
        ("min", .minutes), ("sec", .seconds), ("yr", .years), ("mo", .months), ("wk", .weeks), ("hr", .hours),
        ("w", .weeks), ("d", .days), ("h", .hours), ("m", .minutes), ("s", .seconds),
    ]
}

/// HTML within a text: what is between `<` and `>` is not indexed, what is between two tags is.
extension NoteScanner {
    /// Passes a tag, a comment or an address in angle brackets.
    mutating func readInlineHTML(_ place: Place, _ state: inout InlineState) -> Place? {
        let stop = lines.stop(place.line, state.text)
        guard place.offset + 1 < stop else { return nil }
        switch source[place.offset + 1] {
        case UInt8(ascii: "!"):
            guard let end = lines.declarationEnd(place, &state) else { return nil }
            if source.starts(with: "<!--", at: place.offset, before: stop) {
                found.comments.append(ByteRange(place.offset, end.offset))
            }
            return end
        case UInt8(ascii: "?"):
            return lines.find(
                "?>", from: Place(offset: place.offset + 2, line: place.line), .instructionEnd, &state)
        default:
            return lines.htmlTagEnd(at: place.offset, lines.rest(of: state.text, from: place))
                ?? lines.autolinkEnd(place, stop)
        }
    }
}

extension NoteLines {
    func rest(of text: TextRun, from place: Place) -> TextRun {
        TextRun(place.offset, place.line, text.end, text.lastLine)
    }

    func declarationEnd(_ place: Place, _ state: inout InlineState) -> Place? {
        let stop = stop(place.line, state.text)
        if source.starts(with: "<!--", at: place.offset, before: stop) { return commentEnd(place, &state) }
        let inside = Place(offset: place.offset + 3, line: place.line)
        if source.starts(with: "<![CDATA[", at: place.offset, before: stop) {
            return find("]]>", from: inside, .dataEnd, &state)
        }
        guard place.offset + 2 < stop, source[place.offset + 2].isLetter else { return nil }
        return find(">", from: inside, .tagEnd, &state)
    }

    /// The end of `<!-- comment -->`, whose text may neither start with `>` or `->` nor hold `--`.
    func commentEnd(_ place: Place, _ state: inout InlineState) -> Place? {
        let stop = stop(place.line, state.text)
        let inside = Place(offset: place.offset + 4, line: place.line)
        if source.starts(with: "-->", at: inside.offset, before: stop) {
            return Place(offset: inside.offset + 3, line: place.line)
        }
        if source.starts(with: ">", at: inside.offset, before: stop) { return nil }
        if source.starts(with: "->", at: inside.offset, before: stop) { return nil }
        guard var end = find("--", from: inside, .commentEnd, &state) else { return nil }
        guard byte(at: end, state.text) == UInt8(ascii: ">") else { return nil }
        end.offset += 1
        return end
    }

    /// The place behind the next `text`, which must not span a line's end.
    func find(
        _ wanted: StaticString, from start: Place, _ mark: AbsentMarks.Mark, _ state: inout InlineState
    ) -> Place? {
        guard !state.absent.contains(mark) else { return nil }
        var at = start
        while byte(at: at, state.text) != nil {
            if source.starts(with: wanted, at: at.offset, before: stop(at.line, state.text)) {
                return Place(offset: at.offset + wanted.utf8CodeUnitCount, line: at.line)
            }
            advance(&at, state.text)
        }
        state.absent.insert(mark)
        return nil
    }

    /// `<scheme:…>` or `<name@host>`, without white space.
    func autolinkEnd(_ place: Place, _ stop: Int) -> Place? {
        var isAddress = false
        var offset = place.offset + 1
        while offset < stop, !source[offset].isSpace, source[offset] != UInt8(ascii: "<") {
            if source[offset] == UInt8(ascii: ">") {
                return isAddress ? Place(offset: offset + 1, line: place.line) : nil
            }
            if source[offset] == UInt8(ascii: "@") || source.starts(with: ":/", at: offset, before: stop) {
                isAddress = offset > place.offset + 1
            }
            offset += 1
        }
        return nil
    }

    /// The place behind the complete tag that starts at `start`, if one does.
    func htmlTagEnd(at start: Int, _ text: TextRun) -> Place? {
        var at = Place(offset: start + 1, line: text.line)
        let isClosing = byte(at: at, text) == UInt8(ascii: "/")
        if isClosing { advance(&at, text) }
        guard byte(at: at, text)?.isLetter == true else { return nil }
        while let byte = byte(at: at, text), byte.isLetter || byte.isDigit || byte == UInt8(ascii: "-") {
            advance(&at, text)
        }
        var attributes = 0
        while !isClosing, attributes < 64, skipAttribute(&at, text) { attributes += 1 }
        skipSpace(&at, text)
        if !isClosing, byte(at: at, text) == UInt8(ascii: "/") { advance(&at, text) }
        guard byte(at: at, text) == UInt8(ascii: ">") else { return nil }
        advance(&at, text)
        return at
    }

    /// Moves over white space and an attribute with its value.
    func skipAttribute(_ place: inout Place, _ text: TextRun) -> Bool {
        var at = place
        guard byte(at: at, text)?.isSpace == true else { return false }
        skipSpace(&at, text)
        guard let first = byte(at: at, text),
            first.isLetter || first == UInt8(ascii: "_") || first == UInt8(ascii: ":")
        else { return false }
        while let byte = byte(at: at, text), byte.isLetter || byte.isDigit || "_:.-".utf8.contains(byte) {
            advance(&at, text)
        }
        place = at
        skipSpace(&at, text)
        guard byte(at: at, text) == UInt8(ascii: "=") else { return true }
        advance(&at, text)
        skipSpace(&at, text)
        if skipAttributeValue(&at, text) { place = at }
        return true
    }

    func skipAttributeValue(_ at: inout Place, _ text: TextRun) -> Bool {
        guard let quote = byte(at: at, text) else { return false }
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            var length = 0
            advance(&at, text)
            while let byte = byte(at: at, text), length < 4096 {
                advance(&at, text)
                length += 1
                if byte == quote { return true }
            }
            return false
        }
        let start = at.offset
        while let byte = byte(at: at, text), byte > 0x20, !"\"'=<>`".utf8.contains(byte) {
            advance(&at, text)
        }
        return at.offset > start
    }
}

/// Links and embeds (CACHE_RULES §5, dialect §4).
extension NoteScanner {
    /// Reads the link whose first bracket is at `place`.
    mutating func readLink(_ place: Place, state: inout InlineState) -> Place? {
        let isEmbed = place.offset > state.boundary && source[place.offset - 1] == UInt8(ascii: "!")
        if state.isInLink, !isEmbed { return nil }
        if let end = readWikilink(place, &state, isEmbed: isEmbed) { return end }
        guard let parts = lines.markdownLink(at: place, &state) else { return nil }
        let start = place.offset - (isEmbed ? 1 : 0)
        if shown != nil, !state.isInLink {
            shown?.append(
                ShownMark(
                    kind: .markdownLink(isEmbed: isEmbed, target: parts.destination),
                    range: ByteRange(start, parts.end.offset),
                    text: ByteRange(place.offset + 1, parts.textEnd.offset)))
        }
        let leadsOutside = lines.hasScheme(parts.destination)
        if !parts.destination.isEmpty, !leadsOutside {
            found.links.append(
                Link(
                    kind: .markdown, isEmbed: isEmbed, range: ByteRange(start, parts.end.offset),
                    targetRange: parts.destination,
                    displayRange: ByteRange(place.offset + 1, parts.textEnd.offset), line: place.line))
        }
        if !isEmbed {
            readInline(
                TextRun(place.offset + 1, place.line, parts.textEnd.offset, parts.textEnd.line),
                isInLink: true, hidesTags: state.hidesTags || !leadsOutside)
        }
        return parts.end
    }

    /// Reads a wikilink as nearly all are written, `[[target]]` with nothing to trim, and moves behind it; false, with
    /// nothing read, for anything else.
    @inline(__always)
    mutating func readPlainWikilink(_ place: inout Place, _ state: inout InlineState) -> Bool {
        let (opening, closing) = (UInt8(ascii: "["), UInt8(ascii: "]"))
        let stop = lines.stop(place.line, state.text)
        let start = place.offset &+ 2
        guard start < stop, source[place.offset] == opening, source[place.offset &+ 1] == opening,
            !state.isInLink, shown == nil
        else { return false }
        let end = kinds.next(.joint, from: start, to: stop)
        guard end > start, end &+ 1 < stop, source[end] == closing, source[end &+ 1] == closing,
            source[start].isVisible, source[end &- 1].isVisible
        else { return false }
        let isEmbed = place.offset > state.boundary && source[place.offset &- 1] == UInt8(ascii: "!")
        found.links.append(
            Link(
                kind: .wikilink, isEmbed: isEmbed,
                range: ByteRange(isEmbed ? place.offset &- 1 : place.offset, end &+ 2),
                targetRange: ByteRange(start, end), displayRange: nil, line: place.line))
        place.offset = end &+ 2
        state.boundary = place.offset
        return true
    }

    /// Reads `[[target|text]]`, on one line and without brackets of its own. The app trims both parts.
    @inline(__always)
    private mutating func readWikilink(_ place: Place, _ state: inout InlineState, isEmbed: Bool) -> Place? {
        let bracket = UInt8(ascii: "[")
        let stop = lines.stop(place.line, state.text)
        let start = place.offset + 2
        guard start < stop, source[start - 1] == bracket else { return nil }
        var pipe: Int?
        var offset = start
        while true {
            offset = kinds.next(.joint, from: offset, to: stop)
            guard offset + 1 < stop else { return nil }
            let byte = source[offset]
            if byte == UInt8(ascii: "]"), source[offset + 1] == byte { break }
            if byte == bracket, source[offset + 1] == bracket { return nil }
            if byte == UInt8(ascii: "|"), offset > start, pipe == nil { pipe = offset }
            offset += 1
        }
        guard offset > start else { return nil }
        // A bracket at the start of a target belongs to it where another one closes it: `[[[a] b]]`.
        if source[start] == bracket, source.find(UInt8(ascii: "]"), from: start, to: offset) == nil {
            return nil
        }
        var targetEnd = pipe ?? offset
        if let pipe, pipe > start + 1, source[pipe - 1] == UInt8(ascii: "\\") { targetEnd = pipe - 1 }
        let target = lines.trimmed(ByteRange(start, targetEnd))
        guard !target.isEmpty else { return nil }
        found.links.append(
            Link(
                kind: .wikilink, isEmbed: isEmbed,
                range: ByteRange(place.offset - (isEmbed ? 1 : 0), offset + 2), targetRange: target,
                displayRange: pipe.map { lines.trimmed(ByteRange($0 + 1, offset)) },
                line: place.line))
        return Place(offset: offset + 2, line: place.line)
    }
}

extension NoteLines {
    /// Brackets and parentheses nested deeper than this make no link: it bounds the searches.
    static let nestingLimit = 32

    /// The parts of `[text](destination "title")`.
    struct MarkdownLink {
        var textEnd: Place
        var destination: ByteRange
        var end: Place
    }

    func markdownLink(at place: Place, _ state: inout InlineState) -> MarkdownLink? {
        let text = state.text
        guard let textEnd = endOfLinkText(place, text) else { return nil }
        var at = Place(offset: textEnd.offset + 2, line: textEnd.line)
        skipSpace(&at, text)
        guard let destination = linkDestination(&at, &state) else { return nil }
        let behind = at
        skipSpace(&at, text)
        if at.offset > behind.offset, let quote = byte(at: at, text), let close = AbsentMarks.titleEnd(quote)
        {
            advance(&at, text)
            guard skipTitle(&at, close, &state) else { return nil }
            skipSpace(&at, text)
        }
        guard byte(at: at, text) == UInt8(ascii: ")") else { return nil }
        return MarkdownLink(
            textEnd: textEnd, destination: destination, end: Place(offset: at.offset + 1, line: at.line))
    }

    /// The place of the bracket that closes a link's text, if a parenthesis follows.
    func endOfLinkText(_ place: Place, _ text: TextRun) -> Place? {
        var at = Place(offset: place.offset + 1, line: place.line)
        var depth = 0
        while let byte = byte(at: at, text) {
            switch byte {
            case UInt8(ascii: "\\"): advance(&at, text)
            case UInt8(ascii: "["):
                depth += 1
                if depth > Self.nestingLimit { return nil }
            case UInt8(ascii: "]"):
                if depth == 0 {
                    let next = Place(offset: at.offset + 1, line: at.line)
                    return self.byte(at: next, text) == UInt8(ascii: "(") ? at : nil
                }
                depth -= 1
            default: break
            }
            advance(&at, text)
        }
        return nil
    }

    /// Reads a destination: in `<>`, or without white space and with balanced parentheses. It stays on one
    /// line.
    func linkDestination(_ at: inout Place, _ state: inout InlineState) -> ByteRange? {
        let stop = stop(at.line, state.text)
        let start = at.offset
        if start < stop, source[start] == UInt8(ascii: "<") {
            guard start >= state.absent.angleEnd else { return nil }
            guard let close = source.find(UInt8(ascii: ">"), from: start + 1, to: stop) else {
                state.absent.angleEnd = stop
                return nil
            }
            at.offset = close + 1
            return ByteRange(start + 1, close)
        }
        var depth = 0
        var offset = start
        while offset < stop, !source[offset].isSpace {
            switch source[offset] {
            case UInt8(ascii: "\\"): offset += 1
            case UInt8(ascii: "("):
                depth += 1
                if depth > Self.nestingLimit { return nil }
            case UInt8(ascii: ")"):
                if depth == 0 {
                    at.offset = offset
                    return ByteRange(start, offset)
                }
                depth -= 1
            default: break
            }
            offset += 1
        }
        at.offset = min(offset, stop)
        return ByteRange(start, at.offset)
    }

    /// Moves behind the mark that closes a title.
    func skipTitle(
        _ at: inout Place, _ close: (byte: UInt8, mark: AbsentMarks.Mark), _ state: inout InlineState
    ) -> Bool {
        guard !state.absent.contains(close.mark) else { return false }
        while let byte = byte(at: at, state.text) {
            advance(&at, state.text)
            if byte == close.byte { return true }
            if byte == UInt8(ascii: "\\") { advance(&at, state.text) }
        }
        state.absent.insert(close.mark)
        return false
    }

    /// Whether a destination starts with a scheme, as `https:` is: then it leads out of the vault.
    func hasScheme(_ range: ByteRange) -> Bool {
        guard source[range.lower].isLetter else { return false }
        var offset = range.lower
        while offset < range.upper {
            let byte = source[offset]
            if byte == UInt8(ascii: ":") { return true }
            guard byte.isLetter || byte.isDigit || "+-.".utf8.contains(byte) else { return false }
            offset += 1
        }
        return false
    }
}

extension AbsentMarks {
    /// The byte that closes a title which opens with `byte`.
    static func titleEnd(_ byte: UInt8) -> (byte: UInt8, mark: Mark)? {
        switch byte {
        case UInt8(ascii: "\""): (byte, .doubleQuote)
        case UInt8(ascii: "'"): (byte, .singleQuote)
        case UInt8(ascii: "("): (UInt8(ascii: ")"), .parenthesis)
        default: nil
        }
    }
}

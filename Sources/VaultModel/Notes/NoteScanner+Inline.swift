/// What a text holds: links, tags and comments, and what hides them.
extension NoteScanner {
    /// Finds what a text within one line holds; most hold nothing.
    @inline(__always)
    mutating func readInline(from start: Int, to end: Int, _ line: Int) {
        let mark = kinds.next(.mark, from: start, to: end)
        if mark < end { readInline(TextRun(start, line, end, line), from: mark) }
    }

    /// Finds what a text holds.
    mutating func readInline(_ text: TextRun, isInLink: Bool = false, hidesTags: Bool = false) {
        var place = text.first
        var lineStart = place.offset
        guard lines.moveToMark(&place, text, kinds, &lineStart) else { return }
        var state = InlineState(text: text, isInLink: isInLink, hidesTags: hidesTags, boundary: lineStart)
        readMarks(&place, &state)
    }

    /// The same of a text whose first mark, in its first line, is known.
    private mutating func readInline(_ text: TextRun, from mark: Int) {
        var place = Place(offset: mark, line: text.line)
        var state = InlineState(text: text, isInLink: false, hidesTags: false, boundary: text.start)
        readMarks(&place, &state)
    }

    /// Reads what the marks from a place on start.
    @inline(__always)
    private mutating func readMarks(_ place: inout Place, _ state: inout InlineState) {
        repeat {
            if !readPlainWikilink(&place, &state) { readMark(source[place.offset], &place, &state) }
        } while lines.moveToMark(&place, state.text, kinds, &state.boundary)
    }

    /// Reads what starts with a mark, and moves behind it.
    private mutating func readMark(_ mark: UInt8, _ place: inout Place, _ state: inout InlineState) {
        let end: Place? =
            switch mark {
            case UInt8(ascii: "\\"): lines.escapeEnd(place, &state)
            case UInt8(ascii: "`"): lines.codeEnd(&place, &state)
            case UInt8(ascii: "["): readLink(place, state: &state)
            case UInt8(ascii: "#"): readTag(place, &state)
            case UInt8(ascii: "<"): readInlineHTML(place, &state)
            case UInt8(ascii: "$"): lines.inlineMathEnd(place, &state)
            case UInt8(ascii: "%"): readInlineComment(place, &state)
            default: lines.addressEnd(place, &state)
            }
        if let end {
            if shown != nil { show(mark, from: place.offset, to: end.offset) }
            place = end
            state.boundary = end.offset
        } else {
            place.offset += 1
        }
    }

    /// Notes `%% comment %%`. Links and tags in it count all the same, so only its opening mark is passed.
    private mutating func readInlineComment(_ place: Place, _ state: inout InlineState) -> Place? {
        let percent = UInt8(ascii: "%")
        let behind = Place(offset: place.offset + 2, line: place.line)
        guard behind.offset <= lines.stop(place.line, state.text), source[place.offset + 1] == percent else {
            return nil
        }
        if place.offset == state.commentClose { return behind }
        guard place.offset > state.commentClose, !state.absent.contains(.percents) else { return nil }
        var at = behind
        while at.line <= state.text.lastLine {
            if let close = source.findPair(percent, from: at.offset, to: lines.stop(at.line, state.text)) {
                found.comments.append(ByteRange(place.offset, close + 2))
                state.commentClose = close
                return behind
            }
            at.line += 1
            if at.line <= state.text.lastLine { at.offset = lines[at.line].start }
        }
        state.absent.insert(.percents)
        return nil
    }
}

extension NoteLines {
    /// Moves a place to the next byte that may start something; false where none follows. Sets `boundary` to the start
    /// of the line where that is another one.
    @inline(__always)
    func moveToMark(_ place: inout Place, _ text: TextRun, _ kinds: ByteKinds, _ boundary: inout Int) -> Bool
    {
        while true {
            let stop = stop(place.line, text)
            place.offset = kinds.next(.mark, from: place.offset, to: stop)
            if place.offset < stop { return true }
            guard place.line < text.lastLine else { return false }
            place.line += 1
            place.offset = self[place.line].start
            boundary = place.offset
        }
    }

    func escapeEnd(_ place: Place, _ state: inout InlineState) -> Place? {
        let next = place.offset + 1
        guard next < stop(place.line, state.text), source[next].isPunctuation else { return nil }
        return Place(offset: next + 1, line: place.line)
    }

    /// The end of a code span. Where no run as long closes it, a shorter one may start one byte further on;
    /// of a run that is too long to be one, only its last bytes are tried.
    func codeEnd(_ place: inout Place, _ state: inout InlineState) -> Place? {
        let lineStop = stop(place.line, state.text)
        let behind = source.skip(UInt8(ascii: "`"), from: place.offset, to: lineStop)
        let count = behind - place.offset
        if count >= AbsentMarks.tickLimit { place.offset = behind - AbsentMarks.tickLimit }
        guard count < AbsentMarks.tickLimit, !state.absent.hasNoTicks(count) else { return nil }
        var at = Place(offset: behind, line: place.line)
        while let byte = byte(at: at, state.text) {
            guard byte == UInt8(ascii: "`") else {
                advance(&at, state.text)
                continue
            }
            let end = source.skip(UInt8(ascii: "`"), from: at.offset, to: stop(at.line, state.text))
            let found = end - at.offset
            at.offset = end
            if found == count { return at }
        }
        state.absent.noteNoTicks(count)
        return nil
    }

    /// The end of `$math$` on one line or of `$$math$$` on several (dialect §7).
    func inlineMathEnd(_ place: Place, _ state: inout InlineState) -> Place? {
        let dollar = UInt8(ascii: "$")
        let lineStop = stop(place.line, state.text)
        let isDouble = place.offset + 1 < lineStop && source[place.offset + 1] == dollar
        var at = Place(offset: place.offset + (isDouble ? 2 : 1), line: place.line)
        guard let first = byte(at: at, state.text), isDouble || !first.isSpace && first != dollar else {
            return nil
        }
        if isDouble ? state.absent.contains(.dollars) : place.offset < state.absent.dollarEnd { return nil }
        var previous = dollar
        while let byte = byte(at: at, state.text) {
            if !isDouble, byte == 0x0A { break }
            let here = at
            advance(&at, state.text)
            if byte == UInt8(ascii: "\\") {
                advance(&at, state.text)
            } else if byte == dollar {
                let next = self.byte(at: at, state.text)
                if isDouble, next == dollar, at.line == here.line {
                    return Place(offset: at.offset + 1, line: at.line)
                }
                if !isDouble, !previous.isSpace, next?.isDigit != true { return at }
            }
            previous = byte
        }
        if isDouble { state.absent.insert(.dollars) } else { state.absent.dollarEnd = lineStop }
        return nil
    }

    /// The end of a bare web address, whose parts are not links or tags. The place is that of the colon.
    func addressEnd(_ place: Place, _ state: inout InlineState) -> Place? {
        let stop = stop(place.line, state.text)
        guard place.offset + 1 < stop, source[place.offset + 1] == UInt8(ascii: "/") else { return nil }
        guard source.starts(with: "://", at: place.offset, before: stop), !state.isInLink else { return nil }
        let isWeb =
            source.starts(with: "http", at: place.offset - 4, before: place.offset)
            || source.starts(with: "https", at: place.offset - 5, before: place.offset)
        guard isWeb else { return nil }
        var offset = place.offset + 3
        var dots = 0
        while offset < stop, source[offset].isLetter || source[offset].isDigit || isHostMark(source[offset]) {
            if source[offset] == UInt8(ascii: ".") { dots += 1 }
            offset += 1
        }
        guard dots > (source[offset - 1] == UInt8(ascii: ".") ? 1 : 0) else { return nil }
        while offset < stop, !source[offset].isSpace, source[offset] != UInt8(ascii: "<") { offset += 1 }
        return Place(offset: endOfAddress(from: place.offset, to: offset), line: place.line)
    }

    func isHostMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    /// Takes punctuation off the end of an address.
    func endOfAddress(from start: Int, to end: Int) -> Int {
        var end = end
        while end > start, "!*,.:?_~".utf8.contains(source[end - 1]) { end -= 1 }
        var depth = 0
        for offset in start..<end {
            if source[offset] == UInt8(ascii: "(") { depth += 1 }
            if source[offset] == UInt8(ascii: ")") { depth -= 1 }
        }
        while depth < 0, end > start, source[end - 1] == UInt8(ascii: ")") {
            end -= 1
            depth += 1
        }
        return end
    }
}

/// What is known while one text is read.
struct InlineState {
    let text: TextRun
    /// Whether the text is that of a link: then it holds no links of its own, but it may hold embeds.
    let isInLink: Bool
    /// Whether the text is that of a link into the vault: then a `#` in it starts no tag.
    let hidesTags: Bool
    /// Where the last mark-up ended: a tag may start there without a blank before it.
    var boundary: Int
    /// What is known not to follow in the rest of the text, so that no search is made twice.
    var absent = AbsentMarks()
    /// The offset of the `%%` that closes the comment around the place, or -1.
    var commentClose = -1
}

/// What is known not to follow in the rest of a text.
struct AbsentMarks {
    /// The marks that a search may have missed.
    struct Mark: OptionSet {
        let rawValue: UInt16
        static let dollars = Mark(rawValue: 1)
        static let percents = Mark(rawValue: 2)
        static let commentEnd = Mark(rawValue: 4)
        static let instructionEnd = Mark(rawValue: 8)
        static let dataEnd = Mark(rawValue: 16)
        static let tagEnd = Mark(rawValue: 32)
        static let doubleQuote = Mark(rawValue: 64)
        static let singleQuote = Mark(rawValue: 128)
        static let parenthesis = Mark(rawValue: 256)
    }
    /// The offsets up to which no dollar closes math, and no `>` a link's destination: both stay on their line.
    var dollarEnd = 0
    var angleEnd = 0
    private var marks: Mark = []
    private var ticks: UInt64 = 0

    /// Whether `mark` is known not to follow.
    func contains(_ mark: Mark) -> Bool { marks.contains(mark) }
    /// Notes that `mark` does not follow.
    mutating func insert(_ mark: Mark) { marks.insert(mark) }
    /// Runs of as many backticks open no code span.
    static let tickLimit = 64
    /// Whether no run of `count` backticks follows; `count` is below the limit.
    func hasNoTicks(_ count: Int) -> Bool { ticks >> UInt64(count) & 1 == 1 }
    /// Notes that no run of `count` backticks follows.
    mutating func noteNoTicks(_ count: Int) { ticks |= 1 << UInt64(count) }
}

extension SourceBytes {
    /// The offset of the first byte from `start` on that is one of some; `end` if none. Eight bytes are looked at at a
    /// time: `near` gives the high bit of each byte that may be one.
    @inline(__always)
    func next(from start: Int, to end: Int, near: (UInt64) -> UInt64, where isWanted: (UInt8) -> Bool) -> Int
    {
        var offset = start
        while offset &+ 8 <= count, offset < end {
            let hits = near(word(at: offset))
            if hits == 0 {
                offset &+= 8
                continue
            }
            offset &+= hits.trailingZeroBitCount / 8
            if offset >= end { return end }
            if isWanted(self[offset]) { return offset }
            offset &+= 1
        }
        while offset < end, !isWanted(self[offset]) { offset &+= 1 }
        return min(offset, end)
    }
}

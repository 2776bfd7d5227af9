/// Tags and block ids (dialect §3, §4).
extension NoteScanner {
    /// Reads the tag at a `#`.
    mutating func readTag(_ place: Place, _ state: inout InlineState) -> Place? {
        guard !state.hidesTags else { return nil }
        let stop = lines.stop(place.line, state.text)
        var offset = place.offset + 1
        var hasName = false
        while offset < stop, let next = lines.endOfTagCharacter(at: offset, before: stop) {
            if !source[offset].isDigit { hasName = true }
            offset = next
        }
        guard hasName, lines.mayStartTag(place, &state) else { return nil }
        found.tags.append(Tag(range: ByteRange(place.offset, offset), line: place.line))
        return Place(offset: offset, line: place.line)
    }

    /// Reads ` ^name` at the end of a paragraph. Alone in a paragraph it names the block before.
    mutating func readBlockID(of range: ByteRange, lastLine: Int, _ region: Region, isFirst: Bool) {
        let lineStart = lines[lastLine].start
        guard let (name, isAlone) = lines.blockID(from: lineStart, to: range.upper) else { return }
        if region.isBody {
            let isWhole = isAlone && range.lower == lineStart
            let target = isWhole ? blockBeforeLast() : found.blocks.count - 1
            found.blocks[target].blockID = name
            addBlockID(BlockID(nameRange: name, range: found.blocks[target].range), item: -1)
        } else if region.isItem, isFirst {
            nameItem(region.item, name)
        }
    }

    /// Gives a list item the name that its text ends with, unless it has one.
    mutating func nameItem(_ item: Int, _ name: ByteRange) {
        guard found.listItems[item].blockID == nil else { return }
        found.listItems[item].blockID = name
        addBlockID(BlockID(nameRange: name, range: found.listItems[item].range), item: item)
    }

    private mutating func addBlockID(_ id: BlockID, item: Int) {
        found.blockIDs.append(id)
        found.namedItems.append(item)
    }

    /// The block that an id on its own names: the one before, or the id's own paragraph where that has no
    /// parts.
    private func blockBeforeLast() -> Int {
        guard found.blocks.count >= 2 else { return found.blocks.count - 1 }
        switch found.blocks[found.blocks.count - 2].kind {
        case .list, .blockquote, .callout, .table, .code, .math, .html: return found.blocks.count - 2
        default: return found.blocks.count - 1
        }
    }
}

extension NoteLines {
    /// The name behind `^` at the end of a text, and whether nothing else stands in its last line.
    @inline(__always)
    func blockID(from lineStart: Int, to end: Int) -> (name: ByteRange, isAlone: Bool)? {
        let end = source.trimBlanks(from: lineStart, to: end)
        return source.mayEndWithName(from: lineStart, to: end) ? blockID(from: lineStart, endingAt: end) : nil
    }

    private func blockID(from lineStart: Int, endingAt end: Int) -> (name: ByteRange, isAlone: Bool)? {
        var start = end
        while start > lineStart, source[start - 1].isBlockIDByte { start -= 1 }
        guard start < end, start > lineStart, source[start - 1] == UInt8(ascii: "^") else { return nil }
        let isAlone = start - 1 == source.skipBlanks(from: lineStart, to: end)
        guard isAlone || source[start - 2].isBlank else { return nil }
        return (ByteRange(start, end), isAlone)
    }

    /// The offset behind the character at `offset` if a tag may hold it.
    @inline(__always)
    func endOfTagCharacter(at offset: Int, before end: Int) -> Int? {
        let byte = source[offset]
        if byte < 0x80 { return byte.isTagByte ? offset + 1 : nil }
        if endOfSpace(at: offset, before: end) != nil { return nil }
        let next = source.endOfScalar(at: offset, before: end)
        if next - offset == 3, byte == 0xE2, isPunctuationBlock(source[offset + 1], source[offset + 2]) {
            return nil
        }
        return next
    }

    /// Whether the two bytes behind E2 make U+2000–206F or U+2E00–2E7F.
    func isPunctuationBlock(_ second: UInt8, _ third: UInt8) -> Bool {
        second == 0x80 || second == 0x81 && third <= 0xAF || second == 0xB8 || second == 0xB9
    }

    /// Whether a `#` stands where a tag may start: at a line's start, behind white space or behind mark-up.
    func mayStartTag(_ place: Place, _ state: inout InlineState) -> Bool {
        let offset = place.offset
        if offset == state.boundary { return true }
        let before = source[offset - 1]
        if before < 0x80 { return before.isSpace || before.isEmphasis && isEmphasis(place, &state) }
        return isSpace(endingAt: offset)
    }

    func isSpace(endingAt end: Int) -> Bool {
        (2...3).contains { end >= $0 && endOfSpace(at: end - $0, before: end) == end }
    }

    /// Whether the marks in front of a `#` open or close emphasis, so that the tag starts a text of its own.
    func isEmphasis(_ place: Place, _ state: inout InlineState) -> Bool {
        let mark = source[place.offset - 1]
        let lineStart = place.line == state.text.line ? state.text.start : self[place.line].start
        var start = place.offset
        while start > lineStart, source[start - 1] == mark { start -= 1 }
        let length = mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") ? min(2, place.offset - start) : 2
        guard place.offset - start >= length else { return false }
        let stop = min(stop(place.line, state.text), place.offset + Self.emphasisReach)
        if hasRun(mark, length, from: place.offset, to: stop) { return true }
        return hasRun(mark, length, from: max(lineStart, start - Self.emphasisReach), to: start)
    }

    /// How far along a line the other end of an emphasis is looked for.
    static let emphasisReach = 500

    func hasRun(_ mark: UInt8, _ length: Int, from start: Int, to end: Int) -> Bool {
        var offset = start
        while let hit = source.find(mark, from: offset, to: end) {
            offset = source.skip(mark, from: hit, to: end)
            if offset - hit >= length { return true }
        }
        return false
    }
}

extension SourceBytes {
    /// Whether a text may end with `^name`: not if a space comes first when it is looked at from its end.
    @inline(__always)
    func mayEndWithName(from start: Int, to end: Int) -> Bool {
        var end = end
        while end &- 8 >= start {
            let tail = word(at: end &- 8)
            if tail.bytesEqual(to: UInt8(ascii: "^")) != 0 { return true }
            if tail.bytesEqual(to: 0x20) != 0 { return false }
            end &-= 8
        }
        return true
    }
}

extension UInt8 {
    /// Whether a tag may hold the byte, of ASCII.
    @inline(__always) var isTagByte: Bool {
        // - / 0-9 in the first word; A-Z _ a-z in the second.
        let low: UInt64 = 1 << 0x2D | 1 << 0x2F | 0x3FF << 0x30
        let high: UInt64 = 0x07FF_FFFE | 1 << 0x1F | 0x07FF_FFFE << 0x20
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
    /// Whether the byte is one of `* _ ~ =`.
    var isEmphasis: Bool {
        self == UInt8(ascii: "*") || self == UInt8(ascii: "_") || self == UInt8(ascii: "~")
            || self == UInt8(ascii: "=")
    }
    /// Whether a block id may hold the byte.
    @inline(__always) var isBlockIDByte: Bool {
        // - 0-9 in the first word; A-Z a-z in the second.
        let low: UInt64 = 1 << 0x2D | 0x3FF << 0x30
        let high: UInt64 = 0x07FF_FFFE | 0x07FF_FFFE << 0x20
        if self >= 0x80 { return false }
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
}

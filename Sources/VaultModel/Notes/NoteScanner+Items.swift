/// List items: markers, boxes, and the indentation that an item takes off its lines.
extension NoteScanner {
    /// Reads an item: its marker and box, and its lines less their indentation.
    mutating func open(_ item: PendingItem) {
        let start = lines[item.first].start
        let isOneLine = item.end == item.first + 1
        if !isOneLine { dedent(item) }
        lines[item.first].start = item.marker.content
        let box = readBox(item.first)
        let span = lines[item.first]
        let text = source.skipBlanks(from: box.map { $0.markRange.upper + 1 } ?? span.start, to: span.end)
        found.listItems.append(
            ListItem(
                item, range: ByteRange(start, item.positionEnd), extent: lines.extent(of: item), box: box,
                textRange: ByteRange(text, source.trimBlanks(from: text, to: span.end)),
                depth: item.parent < 0 ? 0 : found.listItems[item.parent].depth + 1))
        let region = Region(item, item: found.listItems.count - 1)
        if isOneLine, span.start < span.end, source[span.start].startsOnlyText {
            readText(of: region, in: span)
        } else {
            readBlocks(region)
        }
    }

    /// Takes the indentation off the lines of an item behind its first.
    private mutating func dedent(_ item: PendingItem) {
        let width = lines.dedentWidth(item, item.marker)
        if width == 0 { return }
        for line in item.first + 1..<item.end {
            lines[line].start += lines.indentBytes(of: line, width: width)
        }
    }

    /// Reads the one line of an item that can only be a paragraph.
    private mutating func readText(of region: Region, in span: LineSpan) {
        readInline(TextRun(span.start, region.first, span.end, region.first))
        readBlockID(of: ByteRange(span.start, span.end), lastLine: region.first, region, isFirst: true)
    }

    /// Reads the box at the start of an item's text and takes it off the line.
    ///
    /// A box with nothing behind it is a task to the app's editor (dialect §5) but text to its index, so it
    /// stays.
    private mutating func readBox(_ line: Int) -> CheckBox? {
        let span = lines[line]
        guard span.start + 2 < span.end, source[span.start] == UInt8(ascii: "[") else { return nil }
        let behind = source.endOfScalar(at: span.start + 1, before: span.end)
        guard behind < span.end, source[behind] == UInt8(ascii: "]") else { return nil }
        if behind + 1 < span.end {
            guard source[behind + 1].isBlank else { return nil }
            lines[line].start = behind + 2
        }
        return CheckBox(
            markRange: ByteRange(span.start + 1, behind), scalar: lines.scalar(span.start + 1, behind))
    }
}

extension NoteLines {
    /// A list marker at the start of a line.
    struct Marker {
        /// `-`, `*`, `+`, `.` or `)`: lists of different kinds do not join.
        var kind: UInt8
        /// Where the marker starts, and where it ends.
        @Narrow var start: Int
        @Narrow var end: Int
        /// The offset of the item's text.
        @Narrow var content: Int
        /// The column of the item's text.
        @Narrow var width: Int
        /// Whether a blank or the end of the line follows, without which there is no item.
        var isFollowed: Bool
    }

    /// The marker at the start of a line; with `needsBlank` only if a blank or the line's end follows it.
    func marker(at line: Int, _ head: Head, needsBlank: Bool = true) -> Marker? {
        let end = self[line].end
        var offset = head.offset
        switch head.byte {
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "+"): break
        case 0x30...0x39:
            while offset < end, source[offset].isDigit { offset += 1 }
            guard offset < end, source[offset] == UInt8(ascii: ".") || source[offset] == UInt8(ascii: ")")
            else { return nil }
        default: return nil
        }
        let kind = source[offset]
        offset += 1
        let width = head.column + offset - head.offset
        var marker = Marker(
            kind: kind, start: head.offset, end: offset, content: offset, width: width, isFollowed: true)
        guard offset < end else { return marker }
        if source[offset] == 0x09 {
            marker.content += 1
            marker.width = (width / 4 + 1) * 4
        } else if source[offset] == 0x20 {
            let blanks = source.skip(0x20, from: offset, to: end) - offset
            marker.content += blanks > 4 ? 1 : blanks
            marker.width += blanks > 4 ? 1 : blanks
        } else {
            marker.isFollowed = false
            if needsBlank { return nil }
        }
        return marker
    }

    /// Whether a list starts at a line that may interrupt a paragraph: a numbered one only with 1.
    func interruptsAsList(_ line: Int, _ head: Head) -> Bool {
        guard let marker = marker(at: line, head) else { return false }
        if marker.kind != UInt8(ascii: "."), marker.kind != UInt8(ascii: ")") { return true }
        return marker.end - marker.start == 2 && source[marker.start] == UInt8(ascii: "1")
    }

    /// The scalar of one to four bytes; U+FFFD where the bytes are not UTF-8.
    func scalar(_ start: Int, _ end: Int) -> Unicode.Scalar {
        let lead = source[start]
        if end - start == 1 { return lead < 0x80 ? Unicode.Scalar(lead) : "\u{FFFD}" }
        var value = UInt32(lead) & (0x7F >> UInt32(end - start))
        for offset in start + 1..<end { value = value << 6 | UInt32(source[offset] & 0x3F) }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// From the start of an item's first line to the end of its last line that is not blank.
    func extent(of item: PendingItem) -> ByteRange {
        var last = item.end - 1
        while last > item.first, isBlank(last) { last -= 1 }
        return ByteRange(start(of: item.first), end(of: last))
    }

    /// How many columns an item takes off its further lines: the least indentation among them, at most the
    /// width of the marker, and none at all if one line is not indented.
    func dedentWidth(_ item: PendingItem, _ marker: Marker) -> Int {
        var width = markerWidth(item, marker)
        for line in item.first + 1..<item.end where !isBlank(line) {
            width = min(width, head(of: line).column)
            if width == 0 { break }
        }
        return width
    }

    /// The width of a marker with the blanks around it. A one-digit number with a full stop counts one more
    /// if that makes the width even, as in remark-parse.
    func markerWidth(_ item: PendingItem, _ marker: Marker) -> Int {
        let isShort =
            marker.kind == UInt8(ascii: ".") && isBelowTen(marker)
            && (marker.content - self[item.first].start) % 2 == 1
        guard isShort else { return marker.width }
        if marker.content > marker.end, source[marker.end] == 0x09 {
            return ((head(of: item.first).column + marker.end - marker.start + 1) / 4 + 1) * 4
        }
        return marker.width + 1
    }

    func isBelowTen(_ marker: Marker) -> Bool {
        (marker.start..<marker.end - 2).allSatisfy { source[$0] == UInt8(ascii: "0") }
    }

    /// How many bytes of a line's indentation reach `width` columns: a tab that crosses it counts whole.
    func indentBytes(of line: Int, width: Int) -> Int {
        let span = self[line]
        var column = 0
        var offset = span.start
        while offset < span.end, column < width, source[offset].isBlank {
            column = source[offset] == 0x20 ? column + 1 : (column | 3) + 1
            offset += 1
        }
        return offset - span.start
    }
}

extension UInt8 {
    /// Whether no block but a paragraph starts with the byte: it is a letter, or no ASCII.
    @inline(__always) fileprivate var startsOnlyText: Bool { isLetter || self >= 0x80 }
}

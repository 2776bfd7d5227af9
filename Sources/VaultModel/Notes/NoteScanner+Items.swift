/// List items: markers, boxes, and the indentation that an item takes off its lines.
extension NoteScanner {
    /// Reads an item: its marker and box, and its lines less their indentation.
    mutating func open(_ item: PendingItem) {
        if readLine(of: item) { return }
        let start = lines[item.first].start
        if item.end > item.first + 1 { dedent(item) }
        let box = lines.box(at: item.marker.content, in: item.first)
        lines[item.first].start = box?.content ?? item.marker.content
        add(item, from: start, box, extent: lines.extent(of: item))
        readBlocks(Region(item, item: found.listItems.count - 1))
    }

    /// Reads an item that is one line of text and can hold no other items or quotes; false for any other.
    @inline(__always)
    mutating func readLine(of item: PendingItem) -> Bool {
        guard item.end == item.first &+ 1 else { return false }
        let end = lines[item.first].end
        let box = lines.box(at: item.marker.content, in: item.first)
        let start = box?.content ?? item.marker.content
        guard start < end else { return false }
        let opening = lines.opening(at: start, before: end, kinds)
        guard opening != .container else { return false }
        let extent = ByteRange(lines.start(of: item.first), lines.end(of: item.first))
        add(item, from: lines[item.first].start, box, extent: extent)
        lines[item.first].start = start
        let index = found.listItems.count &- 1
        if opening == .text {
            readInline(from: start, to: end, item.first)
            if let id = lines.blockID(from: start, to: end) { nameItem(index, id.name) }
        } else {
            readBlocks(Region(item, item: index))
        }
        return true
    }

    /// Notes an item whose first line starts at an offset.
    @inline(__always)
    private mutating func add(
        _ item: PendingItem, from start: Int, _ box: (box: CheckBox, content: Int)?, extent: ByteRange
    ) {
        let end = lines[item.first].end
        let text = source.skipBlanks(
            from: box.map { $0.box.markRange.upper + 1 } ?? item.marker.content, to: end)
        if box != nil { found.boxes &+= 1 }
        found.listItems.append(
            ListItem(
                item, range: ByteRange(start, item.positionEnd), extent: extent, box: box?.box,
                textRange: ByteRange(text, source.trimBlanks(from: text, to: end)),
                depth: item.parent < 0 ? 0 : found.listItems[item.parent].depth + 1))
    }

    /// Takes the indentation off the lines of an item behind its first.
    @inline(__always)
    private mutating func dedent(_ item: PendingItem) {
        let width = lines.dedentWidth(item, item.marker)
        if width == 0 { return }
        for line in item.first + 1..<item.end {
            lines[line].start += lines.indentBytes(of: line, width: width)
        }
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

    /// The box at the start of an item's text, and where the text behind it starts.
    ///
    /// A box with nothing behind it is a task to the app's editor (dialect §5) but text to its index, so the text
    /// starts with it.
    @inline(__always)
    func box(at start: Int, in line: Int) -> (box: CheckBox, content: Int)? {
        let end = self[line].end
        guard start &+ 2 < end, source[start] == UInt8(ascii: "[") else { return nil }
        let behind = source.endOfScalar(at: start + 1, before: end)
        guard behind < end, source[behind] == UInt8(ascii: "]") else { return nil }
        if behind + 1 < end, !source[behind + 1].isBlank { return nil }
        let box = CheckBox(markRange: ByteRange(start + 1, behind), scalar: scalar(start + 1, behind))
        return (box, behind + 1 < end ? behind + 2 : start)
    }

    /// What a line that stands alone may start.
    enum Opening {
        case text
        /// Another block that holds no others.
        case leaf
        /// A list, a quote or a footnote.
        case container
    }

    /// What the only line of an item may start; text for sure, or perhaps something else.
    @inline(__always)
    func opening(at start: Int, before end: Int, _ kinds: ByteKinds) -> Opening {
        let byte = source[start]
        if byte.startsOnlyText { return .text }
        switch byte {
        case UInt8(ascii: ">"), 0x20, 0x09: return .container
        case UInt8(ascii: "["): return openingOfBracket(at: start, before: end, kinds)
        case UInt8(ascii: "#"):
            let behind = source.skip(byte, from: start, to: end)
            return behind < end && !source[behind].isBlank ? .text : .leaf
        case _ where byte.isBullet:
            return start &+ 1 == end || source[start &+ 1].isBlank ? .container : .leaf
        case 0x30...0x39:
            var behind = start
            while behind < end, source[behind].isDigit { behind &+= 1 }
            let isMarker =
                behind < end && (source[behind] == UInt8(ascii: ".") || source[behind] == UInt8(ascii: ")"))
            return isMarker ? .container : .text
        default: return .leaf
        }
    }

    /// The same of a line that starts with a bracket: of a wikilink, or of a definition, whose label a colon follows.
    private func openingOfBracket(at start: Int, before end: Int, _ kinds: ByteKinds) -> Opening {
        guard start + 1 < end else { return .text }
        if source[start + 1] == UInt8(ascii: "^") { return .container }
        let close = kinds.next(.joint, from: start + 2, to: end)
        guard close + 1 < end, source[close] == UInt8(ascii: "]") else { return .leaf }
        return source[close + 1] == UInt8(ascii: ":") ? .leaf : .text
    }

    /// The marker of a bullet as nearly all are written: with one space behind it, and text behind that which makes no
    /// rule of the line.
    @inline(__always)
    func plainMarker(at line: Int, _ head: Head) -> Marker? {
        guard head.byte.isBullet, head.offset &+ 2 < self[line].end, source[head.offset &+ 1] == 0x20 else {
            return nil
        }
        let text = source[head.offset &+ 2]
        guard !text.isBlank, text != head.byte else { return nil }
        return Marker(
            kind: head.byte, start: head.offset, end: head.offset &+ 1, content: head.offset &+ 2,
            width: head.column &+ 2, isFollowed: true)
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
    /// Whether the byte may mark an item of a list without numbers.
    @inline(__always) fileprivate var isBullet: Bool {
        self == UInt8(ascii: "-") || self == UInt8(ascii: "*") || self == UInt8(ascii: "+")
    }
    /// Whether no block but a paragraph starts with the byte: it is a letter, or no ASCII.
    @inline(__always) fileprivate var startsOnlyText: Bool { isLetter || self >= 0x80 }
}

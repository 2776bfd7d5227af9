/// Which block starts at a line. The order of the questions is remark-parse's.
extension NoteScanner {
    /// Reads the block at the first line of `region`. True if its content waits in `pending`, the rest behind
    /// it.
    mutating func readBlock(_ region: inout Region) -> Bool {
        let line = region.first
        let head = lines.head(of: line)
        if head.byte == 0x0A {
            region.first += 1
            return false
        }
        if head.column > 0, lines.isIndentedCode(line) {
            readIndentedCode(&region)
            return false
        }
        switch head.byte {
        case UInt8(ascii: "`"), UInt8(ascii: "~"):
            if readFence(&region) { return false }
        case UInt8(ascii: "$"):
            if readMath(&region) { return false }
        case UInt8(ascii: "%"):
            if readComment(&region) { return false }
        case UInt8(ascii: "#"):
            if readHeading(&region, head) { return false }
        case UInt8(ascii: ">"):
            if region.depth < Self.depthLimit {
                readQuote(&region)
                return true
            }
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), 0x30...0x39:
            let bullet = lines.plainMarker(at: line, head)
            if bullet == nil, readRule(&region, head) { return false }
            if region.depth < Self.depthLimit, let marker = bullet ?? lines.marker(at: line, head) {
                return readList(&region, marker)
            }
        default: break
        }
        return readTextBlock(&region, head.byte)
    }

    /// Reads a block that starts like text.
    @inline(__always)
    private mutating func readTextBlock(_ region: inout Region, _ first: UInt8) -> Bool {
        if readUnderlined(&region) { return false }
        if first == UInt8(ascii: "<"), readHTML(&region) { return false }
        if first == UInt8(ascii: "[") {
            if region.depth < Self.depthLimit, readFootnote(&region) { return true }
            if readDefinition(&region) { return false }
        }
        if readTable(&region) { return false }
        readParagraph(&region)
        return false
    }

    /// Notes a block that ends with the line before `next`.
    mutating func add(_ kind: Block.Kind, _ range: ByteRange, _ region: inout Region, next: Int) {
        if region.isBody { found.blocks.append(Block(kind: kind, range: range, blockID: nil)) }
        region.previousEnd = range.upper
        region.first = next
    }
}

extension NoteLines {
    /// The first byte of a line's content behind its indentation.
    struct Head {
        /// The byte; a line feed where there is none.
        var byte: UInt8
        var offset: Int
        /// The width of the indentation, with tabs to the next multiple of 4.
        var column: Int
    }

    /// The first byte of a line's content behind spaces and tabs.
    @inline(__always)
    func head(of line: Int) -> Head {
        let span = self[line]
        var head = Head(byte: 0x0A, offset: span.start, column: 0)
        while head.offset < span.end {
            let byte = source[head.offset]
            guard byte.isBlank else {
                head.byte = byte
                return head
            }
            head.column = byte == 0x20 ? head.column &+ 1 : (head.column | 3) &+ 1
            head.offset &+= 1
        }
        return head
    }

    /// Whether spaces and tabs are all that a line of content holds.
    func isEmpty(_ line: Int) -> Bool { head(of: line).byte == 0x0A }

    /// Whether a line is blank as JavaScript's `trim` sees it, which knows more than spaces and tabs.
    func isBlank(_ line: Int) -> Bool { isBlank(from: self[line].start, to: self[line].end) }

    /// The same of a line whose first byte is known.
    @inline(__always)
    func isBlank(_ line: Int, _ head: Head) -> Bool { !head.byte.isVisible && isBlank(line) }

    /// Whether there is only white space, as JavaScript sees it, between two offsets of a line.
    func isBlank(from start: Int, to end: Int) -> Bool {
        var offset = start
        while offset < end {
            guard let next = endOfSpace(at: offset, before: end) else { return false }
            offset = next
        }
        return true
    }

    /// The offset behind the white space character at `offset`, if there is one.
    func endOfSpace(at offset: Int, before end: Int) -> Int? {
        let byte = source[offset]
        if byte < 0x80 { return byte.isSpace ? offset + 1 : nil }
        let next = source.endOfScalar(at: offset, before: end)
        switch next - offset {
        case 2: return byte == 0xC2 && source[offset + 1] == 0xA0 ? next : nil
        case 3: return isWideSpace(byte, source[offset + 1], source[offset + 2]) ? next : nil
        default: return nil
        }
    }

    /// A range without the white space at its ends, as JavaScript's `trim` counts it.
    @inline(__always)
    func trimmed(_ range: ByteRange) -> ByteRange {
        if !range.isEmpty, source[range.lower].isVisible, source[range.upper - 1].isVisible { return range }
        return trimmedOfSpace(range)
    }

    private func trimmedOfSpace(_ range: ByteRange) -> ByteRange {
        var (start, end) = (range.lower, range.upper)
        while start < end, let next = endOfSpace(at: start, before: end) { start = next }
        while start < end, let last = startOfSpace(endingAt: end, from: start) { end = last }
        return ByteRange(start, end)
    }

    /// Where the white space character that ends at `end` starts; nil where another one ends there.
    func startOfSpace(endingAt end: Int, from start: Int) -> Int? {
        if source[end - 1] < 0x80 { return source[end - 1].isSpace ? end - 1 : nil }
        return (2...3).lazy.map { end - $0 }.first { $0 >= start && endOfSpace(at: $0, before: end) == end }
    }

    /// Whether three bytes are U+1680, U+2000–200A, U+2028, U+2029, U+202F, U+205F, U+3000 or U+FEFF.
    func isWideSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE1, 0x9A): third == 0x80
        case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        case (0xEF, 0xBB): third == 0xBF
        default: false
        }
    }
}

/// Blocks that hold text: headings, rules, paragraphs.
extension NoteScanner {
    /// Reads `## Text ##`.
    mutating func readHeading(_ region: inout Region, _ head: NoteLines.Head) -> Bool {
        let line = region.first
        guard let level = lines.headingLevel(line, head) else { return false }
        let span = lines[line]
        let start = source.skipBlanks(from: head.offset + level, to: span.end)
        let text = lines.headingText(ByteRange(start, lines.endOfHeadingText(from: start, to: span.end)))
        addHeading(
            Heading(
                level: level, range: ByteRange(span.start, span.end), textRange: text, isSetext: false,
                line: line),
            &region, next: line + 1)
        return true
    }

    /// Reads text over a line of `=` or `-`. Only one line of text: a second makes it a paragraph.
    mutating func readUnderlined(_ region: inout Region) -> Bool {
        let line = region.first
        guard let level = lines.underlineLevel(below: line, before: region.end) else { return false }
        let span = lines[line]
        let start = source.skipBlanks(from: span.start, to: span.end)
        let text = lines.headingText(ByteRange(start, span.end))
        addHeading(
            Heading(
                level: level, range: ByteRange(span.start, lines[line + 1].end), textRange: text,
                isSetext: true,
                line: line), &region, next: line + 2)
        return true
    }

    /// Reads `---`, `* * *` or `___`.
    mutating func readRule(_ region: inout Region, _ head: NoteLines.Head) -> Bool {
        let line = region.first
        guard lines.isRule(line, head) else { return false }
        add(.thematicBreak, ByteRange(lines[line].start, lines[line].end), &region, next: line + 1)
        return true
    }

    /// Reads a paragraph, which ends before a blank line or before a block that may interrupt it.
    mutating func readParagraph(_ region: inout Region) {
        let first = region.first
        var next = first + 1
        while next < region.end, lines.continuesParagraph(next, region) { next += 1 }
        let range = ByteRange(lines[first].start, lines[next - 1].end)
        readInline(TextRun(range.lower, first, range.upper, next - 1))
        let isFirst = region.previousEnd < 0
        add(.paragraph, range, &region, next: next)
        readBlockID(of: range, lastLine: next - 1, region, isFirst: isFirst)
    }

    @inline(__always)
    private mutating func addHeading(_ heading: Heading, _ region: inout Region, next: Int) {
        if region.isBody { found.headings.append(heading) }
        let text = heading.textRange
        readInline(from: text.lower, to: text.upper, heading.line)
        add(.heading, heading.range, &region, next: next)
    }
}

extension NoteLines {
    /// What the app shows of a heading's text: it trims it, and reads no further than a carriage return.
    @inline(__always)
    func headingText(_ range: ByteRange) -> ByteRange {
        guard hasReturns else { return trimmed(range) }
        let end = source.find(0x0D, from: range.lower, to: range.upper) ?? range.upper
        return trimmed(ByteRange(range.lower, end))
    }

    /// The end of a heading's text: a closing run of `#` and blanks is not part of it if a blank stands
    /// before it.
    @inline(__always)
    func endOfHeadingText(from start: Int, to end: Int) -> Int {
        var tail = end
        while tail > start, source[tail - 1].isBlank || source[tail - 1] == UInt8(ascii: "#") { tail -= 1 }
        if tail == start { return start }
        return source.skip(UInt8(ascii: "#"), from: tail, to: end)
    }

    /// The level of the heading that a line is, if it is one.
    @inline(__always)
    func headingLevel(_ line: Int, _ head: Head) -> Int? {
        guard head.byte == UInt8(ascii: "#") else { return nil }
        let end = self[line].end
        let behind = source.skip(UInt8(ascii: "#"), from: head.offset, to: end)
        guard behind - head.offset <= 6, behind == end || source[behind].isBlank else { return nil }
        return behind - head.offset
    }

    /// The level of the heading that the line below `line` makes of it, if it does.
    func underlineLevel(below line: Int, before end: Int) -> Int? {
        guard line + 1 < end else { return nil }
        let below = self[line + 1]
        guard below.start < below.end else { return nil }
        let mark = source[below.start]
        guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "=") else { return nil }
        guard source.skip(mark, from: below.start, to: below.end) == below.end else { return nil }
        return mark == UInt8(ascii: "=") ? 1 : 2
    }

    /// Whether a line is a rule: three or more of one mark with only spaces between them.
    func isRule(_ line: Int, _ head: Head) -> Bool {
        guard
            head.byte == UInt8(ascii: "*") || head.byte == UInt8(ascii: "-") || head.byte == UInt8(ascii: "_")
        else { return false }
        let end = self[line].end
        var count = 0
        var offset = head.offset
        while offset < end {
            if source[offset] == head.byte { count += 1 } else if source[offset] != 0x20 { return false }
            offset += 1
        }
        return count >= 3
    }

    /// Whether a line belongs to the paragraph above it.
    func continuesParagraph(_ line: Int, _ region: Region) -> Bool {
        let span = self[line]
        let offset = source.skip(0x20, from: span.start, to: span.end)
        if offset < span.end {
            if source[offset] == 0x09 || offset - span.start >= 4 { return true }
            return !interruptsParagraph(line, region) && !(isBlank(line) && isLineFeedNext(line, region))
        }
        // remark-parse leaves a blank line to the paragraph where no line feed follows.
        return offset > span.start && !isLineFeedNext(line, region)
    }

    /// Whether a line feed follows a line in the text that its containers left.
    func isLineFeedNext(_ line: Int, _ region: Region) -> Bool {
        line + 1 < region.end || region.isBody && end(of: line) > self[line].end
    }

    /// Whether a block starts at a line that may interrupt a paragraph.
    func interruptsParagraph(_ line: Int, _ region: Region) -> Bool {
        let head = head(of: line)
        return switch head.byte {
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            isRule(line, head) || interruptsAsList(line, head)
        case UInt8(ascii: "+"), 0x31: interruptsAsList(line, head)
        case UInt8(ascii: "#"): headingLevel(line, head) != nil
        case UInt8(ascii: "`"), UInt8(ascii: "~"): fence(at: line) != nil
        case UInt8(ascii: ">"): true
        case UInt8(ascii: "$"): mathFence(line, region) != nil
        case UInt8(ascii: "%"): commentEnd(from: line, before: region.end) != nil
        case UInt8(ascii: "<"): htmlKind(line)?.interrupts == true
        default: false
        }
    }

    /// Whether a block starts at a line that may interrupt a quote.
    func interruptsQuote(_ line: Int, _ region: Region) -> Bool {
        if isIndentedCode(line) || underlineLevel(below: line, before: region.end) != nil { return true }
        return interruptsParagraph(line, region)
    }

    /// Whether a block starts at a line that may interrupt a list.
    func interruptsList(_ line: Int, _ head: Head) -> Bool {
        switch head.byte {
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "_"): isRule(line, head)
        case UInt8(ascii: "#"): headingLevel(line, head) != nil
        case UInt8(ascii: "`"), UInt8(ascii: "~"): fence(at: line) != nil
        default: false
        }
    }
}

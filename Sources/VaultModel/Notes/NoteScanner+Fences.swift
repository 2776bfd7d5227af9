/// Blocks whose content is not Markdown: code and math.
extension NoteScanner {
    /// Reads indented code: lines indented by four, and the blank lines between them.
    mutating func readIndentedCode(_ region: inout Region) {
        let first = region.first
        var next = first + 1
        var last = first
        while next < region.end {
            if lines.isIndentedCode(next), !lines.isBareIndent(next, region) {
                last = next
            } else if !lines.isEmpty(next) {
                break
            }
            next += 1
        }
        add(.code, ByteRange(lines[first].start, lines[last].end), &region, next: last + 1)
    }

    /// Reads a fenced code block, which an absent closing fence extends to the end of its container.
    mutating func readFence(_ region: inout Region) -> Bool {
        let first = region.first
        guard let fence = lines.fence(at: first) else { return false }
        var close = first + 1
        while close < region.end, !lines.closes(fence, close) { close += 1 }
        let range = lines.rangeOfOpaque(from: first, close: close, region)
        let start = source.skipBlanks(from: fence.end, to: lines[first].end)
        var end = start
        while end < lines[first].end, !source[end].isBlank { end += 1 }
        found.codeBlocks.append(
            CodeBlock(
                range: range, languageRange: ByteRange(start, end),
                contentRange: lines.content(from: first, to: close),
                line: first))
        add(.code, range, &region, next: min(close + 1, region.end))
        return true
    }

    /// Reads `$$`, lines of math, and a line that ends with `$$`.
    mutating func readMath(_ region: inout Region) -> Bool {
        let first = region.first
        guard let count = lines.mathFence(first, region) else { return false }
        var close = first + 1
        while close < region.end, !lines.closesMath(count, close) { close += 1 }
        add(
            .math, lines.rangeOfOpaque(from: first, close: close, region), &region,
            next: min(close + 1, region.end)
        )
        return true
    }
}

extension NoteLines {
    /// A run of three or more backticks or tildes that opens a code block.
    struct Fence {
        var mark: UInt8
        var count: Int
        /// The offset behind the run.
        var end: Int
    }

    /// Whether a line starts with a tab or four spaces, which outside a list makes it code.
    @inline(__always)
    func isIndentedCode(_ line: Int) -> Bool {
        let span = self[line]
        guard span.start < span.end else { return false }
        let first = source[span.start]
        if first == 0x09 { return true }
        return first == 0x20
            && source.skip(0x20, from: span.start, to: min(span.end, span.start + 4)) == span.start + 4
    }

    /// Whether a line is an indentation and nothing more, no line feed either: remark-parse does not count
    /// it.
    func isBareIndent(_ line: Int, _ region: Region) -> Bool {
        let span = self[line]
        let width = source[span.start] == 0x09 ? 1 : 4
        return span.start + width == span.end && !isLineFeedNext(line, region)
    }

    /// The fence that a line starts with, if any; no backtick may follow a fence of backticks.
    func fence(at line: Int) -> Fence? {
        let head = head(of: line)
        guard head.byte == UInt8(ascii: "`") || head.byte == UInt8(ascii: "~") else { return nil }
        let lineEnd = self[line].end
        let end = source.skip(head.byte, from: head.offset, to: lineEnd)
        guard end - head.offset >= 3 else { return nil }
        if head.byte == UInt8(ascii: "`"), source.find(head.byte, from: end, to: lineEnd) != nil {
            return nil
        }
        return Fence(mark: head.byte, count: end - head.offset, end: end)
    }

    /// Whether a line closes a fence: at most three spaces, a run at least as long, blanks.
    func closes(_ fence: Fence, _ line: Int) -> Bool {
        let span = self[line]
        let start = source.skip(0x20, from: span.start, to: span.end)
        guard start - span.start < 4 else { return false }
        let end = source.skip(fence.mark, from: start, to: span.end)
        return end - start >= fence.count && source.skipBlanks(from: end, to: span.end) == span.end
    }

    /// From an opening line to its closing line. Where that is missing, all to the end of the text belongs to
    /// the block, in the body the last terminator too: so Obsidian's positions have it.
    func rangeOfOpaque(from first: Int, close: Int, _ region: Region) -> ByteRange {
        if close < region.end { return ByteRange(self[first].start, self[close].end) }
        let last = region.end - 1
        return ByteRange(self[first].start, region.isBody ? end(of: last) : self[last].end)
    }

    /// The lines between two, without the last terminator.
    func content(from first: Int, to close: Int) -> ByteRange {
        guard close > first + 1 else {
            return ByteRange(end(of: first), end(of: first))
        }
        return ByteRange(start(of: first + 1), self[close - 1].end)
    }

    /// How many dollars open a block of math at a line: two or more with no further dollar on the line.
    func mathFence(_ line: Int, _ region: Region) -> Int? {
        let span = self[line]
        let start = source.skip(0x20, from: span.start, to: span.end)
        let behind = source.skip(UInt8(ascii: "$"), from: start, to: span.end)
        guard behind - start >= 2, source.find(UInt8(ascii: "$"), from: behind, to: span.end) == nil else {
            return nil
        }
        return isLineFeedNext(line, region) ? behind - start : nil
    }

    func closesMath(_ count: Int, _ line: Int) -> Bool {
        let span = self[line]
        guard let dollar = source.find(UInt8(ascii: "$"), from: span.start, to: span.end) else {
            return false
        }
        let behind = source.skip(UInt8(ascii: "$"), from: dollar, to: span.end)
        return behind - dollar >= count && source.skip(0x20, from: behind, to: span.end) == span.end
    }
}

/// Quotes, callouts and footnotes: containers whose lines lose a prefix.
extension NoteScanner {
    /// Reads a run of lines with `>`, and the lines without it that no block interrupts.
    mutating func readQuote(_ region: inout Region) {
        let first = region.first
        let start = lines[first].start
        var next = first
        while next < region.end {
            let head = lines.head(of: next)
            if head.byte == UInt8(ascii: ">") {
                let behind = head.offset + 1
                lines[next].start = behind < lines[next].end && source[behind] == 0x20 ? behind + 1 : behind
            } else if lines.isBlank(next) || lines.interruptsQuote(next, region) {
                break
            }
            next += 1
        }
        let kind = lines.isCallout(first) ? Block.Kind.callout : .blockquote
        let content = Region(first, next, in: region, quotes: 1)
        add(kind, ByteRange(start, lines[next - 1].end), &region, next: next)
        found.pending.append(.blocks(region))
        found.pending.append(.blocks(content))
    }

    /// Reads `[^name]: text` with the indented lines below it.
    mutating func readFootnote(_ region: inout Region) -> Bool {
        let first = region.first
        guard let content = lines.footnoteContent(first) else { return false }
        let start = lines[first].start
        var next = first + 1
        var end = next
        while next < region.end {
            let head = lines.head(of: next)
            if head.byte != 0x0A {
                let isIndented = head.column >= 4
                if !isIndented, end < next || lines.interruptsFootnote(next, region) { break }
                end = next + 1
            }
            next += 1
        }
        lines[first].start = content
        for line in first + 1..<max(end, first + 1) {
            lines[line].start += lines.indentBytes(of: line, width: 4)
        }
        let inside = Region(first, end, in: region, quotes: 0)
        add(.footnoteDefinition, ByteRange(start, lines[end - 1].end), &region, next: end)
        found.pending.append(.blocks(region))
        found.pending.append(.blocks(inside))
        return true
    }
}

extension NoteLines {
    /// Whether the first line of a quote is `[!type]`, perhaps with more behind it.
    func isCallout(_ line: Int) -> Bool {
        let span = self[line]
        guard source.starts(with: "[!", at: span.start, before: span.end) else { return false }
        guard let close = source.find(UInt8(ascii: "]"), from: span.start + 2, to: span.end) else {
            return false
        }
        return close > span.start + 2
    }

    /// Where the text of a footnote starts, if a line starts one.
    func footnoteContent(_ line: Int) -> Int? {
        let end = self[line].end
        let start = head(of: line).offset
        guard source.starts(with: "[^", at: start, before: end) else { return nil }
        var offset = start + 2
        while offset < end, source[offset] != UInt8(ascii: "]") {
            if source[offset].isBlank { return nil }
            offset += 1
        }
        guard offset > start + 2, source.starts(with: "]:", at: offset, before: end) else { return nil }
        return source.skipBlanks(from: offset + 2, to: end)
    }

    func interruptsFootnote(_ line: Int, _ region: Region) -> Bool {
        footnoteContent(line) != nil || interruptsQuote(line, region)
            || head(of: line).byte == UInt8(ascii: ">")
            || definitionEnd(from: line, before: region.end) != nil
    }
}

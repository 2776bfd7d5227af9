/// `%%` comments and HTML.
extension NoteScanner {
    /// Reads a comment that starts a line and ends at the next `%%`. Its text is indexed, for links and tags,
    /// but not its blocks (CACHE_RULES §5, §6).
    mutating func readComment(_ region: inout Region) -> Bool {
        let first = region.first
        guard let close = lines.commentEnd(from: first, before: region.end) else { return false }
        let start = lines.head(of: first).offset
        let range = ByteRange(lines[first].start, close.end)
        found.comments.append(ByteRange(start, close.end))
        readInline(TextRun(start + 2, first, close.close, close.line))
        let rest = source.skipBlanks(from: close.end, to: lines[close.line].end)
        let isWhole = rest == lines[close.line].end
        if !isWhole { lines[close.line].start = close.end }
        add(.comment, range, &region, next: isWhole ? close.line + 1 : close.line)
        return true
    }

    /// Reads a block of HTML, in which nothing is indexed.
    mutating func readHTML(_ region: inout Region) -> Bool {
        let first = region.first
        guard let kind = lines.htmlKind(first) else { return false }
        var close = first
        if kind.endsAtBlank {
            while close + 1 < region.end, lines[close + 1].start < lines[close + 1].end { close += 1 }
        } else {
            while close < region.end, !lines.closes(kind, close) { close += 1 }
        }
        let range = lines.rangeOfOpaque(from: first, close: close, region)
        if kind == .comment { noteHTMLComment(first, close, range.upper) }
        add(.html, range, &region, next: min(close + 1, region.end))
        return true
    }

    private mutating func noteHTMLComment(_ first: Int, _ close: Int, _ end: Int) {
        let start = lines.head(of: first).offset
        guard close < lines.count else { return found.comments.append(ByteRange(start, end)) }
        let from = close == first ? start + 2 : lines[close].start
        let mark = lines.offset(of: "-->", from: from, to: lines[close].end)
        found.comments.append(ByteRange(start, mark.map { $0 + 3 } ?? end))
    }
}

extension NoteLines {
    /// Where a block comment ends.
    struct CommentEnd {
        /// The line and offset of the closing `%%`; behind the last line where it is missing.
        var line: Int
        var close: Int
        /// The offset behind it.
        var end: Int
    }

    /// The end of the block comment that starts at a line. A comment with text behind it on its only line is
    /// none.
    func commentEnd(from first: Int, before end: Int) -> CommentEnd? {
        let mark = UInt8(ascii: "%")
        var offset = head(of: first).offset
        guard source.starts(with: "%%", at: offset, before: self[first].end) else { return nil }
        offset += 2
        var line = first
        while line < end {
            if line > first { offset = self[line].start }
            if let close = source.findPair(mark, from: offset, to: self[line].end) {
                let isWhole = source.skipBlanks(from: close + 2, to: self[line].end) == self[line].end
                return line > first || isWhole ? CommentEnd(line: line, close: close, end: close + 2) : nil
            }
            line += 1
        }
        let last = self[end - 1].end
        return CommentEnd(line: end - 1, close: last, end: last)
    }

    /// The kinds of HTML block: what ends each, and whether it may interrupt a paragraph.
    enum HTMLKind {
        case raw, comment, instruction, declaration, data, element, tag
        /// Whether it may interrupt a paragraph.
        var interrupts: Bool { self != .tag }
        /// Whether an empty line ends it.
        var endsAtBlank: Bool { self == .element || self == .tag }
    }

    /// The kind of HTML block that starts at a line, if one does.
    func htmlKind(_ line: Int) -> HTMLKind? {
        let start = head(of: line).offset
        let end = self[line].end
        guard start + 1 < end, source[start] == UInt8(ascii: "<") else { return nil }
        let next = source[start + 1]
        if next == UInt8(ascii: "!") {
            if source.starts(with: "<!--", at: start, before: end) { return .comment }
            if start + 2 < end, source[start + 2].isLetter { return .declaration }
            return source.starts(with: "<![CDATA[", at: start, before: end) ? .data : nil
        }
        if next == UInt8(ascii: "?") { return .instruction }
        let name = start + (next == UInt8(ascii: "/") ? 2 : 1)
        if let element = htmlElement(at: name, before: end, isClosing: name == start + 2) { return element }
        guard let tag = htmlTagEnd(at: start, TextRun(start, line, end, line)) else { return nil }
        return isBlank(from: tag.offset, to: end) ? .tag : nil
    }

    func htmlElement(at start: Int, before end: Int, isClosing: Bool) -> HTMLKind? {
        var offset = start
        var name: [UInt8] = []
        while offset < end, source[offset].isLetter || source[offset].isDigit, name.count < 11 {
            name.append(source[offset].isDigit ? source[offset] : source[offset] | 0x20)
            offset += 1
        }
        let isEnded = offset == end || source[offset].isSpace || source[offset] == UInt8(ascii: ">")
        let isSelfClosed = source.starts(with: "/>", at: offset, before: end)
        if !isClosing, isEnded, HTMLNames.raw.contains(where: { $0.utf8.elementsEqual(name) }) { return .raw }
        guard isEnded || isSelfClosed else { return nil }
        return HTMLNames.blocks.contains { $0.utf8.elementsEqual(name) } ? .element : nil
    }

    func closes(_ kind: HTMLKind, _ line: Int) -> Bool {
        let span = self[line]
        switch kind {
        case .comment: return contains("-->", span)
        case .instruction: return contains("?>", span)
        case .declaration: return source.find(UInt8(ascii: ">"), from: span.start, to: span.end) != nil
        case .data: return contains("]]>", span)
        case .raw:
            return contains("</script>", span) || contains("</pre>", span) || contains("</style>", span)
        case .element, .tag: return false
        }
    }

    /// Whether a line holds a text, in lower or upper case.
    func contains(_ text: StaticString, _ span: LineSpan) -> Bool {
        offset(of: text, from: span.start, to: span.end) != nil
    }

    func offset(of text: StaticString, from start: Int, to end: Int) -> Int? {
        let length = text.utf8CodeUnitCount
        guard end - start >= length else { return nil }
        return text.withUTF8Buffer { wanted in
            (start...end - length).first { offset in
                (0..<length).allSatisfy { index in
                    let byte = source[offset + index]
                    return byte == wanted[index] || byte.isLetter && byte | 0x20 == wanted[index]
                }
            }
        }
    }
}

/// The names of the elements that start a block of HTML (CommonMark 0.29 §4.6).
enum HTMLNames {
    /// Elements whose content may hold blank lines.
    static let raw = ["script", "pre", "style"]
    /// Elements that end at a blank line.
    static let blocks = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
        "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
        "hr", "html", "iframe", "legend", "li", "link", "main", "menu", "menuitem", "meta", "nav", "noframes",
        "ol", "optgroup", "option", "p", "param", "pre", "section", "source", "summary", "table", "tbody",
        "td",
        "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ]
}

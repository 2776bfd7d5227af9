/// How a stretch of text is shown.
package enum InlineStyle: Hashable, Sendable {
    case plain, bold, italic, boldItalic, strike, highlight, code, link, tag, comment, math
}

/// A stretch of text in one style, its marks removed.
package struct InlineSpan: Hashable, Sendable {
    /// How it is shown.
    package var style: InlineStyle
    /// What is read.
    package var text: String
    /// Where a link leads: a target of the vault as its author meant it, or a web address.
    package var link: String?

    /// Makes a span.
    package init(style: InlineStyle, text: String, link: String? = nil) {
        self.style = style
        self.text = text
        self.link = link
    }
}

/// The text of a paragraph, an item, a heading or a cell as it is read: without marks, in spans of one style.
///
/// Links, tags, code, comments and math are what the index takes for them; emphasis within emphasis takes the
/// style that says most. A block id at the end is not shown, HTML is shown as it is written.
package func inlineSpans(_ text: String) -> [InlineSpan] {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: InlineReader.isMark) else {
        return text.isEmpty ? [] : [InlineSpan(style: .plain, text: text)]
    }
    var reader = InlineReader(bytes: bytes, marks: shownMarks(of: bytes))
    return reader.spans()
}

/// The mark-up of a text that stands on its own.
private func shownMarks(of bytes: [UInt8]) -> [ShownMark] {
    let marks = bytes.withUnsafeBufferPointer { buffer in
        let source = SourceBytes(buffer)
        return source.withLines { kinds, lines in
            var lists = NoteLists()
            return withUnsafeMutablePointer(to: &lists) { lists in
                var scanner = NoteScanner(lines, kinds, firstLine: 0, frontmatter: nil, lists)
                scanner.shown = []
                scanner.readInline(TextRun(0, 0, lines[lines.count - 1].end, lines.count - 1))
                return scanner.shown ?? []
            }
        }
    }
    var end = 0
    return marks.sorted { $0.range < $1.range }.filter { mark in
        // What stands in a comment or in a link's text is part of that.
        defer { end = max(end, mark.range.upper) }
        return mark.range.lower >= end
    }
}

/// Puts the spans of one text together.
struct InlineReader {
    let bytes: [UInt8]
    let marks: [ShownMark]
    private var result: [InlineSpan] = []
    private var emphasis = Emphasis()
    /// Text that waits for its style to end.
    private var waiting: [UInt8] = []

    /// A reader of a text with the mark-up found in it.
    init(bytes: [UInt8], marks: [ShownMark]) {
        self.bytes = bytes
        self.marks = marks
    }

    /// Whether a byte may be part of mark-up, so that a text without any needs no reading.
    static func isMark(_ byte: UInt8) -> Bool { byte < 0x80 && byte.isPunctuation }

    /// The spans of the text.
    mutating func spans() -> [InlineSpan] {
        let end = endOfText()
        var runs = DelimiterRuns(bytes, end: end, skipping: marks)
        var offset = 0
        var mark = 0
        for delimiter in runs.matched() {
            show(from: &offset, to: delimiter.start, &mark)
            flush()
            delimiter.closed.forEach { emphasis.end($0) }
            waiting += repeatElement(delimiter.byte, count: delimiter.left)
            flush()
            delimiter.opened.forEach { emphasis.begin($0) }
            offset = delimiter.end
        }
        show(from: &offset, to: end, &mark)
        flush()
        return result
    }

    /// The end of the text: in front of blanks and a block id.
    private func endOfText() -> Int {
        var start = bytes.count
        while start > 0, bytes[start - 1].isBlockIDByte { start -= 1 }
        guard start < bytes.count, start >= 2, bytes[start - 1] == UInt8(ascii: "^") else {
            return bytes.count
        }
        guard bytes[start - 2].isSpace, marks.last.map({ $0.range.upper < start }) ?? true else {
            return bytes.count
        }
        var end = start - 1
        while end > 0, bytes[end - 1].isSpace { end -= 1 }
        return end
    }

    /// Shows what stands between two offsets: plain bytes and whole marks.
    private mutating func show(from offset: inout Int, to end: Int, _ mark: inout Int) {
        while mark < marks.count, marks[mark].range.lower < end {
            waiting += bytes[offset..<max(offset, marks[mark].range.lower)]
            show(marks[mark])
            offset = marks[mark].range.upper
            mark += 1
        }
        if offset < end { waiting += bytes[offset..<end] }
        offset = max(offset, end)
    }

    private mutating func show(_ mark: ShownMark) {
        let text = bytes.text(mark.text)
        switch mark.kind {
        case .escape: waiting += bytes[mark.text]
        case .code: add(.code, text)
        case .math: add(.math, text)
        case .comment: add(.comment, text)
        case .tag: add(.tag, text)
        case .address: add(.link, text, link: text)
        case .wikilink(let target): addWikilink(mark, target: bytes.text(target))
        case .markdownLink(let isEmbed, let target):
            let target = LinkText.target(bytes.text(target), .markdown)
            let shown = isEmbed ? text : inlineSpans(text).map(\.text).joined()
            add(.link, shown.isEmpty ? target : shown, link: target)
        }
    }

    /// A wikilink shows its text, or its target; an embed's text may be a size, and then its target is shown.
    private mutating func addWikilink(_ mark: ShownMark, target: String) {
        let text = bytes.text(mark.text)
        let isEmbed = bytes[mark.range.lower] == UInt8(ascii: "!")
        let isSize = isEmbed && text.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "x") }
        add(.link, text == target || isSize ? LinkText.display(target) : text, link: target)
    }

    private mutating func add(_ style: InlineStyle, _ text: String, link: String? = nil) {
        flush()
        if !text.isEmpty { result.append(InlineSpan(style: style, text: text, link: link)) }
    }

    /// Ends the waiting text; a neighbour of the same style takes it up.
    private mutating func flush() {
        guard !waiting.isEmpty else { return }
        let text = String(decoding: waiting, as: UTF8.self)
        waiting = []
        if let last = result.last, last.style == emphasis.style, last.link == nil {
            result[result.count - 1].text += text
        } else {
            result.append(InlineSpan(style: emphasis.style, text: text))
        }
    }
}

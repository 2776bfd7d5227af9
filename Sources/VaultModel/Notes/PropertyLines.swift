/// The lines of a frontmatter block, and what its readers must know of single ones.
struct PropertyLines {
    let lines: NoteLines
    /// The lines between the fences.
    let body: Range<Int>

    /// The bytes.
    var source: SourceBytes { lines.source }

    /// The bytes between the fences.
    var contentRange: ByteRange {
        ByteRange(lines.start(of: body.lowerBound), lines.start(of: body.upperBound))
    }

    /// Whether the block is a JSON object. `{{` starts a template's placeholder instead.
    var isJSON: Bool {
        for line in body {
            let content = content(of: line)
            if isVoid(content) { continue }
            let first = firstText(in: content)
            return source[first] == UInt8(ascii: "{") && !startsPlaceholder(first)
        }
        return false
    }

    /// A line without its terminator.
    @inline(__always)
    func content(of line: Int) -> LineSpan { lines[line] }

    /// Whether a line says nothing: it is blank, or a comment.
    func isVoid(_ content: LineSpan) -> Bool {
        let first = firstText(in: content)
        if first == content.end { return true }
        return source[first] == UInt8(ascii: "#")
            && source.skip(0x20, from: content.start, to: first) == first
    }

    /// Whether a letter stands at the margin, as at the start of nearly every property.
    @inline(__always)
    func startsWithLetter(_ content: LineSpan) -> Bool {
        content.start < content.end && source[content.start].isLetter
    }

    /// The offset of a line's first character that is no blank.
    func firstText(in content: LineSpan) -> Int { source.skipBlanks(from: content.start, to: content.end) }

    /// Whether a comment starts at `offset`: a `#` behind a blank.
    func isComment(_ offset: Int) -> Bool {
        source[offset] == UInt8(ascii: "#") && source[offset - 1].isBlank
    }

    /// Whether nothing but blanks and a comment stands between the two offsets.
    func hasOnlyComment(_ offset: Int, _ end: Int) -> Bool {
        let start = source.skipBlanks(from: offset, to: end)
        return start == end || isComment(start)
    }

    /// Whether the byte at `offset` is a colon that ends a key.
    func isColon(_ offset: Int, _ end: Int) -> Bool {
        offset < end && source[offset] == UInt8(ascii: ":")
            && (offset + 1 == end || source[offset + 1].isBlank)
    }

    /// Whether the byte at `offset` is a dash that opens an item.
    func isDash(_ offset: Int, _ end: Int) -> Bool {
        offset < end && source[offset] == UInt8(ascii: "-")
            && (offset + 1 == end || source[offset + 1].isBlank)
    }

    /// The next line that says something.
    func significant(behind line: Int) -> Int? {
        var next = line + 1
        while next < body.upperBound {
            if !isVoid(content(of: next)) { return next }
            next += 1
        }
        return nil
    }

    /// Whether a value ends with `line`: what comes next is a key at the margin, not more of the value.
    func endsBlock(behind line: Int) -> Bool {
        if line + 1 < body.upperBound, startsWithLetter(content(of: line + 1)) { return true }
        guard let next = significant(behind: line) else { return true }
        let content = content(of: next)
        return !source[content.start].isBlank && !isDash(content.start, content.end)
    }

    /// The next line that can start another property.
    func nextKey(behind line: Int) -> Int {
        let candidates = (line + 1)..<max(line + 1, body.upperBound)
        return candidates.first { line in
            let content = content(of: line)
            return !isVoid(content) && !source[content.start].isBlank && !isDash(content.start, content.end)
                && !"]},".utf8.contains(source[content.start])
        } ?? max(line + 1, body.upperBound)
    }

    /// Whether `{{`, a placeholder of a template, stands at `offset`.
    func startsPlaceholder(_ offset: Int) -> Bool {
        offset + 1 < source.count && source[offset] == UInt8(ascii: "{")
            && source[offset + 1] == UInt8(ascii: "{")
    }
}

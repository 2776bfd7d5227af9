/// What the reader must know of single lines.
extension PropertyReader {
    /// A line without its terminator.
    func content(of line: Int) -> ByteRange { lines.contentRange(of: line, in: bytes) }

    /// Whether a line says nothing: it is blank, or a comment.
    func isVoid(_ content: ByteRange) -> Bool {
        guard let first = bytes[content].firstIndex(where: { !isBlank($0) }) else { return true }
        return bytes[first] == UInt8(ascii: "#") && bytes[content.lower..<first].allSatisfy { $0 == 0x20 }
    }

    /// The offset of a line's first character that is no blank.
    func firstText(in content: ByteRange) -> Int { skipBlanks(content.lower, content.upper) }

    /// The first offset from `offset` on that holds no blank, `end` at most.
    func skipBlanks(_ offset: Int, _ end: Int) -> Int {
        var offset = offset
        while offset < end, isBlank(bytes[offset]) { offset += 1 }
        return offset
    }

    /// Whether a comment starts at `offset`: a `#` behind a blank.
    func isComment(_ offset: Int) -> Bool {
        bytes[offset] == UInt8(ascii: "#") && isBlank(bytes[offset - 1])
    }

    /// Whether nothing but blanks and a comment stands between the two offsets.
    func hasOnlyComment(_ offset: Int, _ end: Int) -> Bool {
        let start = skipBlanks(offset, end)
        return start == end || isComment(start)
    }

    /// Whether the byte at `offset` is a colon that ends a key.
    func isColon(_ offset: Int, _ end: Int) -> Bool {
        offset < end && bytes[offset] == UInt8(ascii: ":")
            && (offset + 1 == end || isBlank(bytes[offset + 1]))
    }

    /// Whether the byte at `offset` is a dash that opens an item.
    func isDash(_ offset: Int, _ end: Int) -> Bool {
        offset < end && bytes[offset] == UInt8(ascii: "-")
            && (offset + 1 == end || isBlank(bytes[offset + 1]))
    }

    /// The next line that says something.
    func significant(behind line: Int) -> Int? {
        ((line + 1)..<max(line + 1, body.upperBound)).first { !isVoid(content(of: $0)) }
    }

    /// Whether a value ends with `line`: what comes next is a key at the margin, not more of the value.
    func endsBlock(behind line: Int) -> Bool {
        guard let next = significant(behind: line) else { return true }
        let content = content(of: next)
        return !isBlank(bytes[content.lower]) && !isDash(content.lower, content.upper)
    }

    /// The next line that can start another property.
    func nextKey(behind line: Int) -> Int {
        let candidates = (line + 1)..<max(line + 1, body.upperBound)
        return candidates.first { line in
            let content = content(of: line)
            return !isVoid(content) && !isBlank(bytes[content.lower]) && !isDash(content.lower, content.upper)
                && !"]},".utf8.contains(bytes[content.lower])
        } ?? max(line + 1, body.upperBound)
    }

    /// Whether `{{`, a placeholder of a template, stands at `offset`.
    func startsPlaceholder(_ offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "{")
            && bytes[offset + 1] == UInt8(ascii: "{")
    }

    /// Remembers the first line with a placeholder.
    mutating func notePlaceholder(_ line: Int) { placeholder = placeholder ?? line }
}

/// The line at the end of a note that says when it was last updated (dialect §12.2).
package struct Footer: Hashable, Sendable {
    /// Where the footer begins: the line of the rule above, or its own, from 0.
    package var firstLine: Int
    /// Its own line, from 0.
    package var line: Int
    /// Where the date stands, or would stand.
    package var dateRange: ByteRange
    /// The date as written; empty where there is none.
    package var date: String

    /// How many lines with text may follow a footer.
    private static let strayLines = 3

    /// The footer of a note, if it has one.
    package init?(in note: Note) {
        var stray = 0
        for line in (0..<note.lines.count).reversed() {
            let content = note.lines.contentRange(of: line, in: note.bytes)
            if let dateRange = Self.dateRange(note, content), !note.isOpaque(content.lower) {
                self.line = line
                self.dateRange = dateRange
                date = note.text(dateRange)
                firstLine = note.ruleLine(above: line) ?? line
                return
            }
            if !note.isBlank(line) { stray += 1 }
            if stray > Self.strayLines || note.headings.contains(where: { $0.line == line }) { return nil }
        }
        return nil
    }

    /// Where the date stands in a line of the form `*Last updated: 2024-05-02*`; nil for any other line.
    private static func dateRange(_ note: Note, _ content: ByteRange) -> ByteRange? {
        let words = "last updated".utf8
        var index = content.lower
        var end = content.upper
        while index < end, isBlank(note.bytes[index]) { index += 1 }
        // Nearly every line is ruled out by its first character.
        guard index < end, note.bytes[index] == UInt8(ascii: "*") || note.bytes[index] == UInt8(ascii: "_")
        else {
            return nil
        }
        func skip(_ set: String) -> Int {
            let start = index
            while index < end, set.utf8.contains(note.bytes[index]) { index += 1 }
            return index - start
        }
        _ = skip("*_")
        guard index + words.count <= end,
            note.bytes[index..<(index + words.count)].elementsEqual(words, by: { NameFold.lower($0) == $1 })
        else { return nil }
        index += words.count
        _ = skip("*_: \t")
        while end > index, " \t*_.".utf8.contains(note.bytes[end - 1]) { end -= 1 }
        guard
            note.bytes[end..<content.upper].contains(where: { $0 == 0x2A || $0 == 0x5F })
                || note.bytes[content.lower..<index].dropLast().contains(where: { $0 == 0x2A || $0 == 0x5F })
        else { return nil }
        let date = note.bytes[index..<end]
        if date.isEmpty { return emptyPlace(note, before: index, content) }
        guard date.count <= 40, date.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return ByteRange(index, end)
    }

    /// Where a date belongs in a footer without one: behind the colon and its space, before the closing
    /// marks.
    private static func emptyPlace(_ note: Note, before index: Int, _ content: ByteRange) -> ByteRange {
        var place = min(index, content.upper)
        while place > content.lower, "*_".utf8.contains(note.bytes[place - 1]) { place -= 1 }
        return ByteRange(place, place)
    }
}

extension Note {
    /// Whether a line holds nothing but white space.
    func isBlank(_ line: Int) -> Bool {
        bytes[lines.range(of: line)].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }

    /// Whether the byte at `offset` lies in code, in a comment or in the properties.
    func isOpaque(_ offset: Int) -> Bool {
        frontmatter?.range.contains(offset) == true || codeBlocks.contains { $0.range.contains(offset) }
            || comments.contains { $0.contains(offset) }
    }

    /// The line of the rule above a line, blank lines between them passed over.
    fileprivate func ruleLine(above line: Int) -> Int? {
        var above = line - 1
        while above >= 0, isBlank(above) { above -= 1 }
        guard above >= 0 else { return nil }
        let range = lines.contentRange(of: above, in: bytes)
        let isRule = blocks.contains { $0.kind == .thematicBreak && range.contains($0.range) }
        return isRule ? above : nil
    }
}

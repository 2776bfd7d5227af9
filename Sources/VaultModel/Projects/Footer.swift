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

    /// Where a footer stands.
    typealias Place = (firstLine: Int, line: Int, dateRange: ByteRange)

    /// The footer of a note, if it has one.
    package init?(in note: Note) {
        let place = note.bytes.read { source in
            source.withLines { _, lines in
                Self.place(
                    in: lines, lastHeading: note.headings.last?.line ?? -1, isOpaque: { note.isOpaque($0) },
                    isRule: { range in
                        note.blocks.contains { $0.kind == .thematicBreak && range.contains($0.range) }
                    })
            }
        }
        guard let place else { return nil }
        (firstLine, line, dateRange) = place
        date = note.text(dateRange)
    }

    /// The same of a note that was just read: what the index needs to know of it.
    static func place(in note: borrowing ScannedNote) -> Place? {
        place(
            in: note.lines, lastHeading: note.found.headings.last?.line ?? -1,
            isOpaque: { offset in
                note.frontmatter?.range.contains(offset) == true
                    || note.found.codeBlocks.contains { $0.range.contains(offset) }
                    || note.found.comments.contains { $0.contains(offset) }
            },
            isRule: { range in
                // The rule is one of the last blocks.
                note.found.blocks.elements.reversed().contains {
                    $0.kind == .thematicBreak && range.contains($0.range)
                }
            })
    }

    /// Where the footer stands in lines with a last heading, or -1; it does not lie in code, in a comment or in the
    /// properties.
    private static func place(
        in lines: NoteLines, lastHeading: Int, isOpaque: (Int) -> Bool, isRule: (ByteRange) -> Bool
    ) -> Place? {
        let source = lines.source
        var stray = 0
        for line in (0..<lines.count).reversed() {
            let content = lines.contentRange(of: line)
            if let dateRange = dateRange(source, content), !isOpaque(content.lower) {
                var above = line - 1
                while above >= 0, source.isBlank(lines.contentRange(of: above)) { above -= 1 }
                let hasRule = above >= 0 && isRule(lines.contentRange(of: above))
                return (hasRule ? above : line, line, dateRange)
            }
            if !source.isBlank(content) { stray += 1 }
            if stray > strayLines || line == lastHeading { return nil }
        }
        return nil
    }

    /// Where the date stands in a line of the form `*Last updated: 2024-05-02*`; nil for any other line.
    private static func dateRange(_ bytes: SourceBytes, _ content: ByteRange) -> ByteRange? {
        let words: StaticString = "last updated"
        var index = bytes.skipBlanks(from: content.lower, to: content.upper)
        var end = content.upper
        // Nearly every line is ruled out by its first character.
        guard index < end, isEmphasis(bytes[index]) else { return nil }
        while index < end, isEmphasis(bytes[index]) { index += 1 }
        guard bytes.startsInAnyCase(with: words, at: index, before: end) else { return nil }
        index += words.utf8CodeUnitCount
        while index < end, isDress(bytes[index]) || bytes[index] == UInt8(ascii: ":") { index += 1 }
        while end > index, isDress(bytes[end - 1]) || bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
        let isMarked =
            (end..<content.upper).contains { isEmphasis(bytes[$0]) }
            || (content.lower..<max(content.lower, index - 1)).contains { isEmphasis(bytes[$0]) }
        guard isMarked else { return nil }
        if index == end { return emptyPlace(bytes, before: index, content) }
        guard end - index <= 40, (index..<end).contains(where: { bytes[$0].isDigit }) else { return nil }
        return ByteRange(index, end)
    }

    private static func isEmphasis(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
    }

    /// Whether a byte may stand around the words and the date: a blank or a mark of emphasis.
    private static func isDress(_ byte: UInt8) -> Bool { byte.isBlank || isEmphasis(byte) }

    /// Where a date belongs in a footer without one: behind the colon and its space, before the closing
    /// marks.
    private static func emptyPlace(_ bytes: SourceBytes, before index: Int, _ content: ByteRange) -> ByteRange
    {
        var place = min(index, content.upper)
        while place > content.lower, isEmphasis(bytes[place - 1]) { place -= 1 }
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
}

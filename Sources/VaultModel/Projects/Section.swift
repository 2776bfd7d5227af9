/// A heading of a project note with what stands under it (dialect §12.2).
package struct Section: Hashable, Sendable {
    /// What it is; nil for a section that is only shown and never edited by an action.
    package var kind: SectionKind?
    /// The index of its heading in `Note.headings`.
    package var heading: Int
    /// The level of its heading.
    package var level: Int
    /// The line of its heading, from 0.
    package var line: Int
    /// From behind the heading's terminator to the next heading of the same or a higher level, the footer, or
    /// the end of the note.
    package var bodyRange: ByteRange
    /// The lines of the body.
    package var bodyLines: Range<Int>
    /// The lines in the body that belong to sections of their own: they have a meaning, and stand deeper.
    package var foreignLines: [Range<Int>]

    /// Whether a line belongs to this section's own content.
    package func owns(_ line: Int) -> Bool {
        bodyLines.contains(line) && !foreignLines.contains { $0.contains(line) }
    }
}

extension Note {
    /// The sections of the note in order; `end` is the line where the last one ends, the footer's or the
    /// note's.
    package func sections(_ schema: Schema, end: Int) -> [Section] {
        let visible = headings.indices.filter { headings[$0].line < end }
        var sections = visible.map { index -> Section in
            let heading = headings[index]
            let next = headings[(index + 1)...].first { $0.level <= heading.level && $0.line < end }
            let first = line(at: max(heading.range.lower, heading.range.upper - 1)) + 1
            let last = max(first, next?.line ?? end)
            return Section(
                kind: bytes.read { schema.names.kind(ofHeading: $0, heading.textRange) }, heading: index,
                level: heading.level,
                line: heading.line, bodyRange: ByteRange(start(of: first), start(of: last)),
                bodyLines: first..<last, foreignLines: [])
        }
        for index in sections.indices {
            let section = sections[index]
            var below = index + 1
            while below < sections.count, section.bodyLines.contains(sections[below].line) {
                if sections[below].kind != nil {
                    let foreign = sections[below].line..<sections[below].bodyLines.upperBound
                    sections[index].foreignLines.append(foreign)
                }
                below += 1
            }
        }
        return sections
    }

    /// The range of a line with its terminator, without a byte order mark.
    func wholeLine(_ line: Int) -> ByteRange { ByteRange(start(of: line), lines.range(of: line).upper) }

    /// The offset where a line's text starts, which is behind a byte order mark; the end of the note for a line behind
    /// the last.
    package func start(of line: Int) -> Int {
        line < lines.count ? lines.contentRange(of: line, in: bytes).lower : bytes.count
    }
}

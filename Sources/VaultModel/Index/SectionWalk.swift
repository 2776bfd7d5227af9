/// The sections of a note that mean something, to find those of one line after another: what `Note.sections` says,
/// without what only a page needs.
struct SectionWalk {
    /// A section that means something.
    private struct Known {
        var kind: SectionKind
        var level: Int
        /// The line of its heading, the first line behind that, and the line where it ends.
        var line: Int
        var first: Int
        var end: Int
        /// The index of the known section around it, or -1.
        var outer: Int
    }
    private var known: [Known] = []
    /// The index of the last section that starts at or above `line`, or -1.
    private var nearest = -1
    /// The line that was asked for last.
    private var line = 0

    init() { known.reserveCapacity(16) }

    /// Takes up the sections of a note.
    mutating func enter(_ note: Note, _ source: SourceBytes, _ names: HeadingNames) {
        known.removeAll(keepingCapacity: true)
        (nearest, line) = (-1, 0)
        // Only list items are asked for.
        if note.headings.isEmpty || note.listItems.isEmpty { return }
        let end = Footer.place(in: note, source)?.firstLine ?? note.lines.count
        var open = -1
        for heading in note.headings where heading.line < end {
            while open >= 0, known[open].level >= heading.level {
                known[open].end = max(known[open].first, heading.line)
                open = known[open].outer
            }
            guard let kind = names.kind(ofHeading: source, heading.textRange) else { continue }
            let lastLine =
                heading.isSetext
                ? note.line(at: max(heading.range.lower, heading.range.upper - 1)) : heading.line
            known.append(
                Known(
                    kind: kind, level: heading.level, line: heading.line, first: lastLine + 1,
                    end: max(lastLine + 1, end), outer: open))
            open = known.count - 1
        }
    }

    /// The kind of the section that a line belongs to; asked for one line after another, it is found at once.
    mutating func kind(ofLine line: Int) -> SectionKind? {
        if line < self.line { nearest = -1 }
        self.line = line
        while nearest + 1 < known.count, known[nearest + 1].line <= line { nearest += 1 }
        var index = nearest
        while index >= 0, line >= known[index].end { index = known[index].outer }
        // A heading belongs to no section.
        guard index >= 0, line >= known[index].first else { return nil }
        return known[index].kind
    }
}

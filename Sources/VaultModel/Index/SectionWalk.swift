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
    /// Its own, so that threads do not count the users of one for every note.
    private let names: HeadingNames
    private var known: [Known] = []
    /// The index of the last section that starts at or above `line`, or -1.
    private var nearest = -1
    /// What the lines from `since` on and before `until` belong to.
    private var kind: SectionKind?
    private var since = 0
    private var until = 0

    /// A walk through the sections that have these names.
    init(_ names: HeadingNames) {
        self.names = names
        known.reserveCapacity(16)
    }

    /// Takes up the sections of a note.
    mutating func enter(_ note: borrowing ScannedNote) {
        known.removeAll(keepingCapacity: true)
        (nearest, since, until) = (-1, 0, 0)
        // Only list items are asked for.
        if note.found.listItems.isEmpty { return }
        var end = note.lines.count
        var open = -1
        for index in note.found.headings.indices {
            let heading = note.found.headings[index]
            if heading.line >= end { continue }
            while open >= 0, known[open].level >= heading.level {
                known[open].end = max(known[open].first, heading.line)
                open = known[open].outer
            }
            guard let kind = names.kind(ofHeading: note.source, heading.textRange) else { continue }
            if known.isEmpty, let footer = Footer.place(in: note) {
                end = footer.firstLine
                if heading.line >= end { break }
            }
            let lastLine =
                heading.isSetext
                ? note.lines.line(at: max(heading.range.lower, heading.range.upper - 1)) : heading.line
            known.append(
                Known(
                    kind: kind, level: heading.level, line: heading.line, first: lastLine + 1,
                    end: max(lastLine + 1, end), outer: open))
            open = known.count - 1
        }
    }

    /// The kind of the section that a line belongs to; asked for one line after another, it is found at once.
    mutating func kind(ofLine line: Int) -> SectionKind? {
        if line < since || line >= until { find(line) }
        return kind
    }

    /// Finds what a line belongs to, and the lines behind it that belong to the same.
    @inline(__always)
    private mutating func find(_ line: Int) {
        if line < since { nearest = -1 }
        while nearest + 1 < known.count, known[nearest + 1].line <= line { nearest += 1 }
        var index = nearest
        while index >= 0, line >= known[index].end { index = known[index].outer }
        (kind, since, until) = (nil, line, nearest + 1 < known.count ? known[nearest + 1].line : .max)
        guard index >= 0 else { return }
        if line < known[index].first {
            // A heading belongs to no section.
            until = min(until, known[index].first)
        } else {
            kind = known[index].kind
            until = min(until, known[index].end)
        }
    }
}

/// A line that a search found.
package struct SearchHit: Hashable, Sendable {
    /// The note.
    package var path: NotePath
    /// The line, from 0.
    package var line: Int
    /// The line's text without its terminator; bytes that are not UTF-8 become U+FFFD.
    package var text: String

    /// A line of a note; `line` counts from 0.
    package init(path: NotePath, line: Int, text: String) {
        self.path = path
        self.line = line
        self.text = text
    }
}

extension SearchQuery {
    /// The lines of a note that fit, `most` at most. `digest` is what the index keeps of the note: its tags,
    /// headings and tasks.
    package func hits(in bytes: [UInt8], of digest: NoteDigest, most: Int = .max) -> [SearchHit] {
        bytes.withUnsafeBufferPointer {
            hits(in: $0, ends: [bytes.count], of: [digest], most: most).hits
        }
    }

    /// The lines of some notes that fit, in their order, about `most` at most, and which of the notes have any.
    ///
    /// The notes' texts stand in `bytes` one behind the other with a line feed between them; `ends` says where each
    /// ends. `wanted` says which of them to look at; nil for all.
    package func hits(
        in bytes: UnsafeBufferPointer<UInt8>, ends: [Int], of digests: [NoteDigest], wanted: [Bool]? = nil,
        most: Int = .max
    ) -> (hits: [SearchHit], fits: [Bool]) {
        guard !isEmpty else { return ([], digests.map { _ in false }) }
        var walk = SearchWalk(query: self, bytes: bytes, ends: ends, digests: digests, most: most)
        let choosesNotes = !paths.isEmpty || !tags.isEmpty
        var start = 0
        while start < digests.count {
            func isWanted(_ note: Int) -> Bool {
                wanted?[note] != false && (!choosesNotes || fits(digests[note]))
            }
            guard isWanted(start) else {
                start += 1
                continue
            }
            // Notes that stand together are gone through as one text.
            var end = start + 1
            while end < digests.count, isWanted(end) { end += 1 }
            walk.run(start..<end)
            start = end + 1
        }
        return (walk.hits, walk.fits)
    }

    /// Whether the note as a whole fits: its path and its tags.
    private func fits(_ digest: NoteDigest) -> Bool {
        guard paths.allSatisfy({ $0.fits(digest.path.text) }) else { return false }
        if tags.isEmpty { return true }
        let own = digest.tags.map { FrontmatterTag.key($0) }
        return tags.allSatisfy { tag in own.contains { $0 == tag || $0.hasPrefix(tag + "/") } }
    }
}

/// Which lines of a note a search looks at.
struct LineChoice {
    /// The open tasks and blockers; nil where any line will do.
    private var open: Set<Int>?
    /// For each section that was asked for, the lines below the headings that fit.
    private var sections: [[Range<Int>]]

    init(_ query: SearchQuery, _ digest: NoteDigest) {
        if query.isOpen {
            open = Set(digest.tasks.lazy.filter { $0.isOpen && !$0.text.isEmpty }.map(\.line))
            open?.formUnion(digest.blockers.lazy.filter { !$0.isDone }.map(\.line))
        }
        let headings = query.sections.isEmpty ? [] : digest.headings
        sections = query.sections.map { filter in
            headings.indices.filter { filter.fits(headings[$0].text) }.map { index in
                let end = headings[(index + 1)...].first { $0.level <= headings[index].level }?.line
                return headings[index].line..<(end ?? Int.max)
            }
        }
    }

    /// Whether no line will do.
    var isEmpty: Bool { open?.isEmpty == true || sections.contains { $0.isEmpty } }

    func holds(_ line: Int) -> Bool {
        if let open, !open.contains(line) { return false }
        return sections.allSatisfy { $0.contains { $0.contains(line) } }
    }
}

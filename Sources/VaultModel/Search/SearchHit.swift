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
        guard !isEmpty, fits(digest) else { return [] }
        let lines = LineChoice(self, digest)
        return bytes.withUnsafeBufferPointer { buffer in
            var walk = SearchWalk(query: self, bytes: buffer, lines: lines, path: digest.path, most: most)
            walk.run()
            return walk.hits
        }
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
private struct LineChoice {
    /// The open tasks and blockers; nil where any line will do.
    private var open: Set<Int>?
    /// For each section that was asked for, the lines below the headings that fit.
    private var sections: [[Range<Int>]]
    /// Whether every line will do.
    let isAll: Bool

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
        isAll = !query.isOpen && query.sections.isEmpty
    }

    func holds(_ line: Int) -> Bool {
        if let open, !open.contains(line) { return false }
        return sections.allSatisfy { $0.contains { $0.contains(line) } }
    }
}

/// Goes through a note's bytes from one place that may fit to the next, counting lines on the way.
private struct SearchWalk {
    let query: SearchQuery
    let bytes: UnsafeBufferPointer<UInt8>
    let lines: LineChoice
    let path: NotePath
    let most: Int
    private(set) var hits: [SearchHit] = []
    /// How many line feeds stand before `counted`.
    private var line = 0
    private var counted = 0

    init(query: SearchQuery, bytes: UnsafeBufferPointer<UInt8>, lines: LineChoice, path: NotePath, most: Int)
    {
        self.query = query
        self.bytes = bytes
        self.lines = lines
        self.path = path
        self.most = most
    }

    mutating func run() {
        // The longest word is the rarest, and one that bytes can tell is the quickest.
        let best = query.words.filter { $0.finder != nil }.max {
            ($0.isPlain ? 1 : 0, $0.text.utf8.count) < ($1.isPlain ? 1 : 0, $1.text.utf8.count)
        }
        if let finder = best?.finder { return walk(finder) }
        if query.words.isEmpty, lines.isAll {
            if let title = firstLine() { take(title) }
            return
        }
        var start = 0
        while start < bytes.count, hits.count < most {
            let end = lineEnd(start)
            take(start..<end)
            start = end + 1
        }
    }

    private mutating func walk(_ finder: ByteFinder) {
        var start = 0
        while hits.count < most, let place = finder.first(in: bytes, start..<bytes.count) {
            let end = lineEnd(place)
            take(lineStart(place)..<end)
            start = min(end + 1, bytes.count)
        }
    }

    /// Takes a line if it fits.
    private mutating func take(_ range: Range<Int>) {
        for index in counted..<range.lowerBound where bytes[index] == 0x0A { line += 1 }
        counted = range.lowerBound
        guard lines.holds(line), query.words.allSatisfy({ $0.stands(in: range, of: bytes) }) else { return }
        var end = range.upperBound
        if end < bytes.count, end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        if query.words.isEmpty, bytes[range.lowerBound..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            return
        }
        let text = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
        hits.append(SearchHit(path: path, line: line, text: text))
    }

    /// The first heading, else the first line that is not empty and not part of the properties.
    private func firstLine() -> Range<Int>? {
        var start = 0
        var inProperties = false
        while start < bytes.count {
            let end = lineEnd(start)
            let isFence = bytes[start..<end].elementsEqual("---".utf8)
            if isFence, start == 0 || inProperties {
                inProperties = start == 0
            } else if !inProperties, bytes[start..<end].contains(where: { $0 > 0x20 }) {
                return start..<end
            }
            start = end + 1
        }
        return nil
    }

    private func lineStart(_ place: Int) -> Int {
        var start = place
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    private func lineEnd(_ place: Int) -> Int {
        var end = place
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return end
    }
}

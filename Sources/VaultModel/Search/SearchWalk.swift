/// Goes through the bytes of notes from one place that may fit to the next, counting lines on the way.
struct SearchWalk {
    private let query: SearchQuery
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where each note's text ends; the next one begins behind the line feed there.
    private let ends: [Int]
    private let digests: [NoteDigest]
    private let most: Int
    /// The word to look for first.
    private let best: SearchWord?
    /// Whether every line of a note will do.
    private let takesAllLines: Bool
    private(set) var hits: [SearchHit] = []
    /// Which notes have any.
    private(set) var fits: [Bool]
    /// The note that is looked at, and which of its lines will do, once that is asked.
    private var note = 0
    private var choice: LineChoice?
    /// How many line feeds of the note stand before `counted`.
    private var line = 0
    private var counted = 0

    init(
        query: SearchQuery, bytes: UnsafeBufferPointer<UInt8>, ends: [Int], digests: [NoteDigest], most: Int
    ) {
        self.query = query
        self.bytes = bytes
        self.ends = ends
        self.digests = digests
        self.most = most
        // The longest word is the rarest, and one that bytes can tell is the quickest.
        best = query.words.filter(\.canBeFound).max {
            ($0.isPlain ? 1 : 0, $0.text.utf8.count) < ($1.isPlain ? 1 : 0, $1.text.utf8.count)
        }
        takesAllLines = !query.isOpen && query.sections.isEmpty
        fits = [Bool](repeating: false, count: digests.count)
    }

    /// Goes through notes that stand one behind the other.
    mutating func run(_ notes: Range<Int>) {
        if let best { return find(best, notes) }
        for note in notes {
            guard hits.count < most else { return }
            enter(note)
            if query.words.isEmpty, takesAllLines {
                if let title = firstLine() { take(title) }
            } else if takesAllLines || !chosen.isEmpty {
                takeAll()
            }
        }
    }

    /// Takes the lines with a word that fit.
    private mutating func find(_ word: SearchWord, _ notes: Range<Int>) {
        let end = ends[notes.upperBound - 1]
        enter(notes.lowerBound)
        var start = text(notes.lowerBound).lowerBound
        while hits.count < most, start < end, let place = word.first(in: bytes, start..<end) {
            if place > ends[note] {
                var next = note + 1
                while place > ends[next] { next += 1 }
                enter(next)
            }
            if !takesAllLines, chosen.isEmpty {
                start = ends[note] + 1
                continue
            }
            let lineEnd = lineEnd(place)
            take(lineStart(place)..<lineEnd)
            start = lineEnd + 1
        }
    }

    private mutating func takeAll() {
        let text = text(note)
        var start = text.lowerBound
        while start < text.upperBound, hits.count < most {
            let end = lineEnd(start)
            take(start..<end)
            start = end + 1
        }
    }

    private mutating func enter(_ note: Int) {
        self.note = note
        choice = nil
        line = 0
        counted = text(note).lowerBound
    }

    private func text(_ note: Int) -> Range<Int> { (note == 0 ? 0 : ends[note - 1] + 1)..<ends[note] }

    /// Which lines of the note will do.
    private var chosen: LineChoice {
        mutating get {
            if let choice { return choice }
            let made = LineChoice(query, digests[note])
            choice = made
            return made
        }
    }

    /// Takes a line if it fits.
    private mutating func take(_ range: Range<Int>) {
        guard query.words.allSatisfy({ $0.stands(in: range, of: bytes) }) else { return }
        for index in counted..<range.lowerBound where bytes[index] == 0x0A { line += 1 }
        counted = range.lowerBound
        guard takesAllLines || chosen.holds(line) else { return }
        var end = range.upperBound
        if end < ends[note], end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
        if query.words.isEmpty, bytes[range.lowerBound..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            return
        }
        let text = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
        hits.append(SearchHit(path: digests[note].path, line: line, text: text))
        fits[note] = true
    }

    /// The first heading, else the first line that is not empty and not part of the properties.
    private func firstLine() -> Range<Int>? {
        let text = text(note)
        var start = text.lowerBound
        var inProperties = false
        while start < text.upperBound {
            let end = lineEnd(start)
            let isFence = bytes[start..<end].elementsEqual("---".utf8)
            if isFence, start == text.lowerBound || inProperties {
                inProperties = start == text.lowerBound
            } else if !inProperties, bytes[start..<end].contains(where: { $0 > 0x20 }) {
                return start..<end
            }
            start = end + 1
        }
        return nil
    }

    private func lineStart(_ place: Int) -> Int {
        let first = text(note).lowerBound
        var start = place
        while start > first, bytes[start - 1] != 0x0A { start -= 1 }
        return start
    }

    private func lineEnd(_ place: Int) -> Int {
        let last = ends[note]
        var end = place
        while end < last, bytes[end] != 0x0A { end += 1 }
        return end
    }
}

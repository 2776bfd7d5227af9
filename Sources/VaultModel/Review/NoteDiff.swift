/// What is new in a note since its text was last accepted, line by line.
package struct NoteDiff: Hashable, Sendable {
    /// What a line of the note is, compared with the accepted text.
    package enum Mark: Hashable, Sendable {
        /// It was there.
        case same
        /// It was not.
        case added
        /// It stands in the place of a line much like it: the old line's text.
        case changed(from: String)
    }

    /// A line of the accepted text that is gone.
    package struct Removed: Hashable, Sendable {
        /// The whole line without its terminator.
        package var text: String
        /// Its line in the accepted text, from 0.
        package var line: Int
        /// The line of the note, from 0, before which it would stand: the line that stands in its place, if one does.
        package var before: Int
        /// Whether a changed line stands in its place.
        package var isReplaced: Bool
    }

    /// What each line of the note is; lines count from 0.
    package private(set) var marks: [Mark]
    /// What is gone, in the order of the accepted text.
    package private(set) var removed: [Removed] = []
    /// Whether the note was never accepted, so that all of it is new.
    package let isWhole: Bool

    /// Two lines with less in common are no change of one into the other.
    private static let leastLikeness = 0.5
    /// Stretches with more pairs of lines are not searched for lines that are like each other.
    private static let mostPairs = 4_000

    /// Compares a note with the text that was accepted; nil for a note that never was.
    package init(from accepted: Note?, to note: Note) {
        isWhole = accepted == nil
        marks = Array(
            repeating: accepted == nil ? .added : .same, count: note.bytes.isEmpty ? 0 : note.lines.count)
        guard let accepted else { return }
        let (old, new) = (accepted.contentLines, note.contentLines)
        for hunk in SequenceDiff(old, new).hunks { take(hunk, accepted, note) }
    }

    private mutating func take(_ hunk: SequenceDiff.Hunk, _ accepted: Note, _ note: Note) {
        let old = hunk.old.map { accepted.lineText($0) }
        let new = hunk.new.map { note.lineText($0) }
        for line in hunk.new { marks[line] = .added }
        var successors: [Int: Int] = [:]
        for (older, newer) in Self.pairs(old, new) {
            marks[hunk.new.lowerBound + newer] = .changed(from: old[older])
            successors[older] = hunk.new.lowerBound + newer
        }
        var place = hunk.new.lowerBound
        for (index, text) in old.enumerated() {
            place = successors[index] ?? place
            removed.append(
                Removed(
                    text: text, line: hunk.old.lowerBound + index, before: place,
                    isReplaced: successors[index] != nil))
        }
    }

    /// The lines that became others, as indices in order.
    private static func pairs(_ old: [String], _ new: [String]) -> [(Int, Int)] {
        guard old.count * new.count <= mostPairs else { return [] }
        var pairs: [(Int, Int)] = []
        var next = 0
        for (index, line) in new.enumerated() {
            let likes = (next..<old.count).map { ($0, WordDiff.likeness(old[$0], line)) }
            guard let best = likes.max(by: { $0.1 < $1.1 }), best.1 >= leastLikeness else { continue }
            pairs.append((best.0, index))
            next = best.0 + 1
        }
        return pairs
    }

    /// The lines that are new or changed, from 0.
    package var newLines: [Int] { marks.indices.filter { marks[$0] != .same } }
    /// Whether nothing but perhaps line ends differs.
    package var isEmpty: Bool { removed.isEmpty && marks.allSatisfy { $0 == .same } }

    /// How many lines were added, changed and removed.
    package struct Counts: Hashable, Sendable {
        /// Lines that were not there.
        package var added = 0
        /// Lines that stand in the place of others like them.
        package var changed = 0
        /// Lines that are gone.
        package var removed = 0

        /// Nothing new.
        package init() {}
    }

    /// The counts, blank lines and those of `ignored`, lines of the note from 0, left out.
    package func counts(in note: Note, ignoring ignored: Set<Int> = []) -> Counts {
        var counts = Counts()
        for line in marks.indices where !ignored.contains(line) && !note.isBlank(line) {
            switch marks[line] {
            case .same: break
            case .added: counts.added += 1
            case .changed: counts.changed += 1
            }
        }
        counts.removed = removed.count { !$0.isReplaced && !$0.text.allSatisfy(\.isWhitespace) }
        return counts
    }
}

extension NoteDiff.Counts {
    /// How much is new in a note since a text of it was accepted, tag and dates left out; all of it where none was.
    package init(from accepted: Note?, to note: Note, schema: Schema) {
        self = NoteDiff(from: accepted, to: note).counts(in: note, ignoring: note.bookkeepingLines(schema))
    }
}

extension Note {
    /// The text of a line without its terminator; bytes that are no UTF-8 become U+FFFD.
    package func lineText(_ line: Int) -> String { text(lines.contentRange(of: line, in: bytes)) }

    /// The bytes of every line without its terminator; none for an empty file.
    var contentLines: [ArraySlice<UInt8>] {
        if bytes.isEmpty { return [] }
        return (0..<lines.count).map { line in
            let range = lines.contentRange(of: line, in: bytes)
            return bytes[range.lower..<range.upper]
        }
    }

    /// The lines, from 0, that every change by a pipeline touches and that say nothing new: the review tag, the
    /// dates of the last update.
    package func bookkeepingLines(_ schema: Schema) -> Set<Int> {
        var result: Set<Int> = []
        if let line = frontmatter?["last_updated"]?.line { result.insert(line) }
        if let footer = Footer(in: self) { result.insert(footer.line) }
        for tag in frontmatterTags where tag.key == FrontmatterTag.key(schema.reviewTag) {
            let words = lineText(tag.line).split { " \t-\"'".contains($0) }
            if words.joined(separator: "-") == tag.name { result.insert(tag.line) }
        }
        return result
    }
}

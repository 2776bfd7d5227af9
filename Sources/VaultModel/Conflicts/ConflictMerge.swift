/// Two texts of one note, line by line: where they differ, one is taken, or both.
///
/// The two texts are a note and the copy that a sync service made of it, or what an unfinished merge left in one
/// note between `<<<<<<<` and `>>>>>>>`. How lines end is no difference; the note's way is kept.
package struct ConflictMerge: Sendable {
    /// Which text is taken where the two differ.
    package enum Choice: Hashable, Sendable {
        /// The note's own; between marks of a merge the first text.
        case note
        /// The copy's; between marks of a merge the second text.
        case copy
        /// The note's, and behind it the copy's.
        case both
    }

    /// A place where the two texts differ.
    package struct Hunk: Hashable, Sendable {
        /// The lines of the note, from 0, in whose place the choice goes; empty where the note has nothing there.
        package var place: Range<Int>
        /// The note's lines without terminators.
        package var note: [[UInt8]]
        /// The copy's lines without terminators.
        package var copy: [[UInt8]]
        /// What is taken; nil where the note stays as it is, its marks included.
        package var choice: Choice?

        /// The lines that are taken; nil where nothing is chosen.
        fileprivate var wanted: [[UInt8]]? {
            switch choice {
            case .note: note
            case .copy: copy
            case .both: note + copy
            case nil: nil
            }
        }
    }

    /// The note that is written.
    package let note: Note
    /// The copy; nil for a note that holds both texts between marks.
    package let copy: Note?
    /// Where the texts differ, in the order of the note's lines.
    package private(set) var hunks: [Hunk]

    /// Compares a note with its copy; nothing is taken from the copy yet.
    package init(_ note: Note, _ copy: Note) {
        self.note = note
        self.copy = copy
        let (mine, theirs) = (note.contentLines, copy.contentLines)
        hunks = SequenceDiff(mine, theirs).hunks.map { hunk in
            Hunk(
                place: hunk.old, note: mine[hunk.old].map { Array($0) },
                copy: theirs[hunk.new].map { Array($0) }, choice: .note)
        }
    }

    /// The texts between the marks of an unfinished merge, nothing chosen; nil where there is no such place.
    package init?(marksIn note: Note) {
        hunks = MergeMarks.hunks(in: note)
        guard !hunks.isEmpty else { return nil }
        self.note = note
        copy = nil
    }

    /// Takes one text in a place, by its index.
    package mutating func choose(_ choice: Choice, at index: Int) { hunks[index].choice = choice }

    /// Takes one text everywhere.
    package mutating func chooseEverywhere(_ choice: Choice) {
        for index in hunks.indices { hunks[index].choice = choice }
    }

    /// In how many places the note changes.
    package var changeCount: Int {
        let lines = note.contentLines
        return hunks.count { hunk in hunk.wanted.map { $0 != lines[hunk.place].map { Array($0) } } ?? false }
    }

    /// The edit of the note that the choices make; it may change nothing.
    package func edit() throws(EditRefusal) -> Edit {
        let lines = note.contentLines
        var expected: [[UInt8]] = []
        var done = 0
        var replacements: [Replacement] = []
        for hunk in hunks {
            expected += lines[done..<hunk.place.lowerBound].map { Array($0) }
            done = hunk.place.upperBound
            let old = lines[hunk.place].map { Array($0) }
            let wanted = hunk.wanted ?? old
            expected += wanted
            if wanted != old { replacements.append(replacement(of: hunk.place, by: wanted)) }
        }
        expected += lines[done...].map { Array($0) }
        let label =
            copy == nil ? "settle the merge in “\(note.path.name)”" : "merge a copy into “\(note.path.name)”"
        let edit = Edit(label: label, path: note.path, base: note.bytes, replacements: replacements)
        let result = Note(path: note.path, bytes: edit.applied()).contentLines.map { Array($0) }
        guard result == expected || expected.allSatisfy(\.isEmpty) && result.allSatisfy(\.isEmpty) else {
            throw EditRefusal("the two texts can't be put together line by line; use an editor")
        }
        return edit
    }

    /// The change that puts lines in the place of some of the note's.
    private func replacement(of place: Range<Int>, by wanted: [[UInt8]]) -> Replacement {
        let terminator =
            note.bytes.isEmpty ? [0x0A] : note.terminator(beside: min(place.lowerBound, note.lines.count - 1))
        if place.isEmpty { return insertion(of: wanted, before: place.lowerBound, terminator) }
        if wanted.isEmpty { return removal(of: place) }
        let line = place.upperBound - 1
        let end = note.lines.contentRange(of: line, in: note.bytes).upper
        let isOpen = end == note.lines.range(of: line).upper
        return Replacement(
            ByteRange(note.lines.start(of: place.lowerBound), end),
            Self.joined(wanted, terminator, isOpen: isOpen))
    }

    private func removal(of place: Range<Int>) -> Replacement {
        let range = note.removalRange(of: place)
        let start = note.lines.start(of: place.lowerBound)
        // An empty line in front is one only with its terminator.
        let isKept = range.lower < start && note.lineText(place.lowerBound - 1).isEmpty
        return Replacement(isKept ? ByteRange(start, range.upper) : range, [])
    }

    private func insertion(of wanted: [[UInt8]], before line: Int, _ terminator: [UInt8]) -> Replacement {
        let whole = wanted.flatMap { $0 + terminator }
        if !note.bytes.isEmpty, line < note.lines.count {
            let start = note.lines.start(of: line)
            return Replacement(ByteRange(start, start), whole)
        }
        let end = ByteRange(note.bytes.count, note.bytes.count)
        guard let last = note.bytes.last, last != 0x0A else { return Replacement(end, whole) }
        return Replacement(end, terminator + Self.joined(wanted, terminator, isOpen: true))
    }

    /// Lines without a terminator behind the last one; where the note's last line `isOpen`, an empty one gets it, since
    /// it would be none otherwise.
    private static func joined(_ lines: [[UInt8]], _ terminator: [UInt8], isOpen: Bool) -> [UInt8] {
        lines.joined(separator: terminator) + (isOpen && lines.last?.isEmpty == true ? terminator : [])
    }
}

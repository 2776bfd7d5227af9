/// A line that a person once changed with Muster, before and after; nil where the line was deleted.
package struct LineRewrite: Hashable, Sendable {
    /// The whole line before, without its terminator.
    package var old: [UInt8]
    /// The whole line after.
    package var new: [UInt8]?

    /// A change of one line.
    package init(old: [UInt8], new: [UInt8]?) {
        self.old = old
        self.new = new
    }
}

/// Something that a person did to a note and that a rewritten note has lost.
///
/// It is found by comparing the note with the text that was accepted and with the edits in the journal, shown as
/// such, and never put right unasked.
package struct ReturnedWork: Hashable, Sendable {
    /// What came back.
    package enum Kind: Hashable, Sendable {
        /// A step that was done is open.
        case reopenedStep
        /// A blocker that was resolved is open.
        case blockerBack
        /// A line that was edited has its old words.
        case oldWords
        /// A line that was deleted is there again.
        case deletedLine
    }
    /// What came back.
    package var kind: Kind
    /// Its line in the note, from 0.
    package var line: Int
    /// What the whole line was when it was accepted; nil where there was none.
    package var accepted: [UInt8]?

    /// What is said about the line, in a few words.
    package var words: String {
        switch kind {
        case .reopenedStep: "was checked off"
        case .blockerBack: "was resolved"
        case .oldWords: "was reworded"
        case .deletedLine: "was deleted"
        }
    }

    /// What a note has lost, in the order of its lines; `rewrites` are the changes of the journal, oldest first.
    package static func found(
        from accepted: Note, to note: Note, rewrites: [LineRewrite], schema: Schema
    ) -> [ReturnedWork] {
        var found: [Int: ReturnedWork] = [:]
        for work in steps(accepted, note) + blockers(accepted, note, schema) where found[work.line] == nil {
            found[work.line] = work
        }
        // The tag that was taken off and the date that was set come back with every change: that is no loss.
        let expected = note.bookkeepingLines(schema)
        for work in words(accepted, note, rewrites) where found[work.line] == nil {
            guard !expected.contains(work.line), !note.lineText(work.line).contains(schema.reviewTag) else {
                continue
            }
            found[work.line] = work
        }
        return found.values.sorted { $0.line < $1.line }
    }

    /// Done tasks of the accepted text that are open now.
    private static func steps(_ accepted: Note, _ note: Note) -> [ReturnedWork] {
        var done: [String: [Int]] = [:]
        var open: [String: Int] = [:]
        for item in accepted.listItems {
            guard let box = item.box else { continue }
            let key = accepted.taskKey(item)
            if box.isOpen { open[key, default: 0] += 1 } else { done[key, default: []].append(item.line) }
        }
        return note.listItems.compactMap { item in
            guard item.box?.isOpen == true else { return nil }
            let key = note.taskKey(item)
            if let count = open[key], count > 0 {
                open[key] = count - 1
                return nil
            }
            guard let line = done[key]?.first else { return nil }
            done[key]?.removeFirst()
            return ReturnedWork(
                kind: .reopenedStep, line: item.line, accepted: accepted.lineBytes(line))
        }
    }

    /// Resolved blockers of the accepted text that are open now.
    private static func blockers(_ accepted: Note, _ note: Note, _ schema: Schema) -> [ReturnedWork] {
        let before = Project(accepted, schema: schema).blockers
        let open = Set(before.filter { !$0.isDone }.map(\.text))
        let resolved = Dictionary(
            before.filter(\.isDone).map { ($0.text, $0.line) }, uniquingKeysWith: { first, _ in first })
        return Project(note, schema: schema).blockers.compactMap { blocker in
            guard !blocker.isDone, !open.contains(blocker.text), let line = resolved[blocker.text] else {
                return nil
            }
            return ReturnedWork(kind: .blockerBack, line: blocker.line, accepted: accepted.lineBytes(line))
        }
    }

    /// Lines that a person changed or deleted and that have their old words again.
    private static func words(
        _ accepted: Note, _ note: Note, _ rewrites: [LineRewrite]
    ) -> [ReturnedWork] {
        let before = accepted.linesByContent
        let now = note.linesByContent
        return rewrites.reversed().compactMap { rewrite in
            guard before[rewrite.old] == nil, let line = now[rewrite.old] else { return nil }
            guard let new = rewrite.new else {
                return ReturnedWork(kind: .deletedLine, line: line, accepted: nil)
            }
            guard before[new] != nil, now[new] == nil else { return nil }
            return ReturnedWork(kind: .oldWords, line: line, accepted: new)
        }
    }
}

extension Note {
    /// The bytes of a line without its terminator.
    package func lineBytes(_ line: Int) -> [UInt8] { Array(bytes[lines.contentRange(of: line, in: bytes)]) }

    /// The first line of each content, blank ones left out.
    fileprivate var linesByContent: [[UInt8]: Int] {
        Dictionary(
            (0..<lines.count).filter { !isBlank($0) }.map { (lineBytes($0), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// A task's text without what checking it off adds: the done date of either form (dialect §6.1).
    fileprivate func taskKey(_ item: ListItem) -> String {
        var text = self.text(textRange(withoutID: item))[...]
        for mark in ["✅", "[completion::", "(completion::", "❌"] {
            if let place = text.firstRange(of: mark) { text = text[..<place.lowerBound] }
        }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}

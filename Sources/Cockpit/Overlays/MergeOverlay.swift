import Screen
package import VaultModel

/// Two texts of one note, side by side where there is room, and what is taken of each.
package struct MergeOverlay: Sendable {
    /// The texts, and what is taken.
    package private(set) var merge: ConflictMerge
    /// What is shown.
    package private(set) var content: Content
    /// Its cursor and scroll position.
    package var pane = PaneState()
    /// Whether it was asked whether the copy is to be removed.
    package var isAsked = false
    private var width: Int

    /// From this width on the texts stand side by side, in cells.
    static let wide = 90

    /// The comparison in `width` cells, its cursor on the first place that differs.
    package init(_ merge: ConflictMerge, width: Int) {
        self.merge = merge
        self.width = width
        content = MergeText(merge, width: width).content()
        pane.selected = MergeText.headID(0)
        pane.settle(in: content, height: 1)
        pane.top = 0
    }

    /// What the box is called.
    package var title: String {
        let name = merge.note.path.name
        return merge.copy.map { "\(name) and \($0.path.name)" } ?? "The unfinished merge in \(name)"
    }

    /// How far the choice is.
    package var note: String {
        let count = merge.hunks.count
        if count == 0 { return "no line differs" }
        guard merge.copy == nil else { return "\(merge.changeCount) of \(count) change the note" }
        return "\(settled) of \(count) settled"
    }

    private var settled: Int { merge.hunks.count { $0.choice != nil } }

    /// The place under the cursor, else the next one below it; nil where there is none.
    package var current: Int? {
        guard content.itemCount > 0 else { return nil }
        for index in pane.cursor..<content.itemCount {
            if let hunk = MergeText.hunk(of: content.item(index).id) { return hunk }
        }
        return nil
    }

    /// Takes a text in the place under the cursor, and goes on to the next place.
    package mutating func choose(_ choice: ConflictMerge.Choice, height: Int) {
        guard let current else { return }
        merge.choose(choice, at: current)
        layOut(width: width)
        go(to: current + 1, height: height)
    }

    /// Takes a text everywhere.
    package mutating func chooseEverywhere(_ choice: ConflictMerge.Choice) {
        merge.chooseEverywhere(choice)
        layOut(width: width)
    }

    /// Goes to a place by its index; stays where there is none.
    package mutating func go(to hunk: Int, height: Int) {
        guard merge.hunks.indices.contains(hunk),
            let index = content.index(of: MergeText.headID(hunk), near: 0)
        else { return }
        pane.move(to: index, in: content, height: height)
        // The place itself, and not only its first line.
        let end = content.firstLine(of: index) + 6
        if end > pane.top + height { pane.top = max(0, min(end, content.lineCount) - height) }
    }

    /// Lays the lines out for another width.
    package mutating func layOut(width: Int) {
        self.width = width
        content = MergeText(merge, width: width).content()
        pane.settle(in: content, height: 1)
    }

    /// The edit that removes the copy; nil where there is none.
    package var removal: Edit? {
        merge.copy.map { .removal("remove the conflict copy “\($0.path.name)”", $0.path, $0.bytes) }
    }

    /// What is asked before the copy is removed.
    func question(_ key: String?) -> String {
        let count = merge.changeCount
        let what = count == 0 ? "leave the note as it is" : "write \(count) change\(count == 1 ? "" : "s")"
        return "\(key ?? "The same") again: \(what) and remove the copy; undo brings it back"
    }
}

/// The lines of a comparison.
struct MergeText {
    private let merge: ConflictMerge
    private let width: Int
    private var lines: [Line] = []
    private var items: [Item] = []

    /// Lines that are equal are shown as far as this from a place that differs.
    private static let context = 2
    /// More lines of one place than these are not laid out.
    private static let mostLines = 400

    init(_ merge: ConflictMerge, width: Int) {
        self.merge = merge
        self.width = max(20, width)
    }

    /// The id of the first line of a place.
    static func headID(_ hunk: Int) -> String { "place:\(hunk)" }

    /// The place that an item belongs to; nil for a line that is equal.
    static func hunk(of id: String) -> Int? {
        let parts = id.split(separator: ":")
        return parts.first == "place" && parts.count > 1 ? Int(parts[1]) : nil
    }

    func content() -> Content {
        var text = self
        text.addNames()
        var done = 0
        for (index, hunk) in merge.hunks.enumerated() {
            text.addEqual(done..<hunk.place.lowerBound, isFirst: index == 0, isLast: false)
            text.add(hunk, index)
            done = hunk.place.upperBound
        }
        text.addEqual(done..<merge.note.lines.count, isFirst: merge.hunks.isEmpty, isLast: true)
        return Content(lines: text.lines, items: text.items)
    }

    /// Says which text stands where, if they stand side by side.
    private mutating func addNames() {
        guard width >= MergeOverlay.wide, !merge.hunks.isEmpty else { return }
        let names = merge.copy == nil ? ["the first text", "the second text"] : ["this note", "its copy"]
        var line = StyledText(names[0], .hint).padded(to: (width - 3) / 2)
        line.append(" │ ", .border)
        line.append(names[1], .hint)
        lines.append(Line(text: line, item: nil))
    }

    private mutating func add(_ id: String, _ parts: [StyledText]) {
        for part in parts { lines.append(Line(text: part, item: items.count)) }
        items.append(Item(id: id, kind: .text))
    }

    /// Lines that are equal: those next to a place that differs, and how many there are between.
    private mutating func addEqual(_ range: Range<Int>, isFirst: Bool, isLast: Bool) {
        let head = isFirst ? 0 : min(Self.context, range.count)
        let tail = isLast ? 0 : min(Self.context, range.count - head)
        let hidden = (range.lowerBound + head)..<(range.upperBound - tail)
        addEqual(range.lowerBound..<hidden.lowerBound)
        if hidden.count > 1 {
            add("fold:\(hidden.lowerBound)", [StyledText("  … \(hidden.count) equal lines", .border)])
        } else {
            addEqual(hidden)
        }
        addEqual(hidden.upperBound..<range.upperBound)
    }

    private mutating func addEqual(_ range: Range<Int>) {
        for line in range {
            let text = StyledText("  " + merge.note.lineText(line), .dim)
            add("equal:\(line)", text.wrapped(to: width, hanging: 2))
        }
    }

    private mutating func add(_ hunk: ConflictMerge.Hunk, _ index: Int) {
        var head = StyledText("Place \(index + 1) of \(merge.hunks.count)", Style(.heading, .bold))
        head.append("  line \(hunk.place.lowerBound + 1): ", .dim)
        head.append(words(hunk.choice), hunk.choice == nil ? .warning : hunk.choice == .note ? .text : .added)
        add(Self.headID(index), [head.truncated(to: width)])
        if width >= MergeOverlay.wide { addBeside(hunk, index) } else { addBelow(hunk, index) }
    }

    private func words(_ choice: ConflictMerge.Choice?) -> String {
        let isCopy = merge.copy != nil
        switch choice {
        case nil: return "not settled"
        case .note: return isCopy ? "the note's text stays" : "the first text is taken"
        case .copy: return isCopy ? "the copy's text is taken" : "the second text is taken"
        case .both: return isCopy ? "both are taken, the note's first" : "both are taken"
        }
    }

    /// One text below the other.
    private mutating func addBelow(_ hunk: ConflictMerge.Hunk, _ index: Int) {
        let names = merge.copy == nil ? ["1st ", "2nd "] : ["note", "copy"]
        for (side, name) in names.enumerated() {
            for (number, text) in texts(hunk, side).enumerated() {
                var line = StyledText(mark(hunk, side), style(hunk, side))
                line.append("\(name) │ ", .border)
                let hanging = line.width
                line.append(text)
                add("place:\(index):\(side):\(number)", line.wrapped(to: width, hanging: hanging))
            }
        }
    }

    /// The texts side by side.
    private mutating func addBeside(_ hunk: ConflictMerge.Hunk, _ index: Int) {
        let column = (width - 3) / 2
        let sides = [0, 1].map { side in
            texts(hunk, side).map { text in
                var line = StyledText(mark(hunk, side), style(hunk, side))
                line.append("│ ", .border)
                line.append(text)
                return line.wrapped(to: column, hanging: 4)
            }
        }
        for row in 0..<max(sides[0].count, sides[1].count) {
            let cells = sides.map { row < $0.count ? $0[row] : [] }
            let parts = (0..<max(cells[0].count, cells[1].count)).map { part in
                var line = (part < cells[0].count ? cells[0][part] : StyledText()).padded(to: column)
                line.append(" │ ", .border)
                if part < cells[1].count { line.append(cells[1][part]) }
                return line
            }
            add("place:\(index):\(row)", parts)
        }
    }

    /// The lines of one side, words that the other side lacks marked.
    private func texts(_ hunk: ConflictMerge.Hunk, _ side: Int) -> [StyledText] {
        let (own, other) = side == 0 ? (hunk.note, hunk.copy) : (hunk.copy, hunk.note)
        let style = style(hunk, side)
        if own.isEmpty { return [StyledText("(nothing)", Style(.dim, .italic))] }
        let shown = own.prefix(Self.mostLines).enumerated().map { number, bytes in
            let text = StyledText(String(decoding: bytes, as: UTF8.self), style)
            guard own.count == other.count else { return text }
            let words = WordDiff.newWords(
                in: text.text,
                comparedTo: DisplayText.sanitized(String(decoding: other[number], as: UTF8.self)))
            return text.restyled(words) { $0.adding([.bold, .underline]) }
        }
        let rest = own.count - shown.count
        return rest == 0 ? shown : shown + [StyledText("… \(rest) more lines", .warning)]
    }

    private func isTaken(_ hunk: ConflictMerge.Hunk, _ side: Int) -> Bool {
        hunk.choice == .both || hunk.choice == (side == 0 ? .note : .copy)
    }

    private func mark(_ hunk: ConflictMerge.Hunk, _ side: Int) -> String {
        hunk.choice == nil ? "? " : isTaken(hunk, side) ? "+ " : "- "
    }

    private func style(_ hunk: ConflictMerge.Hunk, _ side: Int) -> Style {
        if hunk.choice == nil { return Style(.text) }
        return isTaken(hunk, side) ? Style(side == 0 ? .text : .added) : Style(.dim, .strike)
    }
}

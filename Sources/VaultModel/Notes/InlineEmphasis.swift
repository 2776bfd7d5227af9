/// The kinds of emphasis.
enum EmphasisKind { case italic, bold, strike, highlight }

/// How often each kind of emphasis is open.
struct Emphasis {
    private var counts = (italic: 0, bold: 0, strike: 0, highlight: 0)

    /// Opens one.
    mutating func begin(_ kind: EmphasisKind) { change(kind, by: 1) }
    /// Closes one.
    mutating func end(_ kind: EmphasisKind) { change(kind, by: -1) }

    private mutating func change(_ kind: EmphasisKind, by amount: Int) {
        switch kind {
        case .italic: counts.italic += amount
        case .bold: counts.bold += amount
        case .strike: counts.strike += amount
        case .highlight: counts.highlight += amount
        }
    }

    /// The style to show: that something is struck out says more than how it is stressed.
    var style: InlineStyle {
        if counts.strike > 0 { return .strike }
        if counts.highlight > 0 { return .highlight }
        if counts.bold > 0 { return counts.italic > 0 ? .boldItalic : .bold }
        return counts.italic > 0 ? .italic : .plain
    }
}

/// A run of `*`, `_`, `~` or `=` that may open or close emphasis.
struct Delimiter {
    var byte: UInt8
    var start: Int
    var end: Int
    var canOpen: Bool
    var canClose: Bool
    /// How many of its bytes are not used up: they are shown.
    var left: Int
    /// What it closes and what it opens.
    var closed: [EmphasisKind] = []
    var opened: [EmphasisKind] = []
}

/// Pairs the delimiters of a text.
struct DelimiterRuns {
    private var runs: [Delimiter] = []
    /// The runs that are open, and how many of each width there are, so that no search is in vain.
    private var openers: [Int] = []
    private var waiting: [Width: Int] = [:]

    /// Finds the runs in `bytes` before `end` that are not part of a mark.
    init(_ bytes: [UInt8], end: Int, skipping marks: [ShownMark]) {
        var offset = 0
        var mark = 0
        while offset < end {
            if mark < marks.count, offset >= marks[mark].range.lower {
                offset = max(offset, marks[mark].range.upper)
                mark += 1
            } else if bytes[offset].isEmphasis {
                let start = offset
                while offset < end, bytes[offset] == bytes[start] { offset += 1 }
                add(bytes, start, offset, end)
            } else {
                offset += 1
            }
        }
    }

    private mutating func add(_ bytes: [UInt8], _ start: Int, _ behind: Int, _ end: Int) {
        let byte = bytes[start]
        let isPair = byte == UInt8(ascii: "~") || byte == UInt8(ascii: "=")
        guard !isPair || behind - start == 2 else { return }
        let before = start > 0 ? bytes[start - 1] : 0x20
        let after = behind < end ? bytes[behind] : 0x20
        // Underscores within a word are part of it.
        let isWord = byte == UInt8(ascii: "_")
        runs.append(
            Delimiter(
                byte: byte, start: start, end: behind,
                canOpen: !after.isSpace && !(isWord && before.isWordByte),
                canClose: !before.isSpace && !(isWord && after.isWordByte), left: behind - start))
    }

    /// The runs, with what each opens and closes.
    mutating func matched() -> [Delimiter] {
        for index in runs.indices {
            if runs[index].canClose { close(index) }
            if runs[index].canOpen, runs[index].left > 0 {
                openers.append(index)
                waiting[Width(runs[index]), default: 0] += 1
            }
        }
        return runs
    }

    /// Pairs a closing run with the runs that opened before it: the nearest that is as wide, else the
    /// nearest. Those between fall out.
    private mutating func close(_ closer: Int) {
        while runs[closer].left > 0 {
            let same = Width(runs[closer])
            let other = Width(byte: same.byte, isPair: !same.isPair)
            let wanted = waiting[same, default: 0] > 0 ? same : other
            guard waiting[wanted, default: 0] > 0 else { return }
            while let last = openers.last, Width(runs[last]) != wanted { dropOpener() }
            guard let opener = openers.popLast() else { return }
            waiting[wanted, default: 0] -= 1
            let width = min(2, runs[closer].left, runs[opener].left)
            runs[opener].opened.append(kind(same.byte, width))
            runs[opener].left -= width
            runs[closer].closed.append(kind(same.byte, width))
            runs[closer].left -= width
            if runs[opener].left > 0 {
                openers.append(opener)
                waiting[Width(runs[opener]), default: 0] += 1
            }
        }
    }

    private mutating func dropOpener() {
        waiting[Width(runs[openers.removeLast()]), default: 0] -= 1
    }

    /// What of a run counts when runs are paired: its byte, and whether two or more are left.
    private struct Width: Hashable {
        var byte: UInt8
        var isPair: Bool
        init(byte: UInt8, isPair: Bool) {
            self.byte = byte
            self.isPair = isPair
        }
        init(_ run: Delimiter) { self.init(byte: run.byte, isPair: run.left > 1) }
    }

    private func kind(_ byte: UInt8, _ width: Int) -> EmphasisKind {
        switch byte {
        case UInt8(ascii: "~"): .strike
        case UInt8(ascii: "="): .highlight
        default: width == 2 ? .bold : .italic
        }
    }
}

extension UInt8 {
    /// Whether the byte is a letter, a digit or part of a character beyond ASCII.
    fileprivate var isWordByte: Bool { isLetter || isDigit || self >= 0x80 }
}

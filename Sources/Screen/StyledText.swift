/// Text in several styles, sanitised, on one line.
package struct StyledText: Hashable, Sendable {
    /// A stretch in one style.
    package struct Run: Hashable, Sendable {
        /// What is shown.
        package let text: String
        /// In which style.
        package var style: Style
        /// Cells it takes.
        package let width: Int
    }

    /// Invariant: sanitised, none empty.
    package private(set) var runs: [Run] = []

    /// No text.
    package init() {}

    /// `text`, sanitised, in one style.
    package init(_ text: String, _ style: Style = .plain) { append(text, style) }

    /// `text`, sanitised, in the style of `role`.
    package init(_ text: String, _ role: Role) { append(text, Style(role)) }

    /// Cells it takes.
    package var width: Int { runs.reduce(0) { $0 + $1.width } }
    /// Whether there is no text at all.
    package var isEmpty: Bool { runs.isEmpty }
    /// The text without styles.
    package var text: String { runs.map(\.text).joined() }

    /// Adds `text`, sanitised, at the end.
    package mutating func append(_ text: String, _ style: Style = .plain) {
        let shown = DisplayText.sanitized(text)
        if !shown.isEmpty { append(Run(text: shown, style: style, width: DisplayText.width(shown))) }
    }

    /// Adds `text`, sanitised, at the end, in the style of `role`.
    package mutating func append(_ text: String, _ role: Role) { append(text, Style(role)) }

    /// Adds another text at the end.
    package mutating func append(_ other: StyledText) { other.runs.forEach { append($0) } }

    /// The same text, every style changed.
    package func restyled(_ change: (Style) -> Style) -> StyledText {
        var result = self
        for index in runs.indices { result.runs[index].style = change(runs[index].style) }
        return result
    }

    private mutating func append(_ run: Run) {
        guard let last = runs.last, last.style == run.style else { return runs.append(run) }
        runs[runs.count - 1] = Run(
            text: last.text + run.text, style: run.style, width: last.width + run.width)
    }
}

extension StyledText {
    /// At most `columns` cells of it; where that is less than all, the last cell is `…`.
    package func truncated(to columns: Int) -> StyledText {
        guard width > columns else { return self }
        guard columns > 0 else { return StyledText() }
        var result = StyledText()
        var left = columns - 1
        for run in runs {
            if run.width <= left {
                result.append(run)
                left -= run.width
                continue
            }
            let kept = DisplayText.glyphs(run.text).fitting(left)
            result.append(DisplayText.joined(kept) + "…", run.style)
            return result
        }
        return result
    }

    /// `width` cells: cut, or followed by blanks.
    package func padded(to columns: Int, _ style: Style = .plain) -> StyledText {
        var result = truncated(to: columns)
        let missing = columns - result.width
        if missing > 0 { result.append(String(repeating: " ", count: missing), style) }
        return result
    }
}

extension [ShownGlyph] {
    /// As many from the start as take at most `columns` cells.
    func fitting(_ columns: Int) -> ArraySlice<ShownGlyph> {
        var used = 0
        let end = firstIndex { shown in
            used += shown.glyph.width
            return used > columns
        }
        return self[..<(end ?? endIndex)]
    }
}

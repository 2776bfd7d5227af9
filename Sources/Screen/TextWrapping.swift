extension StyledText {
    /// The text in lines of at most `columns` cells, broken between words; a word that is longer than a line
    /// is broken where the line ends. Blanks at a break are dropped. An empty text is one empty line. In a
    /// single column, a wide character sticks out.
    /// - Parameter hanging: cells by which all lines but the first are indented.
    package func wrapped(to columns: Int, hanging: Int = 0) -> [StyledText] {
        guard width > columns else { return [self] }
        let indent = max(0, min(hanging, columns / 2, columns - 2))
        var wrapping = Wrapping(columns: max(1, columns), indent: indent)
        for run in runs {
            for shown in DisplayText.glyphs(run.text) { wrapping.take(shown.glyph, run.style) }
        }
        return wrapping.finished()
    }
}

/// Breaks glyphs into lines.
private struct Wrapping {
    private typealias Piece = (glyph: Glyph, style: Style)

    let columns: Int
    let indent: Int
    private var lines: [StyledText] = []
    /// The line that is being filled.
    private var line: [Piece] = []
    private var lineWidth = 0
    /// What is not known yet to fit on the line: a word, after the blanks before it.
    private var word: [Piece] = []
    private var wordWidth = 0
    private var blanks: [Piece] = []

    init(columns: Int, indent: Int) {
        self.columns = columns
        self.indent = indent
    }

    mutating func take(_ glyph: Glyph, _ style: Style) {
        if glyph == .space {
            placeWord()
            blanks.append((glyph, style))
            return
        }
        if wordWidth + glyph.width > room(for: lines.count + 1) { breakWord(glyph.width) }
        word.append((glyph, style))
        wordWidth += glyph.width
        // Between ideographs, a line may end anywhere.
        if glyph.width == 2 { placeWord() }
    }

    mutating func finished() -> [StyledText] {
        placeWord()
        if !line.isEmpty || lines.isEmpty { endLine() }
        return lines
    }

    private func room(for line: Int) -> Int { line == 0 ? columns : columns - indent }

    /// Puts the word on this line, or on the next one if it does not fit.
    private mutating func placeWord() {
        guard !word.isEmpty else { return }
        if lineWidth + blanks.count + wordWidth > room(for: lines.count), !line.isEmpty {
            endLine()
            blanks = []
        }
        lineWidth += blanks.count + wordWidth
        line += blanks + word
        (blanks, word, wordWidth) = ([], [], 0)
    }

    /// Places the start of a word that no line can hold.
    private mutating func breakWord(_ next: Int) {
        placeWord()
        if !line.isEmpty, lineWidth + next > room(for: lines.count) { endLine() }
    }

    private mutating func endLine() {
        var text = StyledText()
        if !lines.isEmpty { text.append(String(repeating: " ", count: indent)) }
        var part = String.UnicodeScalarView()
        for (index, piece) in line.enumerated() {
            piece.glyph.append(to: &part)
            if index + 1 == line.count || line[index + 1].style != piece.style {
                text.append(String(part), piece.style)
                part = String.UnicodeScalarView()
            }
        }
        lines.append(text)
        (line, lineWidth) = ([], 0)
    }
}

import Screen

extension StyledText {
    /// The text with the style of some stretches changed; `ranges` are offsets in characters, in order.
    func restyled(_ ranges: [Range<Int>], _ change: (Style) -> Style) -> StyledText {
        var result = StyledText()
        var offset = 0
        var rest = ranges[...]
        for run in runs {
            var text = run.text[...]
            while !text.isEmpty {
                while let first = rest.first, first.upperBound <= offset { rest = rest.dropFirst() }
                let isInside = rest.first?.contains(offset) ?? false
                let end = (isInside ? rest.first?.upperBound : rest.first?.lowerBound) ?? Int.max
                let piece = text.prefix(end - offset)
                result.append(String(piece), isInside ? change(run.style) : run.style)
                offset += piece.count
                text = text.dropFirst(piece.count)
            }
        }
        return result
    }
}

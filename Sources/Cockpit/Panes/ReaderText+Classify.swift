import Screen
import VaultModel

extension ReaderText {
    /// What each line is, from the note's structure.
    static func classify(_ note: Note, width: Int) -> [Int: LineKind] {
        var kinds: [Int: LineKind] = [:]
        func mark(_ range: ByteRange, _ kind: LineKind) {
            guard range.upper > range.lower else { return }
            for line in note.line(at: range.lower)...note.line(at: range.upper - 1) { kinds[line] = kind }
        }
        if let frontmatter = note.frontmatter {
            mark(frontmatter.range, .hidden)
            mark(frontmatter.contentRange, .property)
        }
        for block in note.blocks {
            switch block.kind {
            case .blockquote, .callout: mark(block.range, .quote)
            case .thematicBreak: mark(block.range, .rule)
            case .comment: mark(block.range, .comment)
            case .html, .math, .code: mark(block.range, .code)
            default: break
            }
        }
        for code in note.codeBlocks { markCode(code, note, &kinds) }
        for table in note.tables { markTable(table, note, width, &kinds) }
        for heading in note.headings {
            kinds[heading.line] = .heading(level: heading.level, heading.textRange)
            if heading.isSetext {
                kinds[note.line(at: max(heading.range.lower, heading.range.upper - 1))] = .underline
            }
        }
        for item in note.listItems { kinds[item.line] = .item(item) }
        for line in MergeMarks.lines(in: note) { kinds[line] = .mergeMark }
        return kinds
    }

    private static func markCode(_ code: CodeBlock, _ note: Note, _ kinds: inout [Int: LineKind]) {
        let last = note.line(at: max(code.range.lower, code.range.upper - 1))
        for line in code.line...max(code.line, last) { kinds[line] = .code }
        kinds[code.line] = .fence
        if last > code.line, note.lines.start(of: last) >= code.contentRange.upper { kinds[last] = .fence }
    }

    private static func markTable(_ table: Table, _ note: Note, _ width: Int, _ kinds: inout [Int: LineKind])
    {
        let rows = [table.header] + table.rows
        let count = table.header.cells.count
        let texts = rows.map { row in
            (0..<count).map { $0 < row.cells.count ? plainText(cellText(note, row.cells[$0])) : "" }
        }
        var widths = (0..<count).map { column in
            max(1, texts.map { DisplayText.width($0[column]) }.max() ?? 1)
        }
        while widths.reduce(0, +) + 3 * (count - 1) > max(width, 4 * count), let most = widths.max(),
            most > 3,
            let index = widths.lastIndex(of: most)
        {
            widths[index] -= 1
        }
        for (index, row) in rows.enumerated() {
            kinds[row.line] = .row(cells: row.cells, widths: widths, isHeader: index == 0)
        }
        kinds[table.delimiter.line] = .delimiter(widths: widths)
    }
}

/// Tables and definitions of reference links.
extension NoteScanner {
    /// Reads a table: a line with a pipe, a row of dashes, and the lines with a pipe below.
    mutating func readTable(_ region: inout Region) -> Bool {
        let first = region.first
        guard first + 1 < region.end, lines.isDelimiterRow(first + 1), lines.hasPipe(first) else {
            return false
        }
        var next = first + 2
        while next < region.end, lines.hasPipe(next) { next += 1 }
        let range = ByteRange(lines[first].start, lines[next - 1].end)
        let firstRow = found.tableRows.count
        for line in first..<next { found.tableRows.append(TableRow(range: lines.row(line), line: line)) }
        found.tables.append(TablePlace(range: range, firstRow: firstRow, endOfRows: found.tableRows.count))
        readCells(of: firstRow)
        for row in firstRow + 2..<found.tableRows.count { readCells(of: row) }
        add(.table, range, &region, next: next)
        return true
    }

    private mutating func readCells(of index: Int) {
        let row = found.tableRows[index]
        // Cells without a mark hold nothing, and many rows have no others.
        var mark = kinds.next(.mark, from: row.range.lower, to: row.range.upper)
        guard mark < row.range.upper else { return }
        while mark < row.range.upper {
            let cell = lines.cell(around: mark, in: row.range, kinds)
            let start = source.skipBlanks(from: cell.lower, to: cell.upper)
            readInline(from: start, to: source.trimBlanks(from: start, to: cell.upper), row.line)
            mark = kinds.next(.mark, from: cell.upper, to: row.range.upper)
        }
    }

    /// Reads `[name]: destination "title"`.
    mutating func readDefinition(_ region: inout Region) -> Bool {
        let first = region.first
        guard let last = lines.definitionEnd(from: first, before: region.end) else { return false }
        add(.definition, ByteRange(lines[first].start, lines[last].end), &region, next: last + 1)
        return true
    }
}

extension NoteLines {
    /// The cell of a row that a mark stands in, the first one of that cell. `TableCells` says what a cell is.
    @inline(__always)
    func cell(around mark: Int, in row: ByteRange, _ kinds: ByteKinds) -> ByteRange {
        let (pipe, escape) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
        // A backslash is a mark, so that none stands between the pipe before the cell and the mark.
        var start = mark
        while start > row.lower, source[start &- 1] != pipe { start &-= 1 }
        var end = kinds.next(.joint, from: mark, to: row.upper)
        while end < row.upper, source[end] != pipe {
            end = kinds.next(.joint, from: end &+ (source[end] == escape ? 2 : 1), to: row.upper)
        }
        return ByteRange(start, end)
    }

    /// Whether a line holds a pipe behind its first byte, as a row must.
    func hasPipe(_ line: Int) -> Bool {
        let span = self[line]
        // Most rows end with one.
        if span.start &+ 1 < span.end, source[span.end &- 1] == UInt8(ascii: "|") { return true }
        return source.find(UInt8(ascii: "|"), from: span.start + 1, to: span.end) != nil
    }

    /// Whether a line holds only dashes, colons, pipes and blanks, with at least one column.
    func isDelimiterRow(_ line: Int) -> Bool {
        let span = self[line]
        guard span.start < span.end, source[span.start].mayStandInDelimiterRow, hasPipe(line) else {
            return false
        }
        var hasColumn = false
        // Whether a column may end: behind a dash or a colon, and before the first pipe.
        var mayEnd = true
        for byte in source.slice(ByteRange(span.start, span.end)) {
            let isPipe = byte == UInt8(ascii: "|")
            let isColumn = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            guard isPipe ? mayEnd : byte.mayStandInDelimiterRow else { return false }
            mayEnd = isPipe ? false : mayEnd || isColumn
            hasColumn = hasColumn || isColumn
        }
        return hasColumn
    }

    /// A row from its first character to its last.
    func row(_ line: Int) -> ByteRange {
        let start = source.skipBlanks(from: self[line].start, to: self[line].end)
        return ByteRange(start, source.trimBlanks(from: start, to: self[line].end))
    }

    /// The last line of the definition that starts at a line, if one does. Destination and title may each
    /// stand on a line of their own.
    func definitionEnd(from first: Int, before end: Int) -> Int? {
        guard let label = labelEnd(first) else { return nil }
        var line = first
        var offset = source.skipBlanks(from: label, to: self[line].end)
        if offset == self[line].end {
            line += 1
            guard line < end else { return nil }
            offset = head(of: line).offset
        }
        guard let destination = destinationEnd(from: offset, to: self[line].end) else { return nil }
        let behind = source.skipBlanks(from: destination, to: self[line].end)
        if behind < self[line].end {
            return behind > destination && isTitle(behind, to: self[line].end) ? line : nil
        }
        if line + 1 < end, isTitle(head(of: line + 1).offset, to: self[line + 1].end) { return line + 1 }
        return line
    }

    func labelEnd(_ line: Int) -> Int? {
        let end = self[line].end
        let start = head(of: line).offset
        guard start < end, source[start] == UInt8(ascii: "[") else { return nil }
        var offset = source.nextBracketOrEscape(from: start + 1, to: end)
        while offset < end, source[offset] != UInt8(ascii: "]") {
            offset = source.nextBracketOrEscape(from: offset + 2, to: end)
        }
        guard offset > start + 1, source.starts(with: "]:", at: offset, before: end) else { return nil }
        return offset + 2
    }

    func destinationEnd(from start: Int, to end: Int) -> Int? {
        if start < end, source[start] == UInt8(ascii: "<") {
            return source.find(UInt8(ascii: ">"), from: start + 1, to: end).map { $0 + 1 }
        }
        var offset = start
        while offset < end, !source[offset].isSpace {
            if source[offset] == UInt8(ascii: "[") || source[offset] == UInt8(ascii: "]") { return nil }
            offset += 1
        }
        return offset > start ? offset : nil
    }

    /// Whether a title in quotes or parentheses fills the rest of a line.
    func isTitle(_ start: Int, to lineEnd: Int) -> Bool {
        let end = source.trimBlanks(from: start, to: lineEnd)
        guard end - start >= 2 else { return false }
        let open = source[start]
        let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : open
        guard open == UInt8(ascii: "\"") || open == UInt8(ascii: "'") || open == UInt8(ascii: "(") else {
            return false
        }
        return source.find(close, from: start + 1, to: end) == end - 1
    }
}

/// The cells of a row, one after another: it is split at its pipes; a backslash protects one, and nothing else does.
struct TableCells: IteratorProtocol {
    private let source: SourceBytes
    private let end: Int
    private var offset: Int

    fileprivate init(_ source: SourceBytes, _ row: ByteRange) {
        self.source = source
        end = row.upper
        offset = row.lower
        if offset < end, source[offset] == UInt8(ascii: "|") { offset += 1 }
    }

    mutating func next() -> ByteRange? {
        guard offset < end else { return nil }
        let start = offset
        while true {
            offset = source.nextPipe(from: offset, to: end)
            guard offset < end else { return ByteRange(start, end) }
            if source[offset] == UInt8(ascii: "|") {
                offset += 1
                return ByteRange(start, offset - 1)
            }
            offset += 2
        }
    }
}

extension SourceBytes {
    /// The cells of a row, what stands between the pipes.
    func cells(of row: ByteRange) -> TableCells { TableCells(self, row) }

    /// The offset of the next pipe or backslash; `end`, or `start` where that is behind it, if none.
    @inline(__always)
    fileprivate func nextPipe(from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The two bytes differ in one bit.
        return next(from: start, to: end, near: { ($0 | 0x20 * ones).bytesEqual(to: UInt8(ascii: "|")) }) {
            byte in
            byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\")
        }
    }

    /// The offset of the next `]` or backslash; `end` if none.
    @inline(__always)
    fileprivate func nextBracketOrEscape(from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The two bytes differ in one bit.
        return next(from: start, to: end, near: { ($0 | ones).bytesEqual(to: UInt8(ascii: "]")) }) {
            $0 | 1 == UInt8(ascii: "]")
        }
    }
}

extension UInt8 {
    /// Whether the byte may stand in a row of dashes below a header.
    @inline(__always) fileprivate var mayStandInDelimiterRow: Bool {
        // Tab to carriage return, space, - and : in the first word; | in the second.
        let low: UInt64 = 0x1F << 0x09 | 1 << 0x20 | 1 << 0x2D | 1 << 0x3A
        let high: UInt64 = 1 << 0x3C
        if self >= 0x80 { return false }
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
}

/// A table as a note keeps it: its rows are some of those of all tables, the header first, then the row of dashes.
struct TablePlace {
    var range: ByteRange
    @Narrow var firstRow: Int
    @Narrow var endOfRows: Int
}

/// A row as a note keeps it, its cells to be found again: the index of a vault asks for none.
struct TableRow {
    var range: ByteRange
    @Narrow var line: Int
}

extension Note {
    /// All tables in order. Their rows are split when asked for.
    package var tables: [Table] {
        bytes.withUnsafeBufferPointer { buffer in
            let source = SourceBytes(buffer)
            return tablePlaces.map { table in
                let rows = tableRows[table.firstRow..<table.endOfRows].map { row in
                    var cells = source.cells(of: row.range)
                    var ranges: [ByteRange] = []
                    while let cell = cells.next() { ranges.append(cell) }
                    return Table.Row(line: row.line, range: row.range, cells: ranges)
                }
                return Table(range: table.range, header: rows[0], delimiter: rows[1], rows: Array(rows[2...]))
            }
        }
    }
}

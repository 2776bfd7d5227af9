/// A stretch of text within one block: from an offset in its first line to an offset in its last.
struct TextRun {
    /// The offset of the first byte, and its line.
    var start: Int
    var line: Int
    /// The offset behind the last byte, and the line that holds it.
    var end: Int
    var lastLine: Int

    /// The text from `start` in `line` to `end` in `lastLine`.
    init(_ start: Int, _ line: Int, _ end: Int, _ lastLine: Int) {
        self.start = start
        self.line = line
        self.end = end
        self.lastLine = lastLine
    }

    /// The place of the first byte.
    var first: Place { Place(offset: start, line: line) }
}

/// An offset in a text, and its line.
struct Place {
    var offset: Int
    var line: Int
}

extension NoteLines {
    /// Where the part of a text in `line` ends.
    @inline(__always)
    func stop(_ line: Int, _ text: TextRun) -> Int { line == text.lastLine ? text.end : self[line].end }

    /// The byte at a place, a line feed between two lines, nil at the end of the text.
    @inline(__always)
    func byte(at place: Place, _ text: TextRun) -> UInt8? {
        if place.offset < stop(place.line, text) { return source[place.offset] }
        return place.line < text.lastLine ? 0x0A : nil
    }

    /// Moves a place on by one byte, or from the end of a line to the content of the next.
    @inline(__always)
    func advance(_ place: inout Place, _ text: TextRun) {
        if place.offset < stop(place.line, text) {
            place.offset += 1
        } else if place.line < text.lastLine {
            place.line += 1
            place.offset = self[place.line].start
        }
    }

    /// Moves a place over white space, line ends included.
    func skipSpace(_ place: inout Place, _ text: TextRun) {
        while let byte = byte(at: place, text), byte.isSpace { advance(&place, text) }
    }
}

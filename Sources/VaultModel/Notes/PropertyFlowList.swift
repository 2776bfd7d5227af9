/// Reads a list in brackets, on one line or several.
struct FlowListReader {
    let reader: PropertyReader
    /// The line that is read.
    var line: Int
    /// Where on it.
    var at: Int
    /// The line of a template's placeholder that stands where an item should.
    private(set) var placeholder: Int?

    init(reader: PropertyReader, line: Int, at: Int) {
        self.reader = reader
        self.line = line
        self.at = at
    }

    private var end: Int { reader.content(of: line).end }

    /// The list whose `[` stands at `at`; nil where it lies beyond the subset. Leaves `line` on the list's
    /// last line.
    mutating func read() -> (range: ByteRange, items: [PropertyScalar])? {
        let start = at
        var items: [PropertyScalar] = []
        at += 1
        while let byte = next() {
            if byte == UInt8(ascii: "]") {
                at += 1
                return reader.hasOnlyComment(at, end) ? (ByteRange(start, at), items) : nil
            }
            if reader.startsPlaceholder(at) { placeholder = line }
            guard let scalar = PropertyScalar(reader.source, from: at, to: end, .flow) else { return nil }
            items.append(scalar)
            at = scalar.range.upper
            guard let byte = next() else { return nil }
            if byte == UInt8(ascii: ",") {
                at += 1
            } else if byte != UInt8(ascii: "]") {
                return nil
            }
        }
        return nil
    }

    /// The next character that is neither blank, line end nor comment.
    private mutating func next() -> UInt8? {
        while true {
            at = reader.source.skipBlanks(from: at, to: end)
            if at < end, !reader.isComment(at) { return reader.source[at] }
            guard line + 1 < reader.body.upperBound else { return nil }
            line += 1
            at = reader.content(of: line).start
            if at < end, reader.source[at] == UInt8(ascii: "#") { at = end }
        }
    }
}

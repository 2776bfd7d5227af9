/// Reads a list in brackets, on one line or several.
struct FlowListReader {
    let block: PropertyLines
    /// The line that is read.
    var line: Int
    /// Where on it.
    var at: Int
    /// The line of a template's placeholder that stands where an item should.
    private(set) var placeholder: Int?

    init(block: PropertyLines, line: Int, at: Int) {
        self.block = block
        self.line = line
        self.at = at
    }

    private var end: Int { block.content(of: line).end }

    /// The list whose `[` stands at `at`; nil where it lies beyond the subset. Leaves `line` on the list's
    /// last line.
    mutating func read() -> (range: ByteRange, items: [PropertyScalar])? {
        let start = at
        var items: [PropertyScalar] = []
        at += 1
        while let byte = next() {
            if byte == UInt8(ascii: "]") {
                at += 1
                return block.hasOnlyComment(at, end) ? (ByteRange(start, at), items) : nil
            }
            if block.startsPlaceholder(at) { placeholder = line }
            guard let scalar = PropertyScalar(block.source, from: at, to: end, .flow) else { return nil }
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
            at = block.source.skipBlanks(from: at, to: end)
            if at < end, !block.isComment(at) { return block.source[at] }
            guard line + 1 < block.body.upperBound else { return nil }
            line += 1
            at = block.content(of: line).start
            if at < end, block.source[at] == UInt8(ascii: "#") { at = end }
        }
    }
}

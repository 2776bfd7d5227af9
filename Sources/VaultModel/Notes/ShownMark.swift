/// A piece of mark-up in a text, and what of it a person reads.
struct ShownMark {
    /// The kinds of mark-up that end where they are closed, so not emphasis.
    enum Kind {
        case escape, code, math, comment, tag, address
        /// `[[target|text]]`, an embed too.
        case wikilink(target: ByteRange)
        /// `[text](target)`, an image too.
        case markdownLink(isEmbed: Bool, target: ByteRange)
    }
    /// What it is.
    var kind: Kind
    /// All of it.
    var range: ByteRange
    /// The part to be read.
    var text: ByteRange
}

extension NoteScanner {
    /// Notes the mark-up that starts with `mark` and was passed.
    mutating func show(_ mark: UInt8, from start: Int, to end: Int) {
        let whole = ByteRange(start, end)
        switch mark {
        case UInt8(ascii: "\\"): show(.escape, whole, ByteRange(start + 1, end))
        case UInt8(ascii: "`"): show(.code, whole, codeText(whole))
        case UInt8(ascii: "$"):
            let width = end - start >= 4 && source[start + 1] == mark ? 2 : 1
            show(.math, whole, ByteRange(start + width, end - width))
        case UInt8(ascii: "#"): show(.tag, whole, whole)
        case UInt8(ascii: "%"): showComment(from: start, width: 2)
        case UInt8(ascii: "<"): showAngle(whole)
        case UInt8(ascii: ":"):
            let scheme = source.starts(with: "https", at: start - 5, before: start) ? 5 : 4
            show(.address, ByteRange(start - scheme, end), ByteRange(start - scheme, end))
        default: showWikilink(whole)
        }
    }

    private mutating func show(_ kind: ShownMark.Kind, _ range: ByteRange, _ text: ByteRange) {
        shown?.append(ShownMark(kind: kind, range: range, text: text))
    }

    /// A code span's text: one space falls away at each end if both are there and the text is more than
    /// spaces.
    private func codeText(_ range: ByteRange) -> ByteRange {
        let start = source.skip(UInt8(ascii: "`"), from: range.lower, to: range.upper)
        let end = range.upper - (start - range.lower)
        guard end - start > 2, source[start] == 0x20, source[end - 1] == 0x20 else {
            return ByteRange(start, end)
        }
        guard source.skip(0x20, from: start, to: end) < end else { return ByteRange(start, end) }
        return ByteRange(start + 1, end - 1)
    }

    private mutating func showComment(from start: Int, width: Int) {
        guard let range = found.comments.last, range.lower == start else { return }
        show(.comment, range, ByteRange(start + width, range.upper - width))
    }

    /// A comment or an address in angle brackets; other HTML is shown as it is.
    private mutating func showAngle(_ range: ByteRange) {
        if source.starts(with: "<!--", at: range.lower, before: range.upper) {
            show(.comment, range, ByteRange(range.lower + 4, max(range.lower + 4, range.upper - 3)))
            return
        }
        let inside = ByteRange(range.lower + 1, range.upper - 1)
        let isAddress = inside.indices.contains {
            source[$0] == UInt8(ascii: "@") || source[$0] == UInt8(ascii: ":")
        }
        if isAddress, !inside.indices.contains(where: { source[$0].isSpace }) {
            show(.address, range, inside)
        }
    }

    private mutating func showWikilink(_ range: ByteRange) {
        guard let link = found.links.last, link.kind == .wikilink, link.range.upper == range.upper else {
            return
        }
        show(.wikilink(target: link.targetRange), link.range, link.displayRange ?? link.targetRange)
    }
}

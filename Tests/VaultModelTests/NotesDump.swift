@testable import VaultModel

/// Writes what was found in a note, one element a line, with places as line:column from 0, columns in bytes.
struct NoteDump {
    let note: Note

    /// The whole dump.
    var text: String {
        let parts = [
            note.blocks.map(block), note.headings.map(heading), note.listItems.map(item),
            note.tables.flatMap(table),
            note.codeBlocks.map(code), note.links.map(link),
            note.tags.map { "tag \(place($0.range)) \(quoted($0.range))" },
            note.comments.map { "comment \(place($0)) \(quoted($0))" },
            note.blockIDs.map { "id \(quoted($0.nameRange)) names \(place($0.range))" },
        ]
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    private func block(_ block: Block) -> String {
        "block \(block.kind) \(place(block.range))" + id(block.blockID)
    }

    private func heading(_ heading: Heading) -> String {
        "heading \(heading.level) \(place(heading.range)) \(quoted(heading.textRange))"
            + (heading.isSetext ? " underlined" : "")
    }

    private func item(_ item: ListItem) -> String {
        let box = item.box.map { " [\($0.mark)]" } ?? ""
        let parent = item.parent.map { " in \(note.listItems[$0].line)" } ?? ""
        let quotes = item.quoteDepth > 0 ? " quoted \(item.quoteDepth)" : ""
        let extent = "\(note.line(at: item.extent.lower))-\(note.line(at: max(item.extent.upper - 1, 0)))"
        return String(repeating: "  ", count: item.depth) + "item \(place(item.range)) lines \(extent) "
            + "list \(note.listItems[item.list].line)/\(item.cacheParent)\(parent)\(quotes) "
            + "\(note.text(item.markerRange))\(box) \(quoted(item.textRange))" + id(item.blockID)
    }

    private func table(_ table: Table) -> [String] {
        let rows = [table.header, table.delimiter] + table.rows
        return ["table \(place(table.range))"]
            + rows.map { "  row \($0.line) " + $0.cells.map(quoted).joined(separator: " ") }
    }

    private func code(_ code: CodeBlock) -> String {
        "code \(place(code.range)) \(quoted(code.languageRange)) \(quoted(code.contentRange))"
    }

    private func link(_ link: Link) -> String {
        let display = link.displayRange.map { " as \(quoted($0))" } ?? ""
        return
            "\(link.isEmbed ? "embed" : "link") \(link.kind) \(place(link.range)) \(quoted(link.targetRange))"
            + display
    }

    private func id(_ range: ByteRange?) -> String { range.map { " ^\(note.text($0))" } ?? "" }

    private func place(_ range: ByteRange) -> String { "\(place(range.lower))–\(place(range.upper))" }

    private func place(_ offset: Int) -> String {
        let line = note.line(at: offset)
        if offset == note.bytes.count, note.bytes.last == 0x0A { return "\(line + 1):0" }
        return "\(line):\(offset - note.lines.start(of: line))"
    }

    /// A range's text in quotes, in ASCII but for letters, so that odd bytes are seen.
    private func quoted(_ range: ByteRange) -> String {
        "\"" + note.text(range).replacing("\r\n", with: "\n").replacing("\n", with: "⏎") + "\""
    }
}

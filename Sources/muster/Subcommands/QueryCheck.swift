import Dataview
import VaultModel

/// The check of the queries in notes, which the vault model can't read.
enum QueryCheck {
    /// Its name in JSON.
    static let id = "queries.unreadable"
    /// What it finds.
    static let help = "Dataview blocks and code spans that are no query"

    /// The blocks and the spans of a note that can't be read as a query.
    static func findings(in note: Note, settings: QuerySettings) -> [Finding] {
        if note.path.isConflictCopy { return [] }
        return blocks(in: note) + spans(in: note, settings)
    }

    private static func blocks(in note: Note) -> [Finding] {
        note.codeBlocks.compactMap { block in
            guard note.text(block.languageRange).lowercased() == "dataview" else { return nil }
            do throws(Diagnostic) {
                _ = try Query.parse(note.text(block.contentRange))
                return nil
            } catch {
                return finding(error, note, line: block.line + error.line, "query")
            }
        }
    }

    /// Code spans that start with the prefix. Only lines that hold a tick outside of blocks are looked at closely.
    private static func spans(in note: Note, _ settings: QuerySettings) -> [Finding] {
        let tick = UInt8(ascii: "`")
        guard note.bytes.contains(tick) else { return [] }
        let blocks = note.codeBlocks.map(\.range) + (note.frontmatter.map { [$0.range] } ?? [])
        return (0..<note.lines.count).flatMap { line -> [Finding] in
            let range = note.lines.contentRange(of: line, in: note.bytes)
            guard note.bytes[range].contains(tick), !blocks.contains(where: { $0.contains(range) }) else {
                return []
            }
            return inlineSpans(note.text(range)).compactMap { span in
                guard span.style == .code, isMeant(span.text, settings),
                    let fault = InlineQuery.fault(in: span.text, settings: settings)
                else {
                    return nil
                }
                return finding(fault, note, line: line, "inline query `\(span.text)`")
            }
        }
    }

    /// Whether a code span is meant as a query. Where the plugin is off, `==marked==` is only an example of Markdown.
    private static func isMeant(_ code: String, _ settings: QuerySettings) -> Bool {
        settings.isPluginEnabled || code.dropFirst(settings.inlinePrefix.count).first?.isWhitespace == true
    }

    private static func finding(_ fault: Diagnostic, _ note: Note, line: Int, _ what: String) -> Finding {
        let remedy =
            fault.suggestion
            ?? (fault.expected.isEmpty
                ? "mend the query" : "there could stand \(fault.expected.joined(separator: ", "))")
        return Finding(
            note.path, line: min(line, note.lines.count - 1), check: id,
            problem: "the \(what) can't be read at column \(fault.column): \(fault.message)", remedy: remedy)
    }
}

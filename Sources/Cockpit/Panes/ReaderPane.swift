import Screen
import VaultModel

extension PaneID {
    /// A note as a whole.
    package static let reader: PaneID = "reader"
}

extension Pane {
    /// The note, rendered line by line, so that every line knows where it stands.
    package static let reader = Pane(
        .reader, "Note", whenEmpty: "The note is empty", followsVault: true
    ) { context in
        guard let note = context.subject?.note else { return .empty }
        var builder = ContentBuilder(context)
        ReaderText(note, context.state, width: context.width, project: context.subject?.project).render(
            into: &builder)
        return builder.content(note: "\(note.lines.count) lines")
    }
}

/// A note's lines as the reader shows them.
struct ReaderText {
    /// More lines than these are not laid out; the editor shows the rest.
    static let mostLines = 20_000

    private let note: Note
    private let state: State
    private let width: Int
    private let answers: ReaderAnswers
    /// What each line of the note is; lines of plain text are not in it.
    private let kinds: [Int: LineKind]
    /// The items of the project's sections, by their lines.
    private let parts: [Int: (kind: Item.Kind, text: String)]

    /// What a line of a note is.
    enum LineKind {
        case property
        /// A line that says nothing to a person: the fences of the properties.
        case hidden
        case heading(level: Int, ByteRange)
        case underline
        case item(ListItem)
        case code
        case fence
        case quote
        case rule
        case comment
        /// A mark that an unfinished merge left.
        case mergeMark
        case row(cells: [ByteRange], widths: [Int], isHeader: Bool)
        case delimiter(widths: [Int])
    }

    /// A note's lines for `width` cells; with a project its steps, blockers, decisions and facts are what they
    /// are in their panes. Its queries show as text where they are not asked.
    init(_ note: Note, _ state: State, width: Int, project: Project? = nil, asksQueries: Bool = true) {
        self.note = note
        self.state = state
        self.width = width
        answers = ReaderAnswers(note, state, areAsked: asksQueries)
        kinds = Self.classify(note, width: width)
        var parts: [Int: (kind: Item.Kind, text: String)] = [:]
        func take(_ items: [ProjectItem]?, as kind: Item.Kind) {
            for item in (items ?? []).flatMap(\.flattened) { parts[item.line] = (kind, item.text) }
        }
        take(project?.steps, as: .step)
        take(project?.blockers, as: .blocker)
        take(project?.decisions, as: .text)
        take(project?.facts, as: .text)
        self.parts = parts
    }

    /// The id of the item that stands for a line, from 0.
    static func itemID(line: Int) -> String { "line:\(line)" }

    /// Adds all lines, in some of them with the words of a query marked.
    func render(
        into builder: inout ContentBuilder, marking query: SearchQuery? = nil, in lines: Set<Int> = []
    ) {
        let ends = answers.ends(in: note)
        for line in 0..<min(note.lines.count, Self.mostLines) {
            builder.wanted = lines.contains(line) ? query : nil
            add(line, to: &builder)
            builder.wanted = nil
            if let (start, question) = ends[line] {
                AnswerLines(answers.context(question, line: start, width: width, indent: 2))
                    .add(answers[question], to: &builder)
            }
        }
        if note.lines.count > Self.mostLines {
            builder.addHeading(
                StyledText(
                    "… \(note.lines.count - Self.mostLines) more lines; open the editor to see them", .warning
                ))
        }
    }

    /// Text of the note; code spans that are queries show their values.
    private func markdown(_ text: String, base: Style = .plain) -> MarkdownText {
        MarkdownText(text, in: note.path, state.vault, base: base) { answers.value(ofSpan: $0) }
    }

    /// Adds a line, from 0.
    func add(_ line: Int, to builder: inout ContentBuilder) {
        let range = note.lines.contentRange(of: line, in: note.bytes)
        var item = Item(id: Self.itemID(line: line), kind: .text, origin: Origin(note.path, line: line))
        switch kinds[line] {
        case .property: builder.addText(item, StyledText(note.text(range), .dim))
        case .hidden: break
        case .heading(let level, let text):
            let body = markdown(note.text(text), base: Style(.heading, .bold))
            var shown = StyledText(level == 1 ? "" : String(repeating: "#", count: level) + " ", .dim)
            shown.append(body.text)
            item.destinations = body.destinations
            builder.addText(item, shown)
        case .underline: break
        case .item(let entry): add(entry, item, to: &builder)
        case .code: builder.addText(item, StyledText("  " + note.text(range), .code))
        case .fence: builder.addText(item, StyledText(note.text(range), .dim))
        case .mergeMark: builder.addText(item, StyledText(note.text(range), Style(.warning, .bold)))
        case .comment: builder.addText(item, StyledText(note.text(range), .dim))
        case .rule: builder.addText(item, StyledText(String(repeating: "─", count: width), .border))
        case .quote: addQuote(item, note.text(range), to: &builder)
        case .row(let cells, let widths, let isHeader): addRow(cells, widths, isHeader, item, to: &builder)
        case .delimiter(let widths):
            let dashes = widths.map { String(repeating: "─", count: $0) }.joined(separator: "─┼─")
            builder.addText(item, StyledText(dashes, .border).truncated(to: width))
        case nil:
            let body = markdown(note.text(range))
            item.destinations = body.destinations
            builder.addText(item, body.text)
        }
    }

    private func add(_ entry: ListItem, _ item: Item, to builder: inout ContentBuilder) {
        var item = item
        let indent =
            String(repeating: "  ", count: min(entry.depth, 12))
            + String(repeating: "│ ", count: entry.quoteDepth)
        var text = StyledText(indent, .dim)
        let isDone = note.isDone(entry, state.taskSettings)
        if let box = entry.box {
            text.append("[\(box.mark)] ", isDone ? .done : .open)
            item.kind = .step
            item.editable = note.text(note.textRange(withoutID: entry))
        } else {
            text.append(note.text(entry.markerRange) + " ", .dim)
        }
        if let part = parts[entry.line] {
            item.kind = part.kind
            item.editable = part.text
        }
        let hanging = text.width
        let body = markdown(note.text(entry.textRange), base: Style(isDone ? .done : .text))
        text.append(body.text)
        item.destinations = body.destinations
        builder.add(item, text, hanging: hanging)
    }

    private func addQuote(_ item: Item, _ line: String, to builder: inout ContentBuilder) {
        var item = item
        var rest = Substring(line)
        var bars = ""
        while let first = rest.first, first == ">" || first == " " {
            if first == ">" { bars += "│ " }
            rest = rest.dropFirst()
        }
        var text = StyledText(bars, .dim)
        if rest.hasPrefix("[!"), let end = rest.firstIndex(of: "]") {
            let type = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
            text.append(String(type).capitalizedFirst + " ", Style(.heading, .bold))
            rest = rest[rest.index(after: end)...].drop { "+- ".contains($0) }
        }
        let body = markdown(String(rest))
        text.append(body.text)
        item.destinations = body.destinations
        builder.addText(item, text, hanging: bars.count)
    }

    private func addRow(
        _ cells: [ByteRange], _ widths: [Int], _ isHeader: Bool, _ item: Item,
        to builder: inout ContentBuilder
    ) {
        var item = item
        var text = StyledText()
        for (index, cellWidth) in widths.enumerated() {
            if index > 0 { text.append(" │ ", .border) }
            let source = index < cells.count ? Self.cellText(note, cells[index]) : ""
            let body = markdown(source, base: isHeader ? Style(.heading, .bold) : .plain)
            item.destinations += body.destinations
            text.append(body.text.padded(to: cellWidth))
        }
        builder.addText(item, text.truncated(to: width))
    }

    /// A cell's Markdown without the spaces around it, an escaped pipe as the pipe that it is.
    static func cellText(_ note: Note, _ cell: ByteRange) -> String {
        let text = note.text(cell).replacing("\\|", with: "|")
        return String(
            text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

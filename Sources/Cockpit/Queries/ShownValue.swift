import Dataview
import Screen
import VaultModel

/// A value as it is drawn: text in its styles, and where its links lead.
struct ShownValue {
    /// The text in its styles.
    private(set) var text = StyledText()
    /// Where its links lead, in the order they stand.
    private(set) var destinations: [Destination] = []
    /// No more bytes and parts than these of a value are shown: nobody reads further in a line.
    private static let (mostBytes, mostSpans) = (2000, 400)

    /// A value in a result of a query that stands in the note `source`.
    init(_ value: Value, _ context: AnswerContext) {
        for (index, span) in value.spans(context.settings).enumerated() {
            if index == Self.mostSpans || text.width > Self.mostBytes {
                text.append("…", .dim)
                break
            }
            switch span {
            case .plain(let part): text.append(Self.start(of: part))
            case .markdown(let part):
                let body = MarkdownText(Self.start(of: part), in: context.note, context.vault)
                text.append(body.text)
                destinations += body.destinations
            case .link(let link):
                let destination = Destination(link: link.target, from: context.note, context.vault)
                text.append(link.shownText, destination.role)
                destinations.append(destination)
            case .address(let address, let display):
                text.append(display, .link)
                destinations.append(.address(address))
            case .absent: text.append("-", .dim)
            }
        }
    }

    private static func start(of text: String) -> String {
        guard text.utf8.count > mostBytes else { return text }
        return String(text.prefix(mostBytes)) + "…"
    }

    /// An expression that has no value, and why.
    init(_ failure: QueryFailure, of expression: String) {
        text.append(expression, .code)
        let reason = failure.message.split(separator: "\n").first ?? ""
        text.append(" (\(reason))", .warning)
    }
}

extension LinkValue {
    /// The link as it would be written: the path, and the place in the note.
    fileprivate var target: String {
        switch kind {
        case .file: path
        case .header: path + "#" + (subpath ?? "")
        case .block: path + "#^" + (subpath ?? "")
        }
    }
}

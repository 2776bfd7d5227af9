package import Dataview

/// A stretch of a value as people read it.
package enum ValueSpan: Sendable {
    /// Text as it is.
    case plain(String)
    /// Text with the marks of Markdown.
    case markdown(String)
    /// A link to a note, shown by its text.
    case link(LinkValue)
    /// A link out of the vault.
    case address(String, display: String)
    /// What stands for nothing.
    case absent
}

extension Value {
    /// The value for people: items of lists after commas, links by their texts, on one line.
    package func spans(_ settings: QuerySettings) -> [ValueSpan] { spans(settings, depth: 0) }

    /// How deep lists and objects are written out.
    private static let deepest = 16

    private func spans(_ settings: QuerySettings, depth: Int) -> [ValueSpan] {
        if depth > Self.deepest { return [.plain("…")] }
        switch self {
        case .null: return [.absent]
        case .text(let text):
            return [.markdown(text.split(whereSeparator: \.isNewline).joined(separator: " "))]
        case .link(let link): return [.link(link)]
        case .list(let values):
            return Self.joined(values.map { $0.spans(settings, depth: depth + 1) })
        case .object(let object):
            let fields = object.fields
            return Self.joined(
                zip(fields.keys, fields.values).map { name, value in
                    [.plain(name + ": ")] + value.spans(settings, depth: depth + 1)
                })
        case .widget(.pair(let key, let value)):
            return key.spans(settings, depth: depth + 1) + [.plain(": ")]
                + value.spans(settings, depth: depth + 1)
        case .widget(.externalLink(let url, let display)): return [.address(url, display: display)]
        case .bool, .number, .date, .duration, .function: return [.plain(text(settings))]
        }
    }

    private static func joined(_ parts: [[ValueSpan]]) -> [ValueSpan] {
        var result: [ValueSpan] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { result.append(.plain(", ")) }
            result += part
        }
        return result
    }

    /// The value for people as text without style.
    package func plainText(_ settings: QuerySettings) -> String {
        spans(settings).map { span in
            switch span {
            case .plain(let text), .markdown(let text): text
            case .link(let link): link.shownText
            case .address(_, let display): display
            case .absent: "-"
            }
        }.joined()
    }
}

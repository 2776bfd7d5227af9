import Screen
import VaultModel

/// Markdown as it is shown: marks turned into styles, links into destinations.
struct MarkdownText {
    /// The text in its styles.
    var text = StyledText()
    /// Where its links lead, in the order they stand.
    var destinations: [Destination] = []

    /// Reads the inline marks of `markdown`, which stands in the note `source`; `answer` gives what a code span
    /// is shown as that is a query.
    init(
        _ markdown: String, in source: NotePath, _ vault: Vault, base: Style = .plain,
        answer: ((String) -> ShownValue?)? = nil
    ) {
        for span in inlineSpans(markdown) {
            if span.style == .code, let value = answer?(span.text) {
                text.append(value.text.restyled { $0 == .plain ? base : $0 })
                destinations += value.destinations
            } else if let target = span.link {
                let destination = Destination(target, from: source, vault)
                destinations.append(destination)
                text.append(span.text, base.with(destination.role))
            } else {
                text.append(span.text, base.with(span.style))
            }
        }
    }
}

extension Destination {
    /// Where a link's target leads.
    init(_ target: String, from source: NotePath, _ vault: Vault) {
        if let colon = target.firstIndex(of: ":"), colon > target.startIndex,
            target[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }),
            target[target.startIndex].isLetter
        {
            self = .address(target)
            return
        }
        self.init(link: target, from: source, vault)
    }

    /// Where a link to a note or a file of the vault leads.
    init(link target: String, from source: NotePath, _ vault: Vault) {
        switch vault.resolve(target, from: source) {
        case .note(let path, _): self = .note(path, heading: LinkText.subpath(target))
        case .file(let path): self = .note(path, heading: nil)
        case .unresolved(let path): self = .missing(path)
        }
    }

    /// The role of a link's text: what leads nowhere looks so.
    var role: Role {
        switch self {
        case .note, .place, .address: .link
        case .missing: .warning
        }
    }
}

extension Style {
    /// The style with another role.
    func with(_ role: Role) -> Style { Style(role, on: ground, attributes) }

    /// The style for text with inline marks.
    fileprivate func with(_ inline: InlineStyle) -> Style {
        switch inline {
        case .plain: self
        case .bold: adding(.bold)
        case .italic: adding(.italic)
        case .boldItalic: adding([.bold, .italic])
        case .strike: adding(.strike)
        case .highlight: with(Role.match)
        case .code, .math: with(Role.code)
        case .link: with(Role.link)
        case .tag: with(Role.tag)
        case .comment: with(Role.dim)
        }
    }
}

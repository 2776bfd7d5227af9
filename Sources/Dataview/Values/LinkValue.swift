/// A link as a value: a path, the place in the note, and how it is shown.
package final class LinkValue: Sendable {
    /// What in a note a link points to.
    package enum Kind: String, Sendable { case file, header, block }

    /// The path as written, or from the vault's root with its extension once resolved.
    package let path: String
    /// What it points to.
    package let kind: Kind
    /// The heading, its punctuation dropped, or the block's name.
    package let subpath: String?
    /// The text to show.
    package let display: String?
    /// Whether it is an embed.
    package let isEmbed: Bool

    /// Makes a link from its parts.
    package init(
        path: String, kind: Kind = .file, subpath: String? = nil, display: String? = nil,
        isEmbed: Bool = false
    ) {
        self.path = path
        self.kind = kind
        self.subpath = subpath
        self.display = display
        self.isEmbed = isEmbed
    }

    /// Reads a target: `#^` makes a block link, `#` a heading link; further `#` parts are dropped.
    package static func read(_ target: String, display: String? = nil, isEmbed: Bool = false) -> LinkValue {
        guard target.utf8.contains(UInt8(ascii: "#")) else {
            return LinkValue(path: target, display: display, isEmbed: isEmbed)
        }
        let blocks = ScriptText.split(target, "#^")
        if blocks.count > 1 {
            return LinkValue(
                path: blocks[0], kind: .block, subpath: blocks[1], display: display, isEmbed: isEmbed)
        }
        let parts = target.split(separator: "#", maxSplits: 2, omittingEmptySubsequences: false)
        return LinkValue(
            path: String(parts[0]), kind: .header, subpath: FieldName.heading(String(parts[1])),
            display: display, isEmbed: isEmbed)
    }

    /// Reads what stands between `[[` and `]]`: the first pipe without a backslash starts the text to show.
    package static func readInner(_ inner: String, isEmbed: Bool = false) -> LinkValue {
        var previous: Character = " "
        for index in inner.indices {
            let character = inner[index]
            if character == "|", previous != "\\" || index == inner.startIndex {
                let display = String(inner[inner.index(after: index)...])
                return read(unescaped(inner[..<index]), display: display, isEmbed: isEmbed)
            }
            previous = character
        }
        return read(unescaped(inner[...]), isEmbed: isEmbed)
    }

    private static func unescaped(_ text: Substring) -> String {
        text.utf8.contains(UInt8(ascii: "\\"))
            ? ScriptText.replacing(String(text), "\\|", with: "|") : String(text)
    }

    /// The link with another path.
    func with(path: String) -> LinkValue {
        LinkValue(path: path, kind: kind, subpath: subpath, display: display, isEmbed: isEmbed)
    }

    /// The link with another text.
    func with(display: String?) -> LinkValue {
        LinkValue(path: path, kind: kind, subpath: subpath, display: display, isEmbed: isEmbed)
    }

    /// The link as an embed or not.
    func with(isEmbed: Bool) -> LinkValue {
        LinkValue(path: path, kind: kind, subpath: subpath, display: display, isEmbed: isEmbed)
    }

    /// The last part of a path without `.md`.
    static func title(of path: String) -> String {
        let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] }
        let title = name ?? path[...]
        return String(title.hasSuffix(".md") ? title.dropLast(3) : title)
    }

    /// The link as Markdown, always with the text that is shown.
    package var markdown: String {
        var target = ScriptText.replacing(path, "|", with: "\\|")
        let place = ScriptText.replacing(subpath ?? "", "|", with: "\\|")
        switch kind {
        case .file: break
        case .header: target += "#" + place
        case .block: target += "#^" + place
        }
        return (isEmbed ? "!" : "") + "[[" + target + "|" + shownText + "]]"
    }

    /// What a person sees: the text written, else the note's name and the place in it.
    package var shownText: String {
        if let display, !display.isEmpty { return display }
        let title = Self.title(of: path)
        return kind == .file ? title : title + " > " + (subpath ?? "undefined")
    }
}

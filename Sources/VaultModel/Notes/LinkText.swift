/// The text of links: targets as Obsidian reads them (dialect §4, CACHE_RULES §5).
package enum LinkText {
    /// A target as it is meant: `\|` undone in a wikilink, percent escapes undone in a Markdown link.
    package static func target(_ raw: String, _ kind: Link.Kind) -> String {
        switch kind {
        case .wikilink: raw.hasSuffix("\\") ? String(raw.dropLast()) : raw
        case .markdown: percentDecoded(unescaped(raw))
        }
    }

    /// The text that Obsidian shows for a target: `a#b#c` is `a > b > c`, and `#b` is `b`.
    package static func display(_ target: String) -> String {
        let parts = target.split(separator: "#", omittingEmptySubsequences: false)
        return parts.drop { $0.isEmpty }.joined(separator: " > ")
    }

    /// The path of a target: what stands before its first `#`.
    package static func path(_ target: String) -> String {
        String(target.prefix { $0 != "#" })
    }

    /// The subpath of a target, without its first `#`: headings joined by `#`, or `^name`.
    package static func subpath(_ target: String) -> String? {
        guard let hash = target.firstIndex(of: "#") else { return nil }
        return String(target[target.index(after: hash)...])
    }

    /// Undoes backslashes in front of punctuation.
    private static func unescaped(_ raw: String) -> String {
        guard raw.utf8.contains(UInt8(ascii: "\\")) else { return raw }
        let bytes = Array(raw.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let isEscape = bytes[index] == UInt8(ascii: "\\") && index + 1 < bytes.count
            if isEscape, bytes[index + 1].isPunctuation { index += 1 }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Undoes percent escapes; one that is not followed by two hex digits stays as it is.
    private static func percentDecoded(_ raw: String) -> String {
        guard raw.utf8.contains(UInt8(ascii: "%")) else { return raw }
        let bytes = Array(raw.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(value)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

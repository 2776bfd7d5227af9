extension Frontmatter {
    /// Whether tags or links stand in the properties in a form that Dataview may read otherwise than the index: tags
    /// that are numbers, with a sign or space in them that divides them, or in lists of lists; links with brackets in
    /// their text; and all where the properties can't be read.
    var hasOddProperties: Bool {
        problem != nil || properties(named: "tags", "tag").contains(where: \.value.hasOddTags)
            || propertiesWithLinks.contains(where: \.value.hasOddLinks)
    }
}

extension PropertyValue {
    fileprivate var hasOddTags: Bool {
        switch self {
        case .null: false
        case .text(let text): Self.isOddTag(text)
        case .list(let values):
            values.contains { value in
                switch value {
                case .null: false
                case .text(let text): Self.isOddTag(text)
                default: true
                }
            }
        default: true
        }
    }

    private static func isOddTag(_ text: String) -> Bool {
        if text.utf8.last == UInt8(ascii: "/") || text.utf8.first == UInt8(ascii: "#") { return true }
        return text.utf8.contains { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == 0x7F }
            || text.utf8.contains { $0 >= 0x80 }
                && text.unicodeScalars.contains { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }

    fileprivate var hasOddLinks: Bool {
        switch self {
        case .text(let text):
            text.hasPrefix("[[") && text.hasSuffix("]]")
                && text.utf8.dropFirst(2).dropLast(2).contains {
                    $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
                }
        case .list(let values): values.contains(where: \.hasOddLinks)
        case .map(let entries): entries.contains { $0.value.hasOddLinks }
        case .null, .bool, .number: false
        }
    }
}

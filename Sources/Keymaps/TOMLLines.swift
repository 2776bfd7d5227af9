/// Where the sections and keys of a TOML text stand, since the parser does not say.
struct TOMLLines {
    /// One line that assigns something.
    struct Entry: Hashable {
        /// The section it stands in; empty before the first one.
        let section: String
        /// What it assigns to, unquoted.
        let key: String
    }

    /// Of every entry, the lines, counted from 1, from the first to the last.
    private(set) var entries: [Entry: [Int]] = [:]
    /// Of every section, the line of its first heading.
    private(set) var sections: [String: Int] = [:]

    init(_ lines: [Substring]) {
        var section = ""
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.first == "[" {
                section = TOMLLines.heading(text)
                sections[section] = sections[section] ?? index + 1
            } else if let key = TOMLLines.key(text) {
                entries[Entry(section: section, key: key), default: []].append(index + 1)
            }
        }
    }

    /// The last line that assigns to `key` in `section`, else that of the section, else the first one.
    func line(of key: String, in section: String) -> Int {
        entries[Entry(section: section, key: key)]?.last ?? sections[section] ?? 1
    }

    /// The entry on `line`, and the line where it stood before; nil if it did not.
    func repetition(on line: Int) -> (entry: Entry, first: Int)? {
        for (entry, lines) in entries {
            if let first = lines.first, first < line, lines.contains(line) { return (entry, first) }
        }
        return nil
    }

    private static func heading(_ text: Substring) -> String {
        let inside = text.dropFirst().prefix { $0 != "]" }
        return key(inside + "=") ?? String(inside)
    }

    /// What stands before the equals sign, unquoted; nil where the line assigns nothing.
    private static func key(_ text: Substring) -> String? {
        guard let first = text.first, first != "#" else { return nil }
        guard first == "\"" || first == "'" else {
            guard let end = text.firstIndex(of: "=") else { return nil }
            return String(text[..<end].filter { $0 != " " && $0 != "\t" })
        }
        var key = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst(), character != first {
            key.append(first == "\"" && character == "\\" ? escaped(&rest) : character)
        }
        return rest.contains("=") ? key : nil
    }

    /// The character after a backslash.
    private static func escaped(_ rest: inout Substring) -> Character {
        guard let letter = rest.popFirst() else { return "\\" }
        let digits = letter == "u" ? 4 : letter == "U" ? 8 : 0
        if digits > 0, let value = UInt32(rest.prefix(digits), radix: 16), let scalar = Unicode.Scalar(value)
        {
            rest = rest.dropFirst(digits)
            return Character(scalar)
        }
        return ["t": "\t", "n": "\n", "r": "\r"][letter] ?? letter
    }
}

/// What is looked for in the text of a vault: words and phrases that a line must hold, and where.
///
/// `word "two words" path:folder tag:name section:heading is:open`. A word without upper-case letters is found in
/// any case, another one only as written. All words must stand in one line.
package struct SearchQuery: Hashable, Sendable {
    /// What was typed.
    package let text: String
    /// The words and phrases, without the empty ones.
    let words: [SearchWord]
    /// What the path must hold, case ignored.
    let paths: [TextFilter]
    /// The tags that the note must have, or tags below them, as keys.
    let tags: [String]
    /// What one of the headings above the line must hold.
    let sections: [TextFilter]
    /// Whether the line must be an open task or an open blocker.
    let isOpen: Bool

    /// Reads a query; any text is one.
    package init(_ text: String) {
        self.text = text
        var words: [SearchWord] = []
        var paths: [TextFilter] = []
        var tags: [String] = []
        var sections: [TextFilter] = []
        var isOpen = false
        for term in Self.terms(text) {
            switch term.key {
            case "path": paths.append(TextFilter(term.value))
            case "tag":
                tags.append(
                    FrontmatterTag.key(term.value.first == "#" ? String(term.value.dropFirst()) : term.value))
            case "section": sections.append(TextFilter(term.value))
            case "is" where term.value.lowercased() == "open": isOpen = true
            default: words.append(SearchWord(term.whole))
            }
        }
        self.words = words.filter { !$0.text.isEmpty }
        self.paths = paths.filter { !$0.isEmpty }
        self.tags = tags.filter { !$0.isEmpty }
        self.sections = sections.filter { !$0.isEmpty }
        self.isOpen = isOpen
    }

    /// Whether nothing is looked for.
    package var isEmpty: Bool {
        words.isEmpty && paths.isEmpty && tags.isEmpty && sections.isEmpty && !isOpen
    }

    /// Whether every line that fits this query also fits `other`, as when a letter was typed on: what did not fit
    /// that one need not be looked at again.
    package func narrows(_ other: SearchQuery) -> Bool {
        let hasWords = other.words.allSatisfy { word in words.contains { $0.includes(word) } }
        let hasRest =
            Set(other.paths).isSubset(of: paths) && Set(other.tags).isSubset(of: tags)
            && Set(other.sections).isSubset(of: sections) && (!other.isOpen || isOpen)
        // A query without words finds the note itself, by its first line.
        return hasWords && hasRest && (other.words.isEmpty ? words.isEmpty && other == self : true)
    }

    /// A part of the text: `key:value`, a word, or a phrase in quotes.
    private struct Term {
        var key: String?
        var value = ""
        var whole: String { key.map { "\($0):\(value)" } ?? value }
    }

    private static func terms(_ text: String) -> [Term] {
        var terms: [Term] = []
        var term = Term()
        var isQuoted = false
        var isPhrase = false
        func isKey(_ name: String) -> Bool { ["path", "tag", "section", "is"].contains(name.lowercased()) }
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
                isPhrase = true
            } else if character.isWhitespace, !isQuoted {
                if !term.whole.isEmpty || isPhrase { terms.append(term) }
                term = Term()
                isPhrase = false
            } else if character == ":", term.key == nil, !isPhrase, isKey(term.value) {
                term.key = term.value.lowercased()
                term.value = ""
            } else {
                term.value.append(character)
            }
        }
        if !term.whole.isEmpty { terms.append(term) }
        return terms
    }
}

extension SearchQuery {
    /// The parts of a line that match, as ranges of its characters, in order and disjoint.
    package func matches(in line: String) -> [Range<Int>] {
        let bytes = Array(line.utf8)
        // Of plain text the bytes are the characters, and far quicker gone through.
        if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }),
            words.allSatisfy({ $0.text.utf8.allSatisfy { $0 < 0x80 } })
        {
            return matches(in: bytes)
        }
        let characters = Array(line)
        let lowered = characters.map { $0.lowercased() }
        var marked = [Bool](repeating: false, count: characters.count)
        for word in words {
            let wanted = word.text.map { word.isExact ? String($0) : $0.lowercased() }
            let texts = word.isExact ? characters.map { String($0) } : lowered
            guard wanted.count <= texts.count else { continue }
            for start in 0...(texts.count - wanted.count)
            where texts[start] == wanted[0] && texts[start..<(start + wanted.count)].elementsEqual(wanted) {
                for index in start..<(start + wanted.count) { marked[index] = true }
            }
        }
        return Self.ranges(of: marked)
    }

    private func matches(in line: [UInt8]) -> [Range<Int>] {
        var marked = [Bool](repeating: false, count: line.count)
        for word in words {
            line.withUnsafeBufferPointer { line in
                var start = 0
                while let place = word.first(in: line, start..<line.count) {
                    for index in place..<(place + word.text.utf8.count) { marked[index] = true }
                    start = place + 1
                }
            }
        }
        return Self.ranges(of: marked)
    }

    private static func ranges(of marked: [Bool]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in marked.indices where marked[index] {
            if let last = ranges.last, last.upperBound == index {
                ranges[ranges.count - 1] = last.lowerBound..<(index + 1)
            } else {
                ranges.append(index..<(index + 1))
            }
        }
        return ranges
    }
}

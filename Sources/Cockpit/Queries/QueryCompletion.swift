import Dataview
import VaultModel

/// What can stand at the cursor of a query that is being typed.
package struct QueryCompletion: Hashable, Sendable {
    /// A word that can stand there.
    package struct Candidate: Hashable, Sendable {
        /// What is shown.
        package var text: String
        /// What is put in.
        package var insert: String
        /// What it is, in a few words.
        package var detail: String

        fileprivate init(_ text: String, insert: String? = nil, _ detail: String) {
            self.text = text
            self.insert = insert ?? text
            self.detail = detail
        }
    }
    /// No more words than these are offered.
    private static let most = 40

    /// How many characters of the line stand before the part that is replaced.
    package let start: Int
    /// The words, the likeliest first.
    package let candidates: [Candidate]
    /// The one that was put in last.
    package var chosen: Int?

    /// What can stand behind `head`, the part of a query before the cursor; nil where nothing is known.
    init?(_ head: String, words: QueryWords?) {
        let place = QueryPlace(head)
        let found = Array(Self.candidates(at: place, words).prefix(Self.most))
        if found.isEmpty || found.count == 1 && found[0].insert == place.typed { return nil }
        start = head.count - place.typed.count
        candidates = found
    }

    private static func candidates(at place: QueryPlace, _ words: QueryWords?) -> [Candidate] {
        let typed = place.typed.lowercased()
        switch place.kind {
        case .note:
            return (words?.notes(startingWith: typed, most: most) ?? []).map {
                Candidate($0, insert: $0 + "]]", "note")
            }
        case .tag:
            return (words?.tags ?? []).filter { $0.lowercased().hasPrefix(typed) }.map {
                Candidate($0, "tag")
            }
        case .folder:
            return (words?.folders ?? []).filter { $0.lowercased().hasPrefix(typed) }.map {
                Candidate($0, insert: $0 + "\"", "folder")
            }
        case .text: return []
        case .member(let base):
            return members(of: base, words).filter { $0.text.lowercased().hasPrefix(typed) }
        case .start: return starts.filter { $0.text.lowercased().hasPrefix(typed) }
        case .source: return sources(words).filter { typed.isEmpty || $0.text.lowercased().hasPrefix(typed) }
        case .word(let isTask):
            guard !typed.isEmpty else { return [] }
            return expressions(words, isTask: isTask).filter { $0.text.lowercased().hasPrefix(typed) }
        }
    }

    private static let starts = [
        Candidate("TABLE", insert: "TABLE ", "notes in columns"),
        Candidate("LIST", insert: "LIST ", "notes, one a line"),
        Candidate("TASK", insert: "TASK ", "tasks, to be checked off"),
        Candidate("CALENDAR", insert: "CALENDAR ", "notes by a date"),
    ]

    private static let clauses = [
        ("FROM ", "which notes"), ("WHERE ", "a condition"), ("SORT ", "the order"),
        ("GROUP BY ", "one row a group"),
        ("FLATTEN ", "one row an element"), ("LIMIT ", "how many rows"), ("WITHOUT ID", "no first column"),
        ("AS ", "the column's name"), ("ASC", "smallest first"), ("DESC", "largest first"), ("AND ", "both"),
        ("OR ", "either"), ("true", "value"), ("false", "value"), ("null", "value"), ("date(today)", "date"),
        ("this", "the query's note"), ("file", "what every note has"),
    ].map { Candidate(String($0.0.drop { $0 == " " }).trimmedEnd, insert: $0.0, $0.1) }

    /// The names of fields, clauses and functions that an expression or what follows it can start with.
    private static func expressions(_ words: QueryWords?, isTask: Bool) -> [Candidate] {
        let fields = (words?.fields ?? []).map { Candidate($0, "field") }
        let items = isTask ? QueryWords.taskFields.map { Candidate($0, "task") } : []
        let calls = QueryWords.functions.map { Candidate("\($0.0)(", $0.1) }
        return clauses + items + fields + calls
    }

    private static func sources(_ words: QueryWords?) -> [Candidate] {
        let folders = (words?.folders ?? []).map { Candidate("\"\($0)\"", "folder") }
        return folders + (words?.tags ?? []).map { Candidate($0, "tag") }
            + [
                Candidate("[[", "notes that link to a note"),
                Candidate("outgoing([[", "what a note links to"),
            ]
    }

    private static func members(of base: String, _ words: QueryWords?) -> [Candidate] {
        switch base.split(separator: ".").last {
        case "file": QueryWords.fileFields.map { Candidate($0, "file") }
        case "this":
            [Candidate("file", "what every note has")] + (words?.fields ?? []).map { Candidate($0, "field") }
        default: []
        }
    }
}

extension String {
    /// The text without blanks at its end.
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// Where in a query the cursor is, as far as it can be told from what stands before it.
private struct QueryPlace {
    enum Kind: Hashable {
        /// At the start of the query.
        case start
        /// In the quotes of a source.
        case folder
        /// In other quotes.
        case text
        /// Behind `[[`.
        case note
        /// Behind `#`.
        case tag
        /// Where a source can stand.
        case source
        /// Behind a point, and what stands before it.
        case member(of: String)
        /// Anywhere else.
        case word(isTask: Bool)
    }
    let kind: Kind
    /// The part of the word that is typed already.
    let typed: String

    init(_ head: String) {
        let (isOpen, quoted) = Self.quotes(in: head)
        let plain = isOpen ? String(head.dropLast(quoted.count + 1)) : head
        let clause = Self.clause(in: plain)
        let isSource = clause == "FROM"
        if isOpen {
            (kind, typed) = (isSource ? .folder : .text, quoted)
        } else if let link = head.range(ofLast: "[["), !head[link...].contains("]]") {
            (kind, typed) = (.note, String(head[link...].dropFirst(2)))
        } else {
            let word = Self.word(at: head)
            let before = head.dropLast(word.count)
            if before.allSatisfy(\.isWhitespace) {
                (kind, typed) = (.start, word)
            } else if isSource, word.hasPrefix("#") {
                (kind, typed) = (.tag, word)
            } else if isSource, Self.awaitsSource(before) {
                (kind, typed) = (.source, word)
            } else if let point = word.lastIndex(of: ".") {
                (kind, typed) = (
                    .member(of: String(word[..<point])), String(word[word.index(after: point)...])
                )
            } else {
                (kind, typed) = (.word(isTask: head.uppercased().hasPrefix("TASK")), word)
            }
        }
    }

    /// Whether quotes are open at the end of a text, and what stands in them.
    private static func quotes(in head: String) -> (isOpen: Bool, text: String) {
        var (isOpen, isEscaped) = (false, false)
        var text = ""
        for character in head {
            if isOpen, isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = isOpen
            } else if character == "\"" {
                isOpen.toggle()
                text = ""
                continue
            }
            if isOpen { text.append(character) }
        }
        return (isOpen, text)
    }

    /// The clause that a text ends in.
    private static func clause(in head: String) -> String {
        let names: Set = ["FROM", "WHERE", "SORT", "GROUP", "FLATTEN", "LIMIT"]
        let words = head.split { !$0.isLetter }
        return words.last { names.contains($0.uppercased()) }.map { $0.uppercased() } ?? ""
    }

    /// The name, tag or chain of names that a text ends in.
    private static func word(at head: String) -> String {
        let end = head.reversed().prefix { $0.isLetter || $0.isNumber || "_-./#".contains($0) }
        return String(end.reversed())
    }

    /// Whether a source, and no word between two, comes next.
    private static func awaitsSource(_ before: Substring) -> Bool {
        let last = before.split { $0.isWhitespace || $0 == "(" }.last?.uppercased() ?? ""
        return ["FROM", "AND", "OR", "-", "!"].contains(last) || before.last == "(" || before.last == "-"
    }
}

extension String {
    /// Where a text stands last.
    fileprivate func range(ofLast part: String) -> Index? {
        var place = endIndex
        while place > startIndex {
            place = index(before: place)
            if self[place...].hasPrefix(part) { return place }
        }
        return nil
    }
}

/// A word of a recurrence rule.
enum RecurrenceToken: Hashable, Sendable {
    case every, day, weekdays, week, hour, minute, month, year, on, at, the, last, `for`, times, until, comma
    /// A number, and a number with `th` or the like behind it.
    case number(Int), nth(Int)
    /// `first`, `second` or `third`.
    case ordinal(Int)
    /// 1 for Monday to 7 for Sunday.
    case weekday(Int)
    /// 1 to 12.
    case monthName(Int)
    /// A word that stands nowhere in the grammar.
    case unusable
}

/// Cuts a rule into words: the longest one that fits, wherever it ends; what fits none ends the rule.
struct RecurrenceScanner {
    /// The rule in lower case.
    private let text: [UInt8]
    /// Where the next word starts.
    private(set) var position = 0
    /// The current word; nil behind the last one.
    private(set) var token: RecurrenceToken?

    init(_ text: String) {
        self.text = Array(text.lowercased().utf8)
        advance()
    }

    /// What is left behind the current word.
    var rest: ArraySlice<UInt8> { text[position...] }

    /// Steps to the next word.
    mutating func advance() {
        while position < text.count, text[position] == 0x20 { position += 1 }
        guard let (token, length) = next() else {
            position = text.count
            self.token = nil
            return
        }
        position += length
        self.token = token
    }

    /// Steps over the current word if it is `wanted`.
    mutating func accept(_ wanted: RecurrenceToken) -> Bool {
        guard token == wanted else { return false }
        advance()
        return true
    }

    /// Steps over a number.
    mutating func acceptNumber() -> Int? {
        guard case .number(let number)? = token else { return nil }
        advance()
        return number
    }

    private func next() -> (RecurrenceToken, Int)? {
        var best = number() ?? comma()
        for (word, token) in Self.words where word.count > (best?.1 ?? 0) && rest.starts(with: word) {
            best = (token, word.count)
        }
        return best
    }

    /// A number, with the end of an ordinal or without.
    private func number() -> (RecurrenceToken, Int)? {
        let digits = rest.prefix { TaskBytes.isDigit($0) }
        guard let first = digits.first, first != 0x30 else { return nil }
        let value = Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
        let isNth = ["th", "nd", "rd", "st"].contains { rest.dropFirst(digits.count).starts(with: $0.utf8) }
        return isNth ? (.nth(value), digits.count + 2) : (.number(value), digits.count)
    }

    /// Commas, `and` and `or` in a row, each with the spaces behind it.
    private func comma() -> (RecurrenceToken, Int)? {
        var tail = rest
        while let word = [",", "and", "or"].first(where: { tail.starts(with: $0.utf8) }) {
            tail = tail.dropFirst(word.utf8.count).drop { $0 == 0x20 }
        }
        return tail.count < rest.count ? (.comma, rest.count - tail.count) : nil
    }

    private static let words: [([UInt8], RecurrenceToken)] = {
        var words: [(String, RecurrenceToken)] = [
            ("every", .every), ("day", .day), ("days", .day), ("weekday", .weekdays), ("weekdays", .weekdays),
            ("week", .week), ("weeks", .week), ("hour", .hour), ("hours", .hour), ("minute", .minute),
            ("minutes", .minute), ("month", .month), ("months", .month), ("year", .year), ("years", .year),
            ("on", .on), ("in", .on), ("at", .at), ("the", .the), ("last", .last), ("for", .for),
            ("time", .times), ("times", .times), ("until", .until), ("til", .until), ("first", .ordinal(1)),
            ("second", .ordinal(2)), ("third", .ordinal(3)), ("one", .unusable), ("two", .unusable),
            ("three", .unusable),
        ]
        for (index, forms) in Self.weekdayForms.enumerated() {
            words += forms.map { ($0, .weekday(index + 1)) }
        }
        for (index, forms) in Self.monthForms.enumerated() {
            words += forms.map { ($0, .monthName(index + 1)) }
        }
        return words.map { (Array($0.0.utf8), $0.1) }
    }()

    private static let weekdayForms = [
        ["mo", "mon", "monday"], ["tu", "tue", "tues", "tuesday"], ["we", "wed", "wedn", "wednesday"],
        ["th", "thu", "thur", "thursday"], ["fr", "fri", "friday"], ["sa", "sat", "saturday"],
        ["su", "sun", "sunday"],
    ]

    private static let monthForms = [
        ["jan", "january"], ["feb", "february"], ["mar", "march"], ["apr", "april"], ["may"],
        ["jun", "june"],
        ["jul", "july"], ["aug", "august"], ["sep", "sept", "september"], ["oct", "october"],
        ["nov", "november"], ["dec", "december"],
    ]
}

extension DateValue {
    /// The date written in a format of Moment's tokens, as Obsidian's core plugins take them, in English and with
    /// weeks as in the United States, which is what Moment does unless the app is set to another language.
    package func formatted(moment format: String) -> String {
        guard isValid else { return "Invalid date" }
        let writer = MomentWriter(date: self, civil: civil)
        return MomentToken.read(MomentToken.expanded(format)).map { token in
            token.isLiteral ? token.text : writer.text(for: token.text)
        }.joined()
    }
}

/// A piece of a format: a run of letters that means something, or text.
private struct MomentToken {
    var text: String
    var isLiteral: Bool

    /// The tokens of more than one letter, those first that begin like another one and are longer.
    private static let long = [
        "YYYYYY", "YYYYY", "YYYY", "YY", "MMMM", "MMM", "Mo", "MM", "DDDD", "DDDo", "DDD", "DD", "Do", "dddd",
        "ddd", "dd", "do", "Hmmss", "Hmm", "hmmss", "hmm", "HH", "hh", "kk", "mm", "ss", "ww", "wo", "WW",
        "Wo",
        "Qo", "gggg", "gg", "GGGG", "GG", "NNNNN", "NNNN", "NNN", "NN", "yyyy", "yyy", "yy", "yo", "ZZ", "zz",
        "SSSSSSSSS", "SSSSSSSS", "SSSSSSS", "SSSSSS", "SSSSS", "SSSS", "SSS", "SS",
    ]
    private static let short = Set("YyMDdHhkmsSwWQgGNZzaAEeXx")
    /// What stands for a whole date or time.
    private static let whole = [
        "LTS": "h:mm:ss A", "LT": "h:mm A", "LLLL": "dddd, MMMM D, YYYY h:mm A", "LLL": "MMMM D, YYYY h:mm A",
        "LL": "MMMM D, YYYY", "L": "MM/DD/YYYY", "llll": "ddd, MMM D, YYYY h:mm A",
        "lll": "MMM D, YYYY h:mm A",
        "ll": "MMM D, YYYY", "l": "M/D/YYYY",
    ]

    /// The format with the tokens for whole dates and times written out.
    static func expanded(_ format: String) -> String {
        pieces(format, ["LTS", "LT", "LLLL", "LLL", "LL", "llll", "lll", "ll"], ["L", "l"]).map { piece in
            piece.isLiteral ? piece.text : whole[piece.text] ?? piece.text
        }.joined()
    }

    /// The pieces of a format; brackets and backslashes that keep letters from being tokens are taken off.
    static func read(_ format: String) -> [MomentToken] {
        pieces(format, long, short).map { piece in
            guard piece.isLiteral else { return piece }
            let text = piece.text
            if text.first == "[", text.last == "]" {
                return MomentToken(text: String(text.dropFirst().dropLast()), isLiteral: true)
            }
            return MomentToken(text: text.first == "\\" ? String(text.dropFirst()) : text, isLiteral: true)
        }
    }

    /// The format in pieces, which together are the format.
    private static func pieces(_ format: String, _ long: [String], _ short: Set<Character>) -> [MomentToken] {
        var rest = Substring(format)
        var pieces: [MomentToken] = []
        func take(_ count: Int, isLiteral: Bool) {
            pieces.append(MomentToken(text: String(rest.prefix(count)), isLiteral: isLiteral))
            rest = rest.dropFirst(count)
        }
        while let first = rest.first {
            // A bracket is closed by the last one that closes before the next that opens.
            let reach = rest.dropFirst().prefix { $0 != "[" }
            if first == "[", let end = reach.lastIndex(of: "]") {
                take(rest.distance(from: rest.startIndex, to: end) + 1, isLiteral: true)
                continue
            }
            let isEscaped = first == "\\"
            let start = isEscaped ? rest.dropFirst() : rest
            let token =
                long.first { start.hasPrefix($0) }
                ?? start.first.flatMap { short.contains($0) ? String($0) : nil }
            take(
                (token?.count ?? (isEscaped ? 0 : 1)) + (isEscaped ? 1 : 0),
                isLiteral: isEscaped || token == nil)
        }
        return pieces
    }
}

/// Writes the parts of one date.
private struct MomentWriter {
    let date: DateValue
    let civil: CivilTime

    func text(for token: String) -> String {
        day(token) ?? time(token) ?? week(token) ?? year(token) ?? zone(token) ?? token
    }

    private func day(_ token: String) -> String? {
        let weekday = DateWords.weekdays[civil.weekday - 1]
        let month = DateWords.months[civil.month - 1]
        return switch token {
        case "M", "MM": pad(civil.month, token.count)
        case "Mo": ordinal(civil.month)
        case "MMM": String(month.prefix(3))
        case "MMMM": month
        case "D", "DD": pad(civil.day, token.count)
        case "Do": ordinal(civil.day)
        case "DDD": "\(civil.ordinal)"
        case "DDDD": pad(civil.ordinal, 3)
        case "DDDo": ordinal(civil.ordinal)
        case "d", "e": "\(civil.weekday % 7)"
        case "do": ordinal(civil.weekday % 7)
        case "dd": String(weekday.prefix(2))
        case "ddd": String(weekday.prefix(3))
        case "dddd": weekday
        case "E": "\(civil.weekday)"
        case "Q": "\(civil.quarter)"
        case "Qo": ordinal(civil.quarter)
        default: nil
        }
    }

    private func time(_ token: String) -> String? {
        let hour = civil.hour % 12 == 0 ? 12 : civil.hour % 12
        switch token {
        case "H", "HH": return pad(civil.hour, token.count)
        case "h", "hh": return pad(hour, token.count)
        case "k", "kk": return pad(civil.hour == 0 ? 24 : civil.hour, token.count)
        case "Hmm", "hmm": return "\(token == "Hmm" ? civil.hour : hour)" + pad(civil.minute, 2)
        case "Hmmss", "hmmss":
            return "\(token == "Hmmss" ? civil.hour : hour)" + pad(civil.minute, 2) + pad(civil.second, 2)
        case "m", "mm": return pad(civil.minute, token.count)
        case "s", "ss": return pad(civil.second, token.count)
        case "a", "A":
            let word = civil.hour < 12 ? "am" : "pm"
            return token == "a" ? word : word.uppercased()
        default:
            guard token.first == "S" else { return nil }
            let digits = pad(civil.millisecond, 3) + "000000"
            return String(digits.prefix(token.count))
        }
    }

    private func week(_ token: String) -> String? {
        switch token {
        case "w", "ww": pad(sundayWeek.number, token.count)
        case "wo": ordinal(sundayWeek.number)
        case "gg": pad(sundayWeek.year % 100, 2)
        case "gggg": pad(sundayWeek.year, 4)
        case "W", "WW": pad(civil.week.number, token.count)
        case "Wo": ordinal(civil.week.number)
        case "GG": pad(civil.week.year % 100, 2)
        case "GGGG": pad(civil.week.year, 4)
        default: nil
        }
    }

    private func year(_ token: String) -> String? {
        switch token {
        case "Y": "\(civil.year)"
        case "YY": pad(civil.year % 100, 2)
        case "YYYY": pad(civil.year, 4)
        case "YYYYY": pad(civil.year, 5)
        case "YYYYYY": "+" + pad(civil.year, 6)
        case "y", "yy", "yyy", "yyyy": pad(civil.year, token.count)
        case "yo": "\(civil.year)"
        case "NNNN": "Anno Domini"
        case "N", "NN", "NNN", "NNNNN": "AD"
        default: nil
        }
    }

    private func zone(_ token: String) -> String? {
        switch token {
        case "Z": Zone.offsetText(date.offset, .short)
        case "ZZ": Zone.offsetText(date.offset, .bare)
        case "X": "\(Int((date.milliseconds / 1000).rounded(.down)))"
        case "x": "\(Int(date.milliseconds))"
        // Moment has no name for the local zone either.
        case "z", "zz": ""
        default: nil
        }
    }

    /// The week and its year, where weeks start on Sunday and the first one is that of 1 January.
    private var sundayWeek: (year: Int, number: Int) {
        /// How many days of the first week lie in the year before.
        func before(_ year: Int) -> Int { CivilTime(year: year, month: 1, day: 1).weekday % 7 }
        func weeks(_ year: Int) -> Int {
            let days = CivilTime.isLeap(year) ? 366 : 365
            return (days + before(year) - before(year + 1)) / 7
        }
        let number = (civil.ordinal - 1 + before(civil.year)) / 7 + 1
        return number > weeks(civil.year) ? (civil.year + 1, 1) : (civil.year, number)
    }

    private func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 100 / 10, number % 10) {
            case (1, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    private func pad(_ number: Int, _ width: Int) -> String { Zone.pad(number, width) }
}

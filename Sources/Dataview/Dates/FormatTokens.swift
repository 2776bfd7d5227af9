/// One piece of a date or duration format of Luxon: a run of one letter, or text that stands for itself.
struct FormatToken: Hashable, Sendable {
    /// The run of letters, or the text.
    var text: String
    /// Whether it stands for itself: it was quoted, or is white space.
    var isLiteral: Bool

    /// Cuts a format into runs of one character and quoted text.
    static func read(_ format: String) -> [FormatToken] {
        var tokens: [FormatToken] = []
        var run = ""
        var isQuoted = false
        func close() {
            guard !run.isEmpty else { return }
            let isBlank = run.unicodeScalars.allSatisfy(ScriptText.isSpace)
            tokens.append(FormatToken(text: run, isLiteral: isQuoted || isBlank))
            run = ""
        }
        for character in format {
            if character == "'" {
                close()
                isQuoted.toggle()
            } else if isQuoted || run.isEmpty || run.first == character {
                run.append(character)
            } else {
                close()
                run.append(character)
            }
        }
        close()
        return tokens
    }
}

/// The English names that dates are written and read with.
enum DateWords {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let shortMonths = months.map { String($0.prefix(3)) }
    static let shortWeekdays = weekdays.map { String($0.prefix(3)) }
    static let meridiems = ["AM", "PM"]
    static let eras = ["BC", "AD"]
    static let longEras = ["Before Christ", "Anno Domini"]
}

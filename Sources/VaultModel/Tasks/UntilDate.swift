/// The date behind `until`, read as loosely as the plugin's JavaScript does: `2030`, `Jan 2025`, `1 May
/// 2025`, `2025 5 1`.
enum UntilDate {
    /// The day; nil where JavaScript finds no date either, and for 1970-01-01, which the plugin takes for
    /// none.
    static func read(_ text: ArraySlice<UInt8>) -> CalendarDay? {
        var numbers: [Int] = []
        var month: Int?
        var rest = text
        while let byte = rest.first {
            if TaskBytes.isDigit(byte) {
                let digits = rest.prefix { TaskBytes.isDigit($0) }
                rest = rest[digits.endIndex...]
                guard numbers.count < 3, let number = Int(String(decoding: digits, as: UTF8.self)) else {
                    return nil
                }
                numbers.append(number)
            } else if TaskBytes.isLetter(byte) {
                let word = rest.prefix { TaskBytes.isLetter($0) }
                rest = rest[word.endIndex...]
                if let named = Self.month(word) {
                    month = named
                } else if !numbers.isEmpty || rest.first.map({ TaskBytes.isDigit($0) }) == true {
                    // A word that means nothing may only stand before the first number, with a space between.
                    guard isUTC(word), !numbers.isEmpty else { return nil }
                }
            } else {
                rest = rest.dropFirst()
            }
        }
        guard !numbers.isEmpty, let day = day(numbers + Array(repeating: 1, count: 3 - numbers.count), month)
        else { return nil }
        return day.ordinal == 0 ? nil : day
    }

    private static let monthNames = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// The first three letters decide.
    private static func month(_ word: ArraySlice<UInt8>) -> Int? {
        monthNames.firstIndex { word.prefix(3).elementsEqual($0.utf8) }.map { $0 + 1 }
    }

    private static func isUTC(_ word: ArraySlice<UInt8>) -> Bool {
        ["utc", "gmt", "ut", "z"].contains { word.elementsEqual($0.utf8) }
    }

    /// Three numbers as day, month and year, in the order that makes sense; a day behind the month's end runs
    /// over.
    private static func day(_ numbers: [Int], _ named: Int?) -> CalendarDay? {
        func isDay(_ number: Int) -> Bool { (1...31).contains(number) }
        var year: Int
        let month: Int
        let day: Int
        if let named {
            month = named
            (year, day) = isDay(numbers[0]) ? (numbers[1], numbers[0]) : (numbers[0], numbers[1])
        } else if isDay(numbers[0]) {
            (month, day, year) = (numbers[0], numbers[1], numbers[2])
        } else {
            (year, month, day) = (numbers[0], numbers[1], numbers[2])
        }
        if year < 50 { year += 2000 } else if year < 100 { year += 1900 }
        guard isDay(day), year < 275_000 else { return nil }
        return CalendarDay(year: year, month: month, day: 1)?.adding(days: day - 1)
    }
}

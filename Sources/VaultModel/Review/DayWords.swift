/// Days as people name them when they put something off.
package enum DayWords {
    private static let names = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    /// The day that words mean: `tomorrow`, `mon` or `monday` (the next one after today), `3d`, `2w`, or a date;
    /// nil for anything else and for a day that is not to come.
    package static func day(_ words: String, today: CalendarDay) -> CalendarDay? {
        let words = words.split(whereSeparator: \.isWhitespace).joined().lowercased()
        if words == "tomorrow" || words == "tom" { return today.adding(days: 1) }
        if let day = CalendarDay(words) { return day > today ? day : nil }
        if let unit = words.last, let count = Int(words.dropLast()), (1...999).contains(count) {
            if unit == "d" { return today.adding(days: count) }
            if unit == "w" { return today.adding(days: 7 * count) }
        }
        guard words.count >= 3, let index = names.firstIndex(where: { $0.hasPrefix(words) }) else {
            return nil
        }
        let distance = (index + 1 - today.weekday + 7) % 7
        return today.adding(days: distance == 0 ? 7 : distance)
    }
}

import Testing

@testable import VaultModel

@Suite("Days are read as people type them")
struct DayWordsTests {
    /// A Tuesday.
    private let today = CalendarDay(ordinal: 20_781)

    @Test func todayIsTheDayOfTheTable() {
        #expect(today.description == "2026-11-24")
        #expect(today.weekday == 2)
    }

    @Test(
        "each text means one day",
        arguments: [
            ("today", "2026-11-24"), ("Tomorrow", "2026-11-25"), ("tom", "2026-11-25"),
            ("yesterday", "2026-11-23"), ("fri", "2026-11-27"), ("FRIDAY", "2026-11-27"),
            ("wed", "2026-11-25"),
            ("tue", "2026-12-01"), ("mon", "2026-11-30"), ("on thu", "2026-11-26"),
            ("next mon", "2026-11-30"), ("next fri", "2026-12-04"), ("next week", "2026-12-01"),
            ("next month", "2026-12-24"), ("+3d", "2026-11-27"), ("3d", "2026-11-27"), ("+2w", "2026-12-08"),
            ("+1m", "2026-12-24"), ("+1y", "2027-11-24"), ("-1d", "2026-11-23"), ("+3", "2026-11-27"),
            ("in 3 days", "2026-11-27"), ("in 2 weeks", "2026-12-08"), ("2026-12-01", "2026-12-01"),
            ("2026-1-5", "2026-01-05"), ("12-01", "2026-12-01"), ("11-24", "2026-11-24"),
            ("11-23", "2027-11-23"), ("02-29", "2028-02-29"), ("1 dec", "2026-12-01"),
            ("dec 1", "2026-12-01"),
            ("jan 15", "2027-01-15"), ("1 Dec 2028", "2028-12-01"), ("Dec 1, 2028", "2028-12-01"),
            ("24", "2026-11-24"), ("15", "2026-12-15"), ("31", "2026-12-31"), ("  fri  ", "2026-11-27"),
        ])
    func days(_ text: String, _ day: String) {
        guard case .day(let found)? = DayWords(text, today: today) else {
            Issue.record("“\(text)” is no day")
            return
        }
        #expect(found.description == day, "\(text)")
    }

    @Test("these take the day away", arguments: ["", "  ", "none", "None", "never", "no", "-"])
    func none(_ text: String) { #expect(DayWords(text, today: today) == DayWords.noDay) }

    @Test(
        "these mean nothing",
        arguments: [
            "x", "tu fri", "t", "2026-13-01", "2026-02-30", "02-30", "32", "0", "+99999999d", "26-12-01",
            "ju 1",
            "next", "next x", "1 dec x", "+", "d", "1-2-3-4", "--", "99999-01-01",
        ])
    func nothing(_ text: String) { #expect(DayWords(text, today: today) == nil, "\(text)") }

    @Test func monthsEndWhereTheyEnd() throws {
        let day = try #require(CalendarDay("2026-01-31"))
        #expect(day.adding(months: 1).description == "2026-02-28")
        #expect(day.adding(months: 25).description == "2028-02-29")
        #expect(day.adding(months: -2).description == "2025-11-30")
        #expect(day.adding(months: -12).description == "2025-01-31")
    }
}

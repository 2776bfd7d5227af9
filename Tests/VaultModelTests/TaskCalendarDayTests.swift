import Testing
import VaultModel

/// A day for tests; the text is known to be one.
func day(_ iso: String) -> CalendarDay { CalendarDay(iso) ?? CalendarDay(ordinal: 0) }

@Suite struct TaskCalendarDayTests {
    @Test func everyDayOfFourCenturiesFollowsTheLast() throws {
        var expected = (year: 1899, month: 12, day: 31)
        var date = try #require(CalendarDay(year: 1899, month: 12, day: 31))
        for _ in 0..<146_097 {
            expected.day += 1
            if expected.day > CalendarDay.length(ofMonth: expected.month, year: expected.year) {
                expected.day = 1
                expected.month += 1
            }
            if expected.month > 12 {
                expected.month = 1
                expected.year += 1
            }
            date = date.adding(days: 1)
            guard date.date == expected,
                CalendarDay(year: expected.year, month: expected.month, day: expected.day) == date
            else {
                Issue.record("\(date) is not \(expected)")
                return
            }
        }
        #expect(date.description == "2299-12-31")
    }

    @Test(arguments: [
        ("1970-01-01", 4), ("2024-02-29", 4), ("2000-01-01", 6), ("1900-03-01", 4), ("0000-01-01", 6),
        ("9999-12-31", 5),
        ("2024-03-17", 7), ("2024-03-18", 1),
    ])
    func knowsTheWeekday(_ iso: String, _ weekday: Int) {
        #expect(day(iso).weekday == weekday)
        #expect(day(iso).description == iso)
    }

    @Test(arguments: [
        ("2021-01-03", 2020, 53), ("2021-01-04", 2021, 1), ("2024-12-30", 2025, 1), ("2026-12-31", 2026, 53),
        ("2023-01-01", 2022, 52), ("2024-07-10", 2024, 28),
    ])
    func knowsTheWeek(_ iso: String, _ year: Int, _ week: Int) {
        #expect(day(iso).isoWeek == (year, week))
    }

    @Test(arguments: [
        "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-1-01", "24-01-01",
        "2024-01-01 ",
        "2024/01/01", "", "２０24-01-01", "+024-01-01",
    ])
    func refuses(_ text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test func countsDays() {
        #expect(day("2024-03-01").days(since: day("2023-03-01")) == 366)
        #expect(day("2024-01-31") < day("2024-02-01"))
        #expect(day("9999-12-31").adding(days: 1).description == "10000-01-01")
        #expect(day("0000-01-01").adding(days: -1).description == "-0001-12-31")
    }
}

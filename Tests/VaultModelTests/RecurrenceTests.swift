import Testing

@testable import VaultModel

@Suite struct RecurrenceTests {
    /// A rule as written, and in the plugin's words.
    @Test(arguments: [
        ("every day", "every day"), ("Every 1 Days", "every day"), ("every  2   weeks", "every 2 weeks"),
        ("every 101 weeks", "every 101 week"), ("every monday and Fri", "every week on Monday, Friday"),
        ("every 2 su, mo", "every 2 weeks on Monday, Sunday"), ("every weekdays", "every weekday"),
        ("every 2 weekdays", "every 2 weeks on weekdays"),
        ("every mon, tue, wed, thu, fri, sat, sun", "every day"), ("every mo tu", "every week on Monday"),
        ("every weekend", "every week"), ("every decade", "every December"),
        ("every day please", "every day"),
        ("every month on the second last Friday", "every month on the 2nd last Friday"),
        ("every month on the last and 3rd and first", "every month on the 1st, 3rd and last"),
        ("every month on monday, 1st tuesday", "every month on Monday and on the 1st Tuesday"),
        ("every month on monday and the 1st tuesday", "every month on Monday"),
        ("every month on weekdays", "every month on weekdays"), ("every month in June", "every June"),
        ("every year on February the 29th", "every February on the 29th"),
        ("every 2 years in jan, dec", "every 2 years January and December"),
        ("every 2 months in January", "every 2 months in January"),
        ("every friday on the 13th", "every week on Friday the 13th"),
        ("every April and December on the 1st and 24th", "every April and December on the 1st and 24th"),
        ("every year on week 5, 6", "every year in weeks 5 and 6"),
        ("every day at 9, 17", "every day at 9 and 17"),
        ("every hour", "every hour"), ("every 5 minutes", "every 5 minutes"),
        ("every week for 1 times", "every week for 1 time"),
        ("every week for 5 days", "every week for 5 times"),
        ("every day until 2030", "every day until January 1, 2030"),
        ("every day until jan 5 25", "every day until January 5, 2025"),
        ("every day until Feb 30 2025", "every day until March 2, 2025"),
        ("every day When Done", "every day when done"), ("every day  when done", "every day when done"),
        ("every day whendone", "every day"), ("every year on January 15", "every January"),
        ("every2weeks", "every 2 weeks"),
    ])
    func readsAndWrites(_ text: String, _ written: String) {
        #expect(RecurrenceRule(text)?.text == written)
    }

    @Test(arguments: [
        "", "day", "daily", "every", "every other day", "every two weeks", "every second week",
        "every quarter", "each day",
        "every Monday, foo", "every day at noon", "every day until never", "every day until March 1st 2025",
        "every day until 1 1 1970", "every day until 31 12 2025", "every day for ever", "when done",
        "every when done",
        "every day until", "every month on the 400th", "every 1.5 days", "every day (hard)", "tous les jours",
        "every January, x",
    ])
    func doesNotUnderstand(_ text: String) {
        #expect(RecurrenceRule(text) == nil)
    }

    /// Today is 2024-03-15, a Friday.
    @Test(arguments: [
        ("every day", "2024-02-28", "2024-02-29"), ("every 3 days", "2024-12-30", "2025-01-02"),
        ("every week", "2024-03-13", "2024-03-20"),
        ("every weekday", "2024-03-15", "2024-03-18"),
        ("every 2 weeks on Monday, Wednesday", "2024-01-01", "2024-01-03"),
        ("every 2 weeks on Monday, Wednesday", "2024-01-03", "2024-01-15"),
        ("every week on Friday the 13th", "2024-03-13", "2024-09-13"),
        ("every month", "2024-01-31", "2024-02-29"), ("every month", "2023-01-31", "2023-02-28"),
        ("every month", "2024-02-29", "2024-03-29"),
        ("every 3 months", "2022-01-31", "2022-04-30"), ("every year", "2024-02-29", "2025-02-28"),
        ("every 4 years", "2024-02-29", "2028-02-29"),
        ("every month on the 31st", "2024-01-31", "2024-03-31"),
        ("every month on the last", "2024-01-31", "2024-02-29"),
        ("every month on the 2nd last", "2024-02-01", "2024-02-28"),
        ("every month on the last Friday", "2024-01-15", "2024-01-26"),
        ("every month on the 5th Friday", "2024-04-01", "2024-05-31"),
        ("every February on the 29th", "2024-03-13", "2028-02-29"),
        ("every February", "2096-02-29", "2104-02-29"),
        ("every April and December on the 1st and 24th", "2024-04-02", "2024-04-24"),
        ("every January", "2024-03-31", "2025-01-31"),
        ("every year on the 1st Monday", "2024-03-13", "2025-01-06"),
        ("every year on week 1", "2024-03-13", "2024-12-30"), ("every hour", "2024-03-13", "2024-03-14"),
        ("every 60 hours", "2024-03-13", "2024-03-15"),
        ("every day at 25", "2024-03-13", "2024-03-14"),
        ("every 2 days for 2 times", "2024-03-13", "2024-03-15"),
        ("every day until March 14 2024", "2024-03-13", "2024-03-14"),
        ("every month when done", "2024-01-31", "2024-04-15"),
        ("every 2 weeks on Monday when done", "2024-01-31", "2024-03-25"),
    ])
    func findsTheNextDay(_ rule: String, _ from: String, _ next: String) throws {
        let rule = try #require(RecurrenceRule(rule))
        #expect(
            Recurrence(rule: rule, reference: day(from)).next(today: day("2024-03-15"))?.description == next)
    }

    @Test(arguments: [
        "every day for 1 time", "every day until 2020", "every month on the 13th Friday",
        "every month on Tuesday, last Monday",
        "every 2 months in January", "every February on the 30th", "every hour on the 32nd",
        "every 9000 years",
        "every 999999999999 days", "every 999999999999 minutes", "every 999999999999 weeks",
        "every 99999999999999999999 months",
        "every week on the 31st in April", "every minute on the 30th in February",
    ])
    func runsOut(_ text: String) throws {
        let rule = try #require(RecurrenceRule(text))
        #expect(Recurrence(rule: rule, reference: day("2024-03-13")).next(today: day("2024-03-15")) == nil)
    }

    @Test func theCalendarEndsInTheYear9999() throws {
        let rule = try #require(RecurrenceRule("every year"))
        #expect(
            Recurrence(rule: rule, reference: day("9998-12-31")).next(today: day("2024-03-15"))
                == day("9999-12-31"))
        #expect(Recurrence(rule: rule, reference: day("9999-12-31")).next(today: day("2024-03-15")) == nil)
    }
}

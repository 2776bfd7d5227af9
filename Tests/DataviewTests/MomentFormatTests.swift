import Foundation
import Testing

@testable import Dataview

/// What Moment 2.30.1 writes for the same formats, in UTC.
@Suite("Moment's formats, as templates use them") struct MomentFormatTests {
    @Test(
        arguments: [
            ("2026-01-01T00:05:09.007", "YYYY-MM-DD HH:mm", "2026-01-01 00:05"),
            ("2026-01-01T00:05:09.007", "dddd, MMMM Do YYYY", "Thursday, January 1st 2026"),
            (
                "2026-01-01T00:05:09.007", "[Week] w ww wo gg gggg | W WW Wo GG GGGG",
                "Week 1 01 1st 26 2026 | 1 01 1st 26 2026"
            ),
            (
                "2026-01-01T00:05:09.007", "d do dd ddd e E Q Qo D DD DDD DDDD DDDo",
                "4 4th Th Thu 4 4 1 1st 1 01 1 001 1st"
            ),
            ("2026-01-01T00:05:09.007", "h:mm A hh:mm:ss a k kk H", "12:05 AM 12:05:09 am 24 24 0"),
            ("2026-01-01T00:05:09.007", "S SS SSS SSSS", "0 00 007 0070"),
            (
                "2026-01-01T00:05:09.007", "LT|LTS|L|LL|LLL|LLLL|l|ll|lll|llll",
                "12:05 AM|12:05:09 AM|01/01/2026|January 1, 2026|January 1, 2026 12:05 AM|Thursday, January 1, 2026 12:05 AM|1/1/2026|Jan 1, 2026|Jan 1, 2026 12:05 AM|Thu, Jan 1, 2026 12:05 AM"
            ),
            ("2026-01-01T00:05:09.007", "[at] \\D Y YY Mo MMM hmm Hmmss", "at D 2026 26 1st Jan 1205 00509"),
            ("2026-01-01T00:05:09.007", "[[x]] today [", "[x] to4am2026 ["),
            ("2026-01-01T00:05:09.007", "YYYYYY yyyy N", "+002026 2026 AD"),
            ("2026-11-24T13:04:05.678", "YYYY-MM-DD HH:mm", "2026-11-24 13:04"),
            ("2026-11-24T13:04:05.678", "dddd, MMMM Do YYYY", "Tuesday, November 24th 2026"),
            (
                "2026-11-24T13:04:05.678", "[Week] w ww wo gg gggg | W WW Wo GG GGGG",
                "Week 48 48 48th 26 2026 | 48 48 48th 26 2026"
            ),
            (
                "2026-11-24T13:04:05.678", "d do dd ddd e E Q Qo D DD DDD DDDD DDDo",
                "2 2nd Tu Tue 2 2 4 4th 24 24 328 328 328th"
            ),
            ("2026-11-24T13:04:05.678", "h:mm A hh:mm:ss a k kk H", "1:04 PM 01:04:05 pm 13 13 13"),
            ("2026-11-24T13:04:05.678", "S SS SSS SSSS", "6 67 678 6780"),
            (
                "2026-11-24T13:04:05.678", "LT|LTS|L|LL|LLL|LLLL|l|ll|lll|llll",
                "1:04 PM|1:04:05 PM|11/24/2026|November 24, 2026|November 24, 2026 1:04 PM|Tuesday, November 24, 2026 1:04 PM|11/24/2026|Nov 24, 2026|Nov 24, 2026 1:04 PM|Tue, Nov 24, 2026 1:04 PM"
            ),
            ("2026-11-24T13:04:05.678", "[at] \\D Y YY Mo MMM hmm Hmmss", "at D 2026 26 11th Nov 104 130405"),
            ("2026-11-24T13:04:05.678", "[[x]] today [", "[x] to2pm2026 ["),
            ("2026-11-24T13:04:05.678", "YYYYYY yyyy N", "+002026 2026 AD"),
            (
                "2027-01-02T23:59:00.000", "[Week] w ww wo gg gggg | W WW Wo GG GGGG",
                "Week 1 01 1st 27 2027 | 53 53 53rd 26 2026"
            ),
            (
                "2027-01-02T23:59:00.000", "d do dd ddd e E Q Qo D DD DDD DDDD DDDo",
                "6 6th Sa Sat 6 6 1 1st 2 02 2 002 2nd"
            ),
            (
                "2023-12-31T12:00:00.000", "[Week] w ww wo gg gggg | W WW Wo GG GGGG",
                "Week 1 01 1st 24 2024 | 52 52 52nd 23 2023"
            ),
            (
                "2023-12-31T12:00:00.000", "d do dd ddd e E Q Qo D DD DDD DDDD DDDo",
                "0 0th Su Sun 0 7 4 4th 31 31 365 365 365th"
            ),
            (
                "2024-12-30T01:01:01.001", "[Week] w ww wo gg gggg | W WW Wo GG GGGG",
                "Week 1 01 1st 25 2025 | 1 01 1st 25 2025"
            ),
            (
                "2024-12-30T01:01:01.001", "d do dd ddd e E Q Qo D DD DDD DDDD DDDo",
                "1 1st Mo Mon 1 1 4 4th 30 30 365 365 365th"
            ),
        ])
    func format(_ time: String, _ format: String, _ expected: String) throws {
        let reader = ISO8601DateFormatter()
        reader.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let date = try #require(reader.date(from: time + "Z"))
        #expect(Clock(now: date, timeZone: .gmt).now.formatted(moment: format) == expected)
    }

    @Test func aZoneIsItsDistanceFromUTC() throws {
        let zone = try #require(TimeZone(secondsFromGMT: -(5 * 60 + 30) * 60))
        let clock = Clock(now: Date(timeIntervalSince1970: 86_400.25), timeZone: zone)
        #expect(clock.now.formatted(moment: "Z ZZ [z]z X x") == "-05:30 -0530 z 86400 86400250")
    }
}

import Dataview
import Testing

/// What expressions mean.
struct ExpressionTests {
    @Test(
        "operators, indices and literals",
        arguments: [
            ("1 + 2 * 3", "7"), ("10 - 4 - 3", "3"), ("7 % -4", "3"), ("-1 / 0", "-Infinity"),
            ("0.1 + 0.2", "0.30000000000000004"),
            ("true or true and false", "false"), ("1 < 2 < 3", "true"), ("!1 > 2", "false"),
            ("!!\"x\"", "true"),
            ("\"a\" + 1 + null", "a1\\-"), ("\"ab\" * 2.9", "abab"), ("[1] + [2]", "1, 2"),
            ("{a: 1} + {b: 2}", "{ a: 1, b: 2 }"),
            ("null < 0", "true"), ("\"5\" > 4", "true"), ("null = false", "false"), ("\"a\" < \"B\"", "true"),
            ("[1, 2] < [1, 3]", "true"), ("{b: 1, a: 2} = {a: 2, b: 1}", "true"), ("0/0 = 0/0", "false"),
            ("[[Ines]] = [[Crew/Ines|x]]", "true"), ("[[Ines]] = [[Ines#a]]", "false"),
            ("[[[Ines]]] = [[[Crew/Ines]]]", "false"),
            ("[1, 2, 3][1]", "2"), ("[1][4]", "\\-"), ("[{a: 1}, {a: 2}].a", "1, 2"), ("\"abc\"[1]", "b"),
            ("this.owner.role", "captain"), ("[[Nowhere]].x", "\\-"), ("this[\"length\"]", "12.5"),
            ("row.x", "\\-"), ("\"\u{200B}\" = \"\"", "true"), ("\"\" < \"\u{200B}a\"", "true"),
            ("x-y", "\\-"), ("[[1]]", "[[1|1]]"), ("[ [1] ]", "[1]"), ("this.berths", "4, 2"),
            ("(x, y) => x", "<function>"), ("((x) => (y) => x + y)(1)(2)", "3"),
            ("map([1, 2], (x) => x + this.length)", "13.5, 14.5"),
            ("map([1], (x, y) => y)", "\\-"), ("\"leng\" + \"th\"", "length"), ("(\"length\")(\"abc\")", "3"),
            ("1e21 * 0", "parse"), ("100000000000000000000 * 10", "1e+21"),
            ("(1 + true)[null]", "\\-"), ("((1 + true)[null]).x", "\\-"), ("(1 + 1)[null][0]", "\\-"),
            ("sort([true], (x) => x + null)", "true"), ("{a: 1 + true, b: 2, a: 3}", "{ a: 3, b: 2 }"),
            ("\"\\\"q\\\\ \\d\"", "\"q\\ \\d"),
        ])
    func values(expression: String, expected: String) {
        let value = Harbour.value(expression)
        if expected == "parse" { #expect(value.hasPrefix("parse")) } else { #expect(value == expected) }
    }

    @Test(
        "what fails on its row",
        arguments: [
            "row[0]", "date(\"2026-W10\", \"yyyy-'W'WW\")", "date(\"3 060\", \"d ooo\")",
            "date(\"pm\", \"a\")",
        ])
    func failures(expression: String) {
        #expect(Harbour.value(expression).hasPrefix("exec"), "\(Harbour.value(expression))")
    }

    @Test(
        "dates and durations",
        arguments: [
            ("date(2026-02-30)", "March 02, 2026"), ("date(2026-03-04T05:06)", "5:06 AM - March 04, 2026"),
            ("date(today)", "May 12, 2026"), ("date(sow)", "May 11, 2026"),
            ("date(eom)", "11:59 PM - May 31, 2026"),
            ("date(2026-01-31) + dur(1 month)", "February 28, 2026"),
            ("date(2024-02-29) + dur(1 year)", "February 28, 2025"),
            ("date(2026-05-12) - date(2026-03-01)", "2 months, 1 week, 4 days"),
            ("(date(today) - date(2026-05-01)).days", "11"),
            ("date(today) - date(2026-05-11) = dur(1 day)", "true"), ("dur(1 day) = dur(24 hours)", "false"),
            ("dur(45 days) * 1", "1 month, 2 weeks, 3 days"), ("dur(12000 years)", "12000 years"),
            ("dateformat(date(2026-02-03T14:05:00Z), \"t\")", "2:05\u{202F}PM"),
            ("dateformat(date(2026-02-03T14:05:00+02:00), \"f\")", "2/3/2026, 2:05 PM"),
            ("dateformat(date(2026-02-03T14:05:00+02:30), \"ttt\")", "2:05:00\u{202F}PM UTC+2:30"),
            ("date(2026-02-03T14:05:00[Asia/Kolkata]) - date(2026-02-03T08:00:00)", "35 minutes"),
            ("dateformat(date(2010-07-15T00:00:00[Asia/Tehran]), \"ZZZZ\")", "GMT+4:30"),
            ("dateformat(date(2024-07-15T00:00:00[Asia/Tehran]), \"ZZZZ\")", "GMT+3:30"),
            ("date(0050-02-03T25:00)", "1:00 AM - February 03, 0050"),
            ("date(\"12\", \"S\") - date(now)", "12 milliseconds"), ("date(\"7\", \"m\").hour", "10"),
            ("dur(1h30m).minutes", "90"),
            ("dur(-90 m).hours", "-1.5"),
            ("date(2026-01-01) = date(2026-01-01T00:00:00Z)", "false"), ("date(2026-05-12).weekyear", "20"),
            ("date(2026-05-12).week", "2"), ("date(\"13 May 2026\", \"d MMM yyyy\")", "May 13, 2026"),
            ("date(\"5:30 pm\", \"h:mm a\").hour", "17"), ("date(\"nonsense\")", "\\-"),
            ("date(1970-01-01) and true", "false"),
            (
                "dateformat(date(2026-02-03T14:05:06), \"EEE d.M.yy 'at' HH:mm o q kkkk-'W'WW\")",
                "Tue 3.2.26 at 14:05 34 1 2026-W06"
            ),
            (
                "dateformat(date(2026-02-03T14:05:06[Europe/Berlin]), \"ZZ z ffff\")",
                "+01:00 Europe/Berlin Tuesday, February 3, 2026 at 2:05 PM Central European Standard Time"
            ),
            ("dateformat(date(2026-02-03T14:05:06+02:00), \"fff\")", "February 3, 2026 at 2:05 PM GMT+2"),
            ("durationformat(dur(100 minutes), \"h 'h' mm\")", "1 h 40"), ("this.refit.days", "14"),
            ("date(2026-07-01T12:00:00[Europe/Berlin]) + dur(6 months)", "12:00 PM - January 01, 2027"),
            ("localtime(date(2026-07-01T12:00:00[Europe/Berlin]))", "10:00 AM - July 01, 2026"),
        ])
    func times(expression: String, expected: String) {
        #expect(Harbour.value(expression) == expected)
    }

    @Test(
        "failures name what is wrong",
        arguments: [
            ("1 + null", "number + null has no meaning"), ("true + true", "boolean + boolean has no meaning"),
            ("lenght([1])", "did you mean length?"), ("round(\"x\")", "it takes round(number)"),
            ("\"abc\".x", "The index of a text is a number"),
            ("{a: 1}[0]", "The index of an object is a name"),
            ("(1)(2)", "A number can't be called"), ("object(\"a\")", "needs a value for each name"),
            ("regextest(\"[\", \"a\")", "Unterminated character class"),
            ("regextest(\"a**\", \"a\")", "Nothing to repeat"),
            ("reduce([1, 2], \"^\")", "takes +, -, *, /, & or |"),
            ("date(\"x\", \"yyyy\")", "does not have the format yyyy"),
        ])
    func failures(expression: String, message: String) {
        let value = Harbour.value(expression)
        #expect(value.hasPrefix("exec: "))
        #expect(value.contains(message), "\(value)")
    }
}

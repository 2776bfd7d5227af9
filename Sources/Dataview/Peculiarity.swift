/// What Dataview does in a way that surprises, and that is done here in the same way, so that answers agree.
package struct Peculiarity: Sendable {
    /// What it does.
    package let text: String
    /// An expression that is true because of it.
    package let example: String

    /// All of them.
    package static let all: [Peculiarity] = [
        Peculiarity(text: "A missing field is less than everything.", example: "nothing < 0"),
        Peculiarity(
            text: "And and or have no precedence over each other.", example: "!(true or true and false)"),
        Peculiarity(
            text: "A day is not 24 hours, and is greater than them.", example: "dur(1 day) > dur(24 hours)"),
        Peculiarity(
            text: "A date of the system's zone is never that of another zone, be it the same instant.",
            example: "date(2026-01-01) != date(2026-01-01T00:00:00Z)"),
        Peculiarity(
            text: "Links inside lists are compared as written, outside by where they lead.",
            example: "[link(\"a\", \"x\")] = [link(\"a\", \"y\")]"),
        Peculiarity(
            text: "A day that a month does not have runs over into the next.",
            example: "date(2026-02-30) = date(2026-03-02)"),
        Peculiarity(
            text:
                "`week` of a date counts in sevens from the first of the month; `weekyear` is the ISO week.",
            example: "date(2026-05-12).week = 2 and date(2026-05-12).weekyear = 20"),
        Peculiarity(
            text: "The epoch counts as false.", example: "!date(\"1970-01-01T00:00:00Z\")"),
        Peculiarity(text: "`[[…]]` is a link, also around a number.", example: "typeof([[1]]) = \"link\""),
        Peculiarity(text: "A minus sign inside a name belongs to it.", example: "this.length-1 = null"),
        Peculiarity(text: "Finding in a list looks into texts.", example: "contains([\"yes\"], \"y\")"),
        Peculiarity(text: "unique also sorts.", example: "unique([2, 1]) = [1, 2]"),
        Peculiarity(
            text: "A pattern with one anchor of its own is not anchored at the other end.",
            example: "regexmatch(\"^a\", \"ab\")"),
        Peculiarity(
            text: "Every letter of a duration's format that names a unit is taken for it.",
            example: "durationformat(dur(2 months), \"M months\") = \"2 0ont00\""),
        Peculiarity(
            text: "extract without arguments answers with a message instead of failing.",
            example: "typeof(extract()) = \"string\""),
        Peculiarity(
            text: "The first number is read off text that goes on.", example: "number(\"1e3\") = 1"),
        Peculiarity(
            text: "A month is four weeks and 30 days at once.",
            example: "dur(28 days) * 1 = dur(1 month) and dur(1 month).days = 30"),
    ]
}

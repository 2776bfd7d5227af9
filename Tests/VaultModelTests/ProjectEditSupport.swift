import Testing

@testable import VaultModel

/// 2026-03-04, the day on which the edits of these tests are made.
let today = CalendarDay(year: 2026, month: 3, day: 4) ?? CalendarDay(ordinal: 0)

/// The settings of these tests: the standard schema, core's rules for tasks.
let editSettings = EditSettings(today: today)

/// The text after an edit of `text`; `refused: …` where it is not made. Checks invariant 2 on the way.
func edited(_ text: String, _ make: (Note) throws(EditRefusal) -> Edit) -> String {
    let bytes = edited(bytes: Array(text.utf8), make)
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "refused"
}

/// The bytes after an edit; nil where it is refused.
func edited(bytes: [UInt8], _ make: (Note) throws(EditRefusal) -> Edit) -> [UInt8]? {
    do throws(EditRefusal) {
        let edit = try make(Note(path: NotePath("Note.md"), bytes: bytes))
        #expect(edit.base == bytes && edit.inverse().applied() == bytes && !edit.label.isEmpty)
        return edit.applied()
    } catch {
        #expect(!error.message.isEmpty)
        return nil
    }
}

/// A text in each of the forms that files come in, with a function that brings any text to that form.
let fileForms: [(name: String, form: @Sendable (String) -> String)] = [
    ("LF", { $0 }), ("CRLF", { $0.replacing("\n", with: "\r\n") }), ("BOM", { "\u{FEFF}" + $0 }),
]

import Testing

@testable import VaultModel

@Suite("A note is marked reviewed, archived, touched")
struct ProjectEditPropertyTests {
    private let settings = EditSettings(today: today, clock: ClockTime(hour: 9, minute: 5, second: 7))

    private func reviewed(_ text: String) -> String {
        edited(text) { (note) throws(EditRefusal) in try ProjectEdit.markReviewed(note, settings: settings) }
    }

    private func archived(_ text: String) -> String {
        edited(text) { (note) throws(EditRefusal) in try ProjectEdit.archive(note, settings: settings) }
    }

    @Test(arguments: [
        (
            "---\ntags:\n  - a\n  - needs-review\nlast_updated: 2024-05-02\n---\n"
                + "x\n\n---\n*Last updated: 2024-05-02*\n",
            "---\ntags:\n  - a\nlast_updated: 2026-03-04\n---\nx\n\n---\n*Last updated: 2026-03-04*\n"
        ),
        (
            "---\ntags: [needs-review, b]\ncreated: 2024-01-01\n---\n",
            "---\ntags: [b]\ncreated: 2024-01-01\nlast_updated: 2026-03-04\n---\n"
        ),
        (
            "---\ntags: [b]\nlast_updated: '2024-05-02' # when\n---\n_Last updated: May 2, 2024_",
            "---\ntags: [b]\nlast_updated: '2026-03-04' # when\n---\n_Last updated: March 4, 2026_"
        ),
        ("---\nlast_updated: 2024-05-02T10:00\n---\n", "---\nlast_updated: 2026-03-04T09:05\n---\n"),
        (
            "---\nlast_updated: ''\n---\n*Last updated: *",
            "---\nlast_updated: '2026-03-04'\n---\n*Last updated: 2026-03-04*"
        ),
        ("---\nlast_updated:\n---\n", "---\nlast_updated: 2026-03-04\n---\n"),
        (
            "---\nlast_updated: 2024-05-02\n---\n*Last updated: some day in 2024*",
            "---\nlast_updated: 2026-03-04\n---\n*Last updated: some day in 2024*"
        ),
        ("no properties", "refused"), ("---\na: @b\n---\n", "refused"),
        ("---\nlast_updated: soon\n---\n", "refused"),
    ])
    func reviewing(_ before: String, _ after: String) {
        for (name, form) in fileForms {
            #expect(reviewed(form(before)) == (after == "refused" ? after : form(after)), "\(name)")
        }
    }

    @Test(arguments: [
        (
            "---\nstatus: active\nlast_updated: 2024-05-02\ntags:\n"
                + "- status/active\n- x\n- status/late\n---\n## Status\n| F | V |\n"
                + "|-|-|\n| **Status** | Active |\n",
            "---\nstatus: archived\nlast_updated: 2026-03-04\ntags:\n"
                + "- status/archived\n- x\n---\n## Status\n| F | V |\n|-|-|\n"
                + "| **Status** | Archived |\n"
        ),
        (
            "---\nstatus: \"active\"\ntags: []\nlast_updated: 2026-03-04\n---\n",
            "---\nstatus: \"archived\"\ntags: [status/archived]\nlast_updated: 2026-03-04\n---\n"
        ),
        (
            "---\nlast_updated: 2026-03-04\ntags: [status/archived]\n---\n",
            "---\nlast_updated: 2026-03-04\ntags: [status/archived]\nstatus: archived\n---\n"
        ),
    ])
    func archiving(_ before: String, _ after: String) {
        #expect(archived(before) == after)
    }

    @Test func emptyFootersAndLists() {
        #expect(
            reviewed("---\nlast_updated: 2026-03-04\n---\n**Last updated:**\n")
                == "---\nlast_updated: 2026-03-04\n---\n**Last updated: 2026-03-04**\n")
        #expect(
            archived("---\nstatus: [active]\ntags: status/x\nlast_updated: 2026-03-04\n---\n")
                == "---\nstatus: [archived]\ntags: status/archived\nlast_updated: 2026-03-04\n---\n")
        #expect(
            archived("---\nstatus:\n- 'a'\n- b\ntags: [x]\nlast_updated: 2026-03-04\n---\n")
                == "---\nstatus:\n- 'archived'\ntags: [x, status/archived]\nlast_updated: 2026-03-04\n---\n")
    }

    @Test func touching() {
        func touched(_ text: String) -> String {
            edited(text) { (note) throws(EditRefusal) in
                try ProjectEdit.touchLastContact(note, settings: settings)
            }
        }
        #expect(
            touched("---\nlast_contact: '2024-05-02'\nlast_updated: 2024-05-02\n---\n")
                == "---\nlast_contact: '2026-03-04'\nlast_updated: 2024-05-02\n---\n")
        #expect(touched("---\na: b\n---\n") == "---\na: b\nlast_contact: 2026-03-04\n---\n")
    }

    @Test func setting() {
        let after = edited("---\na: 'b'\n---\n") { (note) throws(EditRefusal) in
            try ProjectEdit.set("a", to: "c: d", in: note)
        }
        #expect(after == "---\na: 'c: d'\n---\n")
    }

    @Test func isOneEdit() throws {
        let read = note("---\ntags: [needs-review]\n---\nx\n*Last updated: 2024-05-02*\n")
        let edit = try ProjectEdit.markReviewed(read, settings: settings)
        #expect(edit.label == "mark “Note” reviewed" && edit.replacements.count <= 3)
    }

    @Test(arguments: [
        ("2024-05-02", "2026-03-04"), ("2024/5/2", "2026/3/4"), ("2024.05.22", "2026.03.04"),
        ("02.05.2024", "04.03.2026"), ("22/05/2024", "04/03/2026"),
        ("5/22/2024", "3/04/2026"), ("5/2/2024", nil), ("May 2, 2024", "March 4, 2026"),
        ("Jan 12, 2024", "Mar 4, 2026"), ("2 May 2024", "4 March 2026"),
        ("2nd January 2024", "4th March 2026"), ("January 1st, 2024", "March 4th, 2026"),
        ("Thursday, May 2, 2024", "Wednesday, March 4, 2026"),
        ("Thu, 02 Feb 2024", "Wed, 04 Mar 2026"), ("2024-05-02T10:00:30", "2026-03-04T09:05:07"),
        ("2024-05-02 10:00", "2026-03-04 09:05"),
        ("MAY 2, 2024", "MARCH 4, 2026"), ("in May", nil), ("2024", nil), ("2024-15-02", nil),
        ("v2024-1", nil), ("", nil),
    ])
    func dateStyles(_ text: String, _ expected: String?) {
        #expect(DateText.restyled(text, to: today, clock: settings.clock) == expected)
    }
}

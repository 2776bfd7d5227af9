import Dataview
import Foundation
import Screen
import Testing
import VaultModel

@testable import Cockpit

@Suite("Marks of steps") struct StepMarkTests {
    private static let note = """
        ---
        type: project
        ---
        # Lantern

        ## Next Steps

        - [ ] Send the harbour office the long report 📅 2026-11-20
        - [ ] Read it aloud 🔁 every week on Friday 📅 2026-11-27

        """

    private func lines(_ cockpit: CockpitDriver) -> [String] {
        cockpit.screen.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test(
        "a mark stands on one line, and behind the text where there is room",
        arguments: [70, 76, 80, 90, 120])
    func marksStayWhole(_ columns: Int) throws {
        let cockpit = try CockpitDriver(["Projects/Lantern.md": Self.note], columns: columns, rows: 24)
        let lines = lines(cockpit)
        #expect(lines.contains { $0.contains("4d overdue") }, "\(cockpit.screen)")
        #expect(lines.contains { $0.contains("every week on Friday") })
        #expect(lines.contains { $0.contains("due Fri") })
        #expect(!cockpit.screen.contains("📅"))
    }

    @Test("days are marks whether the vault uses the Tasks plugin or not, and in every list alike")
    func marksAreAlike() throws {
        for settings in [
            TaskSettings.core,
            TaskSettings(communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: nil),
        ] {
            var cockpit = try CockpitDriver(["Projects/Lantern.md": Self.note], taskSettings: settings)
            #expect(cockpit.screen.contains("4d overdue") && !cockpit.screen.contains("📅"))
            try cockpit.press("3")
            #expect(cockpit.screen.contains("long rep…  4d overdue"))
        }
    }

    @Test("a note as a whole shows a step that is under way as its list does", arguments: [true, false])
    func stepsUnderWay(isForPlugin: Bool) throws {
        let plugin = TaskSettings(communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: nil)
        let text = "---\ntype: project\n---\n## Next Steps\n\n- [/] Oil\n- [-] Rust\n- [ ] Paint\n"
        var cockpit = try CockpitDriver(
            ["Lantern.md": text], taskSettings: isForPlugin ? plugin : .core)
        try cockpit.press("3")
        let content = try #require(cockpit.state.contents[.preview]?.content)
        var done: [String] = []
        for line in 0..<content.lineCount {
            for run in content.line(line).text.runs where run.style.role == .done { done.append(run.text) }
        }
        #expect(done == (isForPlugin ? ["[-] Rust"] : ["[/] Oil", "[-] Rust"]))
    }

    @Test func theStepThatWasAddedIsInSightAndUnderTheCursor() throws {
        let steps = (1...30).map { "- [ ] Step \($0)" }.joined(separator: "\n")
        let text = "---\ntype: project\n---\n# Lantern\n\n## Next Steps\n\n\(steps)\n\n## Key Facts\n\n- a\n"
        var cockpit = try CockpitDriver(["Projects/Lantern.md": text], columns: 80, rows: 24)
        try cockpit.press("g s a")
        cockpit.type("Oil the hinges")
        try cockpit.press("<Enter>")
        #expect(cockpit.text("Projects/Lantern.md").contains("- [ ] Step 30\n- [ ] Oil the hinges\n"))
        #expect(cockpit.state.item?.editable == "Oil the hinges")
        #expect(cockpit.screen.contains("[ ] Oil the hinges"))
        try cockpit.press("a")
        cockpit.type("Step 3")
        try cockpit.press("<Enter> <Space>")
        #expect(cockpit.text("Projects/Lantern.md").contains("- [ ] Oil the hinges\n- [x] Step 3\n"))
    }

    @Test(
        "screens keep their names as long as there is room",
        arguments: [
            (80, " test   1 Projects 1  2 Review 0  3 Agenda 2  4 People  5 Search"),
            (72, " test   1 Projects 1  2 Review  3 Agenda  4 People  5 Search"),
            (69, " test   1 Projects  2 Review  3 Agenda  4 People  5 Search"),
            (64, "  1 Projects  2 Review  3 Agenda  4 People  5 Search"),
            (44, " test   1 Projects 1  2  3  4  5"),
        ])
    func names(_ columns: Int, _ expected: String) throws {
        let cockpit = try CockpitDriver(["Projects/Lantern.md": Self.note], columns: columns, rows: 24)
        let bar = String(cockpit.screen.split(separator: "\n")[0])
        #expect(bar.hasPrefix(expected + "  ") && bar.contains("watching"), "\(bar)")
    }
}

@Suite("The palette's reasons") struct PaletteReasonTests {
    @Test("every command that can't run says why in its row, cut with a mark", arguments: [60, 80, 120])
    func reasonsStandInTheRows(_ columns: Int) throws {
        var cockpit = try CockpitDriver(["A.md": "# A\n"], columns: columns, rows: 40)
        try cockpit.press(":")
        guard case .picker(let picker)? = cockpit.state.overlay else { throw CockpitDriver.DriverError.setUp }
        let stuck = picker.rows.filter { $0.obstacle != nil }
        #expect(stuck.count > 20)
        for row in stuck {
            for width in [40, columns - 10] {
                let line = row.line(width: width).text
                #expect(line.contains("  · "), "\(line)")
                let reason = row.obstacle ?? ""
                #expect(line.contains(reason) || line.contains("…"), "\(line)")
                #expect(row.line(width: width).width == width)
            }
        }
        for row in picker.rows where row.obstacle == nil {
            #expect(!row.line(width: columns - 10).text.contains("  · "))
        }
    }
}

@Suite("Notes from forms") struct NewNoteTests {
    @Test(
        "placeholders are filled in, other braces kept",
        arguments: [
            ("# {{title}}\n", "# Ada {{date}}\n"), ("since {{date}} {{x}}", "since 2026-11-24 {{x}}"),
            ("{{time}} {{TIME}}", "13:04 13:04"), ("{{date:dddd, D MMMM YYYY}}", "Tuesday, 24 November 2026"),
            ("{{time:h:mm A}}", "1:04 PM"), ("{{date:}}", "2026-11-24"), ("{{date:[in] YYYY}}", "in 2026"),
            ("{{{title}}}", "{Ada {{date}}}"), ("{{title:x}} {{", "{{title:x}} {{"),
            ("{{a {{date}}", "{{a 2026-11-24"),
            ("no braces", "no braces"),
        ])
    func fills(_ form: String, _ expected: String) throws {
        let now = Clock(now: Date(timeIntervalSince1970: 1_795_525_445), timeZone: .gmt)
        let filling = NewNote.Filling(title: "Ada {{date}}", formats: TemplateFormats())
        #expect(NewNote(path: "Ada.md", form: form, filling: filling).text(at: now) == expected)
    }

    @Test func theAppsOwnFormatsCount() {
        let now = Clock(now: Date(timeIntervalSince1970: 1_795_525_445), timeZone: .gmt)
        let filling = NewNote.Filling(title: "A", formats: TemplateFormats(date: "DD.MM.YY", time: "HH[h]mm"))
        let note = NewNote(path: "A.md", form: "{{date}} {{time}} {{date:YYYY}}", filling: filling)
        #expect(note.text(at: now) == "24.11.26 13h04 2026")
        #expect(NewNote(path: "A.md", form: "{{date}}", filling: nil).text(at: now) == "{{date}}")
    }
}

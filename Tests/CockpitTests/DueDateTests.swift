import Cockpit
import Testing
import VaultModel

@Suite struct DueDateTests {
    private let path = "Projects/Ferry.md"

    private func driver(_ text: String = ferry, columns: Int = 120, rows: Int = 40) throws -> CockpitDriver {
        try CockpitDriver([path: text], columns: columns, rows: rows)
    }

    @Test func theCalendarStartsTodayAndSetsTheDayUnderTheCursor() throws {
        var cockpit = try driver()
        try cockpit.press("g s d")
        #expect(cockpit.screen.contains("November 2026"))
        #expect(cockpit.screen.contains("[24]"))
        #expect(cockpit.screen.contains("Tue 2026-11-24, today"))
        try cockpit.press("l j <Enter>")
        #expect(cockpit.text(path) == ferry.replacing("the pilot", with: "the pilot 📅 2026-12-02"))
        #expect(cockpit.screen.contains("the pilot  due 12-02"))
        try cockpit.press("u")
        #expect(cockpit.text(path) == ferry)
    }

    @Test(
        "keys move by days, weeks and months",
        arguments: [
            ("h", "2026-11-23"), ("<Left>", "2026-11-23"), ("l <Right>", "2026-11-26"), ("k", "2026-11-17"),
            ("<Down> <Up> <Down>", "2026-12-01"), (">", "2026-12-24"), ("<PgDn> <PgDn>", "2027-01-24"),
            ("<", "2026-10-24"), ("<PgUp>", "2026-10-24"), ("j .", "2026-11-24"),
            ("f r i <Right>", "2026-11-28"),
        ])
    func moves(_ keys: String, _ day: String) throws {
        var cockpit = try driver()
        try cockpit.press("g s d \(keys) <Enter>")
        #expect(cockpit.text(path) == ferry.replacing("the pilot", with: "the pilot 📅 \(day)"))
    }

    @Test(
        "typed words mean a day",
        arguments: [("tomorrow", "2026-11-25"), ("+2w", "2026-12-08"), ("12-01", "2026-12-01")])
    func words(_ text: String, _ day: String) throws {
        var cockpit = try driver()
        try cockpit.press("g s d")
        cockpit.type(text)
        #expect(cockpit.screen.contains(day))
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path) == ferry.replacing("the pilot", with: "the pilot 📅 \(day)"))
    }

    @Test(
        "nothing typed any more, or none, takes the day away",
        arguments: ["<Backspace>", "n o n e", "x <Backspace>"])
    func removal(_ keys: String) throws {
        let dated = ferry.replacing("the pilot", with: "the pilot 📅 2026-12-02")
        var cockpit = try driver(dated)
        try cockpit.press("g s d")
        #expect(cockpit.screen.contains("[ 2]"))
        try cockpit.press("\(keys) <Enter>")
        #expect(cockpit.text(path) == ferry)
    }

    @Test func whatIsNoDayIsNotTaken() throws {
        var cockpit = try driver()
        try cockpit.press("g s d z z <Enter>")
        #expect(cockpit.screen.contains("not a day: “zz”"))
        #expect(cockpit.text(path) == ferry)
        try cockpit.press("<Esc>")
        #expect(!cockpit.screen.contains("Due date"))
        #expect(cockpit.text(path) == ferry)
    }

    @Test func aLineThatMovedMeanwhileIsFound() throws {
        var cockpit = try driver()
        try cockpit.press("g s d l")
        let theirs = ferry.replacing("## Next Steps\n", with: "## Next Steps\n\nIn order:\n")
        cockpit.writeOutside(path, theirs)
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path) == theirs.replacing("the pilot", with: "the pilot 📅 2026-11-25"))
    }

    @Test func aLineThatChangedMeanwhileIsRefused() throws {
        var cockpit = try driver()
        try cockpit.press("g s d l")
        let theirs = ferry.replacing("Call the pilot", with: "Call both pilots")
        cockpit.writeOutside(path, theirs)
        try cockpit.press("<Enter>")
        #expect(cockpit.text(path) == theirs)
        #expect(cockpit.screen.contains("changed meanwhile"))
    }

    @Test func aStepWithoutABoxSaysWhy() throws {
        var cockpit = try driver(ferry.replacing("- [ ] Call", with: "- Call"))
        try cockpit.press("g s d")
        #expect(cockpit.screen.contains("no box"))
    }

    @Test("the choice fits every screen", arguments: [(120, 40), (80, 24), (40, 12), (20, 6)])
    func sizes(_ columns: Int, _ rows: Int) throws {
        var cockpit = try driver(columns: columns, rows: rows)
        try cockpit.press("g s d")
        #expect(cockpit.screen.contains("2026-11-24"))
    }
}

@Suite struct TaskStatusTests {
    private let path = "Projects/Ferry.md"
    private let settings: TaskSettings = {
        var settings = TaskSettings()
        settings.isPluginEnabled = true
        return settings
    }()

    private func driver(_ text: String, _ settings: TaskSettings) throws -> CockpitDriver {
        try CockpitDriver([path: text], taskSettings: settings)
    }

    @Test func theRoundPassesEveryStatus() throws {
        var cockpit = try driver(ferry, settings)
        try cockpit.press("g s")
        for mark in ["/", "- ❌", "x ✅", " "] {
            try cockpit.press("c")
            let box = mark.prefix(1)
            let date = mark.count > 1 ? " \(mark.dropFirst(2)) 2026-11-24" : ""
            #expect(
                cockpit.text(path)
                    == ferry.replacing("[ ] Call the pilot", with: "[\(box)] Call the pilot\(date)"))
        }
    }

    @Test func theReaderTakesTheSameKeys() throws {
        var cockpit = try driver(ferry, settings)
        cockpit.open(NotePath(path))
        try cockpit.press("/")
        cockpit.type("pilot")
        try cockpit.press("<Enter> c")
        #expect(cockpit.text(path) == ferry.replacing("[ ] Call", with: "[/] Call"))
        try cockpit.press("d l <Enter>")
        #expect(
            cockpit.text(path)
                == ferry.replacing("[ ] Call the pilot", with: "[/] Call the pilot 📅 2026-11-25"))
    }

    @Test(
        "the cursor stays on the task that was done, wherever its next occurrence goes",
        arguments: [true, false])
    func recurrence(_ isBelow: Bool) throws {
        var settings = settings
        settings.putsOccurrenceBelow = isBelow
        let text = ferry.replacing("the pilot", with: "the pilot 🔁 every week 📅 2026-11-24")
        var cockpit = try driver(text, settings)
        try cockpit.press("g s <Space>")
        let done = "- [x] Call the pilot 🔁 every week 📅 2026-11-24 ✅ 2026-11-24\n"
        let next = "- [ ] Call the pilot 🔁 every week 📅 2026-12-01\n"
        let changed = text.replacing(
            "- [ ] Call the pilot 🔁 every week 📅 2026-11-24\n", with: isBelow ? done + next : next + done)
        #expect(cockpit.text(path) == changed)
        #expect(cockpit.screen.contains("it comes back 12-01"))
        let line = try #require(cockpit.state.item?.origin?.line)
        try cockpit.press("u")
        #expect(cockpit.text(path) == text)
        #expect(cockpit.state.item?.origin?.line == (isBelow ? line : line - 1))
        try cockpit.press("<C-r>")
        #expect(cockpit.text(path) == changed)
        #expect(cockpit.state.item?.origin?.line == line)
        try cockpit.press("<Space>")
        #expect(
            cockpit.text(path)
                == changed.replacing(done, with: "- [ ] Call the pilot 🔁 every week 📅 2026-11-24\n"))
    }

    @Test func aRuleThatHasRunOutIsTold() throws {
        let rule = "🔁 every day for 1 time"
        let text = ferry.replacing("the pilot", with: "the pilot \(rule) 📅 2026-11-24")
        var cockpit = try driver(text, settings)
        try cockpit.press("g s <Space>")
        #expect(cockpit.text(path).contains("- [ ] Call the pilot \(rule)\n- [x] Call the pilot \(rule) 📅"))
        #expect(cockpit.screen.contains("without a day, since its rule has no further one"))
    }

    @Test func anUnreadableRuleIsTold() throws {
        var cockpit = try driver(ferry.replacing("the pilot", with: "the pilot 🔁 whenever"), settings)
        try cockpit.press("g s <Space>")
        #expect(cockpit.screen.contains("“whenever” can't be read"))
    }
}

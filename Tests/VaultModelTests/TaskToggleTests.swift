import Testing
import VaultModel

private let doneOn = day("2024-05-10")

private func toggle(_ line: String, _ settings: TaskSettings = taskSettings()) -> [String]? {
    toggled(line: Array(line.utf8), settings: settings, today: doneOn)?.lines.map {
        String(decoding: $0, as: UTF8.self)
    }
}

@Suite struct TaskToggleTests {
    @Test(arguments: [
        ("- [ ] a", "- [x] a ✅ 2024-05-10"), ("- [x] a ✅ 2024-05-01", "- [ ] a"),
        ("- [/] a", "- [x] a ✅ 2024-05-10"),
        ("- [>] a", "- [x] a ✅ 2024-05-10"), ("- [X] a", "- [x] a ✅ 2024-05-10"),
        ("- [-] a ❌ 2024-05-01", "- [ ] a"),
        ("- [ ] a 📅 2024-05-12 ^k", "- [x] a 📅 2024-05-12 ✅ 2024-05-10 ^k"),
        ("- [ ] a  ", "- [x] a ✅ 2024-05-10  "),
        ("- [ ] a 📅 2024-05-12 #u", "- [x] a 📅 2024-05-12 #u ✅ 2024-05-10"),
        ("- [ ] a 📅 2024-05-12 note", "- [x] a 📅 2024-05-12 note ✅ 2024-05-10"),
        ("- [ ] a 🗓️ 2024-05-12", "- [x] a 🗓️ 2024-05-12 ✅ 2024-05-10"),
        ("> 1. [ ] a", "> 1. [x] a ✅ 2024-05-10"),
        ("- [ ] a ✅ 2020-01-01", "- [x] a ✅ 2024-05-10"), ("- [ ]", "- [x] ✅ 2024-05-10"),
        ("- [ ] 📅 2024-05-12", "- [x] 📅 2024-05-12 ✅ 2024-05-10"),
        ("- [ ]  📅 2024-05-12", "- [x]  📅 2024-05-12 ✅ 2024-05-10"),
        ("- [x] ✅ 2024-05-01 📅 2024-05-12", "- [ ] 📅 2024-05-12"),
        ("- [x] a ✅ 2024-05-01 ✅ 2024-05-02 b", "- [ ] a ✅ 2024-05-01 ✅ 2024-05-02 b"),
        ("- [x] a ✅ 2024-05-01 ✅ 2024-05-02", "- [ ] a"),
        ("- [x] ✅ 2024-05-01 ✅ 2024-05-02", "- [ ] "),
        ("- [ ] a 📅 2024-02-30", "- [x] a 📅 2024-02-30 ✅ 2024-05-10"),
        ("- [ ] a 📅 2024-05-01 📅 2024-05-02", "- [x] a 📅 2024-05-01 📅 2024-05-02 ✅ 2024-05-10"),
        ("- [ ] a \t", "- [x] a ✅ 2024-05-10 \t"),
        ("- [ ] a\u{2028}b", "- [x] a ✅ 2024-05-10\u{2028}b"), ("- [ ] #a #b🔺", "- [x] #a #b 🔺 ✅ 2024-05-10"),
        ("-\t[ ] a 📅 2024-05-12", "-\t[x] a 📅 2024-05-12"),
        ("- [x] a 🔁 every day 📅 2024-05-12", "- [ ] a 🔁 every day 📅 2024-05-12"),
    ])
    func togglesOneLine(_ line: String, _ after: String) {
        #expect(toggle(line) == [after])
    }

    @Test(arguments: [
        (
            "- [ ] a 🔁 every week 📅 2024-05-08",
            ["- [ ] a 🔁 every week 📅 2024-05-15", "- [x] a 🔁 every week 📅 2024-05-08 ✅ 2024-05-10"]
        ),
        (
            "- [ ] a 🔁 every week when done 📅 2024-05-01",
            [
                "- [ ] a 🔁 every week when done 📅 2024-05-17",
                "- [x] a 🔁 every week when done 📅 2024-05-01 ✅ 2024-05-10",
            ]
        ),
        (
            "- [ ] a 🆔 k ⛔ j 🔁 every day 📅 2024-05-10 ^b",
            ["- [ ] a 🔁 every day 📅 2024-05-11", "- [x] a 🆔 k ⛔ j 🔁 every day 📅 2024-05-10 ✅ 2024-05-10 ^b"]
        ),
        (
            "- [ ] a 🔁 every 2 weeks ⏳ 2024-05-08 📅 2024-05-10",
            [
                "- [ ] a 🔁 every 2 weeks ⏳ 2024-05-22 📅 2024-05-24",
                "- [x] a 🔁 every 2 weeks ⏳ 2024-05-08 📅 2024-05-10 ✅ 2024-05-10",
            ]
        ),
        ("- [ ] a 🏁 delete", []),
        ("- [ ] a 🔁 every day 🏁 delete 📅 2024-05-10", ["- [ ] a 🔁 every day 🏁 delete 📅 2024-05-11"]),
        ("- [ ] a 🔁 every day", ["- [ ] a 🔁 every day", "- [x] a 🔁 every day ✅ 2024-05-10"]),
        // Not in the plugin's form: nothing moves that need not.
        (
            "- [ ] a 📅2024-05-08 #t 🔁every 1 week ^b",
            ["- [ ] a 📅2024-05-15 #t 🔁every 1 week", "- [x] a 📅2024-05-08 #t 🔁every 1 week ✅ 2024-05-10 ^b"]
        ),
        (
            "- [ ] a 🛫 2024-02-30 🔁 every day when done  ",
            [
                "- [ ] a 🛫 2024-05-11 🔁 every day when done  ",
                "- [x] a 🛫 2024-02-30 🔁 every day when done ✅ 2024-05-10  ",
            ]
        ),
        (
            "  - [ ] a 📅 2024-05-08 🔁 every monday ➕ 2024-01-01 ✅ 2020-01-01",
            [
                "  - [ ] a 📅 2024-05-13 🔁 every monday",
                "  - [x] a 📅 2024-05-08 🔁 every monday ➕ 2024-01-01 ✅ 2024-05-10",
            ]
        ),
    ])
    func makesTheNextOccurrence(_ line: String, _ after: [String]) {
        #expect(toggle(line) == after)
    }

    @Test(arguments: [
        ("- [ ] a 🔁 every two weeks 📅 2024-05-10", "read"), ("- [ ] a 🔁 loop text here!", "read"),
        ("- [ ] a 🔁 every day 📅 2024-02-30", "2024-02-30"), ("- [ ] a 🏁 delete 🔁 nonsense", "read"),
    ])
    func keepsWhatItCannotCarryOn(_ line: String, _ word: String) throws {
        let result = try #require(toggled(line: Array(line.utf8), settings: taskSettings(), today: doneOn))
        let after = line.replacing("[ ]", with: "[x]") + " ✅ 2024-05-10"
        #expect(result.lines.map { String(decoding: $0, as: UTF8.self) } == [after])
        #expect(result.occurrence == nil)
        #expect(try #require(result.warning).contains(word))
    }

    @Test func followsTheSettings() {
        let line = "- [ ] a 🔁 every week 🛫 2024-05-01 ⏳ 2024-05-08"
        let below = toggled(
            line: Array(line.utf8), settings: taskSettings("{\"recurrenceOnNextLine\": true}"), today: doneOn)
        #expect(below?.occurrence == 1)
        #expect(
            toggle(
                line,
                taskSettings(
                    #"{"setCreatedDate": true, "setDoneDate": false,"#
                        + #" "removeScheduledDateOnRecurrence": true}"#
                )) == [
                    "- [ ] a 🔁 every week ➕ 2024-05-10 🛫 2024-05-08",
                    "- [x] a 🔁 every week 🛫 2024-05-01 ⏳ 2024-05-08",
                ])
        let dataview = taskSettings("{\"taskFormat\": \"dataview\"}")
        #expect(
            toggle("- [ ] a  [due:: 2024-05-12]", dataview) == [
                "- [x] a  [due:: 2024-05-12]  [completion:: 2024-05-10]"
            ])
        #expect(
            toggle("- [ ] a (due:: 2024-05-12), ^b", dataview) == [
                "- [x] a (due:: 2024-05-12),  [completion:: 2024-05-10] ^b"
            ])
        #expect(toggle("- [x] a [completion:: 2024-05-12]", dataview) == ["- [ ] a"])
    }

    @Test func followsTheApp() {
        let filter = taskSettings("{\"globalFilter\": \"#task\"}")
        for settings in [TaskSettings.core, filter] {
            #expect(
                toggle("- [ ] a 🔁 every day 📅 2024-05-08 ^b", settings) == [
                    "- [x] a 🔁 every day 📅 2024-05-08 ^b"
                ])
            #expect(toggle("> 1. [X] a ✅ 2024-05-01  ", settings) == ["> 1. [ ] a ✅ 2024-05-01  "])
            #expect(toggle("text", settings) == nil)
        }
        #expect(toggle("- [ ] a 🏁 delete", .core) == ["- [x] a 🏁 delete"])
    }

    @Test func keepsBytesThatAreNotUTF8() {
        let line: [UInt8] = Array("- [ ] a ".utf8) + [0xFF, 0xC3] + Array(" b".utf8)
        let result = toggled(line: line, settings: taskSettings(), today: doneOn)
        #expect(result?.lines == [Array("- [x] a ".utf8) + [0xFF, 0xC3] + Array(" b ✅ 2024-05-10".utf8)])
    }

    @Test func givesAMark() {
        func mark(_ line: String, _ mark: String, _ settings: TaskSettings = taskSettings()) -> [String]? {
            marking(line: Array(line.utf8), as: mark, settings: settings, today: doneOn)?.lines.map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        #expect(
            mark("- [ ] a 🔁 every day 📅 2024-05-08", "-") == ["- [-] a 🔁 every day 📅 2024-05-08 ❌ 2024-05-10"]
        )
        #expect(mark("- [x] a ✅ 2024-05-01", "/") == ["- [/] a"])
        #expect(mark("- [x] a ✅ 2024-05-01", "x") == ["- [x] a ✅ 2024-05-01"])
        #expect(mark("- [/] a 🔁 every day", "x")?.count == 2)
        #expect(mark("- [ ] a", "?", .core) == ["- [?] a"])
        let done = taskSettings(
            #"{"statusSettings": {"customStatuses": ["#
                + #"{"symbol": "X", "nextStatusSymbol": " ", "type": "DONE"}]}}"#
        )
        #expect(mark("- [x] a 🔁 every day ✅ 2024-05-01", "X", done) == ["- [X] a 🔁 every day ✅ 2024-05-01"])
        for bad in ["", "xx", "\n", "\u{2028}"] { #expect(mark("- [ ] a", bad) == nil) }
    }

    @Test func followsSettingsThatEmptyTheBox() {
        let settings = taskSettings(
            #"{"statusSettings": {"customStatuses": ["#
                + #"{"symbol": "E", "nextStatusSymbol": "", "type": "DONE"}]}}"#
        )
        #expect(toggle("- [E] a 📅 2024-05-08 ✅ 2024-05-01", settings) == ["- [] a 📅 2024-05-08"])
        #expect(toggle("- [E]  a 📅 2024-05-08 #t", settings) == ["- []  a 📅 2024-05-08 #t"])
    }

    @Test func staysWhereTheSettingsLeadNowhere() throws {
        let settings = taskSettings(
            #"{"statusSettings": {"customStatuses": ["#
                + #"{"symbol": "E", "nextStatusSymbol": "xx", "type": "TODO"}]}}"#
        )
        let result = try #require(toggled(line: Array("- [E] a".utf8), settings: settings, today: doneOn))
        #expect(result.lines == [Array("- [E] a".utf8)] && result.warning != nil)
    }

    @Test(
        "a rule without a further date gives a task without dates, and a warning",
        arguments: [
            (
                "- [ ] a 🔁 every day for 1 time ⏳ 2024-05-09 📅 2024-05-10 ^b",
                [
                    "- [ ] a 🔁 every day for 1 time",
                    "- [x] a 🔁 every day for 1 time ⏳ 2024-05-09 📅 2024-05-10 ✅ 2024-05-10 ^b",
                ]
            ),
            (
                "- [ ] a 📅 9999-12-31 🔁 every year",
                ["- [ ] a 🔁 every year", "- [x] a 📅 9999-12-31 🔁 every year ✅ 2024-05-10"]
            ),
            (
                "- [ ] a 🔁 every February on the 30th 🏁 delete 📅 2024-05-10",
                ["- [ ] a 🔁 every February on the 30th 🏁 delete"]
            ),
        ])
    func rulesRunOut(_ line: String, _ after: [String]) throws {
        let result = try #require(toggled(line: Array(line.utf8), settings: taskSettings(), today: doneOn))
        #expect(result.lines.map { String(decoding: $0, as: UTF8.self) } == after)
        #expect(result.occurrence == 0)
        #expect(try #require(result.warning).contains("no further date"))
    }

    @Test(
        arguments: [
            ("- [ ] a", "2024-06-01", "- [ ] a 📅 2024-06-01"),
            (
                "- [ ] a 🔁 every day ✅ 2024-05-01 ^b", "2024-06-01",
                "- [ ] a 🔁 every day 📅 2024-06-01 ✅ 2024-05-01 ^b"
            ),
            ("- [ ] a 📆 2024-05-01 #t", "2024-06-01", "- [ ] a 📆 2024-06-01 #t"),
            ("- [ ] a 📅 2024-05-01", nil, "- [ ] a"),
            ("- [ ] a 📅 2024-05-01 📅 2024-05-02 #t", nil, "- [ ] a #t"),
            ("- [ ] a ⏫#t  ", "2024-06-01", "- [ ] a ⏫#t 📅 2024-06-01  "),
            ("- [ ] a 📅 2024-02-30", "2024-06-01", "- [ ] a 📅 2024-06-01"), ("text", "2024-06-01", "text"),
            ("- [ ] a", nil, "- [ ] a"),
        ] as [(String, String?, String)])
    func setsTheDueDate(_ line: String, _ due: String?, _ after: String) {
        let result = settingDue(line: Array(line.utf8), to: due.map(day), settings: taskSettings())
        #expect(String(decoding: result, as: UTF8.self) == after)
    }

    @Test func setsTheDueDateInTheDataviewForm() {
        let settings = taskSettings("{\"taskFormat\": \"dataview\"}")
        let result = settingDue(
            line: Array("- [ ] a  [id:: q]".utf8), to: day("2024-06-01"), settings: settings)
        #expect(String(decoding: result, as: UTF8.self) == "- [ ] a  [id:: q]  [due:: 2024-06-01]")
    }

    @Test func setsTheCreatedDateWhereAsked() {
        let line = Array("- [ ] a 📅 2024-06-01".utf8)
        let asked = taskSettings("{\"setCreatedDate\": true}")
        #expect(settingCreated(line: line, to: doneOn, settings: taskSettings()) == line)
        let result = settingCreated(line: line, to: doneOn, settings: asked)
        #expect(String(decoding: result, as: UTF8.self) == "- [ ] a ➕ 2024-05-10 📅 2024-06-01")
        #expect(settingCreated(line: result, to: day("2024-05-11"), settings: asked) == result)
    }
}

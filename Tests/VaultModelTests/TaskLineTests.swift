import Testing
import VaultModel

/// Settings of a vault with the plugin and this `data.json`.
func taskSettings(_ data: String = "{}") -> TaskSettings {
    TaskSettings(
        communityPlugins: Array("[\"dataview\", \"obsidian-tasks-plugin\"]".utf8), data: Array(data.utf8))
}

func taskLine(_ line: String, _ settings: TaskSettings = taskSettings()) -> TaskLine? {
    TaskLine(line: Array(line.utf8)[...], settings: settings)
}

@Suite struct TaskLineTests {
    @Test(arguments: [
        "* [ ] a", "+ [ ] a", "1. [ ] a", "2) [x] a", "- [/] a", "> - [ ] a", "> > 1. [ ] a", "\t- [ ] a",
        "- [ ]", "- [ ] ", "-\t[ ] a",
        "- [🚧] a", "- [ ]\ta", "- []] a",
    ])
    func isATask(_ line: String) {
        #expect(taskLine(line, .core) != nil)
        #expect(taskLine(line, .core)?.isOwned == false)
    }

    @Test(arguments: [
        "", "a", "- a", "- [] a", "- [  ] a", "- [xx] a", "-[ ] a", "- [ ]a", "[ ] a", "1 [ ] a", "a - [ ] b",
        "• [ ] a", "- [", "- [ ",
        "- [✔️] a", "- [\n] a", "- (x) a",
    ])
    func isNoTask(_ line: String) {
        #expect(taskLine(line, .core) == nil)
    }

    @Test func thePluginOwnsLinesWithItsFormAndFilter() {
        #expect(taskLine("- [ ] a")?.isOwned == true)
        #expect(taskLine("- [ ]a")?.isOwned == true)
        #expect(taskLine("-\t[ ] a")?.isOwned == false)
        let filter = taskSettings("{\"globalFilter\": \"#task\"}")
        #expect(taskLine("- [ ] a #tasks", filter)?.isOwned == true)
        #expect(taskLine("- [ ] a #Task", filter)?.isOwned == false)
        #expect(taskLine("- [ ] a ^task", taskSettings("{\"globalFilter\": \"^task\"}"))?.isOwned == false)
    }

    /// The due date, the text and what counts of the line, after `- [ ] `.
    @Test(
        arguments: [
            ("a 📅 2024-01-05", "2024-01-05", "a"), ("a 📅 2024-01-05 note", nil, "a 📅 2024-01-05 note"),
            ("a 📅 2024-01-05.", nil, "a 📅 2024-01-05."),
            ("a 📅 2024-1-5", nil, "a 📅 2024-1-5"), ("a 📅 2024-01-05 #x ^id", "2024-01-05", "a #x"),
            ("a ^id 📅 2024-01-05", "2024-01-05", "a ^id"),
            ("a 📅 2024-01-05 📅 2024-02-05", "2024-01-05", "a"), ("a ✅ x 📆2024-01-05", "2024-01-05", "a ✅ x"),
            ("a 🗓️  2024-01-05", "2024-01-05", "a"),
            ("a 📅 2024-02-30", nil, "a"), ("a 📅\u{A0}2024-01-05", nil, "a 📅\u{A0}2024-01-05"),
            ("a 📅 2024-01-05 ⏫🔁 every day\t#t", "2024-01-05", "a #t"),
            ("#only 📅 2024-01-05", "2024-01-05", "#only"),
            ("a 📅 2024-01-05 ^a_b", nil, "a 📅 2024-01-05 ^a_b"),
            ("[due:: 2024-01-05]", nil, "[due:: 2024-01-05]"),
        ] as [(String, String?, String)])
    func readsFromTheEnd(_ body: String, _ due: String?, _ text: String) throws {
        let task = try #require(taskLine("- [ ] " + body))
        #expect(task.due?.description == due)
        #expect(task.description == text)
    }

    @Test func readsAllFields() throws {
        let line =
            "- [x] a 🆔 q ⛔ r , s 🔺 🔁 every week 🏁 Delete ➕ 2024-01-01 🛫 2024-01-02 ⏳ 2024-01-03"
            + " 📅 2024-01-04 ❌ 2024-01-05 ✅ 2024-01-06 ^b"
        let task = try #require(taskLine(line))
        #expect(task.id == "q" && task.dependsOn == ["r", "s"] && task.priority == .highest)
        #expect(task.recurrence == "every week" && task.isDeletedWhenDone && !task.isRecurrenceUnreadable)
        let days = [task.created, task.start, task.scheduled, task.due, task.cancelled, task.done]
        #expect(days.map { $0?.day } == [1, 2, 3, 4, 5, 6])
        #expect(task.status.kind == .done)
        #expect(task.fields.map(\.kind) == TaskField.Kind.allCases)
    }

    @Test(
        arguments: [
            ("🔺", .priority), ("⏫", .priority), ("🔼", .priority), ("🔽", .priority), ("⏬", .priority),
            ("⏳ 2024-01-05", .scheduled), ("⌛ 2024-01-05", .scheduled), ("📅 2024-01-05", .due),
            ("📆 2024-01-05", .due), ("🗓️ 2024-01-05", .due), ("🛫 2024-01-05", .start),
        ] as [(String, TaskField.Kind)])
    func readsEverySign(_ field: String, _ kind: TaskField.Kind) {
        #expect(taskLine("- [ ] a " + field)?.fields.map(\.kind) == [kind])
    }

    @Test(arguments: ["📍 2024-01-05", "⏰", "📅 2024-01-0", "📅 2024-01-0:", "📅 2024/01/05", "📅 2024-01-05é"])
    func leavesWhatIsNoField(_ text: String) {
        #expect(taskLine("- [ ] a " + text)?.fields == [])
    }

    @Test(
        arguments: [
            ("a [due:: 2024-01-05]", "2024-01-05"), ("a (due::2024-01-05)", "2024-01-05"),
            ("a [ due:: 2024-01-05 ] ,", "2024-01-05"),
            ("a [due:: 2024-01-05], [priority:: low]", "2024-01-05"), ("a [due :: 2024-01-05]", nil),
            ("a [due:: 2024-01-05)", nil),
            ("a [Due:: 2024-01-05]", nil), ("a 📅 2024-01-05", nil), ("a [due:: 2024-01-05] [x:: y]", nil),
            ("due:: 2024-01-05", nil),
        ] as [(String, String?)])
    func readsTheDataviewForm(_ body: String, _ due: String?) throws {
        let task = try #require(taskLine("- [ ] " + body, taskSettings("{\"taskFormat\": \"dataview\"}")))
        #expect(task.due?.description == due)
    }

    @Test func stopsAfterTwentyOneRounds() throws {
        let tags = (1...20).map { " #t\($0)" }.joined()
        #expect(try #require(taskLine("- [ ] a 📅 2024-01-05\(tags)")).due != nil)
        #expect(try #require(taskLine("- [ ] a 📅 2024-01-05\(tags) #t21 #t22")).due == nil)
    }

    @Test func readsSettings() {
        #expect(TaskSettings(communityPlugins: nil, data: nil) == .core)
        #expect(!TaskSettings(communityPlugins: Array("[]".utf8), data: Array("{}".utf8)).isPluginEnabled)
        #expect(taskSettings("not json").statuses == .standard)
        #expect(taskSettings("{\n\"a\": 1,\n!}").obstacle?.contains("data.json:3 can't be read") == true)
        let off = TaskSettings(communityPlugins: Array("[]".utf8), data: Array("not json".utf8))
        #expect(off.obstacle == nil)
        let list = TaskSettings(communityPlugins: Array("[".utf8), data: nil)
        #expect(list.obstacle?.contains("community-plugins.json:1 can't be read") == true)
        let settings = taskSettings(
            """
            {"taskFormat": "dataview", "setDoneDate": false, "presets": {"p": "q"},
            "statusSettings": {"coreStatuses":
            [{"symbol": " ", "nextStatusSymbol": "/", "type": "TODO"}], "customStatuses":
            [{"symbol": "/", "name": "Doing", "nextStatusSymbol": "?", "type": "IN_PROGRESS"},
            {"symbol": " ", "nextStatusSymbol": "x", "type": "DONE"}, {"symbol": "b", "type": "WHAT"}]}}
            """)
        #expect(settings.isPluginEnabled && settings.format == .dataview && !settings.setsDoneDate)
        #expect(settings.setsCancelledDate && settings.presets == ["p": "q"])
        #expect(settings.statuses.known.map(\.symbol) == [" ", "/", "b"])
        #expect(settings.statuses[" "].next == "/" && settings.statuses["b"].kind == .todo)
        #expect(settings.statuses["X"].kind == .todo && settings.statuses["X"].next == "x")
    }
}

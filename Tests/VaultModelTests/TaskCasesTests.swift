import Foundation
import Testing
import VaultModel

/// The recorded answers of the Tasks plugin, which lie beside the repository on some machines only.
private let taskCases: URL? = {
    var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    while folder.path != "/" {
        let cases = folder.appendingPathComponent("shared/cases/tasks")
        if FileManager.default.fileExists(atPath: cases.path) { return cases }
        folder.deleteLastPathComponent()
    }
    return nil
}()

private struct TaskCase {
    var id: String
    var line: String
    var today: CalendarDay
    var settings: TaskSettings
    var isCanonical: Bool
    var isOwned: Bool
    var command: [String]
    var click: [String]?

    static func all() throws -> [TaskCase] {
        guard let folder = taskCases else { return [] }
        let text = try String(contentsOf: folder.appendingPathComponent("toggle.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { row in
            let json = try #require(JSONValue(Array(row.utf8)))
            let name = try #require(json["settings"]?.text)
            let data = try Data(contentsOf: folder.appendingPathComponent("settings/\(name).json"))
            let expected = try #require(json["expected"])
            return TaskCase(
                id: try #require(json["id"]?.text), line: try #require(json["line"]?.text),
                today: try #require(CalendarDay(json["today"]?.text ?? "")),
                settings: TaskSettings(
                    communityPlugins: Array("[\"obsidian-tasks-plugin\"]".utf8), data: Array(data)),
                isCanonical: json["canonical"]?.bool ?? false,
                isOwned: expected["ownedByPlugin"]?.bool ?? false,
                command: expected["command"]?.items.compactMap(\.text) ?? [],
                click: expected["click"].map { $0.items.compactMap(\.text) })
        }
    }
}

/// What two lines must have in common though they are not written alike: status, dates, place in the list.
private func meaning(_ line: String, _ settings: TaskSettings) -> [String]? {
    guard let task = TaskLine(line: Array(line.utf8)[...], settings: settings) else { return nil }
    let days = [task.due, task.scheduled, task.start, task.created, task.done, task.cancelled]
    return [task.status.symbol] + days.map { $0?.description ?? "-" }
}

@Suite(.enabled(if: taskCases != nil, "the recorded cases are not on this machine"))
struct TaskCasesTests {
    @Test func agreesWithThePlugin() throws {
        var canonical = 0
        var canonicalAgreeing = 0
        var other = 0
        var otherAgreeing = 0
        for test in try TaskCase.all() {
            let result = toggled(line: Array(test.line.utf8), settings: test.settings, today: test.today)
            let lines = result?.lines.map { String(decoding: $0, as: UTF8.self) }
            if test.isCanonical {
                canonical += 1
                let agrees = lines?.map { Array($0.utf8) } == test.command.map { Array($0.utf8) }
                canonicalAgreeing += agrees ? 1 : 0
                #expect(agrees, "\(test.id): \(test.line) gave \(lines ?? []), not \(test.command)")
            } else if test.isOwned {
                other += 1
                let agrees =
                    lines?.map { meaning($0, test.settings) }
                    == test.command.map { meaning($0, test.settings) }
                otherAgreeing += agrees ? 1 : 0
                // The plugin deletes a finished task together with a rule that it could not read; we keep it.
                let isKept = test.command.isEmpty && result?.warning?.contains("can't be read") == true
                #expect(agrees || isKept, "\(test.id): \(test.line) gave \(lines ?? []), not \(test.command)")
            } else {
                other += 1
                let agrees = lines ?? [] == test.click ?? []
                otherAgreeing += agrees ? 1 : 0
                #expect(agrees, "\(test.id): \(test.line) gave \(lines ?? []), not \(test.click ?? [])")
            }
        }
        print(
            "canonical lines: \(canonicalAgreeing) of \(canonical) agree;",
            "others: \(otherAgreeing) of \(other) agree"
        )
        #expect(canonical > 0)
    }

    @Test func agreesWithTheApp() throws {
        let folder = try #require(taskCases)
        let text = try String(contentsOf: folder.appendingPathComponent("core.jsonl"), encoding: .utf8)
        let today = try #require(CalendarDay("2024-03-15"))
        for row in text.split(separator: "\n") {
            let json = try #require(JSONValue(Array(row.utf8)))
            let operation = try #require(json["op"]?.text)
            let line = Array(try #require(json["line"]?.text).utf8)
            let expected = try #require(json["expected"]?.text)
            guard ["click", "cli-toggle", "toggle-command"].contains(operation) else { continue }
            let result = toggled(line: line, settings: .core, today: today)
            if TaskLine(line: line[...], settings: .core) == nil {
                #expect(result == nil && operation == "toggle-command")
            } else {
                #expect(result?.lines.map { String(decoding: $0, as: UTF8.self) } == [expected])
            }
        }
    }
}

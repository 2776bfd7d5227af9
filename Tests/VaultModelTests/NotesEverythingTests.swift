import Foundation
import Testing
import VaultModel

/// One note with all of the syntax, in the form of the app's index: an entry a line, with its place in lines and
/// columns and its offsets. `UPDATE_GOLDEN=1` writes the expected lines anew.
@Suite struct NotesEverythingTests {
    /// The entries of a note's index as lines.
    private func lines(_ bytes: [UInt8]) throws -> String {
        let json = Note(path: NotePath("everything.md"), bytes: bytes).cachedMetadataJSON()
        let cache = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        var lines: [String] = []
        for key in cache.keys.sorted() {
            switch cache[key] {
            case let entries as [[String: Any]]: lines += entries.map { "\(key) \(words($0))" }
            case let entries as [String: [String: Any]] where key == "blocks":
                lines += entries.keys.sorted().map { "\(key) \($0) \(words(entries[$0] ?? [:]))" }
            case let position as [String: Any] where key == "frontmatterPosition":
                lines.append("\(key) \(place(position))")
            case let properties as [String: Any]:
                lines += properties.keys.sorted().map { "\(key) \($0) \(text(properties[$0] ?? ""))" }
            default: Issue.record("\(key) is of no known form")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func words(_ entry: [String: Any]) -> String {
        let members = entry.keys.filter { $0 != "position" }.sorted().map { "\($0)=\(text(entry[$0] ?? ""))" }
        let position = (entry["position"] as? [String: Any]).map { [place($0)] } ?? []
        return (members + position).joined(separator: " ")
    }

    private func text(_ value: Any) -> String {
        let options: JSONSerialization.WritingOptions = [
            .fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes,
        ]
        let data = try? JSONSerialization.data(withJSONObject: value, options: options)
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func place(_ position: [String: Any]) -> String {
        let ends = ["start", "end"].map { position[$0] as? [String: Int] ?? [:] }
        let places = ends.map { "\($0["line"] ?? -1):\($0["col"] ?? -1)" }.joined(separator: "-")
        return places + " @" + ends.map { "\($0["offset"] ?? -1)" }.joined(separator: "-")
    }

    @Test func everything() throws {
        let found = try lines(try NotesCorpusTests.bytes("everything.md"))
        let golden = NotesCorpusTests.folder.appendingPathComponent("everything.cache")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(found.utf8).write(to: golden)
        }
        #expect(found == (try String(contentsOf: golden, encoding: .utf8)))
    }
}

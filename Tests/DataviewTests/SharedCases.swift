import Dataview
import Foundation
import Testing
import VaultModel

/// The cases whose answers were taken from Dataview itself, where they lie beside the repository.
enum SharedCases {
    /// The folder, found by walking up from this file.
    static let folder: URL? = {
        var url = URL(fileURLWithPath: #filePath)
        while url.path != "/" {
            url.deleteLastPathComponent()
            let cases = url.appendingPathComponent("shared/cases/dql")
            if FileManager.default.fileExists(atPath: cases.path) { return cases }
        }
        return nil
    }()

    static let clock = Clock(now: Date(timeIntervalSince1970: 1_773_826_200), timeZone: .gmt)

    static func lines(_ name: String) throws -> [String] {
        guard let folder else { return [] }
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    /// The vault with the file times that its script sets.
    static func vault() throws -> QueryVault {
        guard let folder else { return QueryVault([], clock: clock) }
        let root = folder.appendingPathComponent("vault")
        let times = try modified(folder)
        var files: [QueryVault.File] = []
        var bookmarks: [UInt8]?
        for case let name as String in FileManager.default.enumerator(atPath: root.path) ?? .init() {
            let url = root.appendingPathComponent(name)
            if try url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
            let bytes = Array(try Data(contentsOf: url))
            if name == ".obsidian/bookmarks.json" { bookmarks = bytes }
            if name.hasPrefix(".") { continue }
            let time = (times[name] ?? 0) * 1000
            files.append(
                QueryVault.File(
                    path: NotePath(name), bytes: bytes, created: time, modified: time, size: bytes.count))
        }
        return QueryVault(files, clock: clock, bookmarks: bookmarks)
    }

    private static func modified(_ folder: URL) throws -> [String: Double] {
        let script = try String(contentsOf: folder.appendingPathComponent("mtimes.sh"), encoding: .utf8)
        var times: [String: Double] = [:]
        for line in script.split(separator: "\n") where line.hasPrefix("touch -d @") {
            let parts = line.dropFirst("touch -d @".count).split(separator: " ", maxSplits: 1)
            times[String(parts[1].dropFirst().dropLast())] = Double(parts[0])
        }
        return times
    }
}

/// Whether two answers are the same in the sense of the cases' own comparison.
enum Answer {
    private static let ignored: Set = ["error", "dropped", "stable", "varies", "quirk", "ms", "id", "text"]

    static func matches(_ expected: [String: Any], _ actual: [String: Any]) -> Bool {
        let isOK = expected["ok"] as? Bool ?? false
        guard isOK else {
            let kind = expected["kind"] as? String
            return actual["ok"] as? Bool == false && (kind != "parse" || actual["kind"] as? String == kind)
        }
        guard actual["ok"] as? Bool == true else { return false }
        var (one, other) = (top(expected), top(actual))
        if expected["varies"] != nil { (one, other) = (sorted(one), sorted(other)) }
        return same(one, other)
    }

    private static func top(_ object: [String: Any]) -> Any { object.filter { !ignored.contains($0.key) } }

    private static func text(_ value: Any) -> String {
        let data = try? JSONSerialization.data(
            withJSONObject: value, options: [.sortedKeys, .fragmentsAllowed])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func sorted(_ value: Any) -> Any {
        if let list = value as? [Any] { return list.map(sorted).sorted { text($0) < text($1) } }
        if let object = value as? [String: Any] { return object.mapValues(sorted) }
        return value
    }

    private static func same(_ one: Any, _ other: Any) -> Bool {
        if let one = one as? [Any], let other = other as? [Any] {
            return one.count == other.count && zip(one, other).allSatisfy { same($0, $1) }
        }
        if let one = one as? [String: Any], let other = other as? [String: Any] {
            return one.count == other.count
                && one.allSatisfy { key, value in other[key].map { same(value, $0) } ?? false }
        }
        if let one = one as? String, let other = other as? String { return one == other }
        if let one = one as? NSNumber, let other = other as? NSNumber {
            let (a, b) = (one.doubleValue, other.doubleValue)
            return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
        }
        return one is NSNull && other is NSNull
    }
}

import Foundation
import Testing

/// The project's own files, found from this file's place.
struct SourceTree {
    /// A Swift file and its lines.
    struct File: Sendable, CustomTestStringConvertible {
        /// The path from the project's root.
        let path: String
        let lines: [String]
        var testDescription: String { path }
        /// The target it belongs to: the folder below `Sources`.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
    }

    /// The project's root.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift files below a folder of the root, in path order.
    static func swift(below folder: String) -> [File] {
        let base = root.appendingPathComponent(folder)
        let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
            guard let text = try? String(contentsOf: base.appendingPathComponent(name), encoding: .utf8)
            else {
                return nil
            }
            return File(path: folder + "/" + name, lines: text.components(separatedBy: "\n"))
        }
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }
}

import Foundation

/// A vault in a folder of its own that goes when the test ends.
package final class TemporaryVault: Sendable {
    /// The folder.
    package let path: String

    /// A vault of notes given by path and text.
    package init(_ notes: [String: String] = [:]) throws {
        path = NSTemporaryDirectory() + "muster-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, text) in notes { try write(name, Array(text.utf8)) }
    }

    /// A copy of the demo vault.
    package static func demo() throws -> TemporaryVault {
        let vault = try TemporaryVault()
        try FileManager.default.removeItem(atPath: vault.path)
        try FileManager.default.copyItem(atPath: demoPath, toPath: vault.path)
        return vault
    }

    /// The demo vault's folder in the project.
    package static var demoPath: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("demo-vault").path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The full path of a file in the vault.
    package func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file as another program would: in place.
    package func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: file(name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Writes text to a file.
    package func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    /// A file's bytes.
    package func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
    }

    /// A file's text.
    package func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

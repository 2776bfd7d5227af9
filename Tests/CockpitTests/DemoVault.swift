import Foundation
import VaultModel

/// The notes of the demo vault, read once.
enum DemoVault {
    /// Path and bytes of every note.
    static let files: [NotePath: [UInt8]] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("demo-vault")
        let names = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
        var files: [NotePath: [UInt8]] = [:]
        for name in names
        where name.hasSuffix(".md") && !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            files[NotePath(name)] = (try? Data(contentsOf: root.appendingPathComponent(name))).map {
                [UInt8]($0)
            }
        }
        return files
    }()
}

import Foundation
import Testing
@testable import VaultModel

/// Notes with Obsidian's own index of them, where a folder with such samples is at hand.
@Suite struct NotesCacheSampleTests {
    /// `shared/cases/obsidian-cache` in a folder above this file.
    static let folder: URL? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("shared/cases/obsidian-cache")
            if FileManager.default.fileExists(atPath: candidate.path) { return candidate }
        }
        return nil
    }()

    static let samples: [String] = {
        guard let folder else { return [] }
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".json") }.sorted()
    }()

    @Test(.enabled(if: folder != nil, "no samples beside the project"), arguments: samples)
    func equalsObsidian(_ name: String) throws {
        let file = try #require(Self.folder).appendingPathComponent(name)
        let sample = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let text = try #require(sample["fileContents"] as? String)
        let path = try #require(sample["filePath"] as? String)
        let expected = try #require(sample["cachedMetadata"] as? [String: Any])

        let json = Note(path: NotePath(path), bytes: Array(text.utf8)).cachedMetadataJSON()
        let found = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(Set(found.keys) == Set(expected.keys))
        for (key, value) in expected {
            #expect((found[key] as? NSObject) == (value as? NSObject), "\(key) in \(name)")
        }
    }
}

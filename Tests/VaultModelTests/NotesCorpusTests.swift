import Foundation
import Testing
@testable import VaultModel

/// The notes of the corpus, each beside a dump of what must be found in it. `UPDATE_GOLDEN=1` writes the
/// dumps anew.
@Suite struct NotesCorpusTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Corpus")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".md") }.sorted()
    }()

    /// The bytes of a note of the corpus.
    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @Test func corpusIsThere() { #expect(Self.names.count >= 12) }

    @Test(arguments: names) func dump(_ name: String) throws {
        let found = NoteDump(note: Note(path: NotePath(name), bytes: try Self.bytes(name))).text
        let golden = Self.folder.appendingPathComponent(name.replacing(".md", with: ".dump"))
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(found.utf8).write(to: golden)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        #expect(found == expected)
    }

    @Test(arguments: names) func lineEndsDoNotMatter(_ name: String) throws {
        let lines = try Self.bytes(name).split(separator: 0x0A, omittingEmptySubsequences: false)
        let windows = Array(lines.joined(separator: [0x0D, 0x0A]))
        let found = NoteDump(note: Note(path: NotePath(name), bytes: windows)).text
        #expect(found == NoteDump(note: Note(path: NotePath(name), bytes: try Self.bytes(name))).text)
    }

    @Test(arguments: names) func aByteOrderMarkDoesNotMatter(_ name: String) throws {
        let plain = Note(path: NotePath(name), bytes: try Self.bytes(name))
        let marked = Note(path: NotePath(name), bytes: [0xEF, 0xBB, 0xBF] + plain.bytes)
        #expect(marked.cachedMetadataJSON() == plain.cachedMetadataJSON())
        #expect(marked.links.map { marked.text($0.range) } == plain.links.map { plain.text($0.range) })
    }
}

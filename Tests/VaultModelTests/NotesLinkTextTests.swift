import Testing
@testable import VaultModel

@Suite struct NotesLinkTextTests {
    @Test(arguments: [
        ("My%20Note.md", "My Note.md"), ("a%2", "a%2"), ("a%zz", "a%zz"), ("100%", "100%"),
        ("caf%C3%A9", "café"),
        ("a\\(b\\).md", "a(b).md"), ("a\\b", "a\\b"), ("a\\\\", "a\\"), ("", ""),
    ]) func markdownTargets(_ raw: String, _ target: String) {
        #expect(LinkText.target(raw, .markdown) == target)
    }

    @Test(arguments: [
        ("a#b#c", "a > b > c"), ("#h", "h"), ("#^id", "^id"), ("a", "a"), ("", ""), ("|", "|"),
    ]) func displayTexts(_ target: String, _ text: String) {
        #expect(LinkText.display(target) == text)
    }

    @Test func parts() {
        #expect(LinkText.path("a/b#c#d") == "a/b")
        #expect(LinkText.subpath("a/b#c#d") == "c#d")
        #expect(LinkText.subpath("a/b") == nil)
    }

    @Test func aTargetInATableLosesItsBackslash() throws {
        let note = MarkedText("| [[A\\|b]] |\n|---|\n").note
        let link = try #require(note.links.first)
        #expect(note.target(of: link) == "A")
        #expect(note.display(of: link) == "b")
    }

    /// Lines are found eight bytes at a time: all places of line feeds in short texts, against a plain loop.
    @Test func linesStartBehindEachLineFeed() {
        var random = SeededGenerator(seed: 8)
        for length in 0..<64 {
            let bytes = (0..<length).map { _ in
                [0x0A, 0x0B, 0x8A, 0x61, 0x0D].randomElement(using: &random) ?? 0
            }
            var starts = [0] + bytes.indices.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
            if starts.count > 1, starts.last == length { starts.removeLast() }
            let lines = LineTable(bytes.map { UInt8($0) })
            #expect((0..<lines.count).map { lines.start(of: $0) } == starts)
        }
    }
}

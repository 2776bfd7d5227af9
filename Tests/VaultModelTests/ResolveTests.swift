import Testing
@testable import VaultModel

@Suite("Links are resolved as dialect §4 says")
struct ResolveTests {
    /// One link of a table: where it stands, what it says, and what it leads to; `?` marks ambiguous ones.
    private func check(
        _ vault: Vault, _ rows: [(source: String, target: String, path: String?)],
        at location: SourceLocation = #_sourceLocation
    ) {
        for row in rows {
            let found = vault.resolve(row.target, from: NotePath(row.source))
            let text: String? =
                switch found {
                case .note(let path, let ambiguous): path.text + (ambiguous ? "?" : "")
                case .file(let path): "file " + path.text
                case .unresolved: nil
                }
            #expect(text == row.path, "[[\(row.target)]] in \(row.source)", sourceLocation: location)
        }
    }

    @Test func names() {
        let vault = vault(
            ["A.md": "", "sub/B.md": "", "sub/deep/C.md": "", "v1.2.md": "", "X.MD": "", "Fig 1.md": ""],
            files: ["Fig 1.png", "sub/plain", "AI.markdown"])
        check(
            vault,
            [
                ("A.md", "A", "A.md"), ("A.md", "a", "A.md"), ("A.md", "A.md", "A.md"),
                ("A.md", "A#H#I", "A.md"),
                ("sub/B.md", "", "sub/B.md"), ("sub/B.md", "#H", "sub/B.md"),
                ("sub/B.md", "#^id", "sub/B.md"),
                ("A.md", "b", "sub/B.md"), ("A.md", "sub/B", "sub/B.md"), ("A.md", "SUB/b", "sub/B.md"),
                ("A.md", "deep/C", "sub/deep/C.md"), ("A.md", "eep/C", nil), ("A.md", "other/C", nil),
                ("A.md", "v1.2", "v1.2.md"), ("A.md", "X", "X.MD"), ("A.md", "Fig 1", "Fig 1.md"),
                ("A.md", "Fig 1.png", "file Fig 1.png"), ("A.md", "plain", "file sub/plain"),
                ("A.md", "AI", nil), ("A.md", " A ", "A.md"), ("A.md", "missing", nil),
            ])
    }

    @Test func fileNamedExactlyComesBeforeTheNote() {
        check(
            vault(["v1.2.md": ""], files: ["v1.2"]),
            [("q.md", "v1.2", "file v1.2"), ("q.md", "v1.2.md", "v1.2.md")])
    }

    @Test func relativeAndFromTheRoot() {
        let vault = vault(["A.md": "", "sub/A.md": "", "sub/deep/A.md": "", "sub/deep/Q.md": ""])
        check(
            vault,
            [
                ("sub/deep/Q.md", "./A", "sub/deep/A.md"), ("sub/deep/Q.md", "../A", "sub/A.md"),
                ("sub/deep/Q.md", "../../A", "A.md"), ("sub/deep/Q.md", "/A", "A.md"),
                ("sub/deep/Q.md", "/sub/A.md", "sub/A.md"), ("sub/deep/Q.md", "/deep/A", nil),
                ("sub/deep/Q.md", "../../../A", "A.md?"), ("sub/deep/Q.md", "../deep/A#x", "sub/deep/A.md"),
            ])
    }

    @Test func twinNames() {
        let vault = vault([
            "N.md": "", "folder/N.md": "", "folder/Q.md": "", "far/away/M.md": "", "near/M.md": "",
            "near/deep/M.md": "", "near/Q.md": "", "b/P.md": "", "a/P.md": "",
        ])
        check(
            vault,
            [
                ("folder/Q.md", "N", "N.md?"), ("near/Q.md", "N", "N.md"), ("N.md", "N", "N.md"),
                ("near/Q.md", "M", "near/M.md?"), ("folder/Q.md", "M", "near/M.md?"),
                ("near/deep/Q.md", "M", "near/deep/M.md?"), ("N.md", "P", "a/P.md?"),
                ("N.md", "b/P", "b/P.md"),
            ])
    }

    @Test func spellingsOfOneName() {
        let composed = "Caf\u{E9}.md"
        let decomposed = "cafe\u{301}.md"
        check(vault([composed: ""]), [("q.md", "CAFE\u{301}", composed), ("q.md", "caf\u{E9}", composed)])
        check(vault([decomposed: ""]), [("q.md", "Caf\u{C9}", decomposed), ("q.md", "Cafe", nil)])
        check(vault(["\u{212A}elvin.md": ""]), [("q.md", "kelvin", "\u{212A}elvin.md")])
        check(vault(["ÀÉ/Ж.md": ""]), [("q.md", "ж", "ÀÉ/Ж.md"), ("q.md", "àé/ж", "ÀÉ/Ж.md")])
    }

    @Test func twinsOnDiskAreTwoNotes() {
        let vault = vault(["a.md": "1", "A.md": "2", "Caf\u{E9}.md": "", "Cafe\u{301}.md": ""])
        #expect(vault.count == 4)
        check(
            vault,
            [
                ("q.md", "a", "a.md?"), ("q.md", "A", "A.md?"), ("q.md", "Caf\u{E9}", "Caf\u{E9}.md?"),
                ("q.md", "Cafe\u{301}", "Cafe\u{301}.md?"),
            ])
    }

    @Test func pathsThatAreNoText() {
        var vault = Vault()
        let path = NotePath(bytes: [0x66, 0xFF, 0x2E, 0x6D, 0x64])
        vault.replace(NoteDigest(Note(path: path, bytes: Array("# x".utf8))))
        #expect(vault[path] != nil && vault.notes.paths == [path])
        #expect(vault.resolve("f\u{FFFD}", from: NotePath("q.md")).path == path)
    }
}

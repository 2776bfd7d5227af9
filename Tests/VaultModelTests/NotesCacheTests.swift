import Foundation
import Testing
import VaultModel

/// The form of the app's index, rule by rule (CACHE_RULES), in few words: `line:column-line:column` for positions.
@Suite struct NotesCacheTests {
    private func cache(_ text: String) throws -> [String: Any] {
        let json = Note(path: NotePath("n.md"), bytes: Array(text.utf8)).cachedMetadataJSON()
        return try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }

    private func place(_ entry: [String: Any]) -> String {
        let ends = ["start", "end"].map { end in
            let place = (entry["position"] as? [String: [String: Int]])?[end] ?? [:]
            return "\(place["line"] ?? -1):\(place["col"] ?? -1)"
        }
        return ends.joined(separator: "-")
    }

    private func entries(_ key: String, _ text: String, _ words: ([String: Any]) -> String) throws -> [String]
    {
        (try cache(text)[key] as? [[String: Any]] ?? []).map { "\(words($0)) \(place($0))" }
    }

    @Test(arguments: [
        ("---\n---\ntext", ["yaml 0:0-1:3", "paragraph 2:0-2:4"]),
        ("# a\n\ntext\nmore\n\n\n", ["heading 0:0-0:3", "paragraph 2:0-3:4"]),
        ("- a\n\n- b\n* c", ["list 0:0-2:3", "list 3:0-3:3"]),
        ("```\n- a", ["code 0:0-1:3"]), ("    code", ["code 0:0-0:8"]),
        ("  > [!note] t\n  > x", ["callout 0:0-1:5"]), ("> a\nb", ["blockquote 0:0-1:1"]),
        ("text\n%%\n- a\n%%\nx", ["paragraph 0:0-0:4", "comment 1:0-3:2", "paragraph 4:0-4:1"]),
        ("text\n<!-- a\nb -->", ["paragraph 0:0-0:4", "html 1:0-2:5"]),
        ("a\n\n---\n", ["paragraph 0:0-0:1", "thematicBreak 2:0-2:3"]), ("a\n---\n", ["heading 0:0-1:3"]),
        ("| a |\n|---|\n| b |", ["table 0:0-2:5"]), ("$$\nx\n$$", ["math 0:0-2:2"]),
        ("[^1]: a", ["footnoteDefinition 0:0-0:7"]), ("[a]: b", ["definition 0:0-0:6"]),
        ("text ^id", ["paragraph^id 0:0-0:8"]),
    ])
    func sections(_ text: String, _ expected: [String]) throws {
        let found = try entries("sections", text) { entry in
            "\(entry["type"] ?? "")" + ((entry["id"] as? String).map { "^\($0)" } ?? "")
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("- a\n    - [ ] b\n        - c", ["-1 0:0-0:3", "0[ ] 1:2-1:11", "1 2:6-2:11"]),
        ("x\n\n\n\n- a\n\t- b", ["-4 4:0-4:3", "4 5:1-5:4"]), (" - [x] a", ["-1[x] 0:0-0:8"]),
        ("- a\n- b\n* c", ["-1 0:0-0:3", "-1 1:0-1:3", "-2 2:0-2:3"]),
        ("- a\n\n- b", ["-1 0:0-1:0", "-1 2:0-2:3"]), ("1. a\n  - b", ["-1 0:0-0:4", "-1 1:0-1:5"]),
        ("1) a\n    1) b", ["-1 0:0-0:4", "0 1:3-1:8"]),
        ("- [ ] 1. a", ["-1[ ] 0:0-0:10", "0 0:6-0:10"]),
        ("- [ ] (6) a\n- [ ]", ["-1[ ] 0:0-0:11", "-1 1:0-1:5"]),
        ("> - a\n>     - b", ["-1 0:2-0:5", "0 1:4-1:9"]), ("- a\n  more\nlazy", ["-1 0:0-2:4"]),
        ("- a\n  ```\n  - x\n  ```", ["-1 0:0-3:5"]), ("- [👍] a", ["-1[👍] 0:0-0:8"]),
        ("text\n2. a", []), ("text\n1. a", ["-1 1:0-1:4"]),
    ])
    func listItems(_ text: String, _ expected: [String]) throws {
        let found = try entries("listItems", text) { entry in
            "\(entry["parent"] ?? "")" + ((entry["task"] as? String).map { "[\($0)]" } ?? "")
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("[[a#b#c]] [[#h]] [[#^id]]", ["a#b#c=a > b > c", "#h=h", "#^id=^id"]),
        ("[[|x]] [[|]] [[x||y]] [[]]", ["|x=|x", "|=|", "x=|y"]),
        ("[[ a | b ]] [[c ]]", ["a=b", "c=c"]),
        ("[t](a%20b.md#H%20i) [x]() [u](https://e.x)", ["a b.md#H i=t"]),
        ("[**bold** `code`](a.md)", ["a.md=bold code"]),
        ("`[[a]]` \\[\\[b\\]\\] <!-- [[c]] --> %% [[d]] %%", ["d=d"]),
        ("# A [[x]]\n\n> [[y]]\n\n| [[z\\|q]] |\n|---|", ["x=x", "y=y", "z=q"]),
        ("[[a] [[b]]", ["b=b"]), ("[[[a] b]]", ["[a] b=[a] b"]),
    ])
    func links(_ text: String, _ expected: [String]) throws {
        let links = try cache(text)["links"] as? [[String: Any]] ?? []
        #expect(links.map { "\($0["link"] ?? "")=\($0["displayText"] ?? "")" } == expected)
    }

    @Test(arguments: [
        ("# A\u{A0}\n## [[x]] `c` ##\nT\n===", ["A", "[[x]] `c`", "T"]), ("#a\n####### b", []), ("#\n", [""]),
    ])
    func headings(_ text: String, _ expected: [String]) throws {
        let headings = try cache(text)["headings"] as? [[String: Any]] ?? []
        #expect(headings.map { $0["heading"] as? String } == expected)
    }

    @Test func offsetsCountUTF16Units() throws {
        let tags = try #require(try cache("é 👍 #a\n")["tags"] as? [[String: Any]])
        let start = (tags[0]["position"] as? [String: [String: Int]])?["start"]
        #expect(start == ["line": 0, "col": 5, "offset": 5])
    }

    @Test func whatIsEmptyIsAbsent() throws {
        #expect(try cache("---\n---\n").keys.sorted() == ["sections"])
        #expect(try cache("").isEmpty)
        let keys = try cache("---\na: \"[[b]]\"\nd: 2024-07-21\nn:\nl: []\n---\n")
        #expect(keys.keys.sorted() == ["frontmatter", "frontmatterLinks", "frontmatterPosition", "sections"])
        let values = try #require(keys["frontmatter"] as? [String: Any])
        #expect(values["d"] as? String == "2024-07-21")
        #expect(values["n"] is NSNull)
        #expect((keys["frontmatterLinks"] as? [[String: String]])?.first?["key"] == "a")
    }
}

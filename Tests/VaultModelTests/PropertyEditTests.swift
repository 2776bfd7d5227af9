import Testing

@testable import VaultModel

/// A note with properties.
func propertyNote(_ text: String) -> Note { Note(path: NotePath("a.md"), bytes: Array(text.utf8)) }

/// The text after an edit of a note's properties.
func edited(_ text: String, _ edit: (Note) throws -> [Replacement]) throws -> String {
    let note = propertyNote(text)
    let edit = Edit(label: "", path: note.path, base: note.bytes, replacements: try edit(note))
    #expect(
        Edit(label: "", path: note.path, base: edit.applied(), replacements: edit.inverse().replacements)
            .applied() == note.bytes)
    return String(decoding: edit.applied(), as: UTF8.self)
}

/// One case: the lines between the fences before and after. Each is run with LF and CRLF, with and without
/// BOM.
func check(_ before: String, _ after: String, _ edit: (Note) throws -> [Replacement]) throws {
    for ending in ["\n", "\r\n"] {
        for bom in ["", "\u{FEFF}"] {
            func whole(_ lines: String) -> String {
                (bom + "---\n\(lines)---  \n# Body\n\n- [ ] x").replacing("\n", with: ending)
            }
            let result = try edited(whole(before), edit)
            #expect(Array(result.utf8) == Array(whole(after).utf8), "\(before) gave \(result)")
        }
    }
}

@Suite struct PropertyEditTests {
    @Test(arguments: [
        ("tags:\n  - a\n", "tags:\n  - a\n  - foo\n"), ("tags:\n- a\n", "tags:\n- a\n- foo\n"),
        ("tags:\n- a # why\n\nx: 1\n", "tags:\n- a # why\n- foo\n\nx: 1\n"),
        ("tags:\n  -   'a'\nx: 1\n", "tags:\n  -   'a'\n  -   'foo'\nx: 1\n"),
        ("tags:\n  - \"a\"\n  -\n", "tags:\n  - \"a\"\n  -\n  - \"foo\"\n"),
        ("tags:\n-\n", "tags:\n-\n- foo\n"),
        ("tags:\n  - #x\n", "tags:\n  - #x\n  - foo\n"), ("Tags: # c\n- a\n", "Tags: # c\n- a\n- foo\n"),
        ("tags: [a, b]\n", "tags: [a, b, foo]\n"), ("tags: [ a ]\n", "tags: [ a, foo ]\n"),
        ("tags: [\"a\"]\n", "tags: [\"a\", \"foo\"]\n"), ("tags: ['a'] # c\n", "tags: ['a', 'foo'] # c\n"),
        ("tags: []\n", "tags: [foo]\n"), ("tags: [ ]\n", "tags: [foo]\n"),
        ("tags: [a,]\n", "tags: [a, foo]\n"),
        ("tags: [a,b]\n", "tags: [a,b,foo]\n"), ("tags: [\n  a\n]\n", "tags: [\n  a,\n  foo\n]\n"),
        ("tags: [\n  a,\n  b\n  ]\n", "tags: [\n  a,\n  b,\n  foo\n  ]\n"),
        ("tags: [\n  a,\n]\n", "tags: [\n  a,\n  foo\n]\n"), ("tags: [\n  a]\n", "tags: [\n  a,\n  foo]\n"),
        ("tags: [\n  a # c, d\n]\n", "tags: [\n  a, # c, d\n  foo\n]\n"),
        ("tags: [\n  a # c\n  , # d\n]\n", "tags: [\n  a # c\n  , # d\n  foo\n]\n"),
        ("tags: [\n]\n", "tags: [foo\n]\n"), ("tags: a, b\n", "tags: a, b, foo\n"),
        ("tags: a,b # c\n", "tags: a,b,foo # c\n"),
        ("tags: a,\n", "tags: a, foo\n"), ("tags: \"a, b\"\n", "tags: \"a, b, foo\"\n"),
        ("tags: 'a b'\n", "tags: 'a b foo'\n"),
        ("tags: a b\n", "tags: a b foo\n"), ("tags: a\n", "tags: [a, foo]\n"),
        ("tags: a # c\n", "tags: [a, foo] # c\n"),
        ("tags: \"#a\"\n", "tags: [\"#a\", \"foo\"]\n"), ("tags: 2024\n", "tags: [2024, foo]\n"),
        ("tags:\nx: 1\n", "tags:\n  - foo\nx: 1\n"), ("tags: \n", "tags: \n  - foo\n"),
        ("tags: # c\n", "tags: # c\n  - foo\n"),
        ("tags: ~\n", "tags: [foo]\n"), ("tags: null # c\n", "tags: [foo] # c\n"),
        ("tags: \"\"\n", "tags: [foo]\n"),
        ("x: 1\n", "x: 1\ntags:\n  - foo\n"), ("x:\n- 1\n\n# c\n", "x:\n- 1\n\n# c\ntags:\n  - foo\n"),
        ("tag: a\n", "tag: a\ntags:\n  - foo\n"), ("", "tags:\n  - foo\n"),
        ("x: |\n  tags: a\n", "x: |\n  tags: a\ntags:\n  - foo\n"),
        ("x: {a: 1}\ntags: [a]\n", "x: {a: 1}\ntags: [a, foo]\n"),
        // An equal tag is there already.
        ("tags: [a, Foo]\n", "tags: [a, Foo]\n"), ("tags: a foo\n", "tags: a foo\n"),
        ("tag: foo\n", "tag: foo\n"),
        ("tags:\n- \"#foo\"\n", "tags:\n- \"#foo\"\n"), ("tags:\n- my foo\n", "tags:\n- my foo\n"),
        ("TAGS: foo/\n", "TAGS: foo/\n"),
    ])
    func addsATag(_ before: String, _ after: String) throws {
        try check(before, after) { try PropertyEdit.addTag("#foo", to: $0) }
    }

    @Test func addsATagThatNeedsQuotes() throws {
        for tag in ["true", "null", "2024"] {
            try check("tags:\n- a\n", "tags:\n- a\n- \"\(tag)\"\n") { try PropertyEdit.addTag(tag, to: $0) }
            try check("tags: [a]\n", "tags: [a, \"\(tag)\"]\n") { try PropertyEdit.addTag(tag, to: $0) }
        }
    }

    @Test(arguments: [
        ("", "---\ntags:\n  - foo\n---\n"), ("# T\n", "---\ntags:\n  - foo\n---\n# T\n"),
        ("\u{FEFF}# T\r\n", "\u{FEFF}---\r\ntags:\r\n  - foo\r\n---\r\n# T\r\n"),
        ("x", "---\ntags:\n  - foo\n---\nx"),
        ("\n---\n", "---\ntags:\n  - foo\n---\n\n---\n"),
    ])
    func makesABlock(_ before: String, _ after: String) throws {
        let result = try edited(before) { try PropertyEdit.addTag("foo", to: $0) }
        #expect(Array(result.utf8) == Array(after.utf8))
    }

    @Test(arguments: [
        ("tags:\n  - a\n  - foo # c\n\n  - b\n", "tags:\n  - a\n\n  - b\n"),
        ("tags:\n- Foo\n- \"#foo\"\n- 'a'\n", "tags:\n- 'a'\n"),
        ("tags:\n- foo\nx: 1\n", "tags:\nx: 1\n"), ("tags: [a, foo, b]\n", "tags: [a, b]\n"),
        ("tags: [foo, a]\n", "tags: [a]\n"),
        ("tags: [a, foo]\n", "tags: [a]\n"), ("tags: [ a, \"foo\" ]\n", "tags: [ a ]\n"),
        ("tags: [foo]\n", "tags: []\n"),
        ("tags: [foo, a, foo, foo]\n", "tags: [a]\n"), ("tags: [foo,]\n", "tags: []\n"),
        ("tags: [a, foo,]\n", "tags: [a,]\n"),
        ("tags: [\n  a,\n  foo,\n  b\n]\n", "tags: [\n  a,\n  b\n]\n"),
        ("tags: [\n  a, # why\n  foo\n]\n", "tags: [\n  a # why\n]\n"),
        ("tags: a, foo, b\n", "tags: a, b\n"), ("tags: foo, b # c\n", "tags: b # c\n"),
        ("tags: 'a, foo'\n", "tags: 'a'\n"),
        ("tags: a foo b\n", "tags: a b\n"), ("tags: foo\n", "tags:\n"),
        ("tags: \"foo\" # c\n", "tags: # c\n"),
        ("tags: foo foo\nx: 1\n", "tags:\nx: 1\n"), ("tags:\n- my foo\n- x\n", "tags:\n- my\n- x\n"),
        ("tag: foo\ntags: [foo, z]\n", "tag:\ntags: [z]\n"),
        ("tags: [foo/x, foobar]\n", "tags: [foo/x, foobar]\n"),
        ("other: [foo]\n", "other: [foo]\n"),
    ])
    func removesATag(_ before: String, _ after: String) throws {
        try check(before, after) { try PropertyEdit.removeTag("foo", from: $0) }
    }

    @Test(arguments: [
        ("tags:\n- status/active # c\n- a\n", "tags:\n- status/done # c\n- a\n"),
        ("tags: [a, \"#status/active\"]\n", "tags: [a, \"#status/done\"]\n"),
        ("tags: status/active\n", "tags: status/done\n"),
        ("tags: a, status/active, b\n", "tags: a, status/done, b\n"),
        ("tags: [status/active, STATUS/ACTIVE]\n", "tags: [status/done]\n"),
        ("tags: [status/active, Status/done]\n", "tags: [Status/done]\n"),
        ("tags: [status/active/x]\n", "tags: [status/active/x]\n"),
    ])
    func replacesATag(_ before: String, _ after: String) throws {
        try check(before, after) { try PropertyEdit.replaceTag("status/active", with: "status/done", in: $0) }
    }

    @Test(arguments: [
        ("k: old\n", "v", "k: v\n"), ("k:   old   # c\n", "v", "k:   v   # c\n"),
        ("k: 'old' # c\n", "it's", "k: 'it''s' # c\n"),
        ("k: \"old\"\n", "a\"b\\", "k: \"a\\\"b\\\\\"\n"), ("k: ''\n", "2026-01-03", "k: '2026-01-03'\n"),
        ("k: 2024-01-01\n", "2026-01-03", "k: 2026-01-03\n"), ("k:\n", "v", "k: v\n"),
        ("k: \n", "v", "k: v\n"), ("k:  \n", "v", "k:  v\n"),
        ("k: # c\n", "v", "k: v # c\n"), ("k:   # c\n", "v", "k: v  # c\n"), ("k: ~\n", "v", "k: v\n"),
        ("K: old\n", "v", "K: v\n"),
        ("k: []\n", "v", "k: v\n"), ("k: old\n", "old", "k: old\n"), ("k: 5\n", "7", "k: 7\n"),
        ("k: true\n", "false", "k: false\n"),
        ("k: old\n", "7", "k: \"7\"\n"), ("k: old\n", "true", "k: \"true\"\n"), ("k: old\n", "", "k: \"\"\n"),
        ("k: 'x'\n", "7", "k: '7'\n"),
        ("x: 1\n", "v", "x: 1\nk: v\n"), ("", "v", "k: v\n"), ("x: |\n  t\n", "v", "x: |\n  t\nk: v\n"),
        ("k: old\n", "a: b", "k: \"a: b\"\n"), ("k: old\n", "a #b", "k: \"a #b\"\n"),
        ("k: old\n", "- a", "k: \"- a\"\n"),
        ("k: old\n", "? a", "k: \"? a\"\n"), ("k: old\n", "-a", "k: -a\n"), ("k: old\n", "a:b", "k: a:b\n"),
        ("k: old\n", "a:", "k: \"a:\"\n"),
        ("k: old\n", "a\nb\t", "k: \"a\\nb\\t\"\n"), ("k: old\n", " a", "k: \" a\"\n"),
        ("k: old\n", "[[A]]", "k: \"[[A]]\"\n"), ("k: old\n", "a\tb", "k: \"a\\tb\"\n"),
        ("k: old\n", "<<", "k: \"<<\"\n"), ("k: old\n", "=", "k: \"=\"\n"), ("k: old\n", "=a", "k: =a\n"),
        ("k: old\n", "\"a\" b", "k: '\"a\" b'\n"), ("k: old\n", "12:30", "k: 12:30\n"),
    ])
    func setsAScalar(_ before: String, _ value: String, _ after: String) throws {
        try check(before, after) { try PropertyEdit.set("k", to: value, in: $0) }
    }

    @Test func quotesWhatStartsWithAnIndicator() throws {
        for sign in "!&*[]{}|>@`'%#," {
            try check("k: old\n", "k: \"\(sign)x\"\n") { try PropertyEdit.set("k", to: "\(sign)x", in: $0) }
        }
    }

    @Test func putsANewPropertyInItsPlace() throws {
        try check("created: 1\nz: 2\n", "created: 1\nlast_updated: 2026-01-03\nz: 2\n") {
            try PropertyEdit.set("last_updated", to: "2026-01-03", in: $0)
        }
        try check("t:\n- a # c\n\nz: 2\n", "t:\n- a # c\nk: v\n\nz: 2\n") {
            try PropertyEdit.set("k", to: "v", in: $0, after: "t")
        }
        try check("t: |\n  a\n\n  b\nz: 2\n", "t: |\n  a\n\n  b\nk: v\nz: 2\n") {
            try PropertyEdit.set("k", to: "v", in: $0, after: "t")
        }
        try check("z: 2\n", "z: 2\n\"a: b\": true\n") {
            try PropertyEdit.set("a: b", to: .bool(true), in: $0)
        }
        try check("k: 'x' # c\n", "k: # c\n") { try PropertyEdit.set("k", to: .null, in: $0) }
        try check("k: x\n", "k: 2.5\n") { try PropertyEdit.set("k", to: .number(2.5), in: $0) }
        #expect(
            try edited("text\r\n") { try PropertyEdit.set("k", to: "v", in: $0) }
                == "---\r\nk: v\r\n---\r\ntext\r\n")
    }

    @Test(arguments: [
        ("a: 1\nk: x # c\nb: 2\n", "a: 1\nb: 2\n"), ("k:\n- a\n\n- b\n\n# c\nb: 2\n", "\n# c\nb: 2\n"),
        ("k: [\n a\n]\n", ""),
        ("K:\n", ""), ("a: 1\n", "a: 1\n"),
    ])
    func removesAProperty(_ before: String, _ after: String) throws {
        try check(before, after) { try PropertyEdit.remove("k", from: $0) }
    }

    @Test func refusesWithTheLine() {
        func refusal(_ lines: String, _ edit: (Note) throws -> [Replacement]) -> PropertyRefusal? {
            #expect(throws: PropertyRefusal.self) { try edit(propertyNote("---\n\(lines)---\n")) }
        }
        #expect(refusal("a: 1\nb: c: d\n") { try PropertyEdit.addTag("x", to: $0) }?.line == 2)
        #expect(refusal("a: 1\na: 2\n") { try PropertyEdit.set("k", to: "v", in: $0) }?.line == 2)
        #expect(
            refusal("d: {{date}}\n") { try PropertyEdit.set("d", to: "v", in: $0) }?.message.contains(
                "placeholder") == true)
        #expect(refusal("a: 1\ntags: [[x]]\n") { try PropertyEdit.addTag("x", to: $0) }?.line == 2)
        #expect(
            refusal("tags:\n  a: x\n  b: |\n    x\nz: 1\n") { try PropertyEdit.set("tags", to: "v", in: $0) }?
                .line == 1)
        #expect(refusal("k: >\n  x\n") { try PropertyEdit.remove("k", from: $0) }?.line == 1)
        #expect(
            refusal("k:\n- x\n") { try PropertyEdit.set("k", to: "v", in: $0) }?.message.contains("list")
                == true)
        #expect(refusal("tags: |\n  x\n") { try PropertyEdit.removeTag("x", from: $0) }?.line == 1)
        #expect(refusal("{\"a\": 1}\n") { try PropertyEdit.addTag("x", to: $0) } != nil)
        #expect(refusal("{a: 1}\n") { try PropertyEdit.set("k", to: "v", in: $0) } != nil)
        #expect(refusal("  a: 1\n  b: 2\n") { try PropertyEdit.addTag("x", to: $0) } != nil)
        #expect(refusal("a: 1\n") { try PropertyEdit.addTag("x y", to: $0) } != nil)
        #expect(refusal("a: 1\n") { try PropertyEdit.addTag("x.y", to: $0) } != nil)
        #expect(refusal("a: 1\n") { try PropertyEdit.addTag("", to: $0) } != nil)
    }
}

@Suite struct PropertyNameTests {
    @Test(arguments: [
        ("tags: [a, b/c]", ["a", "b/c"]), ("tags:\n- a\n- b", ["a", "b"]), ("tags: a", ["a"]),
        ("tags: a, b", ["a!", "b!"]),
        ("tags: a b", ["a!", "b!"]), ("tag: a", ["a!"]), ("tags: [A, \"#a\"]", ["A"]),
        ("tags: [my tag]", ["my!", "tag!"]),
        ("tags: [2024, 007]", ["2024!", "007!"]), ("tags: ['2024']", ["2024!"]),
        ("TAGS: [x]\nTag: x y", ["x", "y!"]),
        ("tag: x\ntags: [x]", ["x"]), ("tags:", []), ("tags: [~, 'a', ]", ["a"]), ("tags:\n- #x", []),
        ("tags: [a/, A]", ["a/"]),
        ("tags: |\n  a\n  b", ["a!", "b!"]), ("tags: true", ["true!"]),
    ])
    func readsTags(_ lines: String, _ tags: [String]) {
        let note = propertyNote("---\n\(lines)\n---\n")
        #expect(note.frontmatterTags.map { $0.name + ($0.isIgnoredByApp ? "!" : "") } == tags)
    }

    @Test(arguments: [
        ("aliases: [a, 'b, c']", ["a", "b, c"]), ("aliases: a", ["a"]),
        ("aliases: a b, c", ["a b, c", "a b!", "c!"]),
        ("alias: a, b", ["a!", "b!"]), ("Aliases:\n- a\n-\n- a\n- 5", ["a", "5!"]),
        ("alias: [x]\naliases: [y]", ["x!", "y"]),
        ("aliases: ''", []),
    ])
    func readsAliases(_ lines: String, _ aliases: [String]) {
        let note = propertyNote("---\n\(lines)\n---\n")
        #expect(note.frontmatterAliases.map { $0.name + ($0.isIgnoredByApp ? "!" : "") } == aliases)
        #expect(note.aliases.count == aliases.count)
    }

    @Test func knowsTheLines() {
        let note = propertyNote("---\na: 1\ntags:\n- x\n- y\nalias: z\n---\n")
        #expect(note.frontmatterTags.map(\.line) == [3, 4])
        #expect(note.frontmatterAliases.map(\.line) == [5])
    }
}

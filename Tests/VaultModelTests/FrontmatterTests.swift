import Testing
import VaultModel

/// The block of a note's text.
func frontmatter(_ text: String) -> Frontmatter? {
    let bytes = Array(text.utf8)
    return Frontmatter.read(bytes)
}

@Suite struct FrontmatterTests {
    @Test(arguments: [
        "", "text\n", "\n---\na: 1\n---\n", "----\na: 1\n----\n", "---\na: 1\n", "---\na: 1\n...\n",
        "--- \na: 1\n---\n",
        " ---\na: 1\n---\n", "---", "---\n", "---\na: 1\n ---\n", "---\na: 1\n--- x\n",
        "\u{FEFF}\u{FEFF}---\n---\n",
    ])
    func isNoBlock(_ text: String) {
        #expect(frontmatter(text) == nil)
    }

    @Test func findsTheFences() throws {
        for (text, content) in [
            ("---\na: 1\n---", "a: 1\n"), ("---\na: 1\n---   \nbody\n", "a: 1\n"),
            ("---\r\na: 1\r\n---\r\nbody", "a: 1\r\n"), ("---\n---\n", ""),
            ("\u{FEFF}---\nx:\n---\n---\n", "x:\n"), ("---\na: 1\n----\nb: 2\n---\n", "a: 1\n----\nb: 2\n"),
        ] {
            let bytes = Array(text.utf8)
            let block = try #require(frontmatter(text))
            #expect(bytes.text(block.contentRange) == content)
            #expect(bytes.text(block.range).hasPrefix("---"))
            #expect(bytes.text(block.range).hasSuffix("---"))
        }
        #expect(try #require(frontmatter("---\n---\nx")).properties.isEmpty)
        #expect(try #require(frontmatter("---\n\n# only a comment\n---\nx")).problem == nil)
    }

    /// What a value is and how it is written, on a line of its own behind `k:`.
    @Test(
        arguments: [
            ("", .empty, .null), (" ", .empty, .null), (" # c", .empty, .null), (" ~", .plain, .null),
            (" null", .plain, .null), (" Null", .plain, .null), (" true", .plain, .bool(true)),
            (" FALSE", .plain, .bool(false)), (" yes", .plain, .text("yes")), (" on", .plain, .text("on")),
            (" 007", .plain, .number(7)), (" -1.5e3", .plain, .number(-1500)), (" .5", .plain, .number(0.5)),
            (" 1.", .plain, .number(1)), (" 0x1F", .plain, .number(31)), (" 0o17", .plain, .number(15)),
            (" .inf", .plain, .number(.infinity)), (" 1_000", .plain, .text("1_000")),
            (" .", .plain, .text(".")),
            (" 12:30", .plain, .text("12:30")), (" 2024-05-01", .plain, .text("2024-05-01")),
            (" 2024-05-01T10:00:00", .plain, .text("2024-05-01T10:00:00")),
            (" nothing", .plain, .text("nothing")),
            (" a b  # c", .plain, .text("a b")), (" a#b", .plain, .text("a#b")), (" -a", .plain, .text("-a")),
            (" https://x.y/z", .plain, .text("https://x.y/z")), ("\tx", .plain, .text("x")),
            (" ''", .singleQuoted, .text("")), (" \"\"", .doubleQuoted, .text("")),
            (" 'it''s' # c", .singleQuoted, .text("it's")), (" \"[[A]]\"", .doubleQuoted, .text("[[A]]")),
            (" \"a\\\"b\\u00e9\\n\"", .doubleQuoted, .text("a\"bé\n")), (" '12'", .singleQuoted, .text("12")),
            (" []", .flowList, .list([])), (" [ ]", .flowList, .list([])),
            (
                " [a, 'b, c', \"d\", 3]", .flowList,
                .list([.text("a"), .text("b, c"), .text("d"), .number(3)])
            ),
            (" [a,] # c", .flowList, .list([.text("a")])),
            (" [\n  a, # one\n\n  b\n]", .flowList, .list([.text("a"), .text("b")])),
            ("\n- a\n- b", .blockList, .list([.text("a"), .text("b")])),
            (" # c\n\n  # d\n  - a # e\n\n  -\n  - #x\n", .blockList, .list([.text("a"), .null, .null])),
            (" [[A]]", .other, .list([.list([.text("A")])])),
            (" {a: 1}", .other, .map([.init(key: "a", value: .number(1))])),
            (" |\n  one\n  two\n", .other, .text("one\ntwo\n")), (" a\n  b", .other, .text("a b")),
            (
                "\n  a: yes\n  b: [1]", .other,
                .map([.init(key: "a", value: .text("yes")), .init(key: "b", value: .list([.number(1)]))])
            ),
            ("\n  - a: 1", .other, .list([.map([.init(key: "a", value: .number(1))])])),
            (" !!str 5", .other, .text("5")),
            (" \"a\n  b\"", .other, .text("a b")),
        ] as [(String, Property.Style, PropertyValue)])
    func readsAValue(_ source: String, _ style: Property.Style, _ value: PropertyValue) throws {
        for ending in ["\n", "\r\n"] {
            let text = "---\nbefore: [x]\nk:\(source)\nafter: 'y'\n---\nbody\n"
                .replacing("\n", with: ending)
            let bytes = Array(text.utf8)
            let block = try #require(frontmatter(text))
            #expect(block.problem == nil)
            #expect(block.properties.map(\.key) == ["before", "k", "after"])
            #expect(block.properties.map { bytes.text($0.keyRange) } == ["before", "k", "after"])
            #expect(block["after"]?.style == .singleQuoted && block["before"]?.style == .flowList)
            let property = try #require(block["K"])
            #expect(property.style == style)
            #expect(property.value == value)
            #expect(property.line == 2)
            #expect(property.items.isEmpty || .list(property.items.map(\.value)) == property.value)
        }
    }

    @Test(arguments: [
        ("k: a: b", 2, "quotes"), ("\tk: 1", 2, "tab"), ("k: @x", 2, "quotes"), ("k: `x`", 2, "quotes"),
        ("k: 1\nk: 2", 3, "twice"), ("k: |\n  x\nk: 2", 2, "twice"), ("k: [#a]", 2, "closed"),
        ("k: 'x", 2, "closed"),
        ("k: {{date}}", 2, "placeholder"), ("k:\n- {{x}}", 3, "placeholder"),
        ("k: [{{x}}]", 2, "placeholder"),
        ("{{x}}", 2, "placeholder"), ("word", 2, "key"), ("k: %x", 2, "quotes"), ("k: *x", 2, "quotes"),
        ("k:\n  - a\n - b", 4, "indented"), ("k: v\n- x", 3, ""), ("? [a]\n: b", 2, "key"),
        ("k: \u{7}", 2, "control"), ("k: a plain text of many words \u{1}", 2, "control"),
        ("k: a\u{7F}b", 2, "control"), ("k:\n- one\n- two\u{1B}", 4, "control"),
    ])
    func saysWhatIsWrong(_ lines: String, _ line: Int, _ word: String) throws {
        let block = try #require(frontmatter("---\nok: 1\n\(lines)\n---\n"))
        #expect(block.properties.isEmpty)
        let problem = try #require(block.problem)
        #expect(problem.line == line)
        #expect(problem.message.contains(word), "\(problem.message)")
    }

    @Test func keepsTheRangesOfItems() throws {
        let text = "\u{FEFF}---\n\"Tags\" : [ a , \"b c\" ]\nx:\n- 'q' # c\n-   r\n---\n"
        let bytes = Array(text.utf8)
        let block = try #require(frontmatter(text))
        #expect(block.properties[0].items.map { bytes.text($0.range) } == ["a", "\"b c\""])
        #expect(bytes.text(block.properties[0].valueRange) == "[ a , \"b c\" ]")
        #expect(bytes.text(block.properties[0].keyRange) == "\"Tags\"")
        #expect(block.properties[0].key == "Tags")
        #expect(block.properties[1].items.map { bytes.text($0.range) } == ["'q'", "r"])
        #expect(bytes.text(block.properties[1].valueRange) == "'q' # c\n-   r")
    }

    @Test func keepsTheRawTextOfOtherValues() throws {
        let text = "---\na: |\n  # kept\n  two\n\n# a comment\nb:\n  c: 1\n---\n"
        let block = try #require(frontmatter(text))
        let raw = block.properties.map { Array(text.utf8).text($0.valueRange) }
        #expect(raw == ["|\n  # kept\n  two", "\n  c: 1"])
    }

    @Test func readsJSON() throws {
        let text = "---\n{\n\t\"a\": [1, \"\\ud83d\\ude00\"],\n  \"tags\": [\"x\"]\n}\n---\n"
        let block = try #require(frontmatter(text))
        #expect(block.problem == nil)
        #expect(block["a"]?.value == .list([.number(1), .text("😀")]))
        #expect(block["tags"]?.line == 3)
        #expect(block["tags"].map { Array(text.utf8).text($0.valueRange) } == "[\"x\"]")
        #expect(block["tags"]?.style == .other)
    }

    @Test func readsFlowMapsOfYAML() throws {
        let text = "---\n{a: 1, é: 'x', b: [y]}\n---\n"
        let block = try #require(frontmatter(text))
        #expect(block.properties.map(\.key) == ["a", "é", "b"])
        #expect(block.properties.map { Array(text.utf8).text($0.keyRange) } == ["a", "é", "b"])
        #expect(Array(text.utf8).text(block.properties[1].valueRange) == "'x'")
    }

    @Test func starsAndQuestionMarksInATextMeanNothing() throws {
        let lines = "t: Where are you?\nd: a song on *Musick To Play*\nx:\n  - - - y"
        let block = try #require(frontmatter("---\n\(lines)\n---\n"))
        #expect(block.problem == nil)
        #expect(block.properties.map(\.key) == ["t", "d", "x"])
    }

    @Test func aBombStaysSmall() throws {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (letter, last) in zip("bcdefghi", "abcdefgh") {
            bomb +=
                "\(letter): &\(letter) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ")
                + "]\n"
        }
        // Three aliases a level stay below the count, and still stand for too much.
        var sly = "a: &a [x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x]\n"
        for (letter, last) in zip("bcdefghijk", "abcdefghij") {
            sly += "\(letter): &\(letter) [*\(last), *\(last), *\(last)]\n"
        }
        let list = "[" + String(repeating: "x,", count: 20_000) + "]"
        let keyed = sly + "? *k\n: 1\n"
        for text in [bomb, sly, keyed, "a: &a \(list)\n? [*a, *a, *a]\n: x\n"] {
            let clock = ContinuousClock()
            var block: Frontmatter?
            let time = clock.measure { block = frontmatter("---\n\(text)---\n") }
            #expect(block?.problem != nil)
            #expect(block?.properties.isEmpty == true)
            #expect(time < .milliseconds(250), "50 ms in a release build")
        }
    }

    @Test(arguments: ["[", "{", "- ", "? ", "{a: ", "- [", "a: [", "[]: ", "!!x [", "? - "])
    func deepNestingIsNoCrash(_ opener: String) throws {
        for count in [100, 1000, 10_000, 100_000] {
            let text = String(repeating: opener, count: count)
            #expect(try #require(frontmatter("---\nk:\n  \(text)\n---\n")).problem != nil)
            #expect(try #require(frontmatter("---\n\(text)\n---\n")).problem != nil)
        }
        let steps = (0..<400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        #expect(try #require(frontmatter("---\n\(steps)---\n")).problem != nil)
    }

    @Test func toleratesBytesThatAreNotUTF8() throws {
        let bytes: [UInt8] = Array("---\na: ".utf8) + [0xFF] + Array("\nb: |\n  x\n---\n".utf8)
        let block = try #require(Frontmatter.read(bytes))
        #expect(block.properties.map(\.key) == ["a", "b"])
        #expect(block["a"]?.value == .text("\u{FFFD}"))
    }

    @Test func keysAreFoundByTheirBytesOrAsUnicodeHasThem() throws {
        let block = try #require(frontmatter("---\nStatus: a\nstatus: b\nk: [c, \"[[d]]\"]\n---\n"))
        #expect(block["status"]?.value == .text("b"))
        #expect(block["STATUS"]?.value == .text("a"))
        #expect(block["\u{212A}"]?.line == 3, "the Kelvin sign is a k")
        #expect(block["stat"] == nil)
        let other = try #require(frontmatter("---\ncafe\u{301}: a\nCAF\u{C9}: b\n'q': c\nplain: d\n---\n"))
        #expect(other["caf\u{E9}"]?.value == .text("a"))
        #expect(other["Caf\u{E9}"]?.value == .text("a"))
        #expect(other["q"]?.value == .text("c"))
        #expect(other["PLAIN"]?.value == .text("d"))
    }

    @Test func makesOnlyThePropertiesThatHoldAByte() throws {
        let text = "---\na: b\nc: [d]\ne: '[[f]]'\ng:\n  - '[[h]]'\ni: |\n  [[j]]\n---\n"
        let bytes = Array(text.utf8)
        for cut in ["", "i: |\n  [[j]]\n"] {
            let bytes = cut.isEmpty ? bytes : Array(text.replacing(cut, with: "").utf8)
            let block = try #require(Frontmatter.read(bytes))
            let held = block.properties.filter { bytes[$0.valueRange].contains(UInt8(ascii: "[")) }
            #expect(block.properties(holding: UInt8(ascii: "["), in: bytes) == held)
            #expect(held.count == (cut.isEmpty ? 4 : 3))
        }
    }
}

import Testing
import VaultModel

@Suite struct JSONTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("-1.5e2", .number(-150)),
            ("\"a\\u00e9\\n\\/\"", .text("aé\n/")),
            ("[]", .list([])), ("[1, [2],]", .list([.number(1), .list([.number(2)])])),
            ("\u{FEFF}\"\\ud83d\\ude00\\ud83d!\"", .text("😀\u{FFFD}!")),
        ] as [(String, JSONValue)])
    func reads(_ text: String, _ value: JSONValue) {
        #expect(JSONValue(Array(text.utf8)) == value)
    }

    @Test func readsObjects() throws {
        let value = try #require(JSONValue(Array("{ \"a\": 1, \"b\": {\"c\": [true]}, \"a\": \"x\", }".utf8)))
        #expect(value["a"]?.text == "x")
        #expect(value["b"]?["c"]?.items.first?.bool == true)
        #expect(value["z"] == nil && value["a"]?["z"] == nil)
    }

    @Test(arguments: [
        "", "{", "[1 2]", "{\"a\" 1}", "{a: 1}", "\"a", "nul", "1 2", "--1", "\"\\x\"", "\"\\u12\"",
        "\"\\u+123\"", "{,}", "[,]",
        "'a'", ".",
    ])
    func refuses(_ text: String) {
        #expect(JSONValue(Array(text.utf8)) == nil)
    }

    @Test func whatActsOnATerminalIsWrittenAsAnEscape() {
        let text = "a\u{1B}\u{9B}\u{202E}\u{200B}\u{FEFF}\u{E0041}👩\u{200D}🔧"
        let written = JSONOutput.text(text).rendered()
        #expect(
            written == "\"a\\u001b\\u009b\\u202e\\u200b\\ufeff\\udb40\\udc41👩\u{200D}🔧\"", "\(written)")
        #expect(JSONValue(Array(written.utf8)) == .text(text))
    }

    @Test func boundsTheDepth() {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        #expect(JSONValue(nested(64)) != nil)
        #expect(JSONValue(nested(65)) == nil)
        #expect(JSONValue(nested(1_000_000)) == nil)
        #expect(JSONValue(Array(String(repeating: "{\"a\":", count: 200_000).utf8)) == nil)
    }
}

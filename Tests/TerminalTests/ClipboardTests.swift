import Testing

@testable import Terminal

@Suite struct ClipboardTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("foobar", "Zm9vYmFy"),
    ])
    func encodesAsTheStandardSays(_ text: String, _ encoded: String) {
        #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == encoded)
    }

    @Test func nothingInTheTextCanEndTheSequence() {
        let sequence = Clipboard.sequence("a\u{7}b\u{1b}]0;c")
        #expect(sequence.filter { $0 == 0x1B }.count == 1)
        #expect(sequence.filter { $0 == 0x07 }.count == 1)
    }
}

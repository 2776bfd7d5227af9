import Keymaps
import Testing

@Suite struct KeyTests {
    @Test(arguments: [
        ("a", Key("a")), ("G", Key("G")), ("ú", Key("ú")), ("<", Key("<")), ("?", Key("?")),
        ("<C-d>", Key(.character("d"), .control)), ("<C-Space>", Key(.character(" "), .control)),
        ("<A-x>", Key(.character("x"), .alt)), ("<A-X>", Key(.character("X"), .alt)),
        ("<A-<>", Key(.character("<"), .alt)), ("<A-->", Key(.character("-"), .alt)),
        ("<Space>", Key(" ")), ("<Enter>", Key(.enter)), ("<Tab>", Key(.tab)), ("<S-Tab>", Key(.tab, .shift)),
        ("<Backspace>", Key(.backspace)), ("<Esc>", Key(.escape)), ("<Up>", Key(.up)),
        ("<C-A-S-Left>", Key(.left, [.control, .alt, .shift])), ("<PgDn>", Key(.pageDown)),
        ("<Home>", Key(.home)), ("<F1>", Key(.function(1))), ("<F12>", Key(.function(12))),
    ])
    func notationIsReadAndWritten(_ notation: String, _ key: Key) {
        #expect(Key(notation: notation) == key)
        #expect(key.notation == notation)
    }

    @Test(arguments: [
        ("<CR>", "<Enter>"), ("<return>", "<Enter>"), ("<bs>", "<Backspace>"), ("<PageUp>", "<PgUp>"),
        ("<lt>", "<"), ("<C-D>", "<C-d>"), ("<M-x>", "<A-x>"), ("<S-a>", "A"), ("<C-@>", "<C-Space>"),
        ("<c-s-up>", "<C-S-Up>"),
    ])
    func otherSpellingsAreTheSameKey(_ spelling: String, _ notation: String) {
        #expect(Key(notation: spelling)?.notation == notation)
    }

    @Test(arguments: [
        "", "ab", "<>", "<Entr>", "<C->", "<X-a>", "<a>", "<C-ab>", " ", "\t", "\u{1b}", "<F13>",
    ])
    func whatIsNoKeyIsRefused(_ notation: String) {
        #expect(Key(notation: notation) == nil)
    }

    @Test(arguments: [
        ("<C-i>", "<Tab>"), ("<C-m>", "<Enter>"), ("<C-[>", "<Esc>"), ("<C-1>", "1"),
        ("<C-Enter>", "<Enter>"),
        ("<S-Enter>", "<Enter>"), ("<C-A-i>", "<A-Tab>"), ("<C-Tab>", "<Tab>"),
    ])
    func keysThatTerminalsConfuseAreKnown(_ notation: String, _ reported: String) {
        #expect(Key(notation: notation)?.reportedInstead?.notation == reported)
    }

    @Test(arguments: [
        "a", "<C-a>", "<C-Space>", "<S-Tab>", "<C-Left>", "<S-F1>", "<A-Enter>", "<C-_>", "<Tab>",
    ])
    func keysThatTerminalsTellApartAreLeftAlone(_ notation: String) {
        #expect(Key(notation: notation)?.reportedInstead == nil)
    }

    @Test func sequencesAreSeparatedByBlanks() {
        #expect([Key](notation: "g b") == [Key("g"), Key("b")])
        #expect([Key](notation: " <C-x>  <C-c> ")?.notation == "<C-x> <C-c>")
        #expect([Key](notation: "g bb") == nil)
        #expect([Key](notation: " ") == nil)
    }

    @Test func labelsReadAsPeopleSay() {
        let labels = ["<C-d>", "<S-Tab>", "<Up>", "<Space>", "<A-x>", "g b"].map {
            [Key](notation: $0)?.label
        }
        #expect(labels == ["Ctrl-d", "Shift-Tab", "↑", "Space", "Alt-x", "g b"])
    }

    @Test func onlyPlainCharactersType() {
        #expect(Key("x").character == "x")
        #expect(Key(" ").character == " ")
        #expect(Key(.character("x"), .alt).character == nil)
        #expect(Key(.enter).character == nil)
    }
}

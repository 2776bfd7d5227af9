import Keymaps
import Screen
import Testing

@testable import Terminal

@Suite struct InputDecoderTests {
    /// What is decoded, keys in their notation.
    private func decoded(_ text: String, _ decoder: inout InputDecoder) -> [String] {
        (decoder.events(from: Array(text.utf8)) + decoder.flush()).map(Self.describe)
    }

    private static func describe(_ event: TerminalEvent) -> String {
        if case .key(let key) = event { return key.notation }
        return "\(event)"
    }

    @Test(arguments: [
        ("a", "a"), ("G", "G"), ("ú", "ú"), ("日", "日"), ("📅", "📅"), (" ", "<Space>"), ("\r", "<Enter>"),
        ("\n", "<C-j>"), ("\t", "<Tab>"), ("\u{7F}", "<Backspace>"), ("\u{8}", "<C-h>"),
        ("\u{0}", "<C-Space>"),
        ("\u{1}", "<C-a>"), ("\u{1A}", "<C-z>"), ("\u{1F}", "<C-_>"), ("\u{1C}", "<C-\\>"),
        ("\u{1B}", "<Esc>"), ("\u{1B}x", "<A-x>"), ("\u{1B}X", "<A-X>"), ("\u{1B}ú", "<A-ú>"),
        ("\u{1B}\r", "<A-Enter>"), ("\u{1B}\u{7F}", "<A-Backspace>"), ("\u{1B}\u{1}", "<C-A-a>"),
        ("\u{1B}[A", "<Up>"), ("\u{1B}OA", "<Up>"), ("\u{1B}[B", "<Down>"), ("\u{1B}[C", "<Right>"),
        ("\u{1B}OD", "<Left>"), ("\u{1B}[H", "<Home>"), ("\u{1B}OH", "<Home>"), ("\u{1B}[F", "<End>"),
        ("\u{1B}[1~", "<Home>"), ("\u{1B}[4~", "<End>"), ("\u{1B}[2~", "<Insert>"), ("\u{1B}[3~", "<Delete>"),
        ("\u{1B}[5~", "<PgUp>"), ("\u{1B}[6~", "<PgDn>"), ("\u{1B}[Z", "<S-Tab>"), ("\u{1B}OP", "<F1>"),
        ("\u{1B}[15~", "<F5>"), ("\u{1B}[24~", "<F12>"), ("\u{1B}[[A", "<F1>"), ("\u{1B}[[E", "<F5>"),
        ("\u{1B}OM", "<Enter>"), ("\u{1B}[1;5C", "<C-Right>"), ("\u{1B}[1;2A", "<S-Up>"),
        ("\u{1B}[1;3D", "<A-Left>"), ("\u{1B}[1;8H", "<C-A-S-Home>"), ("\u{1B}[6;5~", "<C-PgDn>"),
        ("\u{1B}[1;5P", "<C-F1>"), ("\u{1B}\u{1B}[A", "<A-Up>"), ("\u{1B}\u{1B}OA", "<A-Up>"),
        ("\u{1B}[105;5u", "<C-i>"), ("\u{1B}[27;5;109~", "<C-m>"), ("\u{1B}[13;5u", "<C-Enter>"),
        ("\u{1B}[57414u", ""),
    ])
    func keysAreRecognised(_ text: String, _ notation: String) {
        var decoder = InputDecoder()
        #expect(decoded(text, &decoder) == (notation.isEmpty ? [] : [notation]))
        #expect(!decoder.isWaiting)
    }

    @Test(arguments: [
        ("\u{1B}[<0;5;3M", Mouse.Action.press(button: 1), 4, 2),
        ("\u{1B}[<2;1;1m", .release(button: 3), 0, 0),
        ("\u{1B}[<64;200;100M", .wheel(-1), 199, 99), ("\u{1B}[<65;1;1M", .wheel(1), 0, 0),
        ("\u{1B}[M !!", .press(button: 1), 0, 0), ("\u{1B}[M`$#", .wheel(-1), 3, 2),
    ])
    func theMouseIsRecognised(_ text: String, _ action: Mouse.Action, _ x: Int, _ y: Int) {
        var decoder = InputDecoder()
        let events = decoder.events(from: Array(text.utf8))
        #expect(events == [.mouse(Mouse(action: action, point: Point(x: x, y: y), modifiers: []))])
    }

    @Test(arguments: [
        "\u{1B}[<35;1;1M", "\u{1B}[<66;1;1M", "\u{1B}[<0;0;1M", "\u{1B}[<0;1M", "\u{1B}[?1;2c", "\u{1B}[99~",
        "\u{1B}[;;;X",
    ])
    func whatMeansNothingIsSwallowed(_ text: String) {
        var decoder = InputDecoder()
        #expect(decoded(text + "x", &decoder) == ["x"])
    }

    @Test func pastesComeWhole() {
        var decoder = InputDecoder()
        let text = "one\r\ntwo\rthree \u{1B}[A 日\n"
        #expect(
            decoder.events(from: Array("a\u{1B}[200~\(text)\u{1B}[201~b".utf8))
                == [.key(Key("a")), .paste("one\ntwo\nthree \u{1B}[A 日\n"), .key(Key("b"))])
    }

    @Test func aPasteWithoutItsEndIsEndedFromOutside() {
        var decoder = InputDecoder()
        #expect(decoder.events(from: Array("\u{1B}[200~half\u{1B}[20".utf8)).isEmpty)
        #expect(decoder.isPasting)
        #expect(decoder.endPaste() == [.paste("half\u{1B}[20")])
        #expect(!decoder.isPasting)
        #expect(decoder.events(from: Array("q".utf8)) == [.key(Key("q"))])
        #expect(decoder.endPaste().isEmpty)
    }

    @Test func focusIsReported() {
        var decoder = InputDecoder()
        #expect(decoder.events(from: Array("\u{1B}[I\u{1B}[O".utf8)) == [.focus(true), .focus(false)])
    }

    @Test func anEscapeWaitsForWhatMayFollow() {
        var decoder = InputDecoder()
        #expect(decoder.events(from: [0x1B]).isEmpty)
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == [.key(Key(.escape))])
        #expect(!decoder.isWaiting)
        #expect(decoder.events(from: Array("\u{1B}[".utf8)).isEmpty)
        #expect(decoder.flush() == [.key(Key(.character("["), .alt))])
        #expect(decoder.events(from: Array("\u{1B}\u{1B}".utf8)).isEmpty)
        #expect(decoder.flush() == [.key(Key(.escape)), .key(Key(.escape))])
    }

    @Test func theDescriptionOfTheTerminalCountsFirst() {
        var decoder = InputDecoder(described: [
            Array("\u{1B}[A".utf8): Key(.end), Array("\u{1B}Qx".utf8): Key(.home), [8]: Key(.backspace),
        ])
        #expect(decoded("\u{1B}[A", &decoder) == ["<End>"])
        #expect(decoded("\u{1B}Qx", &decoder) == ["<Home>"])
        #expect(decoded("\u{1B}Qy", &decoder) == ["<A-Q>", "y"])
        #expect(decoded("\u{8}", &decoder) == ["<Backspace>"])
    }

    /// Law: how the bytes are cut into pieces changes nothing.
    @Test func piecesMakeNoDifference() {
        let text =
            "a\u{1B}[1;5Cú日\u{1B}[<0;5;3M\u{1B}[200~x\u{1B}[20y\r\u{1B}[201~"
            + "\u{1B}OA📅\u{1B}x\u{1B}[[B\u{1B}[M !!z"
        let bytes = Array(text.utf8)
        var decoder = InputDecoder()
        let whole = decoder.events(from: bytes)
        #expect(whole.count == 12)
        for cut in 1..<bytes.count {
            var decoder = InputDecoder()
            let pieces = decoder.events(from: bytes[..<cut]) + decoder.events(from: bytes[cut...])
            #expect(pieces == whole, "cut at \(cut)")
        }
        var single = InputDecoder()
        #expect(bytes.flatMap { single.events(from: [$0]) } == whole)
    }

    @Test func noiseIsSurvived() {
        var state: UInt64 = 3
        for _ in 0..<2000 {
            var decoder = InputDecoder()
            let bytes = (0..<24).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                let pick = UInt8(truncatingIfNeeded: state >> 40)
                return pick < 90 ? [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E][Int(pick) % 6] : pick
            }
            _ = decoder.events(from: bytes)
            _ = decoder.flush()
            #expect(!decoder.isWaiting, "everything is taken in the end")
        }
    }

    @Test func longPastesAreFast() {
        var decoder = InputDecoder()
        let text = String(repeating: "a line of text that someone pasted\r", count: 5000)
        var events = decoder.events(from: Array("\u{1B}[200~".utf8))
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 4096) {
            events += decoder.events(from: bytes[start..<min(start + 4096, bytes.count)])
        }
        events += decoder.events(from: Array("\u{1B}[201~".utf8))
        #expect(events == [.paste(text.replacing("\r", with: "\n"))])
    }
}

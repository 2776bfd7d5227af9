import Screen
import Testing

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("plain text", "plain text"),
        ("", ""),
        ("\u{1B}[31mred", "^[[31mred"),
        ("bell\u{7}, nul\u{0}, del\u{7F}", "bell^G, nul^@, del^?"),
        ("a\r\nb", "a^M^Jb"),
        ("\u{9B}31m", "<9b>31m"),
        ("soft\u{AD}hyphen", "soft<ad>hyphen"),
        ("\u{202E}gnp.exe", "<202e>gnp.exe"),
        ("zero\u{200B}width\u{200D}x\u{FEFF}", "zero<200b>width<200d>x<feff>"),
        ("tag\u{E0041}", "tag<e0041>"),
        ("private \u{E000}", "private <e000>"),
        ("line\u{2028}paragraph\u{2029}", "line<2028>paragraph<2029>"),
        ("filler\u{3164}\u{115F}", "filler<3164><115f>"),
        ("non\u{FFFF}", "non<ffff>"),
        ("unassigned \u{0378}", "unassigned \u{FFFD}"),
        ("text \u{FE0F}x", "text <fe0f>x"),
        ("a\tb\t\tc", "a   b       c"),
        ("日\tb", "日  b"),
    ])
    func whatCannotBeSeenIsShown(_ text: String, _ shown: String) {
        #expect(DisplayText.sanitized(text) == shown)
        #expect(DisplayText.sanitized(bytes: Array(text.utf8)) == shown)
        #expect(DisplayText.sanitized(shown) == shown, "twice is once")
    }

    @Test(
        arguments: [
            ([0x61, 0xC3], "a<c3>"), ([0xFF, 0x61], "<ff>a"), ([0xC0, 0x80], "<c0><80>"),
            ([0xED, 0xA0, 0x80], "<ed><a0><80>"), ([0xC3, 0xA9, 0x9B, 0x1B], "é<9b>^["),
            ([0xF0, 0x9F, 0x98], "<f0><9f><98>"),
        ] as [([UInt8], String)])
    func bytesThatAreNoTextAreShown(_ bytes: [UInt8], _ shown: String) {
        #expect(DisplayText.sanitized(bytes: bytes) == shown)
    }

    @Test(arguments: [
        ("abc", 3), ("čeština", 7), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ｆｕｌｌ", 8), ("ﾊﾝ", 2), ("📅", 2), ("⏳✅➕🔁🛫⛔", 12), ("❌", 2), ("☐☑", 2), ("🇨🇿", 2), ("🇨", 1),
        ("ไทย", 3), ("กำ", 2), ("…", 1), ("─│╭", 3), ("█▏", 2), ("\u{A0}", 1), ("①", 1), ("☰", 1),
    ])
    func cellsAreCounted(_ text: String, _ width: Int) {
        #expect(DisplayText.width(text) == width)
        #expect(DisplayText.sanitized(text) == text)
    }

    @Test(arguments: [
        ("❤\u{FE0F}", "❤", 1), ("☑\u{FE0F}", "☑", 1), ("1\u{FE0F}\u{20E3}", "1\u{20E3}", 1),
        ("👍🏽", "👍", 2), ("👩\u{200D}👩\u{200D}👧", "👩", 2), ("🏳\u{FE0F}\u{200D}🌈", "🏳", 1),
        ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}!", "🏴!", 3),
        ("❤\u{FE0F}\u{200D}🔥", "❤", 1),
    ])
    func emojiSequencesAreShownByTheirFirst(_ text: String, _ shown: String, _ width: Int) {
        #expect(DisplayText.sanitized(text) == shown)
        #expect(DisplayText.width(text) == width)
    }

    @Test(arguments: [
        ("👩\u{200D}x", "👩<200d>x"), ("👩\u{200D}", "👩<200d>"), ("👩\u{FE0F}\u{FE0F}", "👩<fe0f>"),
        ("🏴\u{E0067}\u{E0062}x", "🏴<e0067><e0062>x"), ("🏴\u{E0067}", "🏴<e0067>"),
        (
            "🏴" + String(repeating: "\u{E0061}", count: 6) + "\u{E007F}",
            "🏴" + String(repeating: "<e0061>", count: 6) + "<e007f>"
        ),
        ("x\u{1F3FD}", "x🏽"), ("1\u{200D}👍", "1<200d>👍"),
    ])
    func whatOnlyLooksLikeASequenceIsShown(_ text: String, _ shown: String) {
        #expect(DisplayText.sanitized(text) == shown)
    }

    @Test func marksAreLimitedAndStandOnSomething() {
        let pile = "a" + String(repeating: "\u{301}", count: 1_000_000)
        #expect(Array(DisplayText.sanitized(pile).unicodeScalars).count == Glyph.capacity)
        #expect(DisplayText.width(pile) == 1)
        #expect(DisplayText.sanitized("\u{301}x") == "\u{25CC}\u{301}x")
        #expect(DisplayText.sanitized("\u{7}\u{301}") == "^G\u{25CC}\u{301}")
    }

    @Test func standInsAreToldFromText() {
        let glyphs = DisplayText.glyphs("a\u{7}^")
        #expect(glyphs.map(\.isStandIn) == [false, true, true, false])
    }

    @Test func nothingThatMovesTheCursorComesOut() {
        var generator = Numbers(seed: 7)
        for _ in 0..<300 {
            let bytes = (0..<40).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 33) }
            let shown = DisplayText.sanitized(bytes: bytes)
            #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
            #expect(DisplayText.sanitized(shown) == shown)
            #expect(DisplayText.glyphs(shown).reduce(0) { $0 + $1.glyph.width } == DisplayText.width(shown))
        }
    }

    @Test func everyScalarHasOneOfTheWidths() {
        for value in stride(from: UInt32(0), through: 0x10FFFF, by: 13) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let shown = DisplayText.sanitized(String(Character(scalar)))
            guard DisplayText.sanitized(shown) == shown, DisplayText.width(shown) >= 1 else {
                Issue.record("U+\(String(value, radix: 16)) is shown as \(shown)")
                return
            }
        }
    }
}

/// Numbers that look random and are the same every time.
struct Numbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}

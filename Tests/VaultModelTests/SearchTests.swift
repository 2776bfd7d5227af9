import Testing

@testable import VaultModel

@Suite struct SearchTests {
    private static let text = """
        ---
        tags: [port/north, x]
        ---
        # Quay
        The quay and the Crane
        ## Next Steps
        - [ ] Paint the quay
        - [x] Paint the Crane
        ## Notes
        Søren saw ØRE and ice cream. 葵 too

        """

    private func lines(_ query: String, _ text: String = text, path: String = "Port/Quay.md") -> [Int] {
        let note = note(text, path: path)
        return SearchQuery(query).hits(in: note.bytes, of: NoteDigest(note)).map(\.line)
    }

    @Test(
        "words, phrases, case and fields",
        arguments: [
            ("quay", [3, 4, 6]), ("QUAY", []), ("Quay", [3]), ("quay crane", [4]), ("\"paint the\"", [6, 7]),
            ("\"the paint\"", []), ("Crane", [4, 7]), ("is:open", [6]), ("quay is:open", [6]),
            ("section:steps", [5, 6, 7]), ("section:next crane", [7]), ("quay path:port", [3, 4, 6]),
            ("quay path:nowhere", []), ("tag:port quay", [3, 4, 6]), ("tag:#X crane", [4, 7]),
            ("tag:por quay", []),
            ("søren", [9]), ("SØREN", []), ("øre", [9]), ("ø", [9]), ("葵", [9]), ("tag:x", [3]), ("", []),
            ("is:nothing", []), ("m. 葵", [9]), ("\"unfinished", []), ("\"the quay", [4, 6]),
        ])
    func finds(_ query: String, _ expected: [Int]) {
        #expect(lines(query) == expected, "\(query)")
    }

    @Test func linesEndAsTheNoteSays() {
        #expect(lines("b", "a\r\nb\r\nc b") == [1, 2])
        let note = note("a\r\nb\r\n")
        #expect(SearchQuery("b").hits(in: note.bytes, of: NoteDigest(note)).first?.text == "b")
    }

    @Test("the quick search finds what the slow one finds, at every length and place")
    func agreesWithTheSlowSearch() {
        var state: UInt64 = 7
        func next(_ limit: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % limit)
        }
        for _ in 0..<3000 {
            let text = (0..<next(40)).map { _ in Array("aAbB{[".utf8)[next(6)] }
            let pattern = (0...next(6)).map { _ in Array("ab{[".utf8)[next(4)] }
            let slow = text.indices.first { start in
                start + pattern.count <= text.count
                    && zip(text[start...], pattern).allSatisfy { NameFold.lower($0) == $1 }
            }
            let quick = text.withUnsafeBufferPointer {
                ByteFinder(pattern, foldsCase: true).first(in: $0, 0..<text.count)
            }
            #expect(quick == slow)
        }
    }

    @Test func matchesAreMarked() {
        #expect(SearchQuery("ab").matches(in: "xAbab") == [1..<5])
        #expect(SearchQuery("Ab").matches(in: "xAbab") == [1..<3])
        #expect(SearchQuery("aa B").matches(in: "Aaa bB aa") == [0..<3, 5..<6, 7..<9])
        #expect(SearchQuery("aa B").matches(in: "Äaa bB aa") == [1..<3, 5..<6, 7..<9])
        #expect(SearchQuery("äa").matches(in: "Äaa ÄA äa") == [0..<2, 4..<6, 7..<9])
        #expect(SearchQuery("a").matches(in: "a\r\na") == [0..<1, 2..<3])
    }
}

@Suite struct SearchNarrowingTests {
    @Test(
        arguments: [
            ("har", "ha", true), ("har", "har", true), ("ha", "har", false), ("har bo", "ha", true),
            ("har bo", "bo", true), ("Har", "ha", true), ("ha", "Ha", false), ("Har", "Ha", true),
            ("har path:x", "ha", true), ("ha", "ha path:x", false), ("har tag:a is:open", "ha tag:a", true),
            ("har", "is:open", false), ("is:open", "is:open", true), ("\"a b\"", "a", true), ("", "", true),
            ("xhary", "har", true), ("har section:b", "har section:a", false),
        ])
    func aQueryNarrowsAnotherWhereAllThatFitsItFitsThat(_ query: String, _ other: String, _ narrows: Bool) {
        #expect(SearchQuery(query).narrows(SearchQuery(other)) == narrows)
    }
}

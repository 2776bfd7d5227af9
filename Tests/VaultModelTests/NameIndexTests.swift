import Testing
import VaultModel

@Suite struct NameIndexTests {
    private static let notes = [
        "Projects/Harbour map.md":
            "---\ntype: project\naliases: [HM, Chart]\n---\n## Next Steps\n## Tide table\n",
        "Projects/Green ferry.md": "# Green ferry\n## Hull & [[Harbour map|engine]]\n",
        "People/Åse Dahl.md": "---\ntitle: Åse Dahl\n---\n",
        "Daily/2026-11-24.md": "---\ntitle: Tuesday\n---\n",
    ]

    private func vault(_ notes: [String: String] = notes) -> Vault {
        var vault = Vault()
        vault.insert(
            notes.sorted { $0.key < $1.key }.map { path, text in
                NoteDigest(
                    Note(path: NotePath(path), bytes: Array(text.utf8)), schema: .standard, settings: .core)
            })
        return vault
    }

    private func found(_ pattern: String, _ vault: Vault, recents: [NotePath] = []) throws -> [NameMatch] {
        let index = try #require(NameIndex(vault))
        return try #require(NameFits(pattern, in: index, recents: recents))
            .matches(index, in: vault, limit: 20)
    }

    @Test(
        arguments: [
            ("harb", "Harbour map", NameIndex.Kind.title), ("HM", "HM", .alias), ("chart", "Chart", .alias),
            ("tide", "Tide table", .heading), ("hull engine", "Hull & engine", .heading),
            ("ÅSE", "Åse Dahl", .title), ("tues", "Tuesday", .title),
            ("daily/2026", "Daily/2026-11-24", .path),
        ])
    func namesOfEveryKindAreFound(_ pattern: String, _ text: String, _ kind: NameIndex.Kind) throws {
        let first = try #require(try found(pattern, vault()).first)
        #expect(first.text == text)
        #expect(first.kind == kind)
        #expect(!first.positions.isEmpty)
    }

    @Test func aHeadingBringsItsLineAndThoseOfEveryProjectAreLeftOut() throws {
        #expect(try found("tide", vault()).first?.line == 5)
        #expect(try found("next steps", vault()).isEmpty)
    }

    @Test func aNoteIsFoundOnceByItsNames() throws {
        let paths = try found("harbour", vault()).filter { $0.kind != .heading }.map(\.path)
        #expect(paths == [NotePath("Projects/Harbour map.md")])
    }

    @Test func whatWasReadLatelyComesFirstAmongEqualsButNotBeforeWhatFitsBetter() throws {
        let vault = vault(["A/Ferry one.md": "", "B/Ferry two.md": "", "C/Old fer.md": ""])
        #expect(try found("ferry", vault).first?.path == NotePath("A/Ferry one.md"))
        #expect(
            try found("ferry", vault, recents: [NotePath("B/Ferry two.md")]).first?.path
                == NotePath("B/Ferry two.md"))
        #expect(
            try found("ferry one", vault, recents: [NotePath("B/Ferry two.md")]).first?.path
                == NotePath("A/Ferry one.md"))
    }

    @Test func narrowingFindsWhatALookAtAllNamesFinds() throws {
        var notes: [String: String] = [:]
        for number in 0..<400 {
            let word = ["ferry", "harbour", "quay", "crane"][number % 4]
            notes["Notes/\(word) \(number * 7919 % 1000).md"] =
                "# \(word) and \(number)\n## part \(number % 13)\n"
        }
        let vault = vault(notes)
        let index = try #require(NameIndex(vault))
        var before: NameFits?
        for pattern in ["a", "an", "an ", "an 1", "an 12"] {
            let narrowed = try #require(NameFits(pattern, in: index, after: before))
            let whole = try #require(NameFits(pattern, in: index))
            #expect(narrowed.count == whole.count)
            #expect(
                narrowed.matches(index, in: vault, limit: 200) == whole.matches(index, in: vault, limit: 200))
            before = narrowed
        }
        #expect(try #require(NameFits("b", in: index, after: before)).count > 0)
    }

    @Test func anIndexFollowsChanges() throws {
        var vault = vault()
        var index = try #require(NameIndex(vault))
        let path = NotePath("Projects/Harbour map.md")
        vault.replace(
            NoteDigest(
                Note(path: path, bytes: Array("# Sea chart\n".utf8)), schema: .standard, settings: .core))
        vault.remove(NotePath("Daily/2026-11-24.md"))
        let isUpdated = index.update([path, NotePath("Daily/2026-11-24.md")], in: vault)
        #expect(isUpdated)
        func texts(_ pattern: String) throws -> [String] {
            try #require(NameFits(pattern, in: index)).matches(index, in: vault, limit: 9).map(\.text)
        }
        #expect(try texts("sea").first == "Sea chart")
        #expect(try texts("tide").isEmpty)
        #expect(try texts("tuesday").isEmpty)
        #expect(index.count == 3)
        #expect(index.revision == vault.revision)
    }

    @Test func aSearchThatIsNotWantedAnyMoreEnds() throws {
        let index = try #require(NameIndex(vault()))
        #expect(NameFits("a", in: index, isCancelled: { true }) == nil)
    }
}

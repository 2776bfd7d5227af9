import Configuration
import Keymaps
import Testing
import VaultModel

@Suite struct ConfigurationTests {
    private func configuration(_ texts: String...) -> Configuration {
        var result = Configuration()
        for text in texts { result.lay(name: "config.toml", text: text, themes: ["dark", "light"]) }
        return result
    }

    private func project(_ text: String, _ schema: Schema) -> Project {
        Project(Note(path: NotePath("P.md"), bytes: Array(text.utf8)), schema: schema)
    }

    @Test func choosesLooksAndKeys() {
        let chosen = configuration("theme = \"light\"\nkeymap = \"vim\"\n")
        #expect(chosen.theme == "light")
        #expect(chosen.keymap == "vim")
        #expect(chosen.problems.isEmpty)
    }

    @Test func laysOneFileOverTheOther() {
        let chosen = configuration("theme = \"light\"\nkeymap = \"vim\"\n", "theme = \"dark\"\n")
        #expect(chosen.theme == "dark")
        #expect(chosen.keymap == "vim")
    }

    @Test func namesSections() {
        let schema = configuration(
            "[sections]\nsteps = [\"Nächste Schritte\", \"Aufgaben\"]\nblockers = \"Risks\"\n"
        )
        .schema
        let note = project("## Aufgaben\n- [ ] a\n## Next Steps\n- [ ] b\n## risks\n- ❌ c\n", schema)
        #expect(note.steps.map(\.text) == ["a", "b"])
        #expect(note.blockers.map(\.text) == ["c"])
        #expect(schema.name(of: .steps) == "Nächste Schritte")
        #expect(schema.name(of: .blockers) == "Risks")
        #expect(schema.sections.map(\.kind) == Schema.standard.sections.map(\.kind))
    }

    @Test func takesAHeadingFromAnotherSection() {
        let schema = configuration("[sections]\nfacts = \"Context\"\n").schema
        #expect(schema.kind(ofHeading: "Context") == .facts)
        #expect(schema.kind(ofHeading: "Recent Context") == .context)
        #expect(schema.kind(ofHeading: "Key Facts") == .facts)
    }

    @Test func takesTheNameOfAnotherSection() {
        let schema = configuration("[sections]\nfacts = \"Recent Context\"\n").schema
        #expect(schema.kind(ofHeading: "Recent Context") == .facts)
        #expect(schema.name(of: .context) == "Recent activity")
    }

    @Test func namesTypesTagsAndColumns() {
        let chosen = configuration(
            """
            [types]
            project = ["Projekt"]
            [tags]
            review = "#prüfen"
            status = "stand"
            [columns]
            role = "Rolle"
            [status]
            archived = "abgelegt"
            rows = "Stand"
            owner-rows = ["Leitung"]
            placeholders = ["Keine."]
            """)
        let schema = chosen.schema
        #expect(chosen.problems.isEmpty)
        let note = project(
            """
            ---
            type: projekt
            tags: [prüfen, stand/aktiv]
            ---
            ## Status
            | Feld | Wert |
            | --- | --- |
            | Leitung | Ann |
            ## Collaborators
            | Person | Rolle |
            | --- | --- |
            | Bo | Chefin |
            ## Blockers
            Keine.
            """, schema)
        #expect(note.isProject)
        #expect(note.needsReview)
        #expect(note.status == "aktiv")
        #expect(note.owner == "Ann")
        #expect(note.collaborators.map(\.role) == ["Chefin"])
        #expect(note.blockers.isEmpty)
        #expect(schema.archivedStatus == "abgelegt")
    }

    @Test func placesPeople() {
        let chosen = configuration("[people]\nfolder = \"Leute/\"\ntemplate = \"Vorlagen/Person\"\n")
        #expect(chosen.schema.peopleFolder == "Leute")
        #expect(chosen.personTemplate == "Vorlagen/Person.md")
    }

    @Test(
        "a mistake is told with its line and a remedy, and the rest counts",
        arguments: [
            (
                "keymap = \"vom\"",
                "1: no keymap is called `vom`; did you mean `vim`?; there are default, vim, emacs"
            ),
            ("theme = 3", "1: `theme` needs a text in quotation marks"),
            ("\n[section]\nsteps = \"a\"", "3: nothing is called [section]; did you mean `sections`?"),
            ("[tags]\nreview = \"a b\"", "2: `a b` is no tag: a tag has no spaces, commas and `#`"),
            (
                "[people]\nfolder = \"../x\"",
                "2: `../x` is no place in the vault: write the path from the vault's folder"
            ),
            (
                "[sections]\nsteps = []",
                "2: `steps` needs a text in quotation marks, or a list of them like [\"Risks\"]"
            ),
            (
                "[columns]\nrolle = \"x\"",
                "2: `rolle` means nothing in [columns]; did you mean `role`?; there are company, person, role"
            ),
            ("nonsense", "1: not understood: write `key = \"text\"` or `[section]`"),
            (
                "[sections]\nsteps = Aufgaben",
                "2: not understood: texts are written in quotation marks and lists in brackets, like"
                    + " `blockers = [\"Risks\", \"Blockers\"]`"
            ),
        ])
    func tellsMistakes(_ text: String, _ problem: String) {
        let chosen = configuration(text + "\n[status]\narchived = \"gone\"\n")
        #expect(chosen.problems.map(\.description) == ["config.toml:" + problem])
        #expect(chosen.schema.archivedStatus == "gone")
    }
}

import Testing

@testable import VaultModel

@Suite("Headings are known by their names")
struct SchemaTests {
    @Test(
        arguments: [
            ("Next Steps", .steps), ("next steps", .steps), ("Next actions", .steps),
            ("Action Items", .steps), ("To do", .steps),
            ("Todos", .steps), ("**Next Steps**", .steps), ("Next Steps:", .steps),
            ("🚧 Current Blockers", .blockers),
            ("1. Next Steps", .steps), ("2) Next Steps ##", .steps), ("1.2 Blockers", .blockers),
            ("Next   Steps", .steps),
            ("1️⃣ Next Steps", .steps), ("_Key facts_ ✅", .facts), ("⚠️ Blocked by:", .blockers),
            ("Team", .collaborators),
            ("People involved", .collaborators), ("Decisions", .decisions), ("Topics / Themes", .topics),
            ("Themes", .topics),
            ("Topics and themes", .topics), ("Log", .context), ("History", .context),
            ("Artefacts", .artifacts),
            ("Project Status", .status), ("Overview", .overview), ("Related People", .people),
            ("👩‍🚀 Team", .collaborators),
            ("Next Steps for Ann", nil), ("", nil), ("🚧", nil), ("Steps", nil), ("1.", nil),
            ("Next-Steps", nil),
        ] as [(String, SectionKind?)])
    func names(_ heading: String, _ kind: SectionKind?) {
        #expect(Schema.standard.kind(ofHeading: heading) == kind)
    }

    @Test func ownNames() {
        let schema = Schema(sections: [
            .init(.blockers, "Risks", ["Gefahren"]), .init(.steps, "Nächste Schritte"),
        ])
        #expect(
            schema.kind(ofHeading: "NÄCHSTE SCHRITTE") == .steps
                && schema.kind(ofHeading: "gefahren") == .blockers)
        #expect(schema.kind(ofHeading: "Next Steps") == nil && schema.name(of: .steps) == "Nächste Schritte")
        let read = note("## Risks\n- fog\n## Nächste Schritte\n- [ ] sail\n")
        let project = Project(read, schema: schema)
        #expect(project.blockers.map(\.text) == ["fog"] && project.steps.map(\.text) == ["sail"])
    }

    @Test func aliasesOfOneNameAreOne() {
        var kinds: Set<SectionKind> = []
        for section in Schema.standard.sections { #expect(kinds.insert(section.kind).inserted) }
        #expect(kinds.count == SectionKind.allCases.count)
        #expect(Schema.standard.sections.map(\.kind) == SectionKind.allCases)
    }
}

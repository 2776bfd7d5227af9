import Testing

@testable import VaultModel

/// The folder of shared material beside the repository, where there is one.
private let seed: [UInt8]? = sharedFile("seed/Building an AI cloud with VAST.md")

@Suite("The note that started it")
struct ProjectSeedTests {
    @Test("reads as its author means it", .enabled(if: seed != nil, "../shared is not here"))
    func parts() throws {
        let note = Note(path: NotePath("Building an AI cloud with VAST.md"), bytes: try #require(seed))
        let project = Project(note)
        #expect(project.isProject && project.needsReview)
        #expect(project.blockers.map(\.isDone) == [false, false])
        #expect(project.steps.map(\.line) == [34, 35, 36])
        #expect(project.collaborators.count == 2)
        #expect(project.collaborators[0].role.isEmpty && !project.collaborators[1].company.isEmpty)
        #expect(project.collaborators.map(\.isMalformed) == [false, false])
        #expect(project.decisions.count == 2 && project.facts.count == 10)
        #expect(project.topics.count == 11)
        #expect(project.people.count == 2 && project.customers.isEmpty)
        #expect(project.context.map(\.date) == ["2025-12-19"])
        #expect(project.context.first?.via == "Jeff Denworth")
        #expect(project.queries.map(\.heading) == ["Open Tasks", "Artifacts"])
        #expect(project.queries.map(\.kind) == ["task", "table"])
        #expect(project.owner == "Jason Vallery" && project.statuses.count == 3 && !project.hasStatusConflict)
        #expect(project.footer?.line == 101 && project.footer?.firstLine == 100)
        #expect(project.lastUpdated == nil && project.created == "2026-01-03")
    }

    @Test("is marked reviewed in three places", .enabled(if: seed != nil, "../shared is not here"))
    func reviewed() throws {
        let bytes = try #require(seed)
        let note = Note(path: NotePath("Seed.md"), bytes: bytes)
        let today = try #require(CalendarDay("2026-03-04"))
        let edit = try ProjectEdit.markReviewed(note, settings: EditSettings(today: today))
        let old = String(decoding: bytes, as: UTF8.self)
        let new = old.replacing("- needs-review\n", with: "")
            .replacing("last_updated: ''", with: "last_updated: '2026-03-04'")
            .replacing("*Last updated: *", with: "*Last updated: 2026-03-04*")
        #expect(String(decoding: edit.applied(), as: UTF8.self) == new)
        #expect(edit.inverse().applied() == bytes)
    }
}

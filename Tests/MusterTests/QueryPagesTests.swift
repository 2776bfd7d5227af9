import Dataview
import Foundation
import TestSupport
import Testing
import VaultModel
import VaultStore

@testable import muster

@Suite("What queries know follows the index") struct QueryPagesTests {
    private let folder: TemporaryVault
    private let store: VaultStore
    private let pages: QueryPages
    private let clock = Clock(now: Date(timeIntervalSince1970: 1_795_510_800), timeZone: .gmt)

    init() throws {
        folder = try TemporaryVault(["a.md": "#x\n\nk:: 1\n", "b.md": "#x [[a]]\n", "c.md": "none\n"])
        store = try VaultStore(root: folder.path, stateFolder: nil)
        pages = QueryPages(store, clock: clock)
    }

    /// The rows of an answer, without the headings.
    private func answer(_ query: String, _ vault: QueryVault) throws -> [String] {
        let result = try QueryEngine.run(query, source: vault, clock: clock).get()
        return result.csv.split(separator: "\n").dropFirst().map(String.init)
    }

    @Test("a change that comes while an older question waits is not taken for that question's")
    func lateQuestions() throws {
        let before = try store.index()
        let first = pages.vault(at: pages.moment(before))
        #expect(try answer("LIST k FROM #x", first) == ["a,1", "b,"])
        #expect(try answer("LIST FROM [[a]]", first) == ["b"])

        let waiting = pages.moment(before)
        try folder.write("a.md", "#y\n\nk:: 2\n")
        try folder.write("d.md", "#x [[a]]\n")
        try FileManager.default.removeItem(atPath: folder.file("b.md"))
        pages.touch(["a.md", "b.md", "d.md"].map { NotePath($0) })
        let next = pages.moment(try store.index())

        _ = pages.vault(at: waiting)
        let last = pages.vault(at: next)
        #expect(try answer("LIST k FROM #x", last) == ["d,"])
        #expect(try answer("LIST k FROM #y", last) == ["a,2"])
        #expect(try answer("LIST FROM [[a]]", last) == ["d"])
    }

    @Test("a note is read again only where something happened to it")
    func reading() throws {
        let index = try store.index()
        #expect(try answer("LIST k", pages.vault(at: pages.moment(index))) == ["a,1", "b,", "c,"])
        // Not told of, so not looked at.
        try folder.write("a.md", "#x\n\nk:: 2\n")
        #expect(try answer("LIST k", pages.vault(at: pages.moment(index))) == ["a,1", "b,", "c,"])
        pages.touch([NotePath("a.md")])
        #expect(try answer("LIST k", pages.vault(at: pages.moment(index))) == ["a,2", "b,", "c,"])
    }
}

import Synchronization
import TestSupport
import Testing
import VaultModel
import VaultStore

@testable import muster

@Suite("The text that is searched follows the vault") struct SearchCorpusTests {
    private let folder: TemporaryVault
    private let store: VaultStore
    private let search: VaultSearch

    init() throws {
        var notes: [String: String] = [:]
        for number in 0..<700 { notes["N\(1000 + number).md"] = "first\nword \(number) here\n" }
        folder = try TemporaryVault(notes)
        store = try VaultStore(root: folder.path, stateFolder: nil)
        let scratch = ScratchFile(folder: folder.path + "/.scratch")
        search = VaultSearch(store, scratch: scratch, mailbox: Mailbox())
    }

    private func found(_ text: String, in vault: Vault, most: Int = VaultSearch.mostHits) -> [SearchHit] {
        let found = Mutex<[SearchHit]>([])
        search.run(SearchQuery(text), in: vault, most: most) { hits, _ in found.withLock { $0 += hits } }
        return found.withLock { $0 }
    }

    @Test func lettersNarrowWhatIsFoundAndWidenItAgain() throws {
        let vault = try store.index()
        for text in ["w", "word 6", "word 69", "word 699", "word 69", "word 6", "word", "nowhere", "n", ""] {
            let fresh = VaultSearch(store, mailbox: Mailbox())
            let plain = Mutex<[SearchHit]>([])
            fresh.run(SearchQuery(text), in: vault) { hits, _ in plain.withLock { $0 += hits } }
            #expect(found(text, in: vault) == plain.withLock { $0 }, "\(text)")
        }
        #expect(found("word 69", in: vault).count == 17)
        #expect(found("here", in: vault, most: 300).map(\.path) == vault.notes.paths.prefix(300).map { $0 })
    }

    @Test func notesThatChangeComeAndGoAreFoundAsTheyAre() throws {
        var vault = try store.index()
        #expect(found("word", in: vault).count == 700)
        func change(_ path: NotePath, _ text: String?) throws {
            if let text {
                try folder.write(path.text, text)
                vault.replace(NoteDigest(Note(path: path, bytes: Array(text.utf8))))
            } else {
                vault.remove(path)
            }
            search.forget(path)
        }
        try change(NotePath("N1300.md"), "nothing\n")
        try change(NotePath("N1301.md"), "one word\ntwo word\n")
        try change(NotePath("N1000.md"), nil)
        try change(NotePath("A.md"), "word at the start\n")
        try change(NotePath("Z.md"), "word at the end")
        for number in 0..<1200 { try change(NotePath("N1100-\(number).md"), "many a word\n") }
        let hits = found("word", in: vault)
        #expect(hits.count == 700 - 1 - 1 + 1 + 2 + 1200)
        #expect(hits.first == SearchHit(path: NotePath("A.md"), line: 0, text: "word at the start"))
        #expect(hits.last == SearchHit(path: NotePath("Z.md"), line: 0, text: "word at the end"))
        #expect(hits.map(\.path) == hits.map(\.path).sorted())
        #expect(hits.filter { $0.path == NotePath("N1301.md") }.map(\.text) == ["one word", "two word"])
        #expect(found("many a", in: vault).count == 1200)
    }
}

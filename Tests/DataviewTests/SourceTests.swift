import Dataview
import Synchronization
import Testing
import VaultModel

/// What a query asks of the notes: those that its source names, and each once.
struct SourceTests {
    /// The harbour, noting which notes are asked for.
    private final class Counted: QuerySource {
        private let notes = Harbour.vault
        private let places = Mutex<[Int]>([])

        var asked: [String] { places.withLock { $0 }.compactMap { notes.path(at: $0) } }

        var count: Int { notes.count }
        func page(at index: Int) -> PageMetadata? {
            places.withLock { $0.append(index) }
            return notes.page(at: index)
        }
        func path(at index: Int) -> String? { notes.path(at: index) }
        func index(of path: NotePath) -> Int? { notes.index(of: path) }
        func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
            notes.resolve(target, from: origin)
        }
        func notes(inFolder folder: String) -> [Int]? { notes.notes(inFolder: folder) }
        func notes(taggedLowercased tag: String) -> [Int] { notes.notes(taggedLowercased: tag) }
        func notes(linkingTo path: NotePath) -> [Int] { notes.notes(linkingTo: path) }
        func notes(linkingToUnresolved name: String) -> [Int] { notes.notes(linkingToUnresolved: name) }
        func files(linkedFrom path: NotePath) -> [NotePath]? { notes.files(linkedFrom: path) }
        func hasFile(_ path: NotePath) -> Bool { notes.hasFile(path) }
        func text(of path: NotePath) -> String? { notes.text(of: path) }
        func isStarred(_ path: NotePath) -> Bool { notes.isStarred(path) }
    }

    private static let boats = ["Boats/Avocet.md", "Boats/Curlew.md", "Boats/Wreck.md"]

    @Test(
        "only what the source names is asked for",
        arguments: [
            (#"LIST length FROM "Boats" WHERE length > 1 SORT length"#, boats),
            (#"TASK FROM "Boats" WHERE !completed SORT due LIMIT 1"#, boats),
            (#"TABLE t.text FROM "Boats" FLATTEN file.tasks AS t"#, boats),
            (#"TABLE length(rows) FROM "Boats" GROUP BY owner"#, boats),
            ("LIST FROM #boat/sail", ["Boats/Curlew.md"]),
            ("LIST FROM #boat and -#fast", ["Boats/Avocet.md"]),
            ("LIST file.inlinks FROM [[Tomas]]", ["Boats/Avocet.md"]),
            ("LIST owner.role FROM #boat/sail", ["Boats/Curlew.md", "Crew/Ines.md"]),
            ("LIST FROM #nothing", []), (#"LIST FROM "Boats" LIMIT 1"#, ["Boats/Avocet.md"]),
            (#"TASK FROM "Boats" LIMIT 1 WHERE text"#, ["Boats/Avocet.md"]),
            (#"LIST FROM "Boats" LIMIT 0"#, []),
            (#"LIST FROM "Boats" WHERE built LIMIT 1"#, boats),
            (#"TABLE length FROM "Boats" LIMIT 9"#, boats),
        ])
    func asked(query: String, notes: [String]) throws {
        let source = Counted()
        _ = try QueryEngine.run(query, source: source, clock: Harbour.clock).get()
        #expect(source.asked == notes)
    }

    @Test("texts of which few are different come in the order of all")
    func fewTexts() {
        let words = ["b", "B", "a", "", "é", "A", "10", "9"]
        let files = (0..<200).map { number in
            let word = words[number * 7 % words.count]
            let text = number % 11 == 0 ? "nothing\n" : "w:: \"\(word)\"\nn:: \(number)\n"
            return QueryVault.File(
                path: NotePath("n\(1000 + number).md"), bytes: Array(text.utf8), created: 0, modified: 0,
                size: 0)
        }
        for hasAccents in [true, false] {
            let some = hasAccents ? files : files.filter { !$0.bytes.contains(0xC3) }
            let vault = QueryVault(some, clock: Harbour.clock)
            func shown(_ query: String) -> [String] {
                guard case .success(let result) = QueryEngine.run(query, source: vault, clock: Harbour.clock)
                else { return [] }
                return result.csv.split(separator: "\n").dropFirst().map(String.init)
            }
            // The same rows put in order by a list, whose order knows no short ways.
            #expect(shown("TABLE w SORT w") == shown("TABLE w SORT [w]"))
            #expect(shown("TABLE w SORT w DESC") == shown("TABLE w SORT [w] DESC"))
            let groups = shown("TABLE WITHOUT ID w, length(rows) GROUP BY w")
            #expect(groups.count == (hasAccents ? 9 : 8))
        }
    }
}

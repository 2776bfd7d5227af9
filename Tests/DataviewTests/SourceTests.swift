import Dataview
import Synchronization
import Testing
import VaultModel

/// What a query asks of the notes: those that its source names, and each once.
struct SourceTests {
    /// The harbour, nothing of it read, and a list of what is read then.
    private final class Unread: Sendable {
        private let paths = Mutex<[String]>([])

        var read: [String] { paths.withLock { $0 } }

        var vault: QueryVault {
            let files = Dictionary(uniqueKeysWithValues: Harbour.files.map { ($0.path, $0) })
            var index = Vault()
            index.insert(
                files.values.filter(\.path.isNote).map { NoteDigest(Note(path: $0.path, bytes: $0.bytes)) })
            return QueryVault(
                index,
                files: QueryFiles(clock: Harbour.clock) { [self] path in
                    paths.withLock { $0.append(path.text) }
                    return files[path]
                })
        }
    }

    private static let boats = ["Boats/Avocet.md", "Boats/Curlew.md", "Boats/Wreck.md"]

    @Test(
        "only notes that the source names are read, and those only whose fields are asked for",
        arguments: [
            (#"LIST length FROM "Boats" WHERE length > 1 SORT length"#, boats),
            (#"TASK FROM "Boats" WHERE !completed SORT due LIMIT 1"#, boats),
            (#"TABLE t.text FROM "Boats" FLATTEN file.tasks AS t"#, boats),
            (#"TABLE length(rows) FROM "Boats" GROUP BY owner"#, boats),
            ("LIST FROM #boat/sail", []), ("LIST owner FROM #boat/sail", ["Boats/Curlew.md"]),
            ("LIST owner FROM #boat and -#fast", ["Boats/Avocet.md"]),
            ("LIST file.inlinks FROM [[Tomas]]", []),
            ("TABLE file.folder, upper(file.name) FROM [[Tomas]] SORT file.path", []),
            ("LIST file.size FROM [[Tomas]]", ["Boats/Avocet.md"]),
            ("LIST FROM outgoing([[Ines]])", ["Crew/Ines.md"]),
            ("LIST map([1], (file) => file) FROM #boat", []),
            ("LIST map([file], (x) => x.size) FROM #boat/sail", ["Boats/Curlew.md"]),
            ("LIST FROM #boat/sail WHERE file.link.length > 1", ["Boats/Curlew.md"]),
            ("LIST owner.role FROM #boat/sail", ["Boats/Curlew.md", "Crew/Ines.md"]),
            ("LIST FROM #nothing", []), (#"LIST length FROM "Boats" LIMIT 1"#, ["Boats/Avocet.md"]),
            (#"TASK FROM "Boats" LIMIT 1 WHERE text"#, ["Boats/Avocet.md"]),
            (#"LIST FROM "Boats" LIMIT 0"#, []),
            (#"LIST FROM "Boats" WHERE built LIMIT 1"#, boats),
            (#"TABLE length FROM "Boats" LIMIT 9"#, boats),
        ])
    func read(query: String, notes: [String]) throws {
        let unread = Unread()
        let vault = unread.vault
        let answer = try QueryEngine.run(query, source: vault, clock: Harbour.clock).get()
        #expect(unread.read == notes)
        let known = try QueryEngine.run(query, source: Harbour.vault, clock: Harbour.clock).get()
        #expect(answer.csv == known.csv)
        // Nothing is read twice.
        _ = try QueryEngine.run(query, source: vault, clock: Harbour.clock).get()
        #expect(unread.read == notes)
    }

    @Test("a query that nobody waits for any more reads no further")
    func cancelledReading() {
        let read = Atomic<Int>(0)
        var index = Vault()
        index.insert((0..<2000).map { NoteDigest(Note(path: NotePath("n\($0).md"), bytes: [])) })
        let files = QueryFiles(clock: Harbour.clock) { path in
            read.add(1, ordering: .relaxed)
            return Harbour.file(path.text, "- [ ] t\n")
        }
        let vault = QueryVault(index, files: files)
        var limits = QueryLimits()
        limits.isCancelled = { read.load(ordering: .relaxed) > 0 }
        let outcome = QueryEngine.run("TASK", source: vault, clock: Harbour.clock, limits: limits)
        guard case .failure(let failure) = outcome else {
            Issue.record("the query was answered")
            return
        }
        #expect(failure.message.contains("stopped"))
        #expect((1..<1000).contains(read.load(ordering: .relaxed)))
    }

    @Test("names of fields are counted in all notes once, then in those that changed")
    func fieldNames() {
        let unread = Unread()
        let vault = unread.vault
        let notes = Harbour.files.map(\.path.text).filter { $0.hasSuffix(".md") }
        var fields = QueryWords.fields(of: vault)
        #expect(unread.read.sorted() == notes.sorted())
        #expect(fields["length"] == 2)
        #expect(fields["wind"] == 1)
        QueryWords.add([NotePath("Boats/Curlew.md"), NotePath("gone.md")], of: vault, to: &fields)
        #expect(unread.read.dropFirst(notes.count) == ["Boats/Curlew.md"])
        #expect(fields["length"] == 3)
        let words = QueryWords(vault, fields: fields)
        #expect(words.fields.first == "length")
        #expect(words.tags.contains("#boat/sail"))
        #expect(words.folders == ["Boats", "Crew"])
        #expect(unread.read.count == notes.count + 1)
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

import Dataview
import Testing
import VaultModel

/// Whole queries over the harbour: the query, and the rows it gives.
struct QueryTests {
    @Test(
        "sources",
        arguments: [
            ("LIST", "2026-05-11 Log\nAvocet\nCurlew\nWreck\nInes\nTomas"),
            ("LIST FROM \"Boats\"", "Avocet\nCurlew\nWreck"),
            ("LIST FROM \"boats\"", ""), ("LIST FROM \"Boats/Wreck\" or \"Crew/Ines.md\"", "Wreck\nInes"),
            ("LIST FROM #BOAT", "Avocet\nCurlew"), ("LIST FROM #boat and -#fast", "Avocet"),
            ("LIST FROM [[Ines]]", "2026-05-11 Log\nCurlew"), ("LIST FROM outgoing([[Crew/Ines]])", "Curlew"),
            ("LIST FROM [[Nowhere]]", "Tomas"), ("LIST FROM -(\"Boats\" or \"Crew\")", "2026-05-11 Log"),
            ("LIST FROM [[plan.png]]", "Curlew"),
            ("LIST FROM \"Boats\" & !\"Boats/Wreck\"", "Avocet\nCurlew"),
            ("TABLE WITHOUT ID Item, price FROM csv(\"prices.csv\") WHERE price > 5", "\"paint, red\",12"),
        ])
    func sources(query: String, expected: String) {
        #expect(Harbour.answer(query) == expected)
    }

    @Test(
        "clauses in the order written",
        arguments: [
            ("LIST FROM \"Boats\" WHERE length > 10", "Curlew"),
            ("LIST FROM \"Boats\" WHERE length < 100", "Avocet\nCurlew\nWreck"),
            ("LIST length FROM \"Boats\" SORT length DESC", "Curlew,12.5\nAvocet,7\nWreck,"),
            ("LIST FROM \"Boats\" LIMIT 2 SORT file.name DESC", "Curlew\nAvocet"),
            ("LIST FROM \"Boats\" LIMIT -1", "Avocet\nCurlew"),
            ("TABLE WITHOUT ID length AS l, length * 2 AS l FROM \"Boats\" WHERE length", "14,14\n25,25"),
            ("TABLE length + 1 FROM \"Boats\"", "Avocet,8\nCurlew,13.5"),
            ("TABLE length(rows) FROM \"\" GROUP BY file.folder SORT key DESC", "Crew,2\nBoats,3\n,1"),
            ("TABLE rows.file.name FROM \"Crew\" GROUP BY role AS r", "captain,Ines\nmate,Tomas"),
            ("TABLE b FROM #boat FLATTEN berths AS b", "Avocet,\nCurlew,4\nCurlew,2"),
            (
                "LIST FROM \"Boats\" FLATTEN file.tags AS t GROUP BY t",
                "#boat\n#boat/motor\n#boat/sail\n#dry-dock\n#fast"
            ),
            ("CALENDAR joined FROM \"Crew\"", "\"March 01, 2020\",Ines\n\"September 15, 2024\",Tomas"),
            ("LIST FROM \"Boats\" WHERE val * when", ""),
            ("LIST FROM \"Boats\" // note\nWHERE length = 7", "Avocet"),
            ("list from \"Boats\" where owner.role = \"mate\"", "Avocet"),
            ("LIST file.day WHERE file.day", "2026-05-11 Log,\"May 11, 2026\""),
        ])
    func clauses(query: String, expected: String) {
        #expect(Harbour.answer(query) == expected)
    }

    @Test(
        "a key called rows stands in the place of a group's rows",
        arguments: [
            (
                "TABLE WITHOUT ID key, rows FROM \"Boats\" GROUP BY file.name AS rows",
                "Avocet,Avocet\nCurlew,Curlew\nWreck,Wreck"
            ),
            (
                "TABLE WITHOUT ID length(rows), rows.file.name, rows = key FROM \"Boats\" GROUP BY list() AS rows",
                "2,\"Curlew, Wreck\",true"
            ),
            ("TABLE WITHOUT ID length(rows), rows[0] FROM \"Boats\" GROUP BY list(1) AS rows", "3,1"),
        ])
    func coveredRows(query: String, expected: String) {
        #expect(Harbour.answer(query) == expected)
    }

    @Test(
        "what Dataview throws an exception at is none here",
        arguments: [
            ("LIST FROM \"Boats\" GROUP BY 1 AS rows", "the key is called rows"),
            ("TASK FROM \"Boats\" GROUP BY null AS rows", "the key is called rows"),
            ("TASK FROM \"Boats\" LIMIT 1 GROUP BY text AS rows", "a value of the type string"),
            ("TASK FROM \"Boats\" GROUP BY status FLATTEN 3 AS rows", "a value of the type number"),
            ("TASK FROM \"Boats\" GROUP BY status FLATTEN key AS status", "a value of the type object"),
            ("TASK FROM \"Boats\" FLATTEN 3 AS children", "a value of the type object"),
        ])
    func exceptions(query: String, words: String) {
        let answer = Harbour.answer(query)
        #expect(answer.hasPrefix("exception: ") && answer.contains(words), "\(answer)")
    }

    @Test(
        "tasks",
        arguments: [
            // A task without a date of its own or of its note stands first.
            (
                "TASK WHERE !completed SORT due",
                """
                [ ],Buy paint [cost:: 80],Boats/Curlew.md:15
                [/],Splice lines [due:: 2026-05-10],Boats/Curlew.md:16
                [ ],Scrape hull 📅 2026-05-20 #dry-dock,Boats/Curlew.md:13
                [ ],Check engine,Boats/Avocet.md:7
                """
            ),
            (
                "TASK FROM \"Boats/Curlew\" WHERE parent",
                """
                [x],Borrow scraper ✅ 2026-05-01,Boats/Curlew.md:14
                [ ],Buy paint [cost:: 80],Boats/Curlew.md:15
                """
            ),
            ("TASK WHERE completion", "[x],Borrow scraper ✅ 2026-05-01,Boats/Curlew.md:14"),
            (
                "TASK WHERE contains(tags, \"#dry-dock\")",
                "[ ],Scrape hull 📅 2026-05-20 #dry-dock,Boats/Curlew.md:13"
            ),
            (
                "TASK FROM \"Boats\" WHERE checked GROUP BY completed",
                """
                false,[/],Splice lines [due:: 2026-05-10],Boats/Curlew.md:16
                true,[X],Renew licence,Boats/Avocet.md:8
                true,[x],Borrow scraper ✅ 2026-05-01,Boats/Curlew.md:14
                """
            ),
        ])
    func tasks(query: String, expected: String) {
        #expect(Harbour.answer(query) == expected)
    }

    @Test("fields of pages")
    func fields() {
        let this = "Boats/Curlew.md"
        #expect(Harbour.value("this.rig", this: this) == "sloop")
        #expect(Harbour.value("this.Refit = this.refit", this: this) == "true")
        #expect(Harbour.value("this.depth", this: this) == "3")
        #expect(Harbour.value("this.cost", this: this) == "\\-")
        #expect(Harbour.value("this.built.month", this: this) == "4")
        #expect(Harbour.value("this.file.tags", this: this) == "#dry-dock, #boat/sail, #boat, #fast")
        #expect(Harbour.value("this.file.outlinks.file.name", this: this) == "Ines, Ines, \\-")
        #expect(Harbour.value("this.file.inlinks", this: this) == "[[Crew/Ines.md|Ines]]")
        #expect(Harbour.value("this.file.size > 100 and this.file.ext = \"md\"", this: this) == "true")
        #expect(Harbour.value("length(this.file.lists) + length(this.file.tasks)", this: this) == "9")
        #expect(
            Harbour.value("this.file.tasks[0].children.text", this: this)
                == "Borrow scraper ✅ 2026-05-01, Buy paint [cost:: 80]")
        #expect(Harbour.value("this.file.tasks.fullyCompleted", this: this) == "false, true, false, false")
        #expect(
            Harbour.value("this.file.tasks[0].link", this: this) == "[[Boats/Curlew.md#Jobs|Curlew > Jobs]]")
        #expect(Harbour.value("this.wind", this: "2026-05-11 Log.md") == "5, 6")
        #expect(
            Harbour.value("this.file.starred and this.file.aliases = [\"Skipper\"]", this: "Crew/Ines.md")
                == "true")
        #expect(Harbour.value("dateformat(this.file.cday, \"yyyy-MM-dd\")", this: this) == "2026-01-01")
    }

    @Test("a task that is drawn below another is not drawn again")
    func drawn() throws {
        let outcome = QueryEngine.run(
            "TASK FROM \"Boats/Curlew\"", source: Harbour.vault, clock: Harbour.clock)
        guard case .tasks(let tasks) = try outcome.get().content else { throw Unexpected() }
        let trees = TaskTree.drawn(tasks)
        #expect(trees.map(\.place) == ["Boats/Curlew.md:12", "Boats/Curlew.md:15"])
        #expect(trees.first?.children.map(\.place) == ["Boats/Curlew.md:13", "Boats/Curlew.md:14"])
    }

    private struct Unexpected: Error {}

    @Test("a limit behind a sort picks the same rows as sorting all")
    func heap() {
        let many = (0..<500).map { index in
            (path: "n\(index).md", text: "k:: \((index * 7919) % 101)\n")
        }
        let vault = QueryVault(
            many.map { path, text in
                let bytes = Array(text.utf8)
                return QueryVault.File(
                    path: NotePath(path), bytes: bytes, created: 0, modified: 0, size: bytes.count)
            }, clock: Harbour.clock)
        func rows(_ query: String) -> String? {
            try? QueryEngine.run(query, source: vault, clock: Harbour.clock).get().csv
        }
        let all = rows("LIST k SORT k DESC, file.size")?.split(separator: "\n").prefix(21)
        let some = rows("LIST k SORT k DESC, file.size LIMIT 20")?.split(separator: "\n").prefix(21)
        #expect(all?.count == 21)
        #expect(all == some)
    }

    @Test("what a note links to comes in the order of its text, properties last")
    func outgoingOrder() throws {
        let texts = ["a": "---\nk: \"[[b]]\"\n---\n![[d]] [[c]]\n", "b": "", "c": "", "d": ""]
        let files = texts.map { name, text in
            QueryVault.File(
                path: NotePath(name + ".md"), bytes: Array(text.utf8), created: 0, modified: 0, size: 0)
        }
        let vault = QueryVault(files, clock: Harbour.clock)
        let result = try QueryEngine.run(
            "LIST WITHOUT ID file.name FROM outgoing([[a]])", source: vault, clock: Harbour.clock
        ).get()
        #expect(result.csv.split(separator: "\n").dropFirst() == ["c", "d", "b"])
    }

    @Test(
        "the separator of a table is the one that cuts its lines alike",
        arguments: [
            ("a;b\n1,5;2\n", "\"1,5\",2"), ("\"a\"\t\"b,c\"\n1\t2\n", "1,"), ("a,b\n1,x;y\n", "1,x;y"),
            ("a|b\n1,2|3\n", "\"1,2\",3"), ("a\n1\n", "1,"), ("a,b\n\n# x,y,z\n1,2", "1,2"),
        ])
    func separator(table: String, expected: String) throws {
        let bytes = Array(table.utf8)
        let file = QueryVault.File(
            path: NotePath("t.csv"), bytes: bytes, created: 0, modified: 0, size: bytes.count)
        let vault = QueryVault([file], clock: Harbour.clock)
        let result = try QueryEngine.run(
            "TABLE WITHOUT ID a, b FROM csv(\"t.csv\")", source: vault, clock: Harbour.clock
        ).get()
        #expect(result.csv.split(separator: "\n").dropFirst() == [Substring(expected)])
    }
}

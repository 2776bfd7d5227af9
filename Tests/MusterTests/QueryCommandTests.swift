import Foundation
import TestSupport
import Testing

@Suite struct QueryCommandTests {
    private func vault() throws -> TemporaryVault {
        try TemporaryVault([
            "Boats/Heron.md":
                "---\nlength: 9\ntags: [sail]\n---\n[[Tern]]\n- [ ] Oil the deck\n  - [x] Buy oil\n",
            "Boats/Tern.md":
                "---\nlength: 12\n---\nowner:: Kim, of \"Port\"\n- [ ] Scrape | sand\n- [x] Launch\n",
            "Yard.md": "---\nberths: 2\n---\n- [ ] Sweep\n",
            "crew.csv": "name,age\nKim,30\nAda,41\n",
        ])
    }

    private func run(_ arguments: [String], in given: TemporaryVault? = nil) throws -> Program.Run {
        let vault = try given ?? vault()
        return try withExtendedLifetime(vault) {
            try Program.run(
                ["query", "--vault", vault.path, "--now", "2026-11-24T10:00:00"] + arguments)
        }
    }

    @Test(
        "each kind of answer as text",
        arguments: [
            (
                #"TABLE length, owner FROM "Boats" SORT length DESC"#,
                "File   length  owner\nTern   12      Kim, of \"Port\"\nHeron  9       -\n"
            ),
            ("LIST length FROM #sail", "- Heron: 9\n"),
            (
                "TASK WHERE !completed SORT text",
                """
                - [ ] Oil the deck  (Boats/Heron.md:6)
                  - [x] Buy oil  (Boats/Heron.md:7)
                - [ ] Scrape | sand  (Boats/Tern.md:5)
                - [ ] Sweep  (Yard.md:4)

                """
            ),
            (
                #"TASK FROM "Boats/Tern" GROUP BY status"#,
                "##  \n\n- [ ] Scrape | sand  (Boats/Tern.md:5)\n\n## x\n\n- [x] Launch  (Boats/Tern.md:6)\n"
            ),
            (#"TABLE WITHOUT ID name, age FROM csv("crew.csv")"#, "name  age\nKim   30\nAda   41\n"),
        ])
    func text(_ query: String, _ expected: String) throws {
        let run = try run([query])
        #expect(run.output == expected)
        #expect(run.errors.isEmpty)
        #expect(run.status == 0)
    }

    @Test func tablesQuoteWhatCommaSeparatedValuesMustQuote() throws {
        let run = try run([
            #"TABLE WITHOUT ID file.name AS "The name", owner FROM "Boats""#, "--format", "csv",
        ])
        #expect(run.output == "The name,owner\nHeron,\nTern,\"Kim, of \"\"Port\"\"\"\n")
    }

    @Test func tasksAsRows() throws {
        let run = try run([#"TASK FROM "Boats/Heron""#, "--format", "csv"])
        #expect(
            run.output
                == ",Task,Note\n[ ],Oil the deck,Boats/Heron.md:6\n[x],Buy oil,Boats/Heron.md:7\n")
    }

    @Test func markdownShowsATaskBelowAnotherOnce() throws {
        let run = try run([#"TASK FROM "Boats/Heron""#, "--format", "md"])
        #expect(run.output == "- [ ] Oil the deck\n  - [x] Buy oil\n")
    }

    @Test func markdownEscapesPipesInTables() throws {
        let run = try run([
            #"TABLE WITHOUT ID file.link AS Note, "a|b" AS T FROM "Boats/Tern""#, "--format", "md",
        ])
        #expect(run.output == "| Note | T |\n| --- | --- |\n| [[Boats/Tern.md\\|Tern]] | a\\|b |\n")
    }

    @Test func theAnswerAsJSON() throws {
        let run = try run(["LIST FROM [[Tern]]", "--format", "json"])
        #expect(
            run.output
                == #"{"ok":true,"type":"list","count":1,"#
                + #""values":[{"link":"Boats/Heron.md","type":"file"}]}"# + "\n")
    }

    @Test func anExpressionSeesItsNote() throws {
        let run = try run(["--expr", "this.length * 2 + date(today).day", "--this", "Tern"])
        #expect(run.output == "48\n")
    }

    @Test func aFaultIsToldWithALineAndACaret() throws {
        let run = try run(["LIST FORM \"Boats\""])
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("muster: Line 1, column 11: "))
        #expect(run.errors.contains("\n1 | LIST FORM \"Boats\"\n  |           ^\n"))
        #expect(run.errors.contains("Expected an operator, FROM"))
    }

    @Test func rowsThatFailAreCounted() throws {
        let run = try run(["TABLE length + 1 WHERE length OR berths"])
        #expect(run.output == "File   length + 1\nHeron  10\nTern   13\n")
        #expect(run.errors == "muster: left out 1 row on which an expression failed\n")
        #expect(run.status == 0)
    }

    @Test func aNoteThatIsNotThereIsAnError() throws {
        let run = try run(["--expr", "this.length", "--this", "Gull"])
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("muster: Gull: no note has this path or name"))
    }

    @Test func linesAreAnsweredInOrderWithTheirIDs() throws {
        let vault = try vault()
        try vault.write(
            "in.txt",
            #"{"id":"a","expr":"this.length","this":"Boats/Heron.md"}"# + "\n\n"
                + #"{"id":7,"query":"LIST FROM"}"# + "\n")
        let run = try run(["--batch", vault.file("in.txt")], in: vault)
        let lines = run.output.split(separator: "\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines.first == #"{"id":"a","ok":true,"type":"inline","value":9,"text":"9"}"#)
        #expect(lines.last?.hasPrefix(#"{"id":7,"ok":false,"kind":"parse""#) == true)
        #expect(run.status == 0)
    }

    @Test(arguments: [[], ["LIST", "--expr", "1"], ["LIST", "--now", "soon"]])
    func wrongUsage(_ arguments: [String]) throws {
        let vault = try vault()
        #expect(try Program.run(["query", "--vault", vault.path] + arguments).status == 2)
        withExtendedLifetime(vault) {}
    }
}

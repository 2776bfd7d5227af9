import Dataview
import Foundation
import Testing
import VaultModel

/// The forms of results.
struct ResultTests {
    private func result(_ query: String) throws -> QueryResult {
        try QueryEngine.run(query, source: Harbour.vault, clock: Harbour.clock).get()
    }

    @Test("JSON has the forms of values")
    func values() {
        func json(_ expression: String) -> String {
            QueryEngine.evaluate(expression, source: Harbour.vault, clock: Harbour.clock).json()
        }
        #expect(json("1/0").contains(#""value":{"num":"Infinity"}"#))
        #expect(json("ceil(-0.5)").contains(#""value":{"num":"-0"}"#))
        #expect(json("date(2026-03-04)").contains(#""value":{"date":"2026-03-04T00:00:00.000+00:00"}"#))
        #expect(
            json("date(2026-03-04T05:06:07Z)").contains(#"{"date":"2026-03-04T05:06:07.000Z","zone":"UTC"}"#))
        #expect(
            json("dur(1h 30m)").contains(#"{"dur":{"hours":1,"minutes":30},"iso":"PT1H30M","ms":5400000}"#))
        #expect(json("[[a#b|c]]").contains(#"{"link":"a","type":"header","subpath":"b","display":"c"}"#))
        #expect(json("![[a#^b]]").contains(#"{"link":"a","type":"block","subpath":"b","embed":true}"#))
        #expect(json("{b: 1, \"2\": null}").contains(#"{"obj":{"2":null,"b":1}}"#))
        #expect(json("elink(\"u\")").contains(#"{"widget":"external-link","url":"u","display":"u"}"#))
        #expect(json("(x) => x").contains(#"{"function":true},"text":"<function>"}"#))
        #expect(json("\"a\\\"\n\u{1}\"").contains(#""value":"a\"\n\u0001""#))
        #expect(json("\"é\u{9B}\u{202E}日\"").contains(#""value":"é\u009b\u202e日""#))
        #expect(json("1 +").hasPrefix(#"{"ok":false,"kind":"parse""#))
        #expect(json("1 + null").hasPrefix(#"{"ok":false,"type":"inline","kind":"exec""#))
        #expect(json("dur(1 day) / 0").contains(#""kind":"exception""#))
    }

    @Test("JSON has the forms of results")
    func results() throws {
        #expect(
            try result("LIST length FROM \"Boats\" WHERE length = 7").json(id: "\"x\"")
                == #"{"id":"x","ok":true,"type":"list","count":1,"values":[{"widget":"list-pair","#
                + #""key":{"link":"Boats/Avocet.md","type":"file"},"value":7}]}"#)
        #expect(
            try result("TABLE length + 1 AS l FROM \"Boats\"").json().hasPrefix(
                #"{"ok":true,"type":"table","headers":["File","l"],"count":2,"dropped":1,"rows":[["#))
        #expect(
            try result("CALENDAR due FROM \"Boats/Avocet\"").json().contains(
                #""values":[{"date":{"date":"2026-06-01"#))
        let task = try result("TASK WHERE cost").json()
        #expect(
            task.contains(
                #""line":14,"lineCount":1,"list":12,"parent":12,"symbol":"-","text":"Buy paint [cost:: 80]""#)
        )
        #expect(
            task.contains(#""fields":{"cost":80},"children":[]}],"rendered":[{"at":"Boats/Curlew.md:14"}]}"#))
        #expect(
            try result("TASK WHERE cost GROUP BY cost").json().contains(
                #""groups":[{"key":80,"tasks":[{"path""#))
    }

    @Test("CSV quotes what needs it")
    func csv() throws {
        #expect(
            try result("TABLE length AS \"a, b\", owner, refit FROM #boat").csv == """
                File,"a, b",owner,refit
                Avocet,7,T.,
                Curlew,12.5,Ines,2 weeks

                """)
        #expect(
            try result("TASK WHERE cost").csv == ",Task,Note\n[ ],Buy paint [cost:: 80],Boats/Curlew.md:15\n")
    }

    @Test("Markdown can be pasted into a note")
    func markdown() throws {
        #expect(
            try result("TABLE owner, length FROM #boat").markdown == """
                | File | owner | length |
                | --- | --- | --- |
                | [[Boats/Avocet.md\\|Avocet]] | [[Crew/Tomas.md\\|T.]] | 7 |
                | [[Boats/Curlew.md\\|Curlew]] | [[Crew/Ines.md\\|Ines]] | 12.5 |

                """)
        #expect(
            try result("LIST length FROM \"Boats/Avocet\"").markdown == "- [[Boats/Avocet.md|Avocet]]: 7\n")
        #expect(
            try result("TASK FROM \"Boats/Curlew\" WHERE due GROUP BY status").markdown == """
                ##  \n
                - [ ] Scrape hull 📅 2026-05-20 #dry-dock
                    - [x] Borrow scraper ✅ 2026-05-01
                    - [ ] Buy paint [cost:: 80]

                ## /

                - [/] Splice lines [due:: 2026-05-10]

                """)
    }

    @Test("a task below another is written once")
    func nestedMarkdown() throws {
        #expect(
            try result(
                "TASK FROM \"Boats/Curlew\" WHERE contains(text, \"hull\") or contains(text, \"paint\")"
            )
            .markdown == """
                - [ ] Scrape hull 📅 2026-05-20 #dry-dock
                    - [x] Borrow scraper ✅ 2026-05-01
                    - [ ] Buy paint [cost:: 80]

                """)
    }

    @Test("a batch answers line by line, with the ids given")
    func batch() throws {
        func answer(_ line: String) -> String? {
            QueryBatch.answer(line, source: Harbour.vault, clock: Harbour.clock)
        }
        #expect(answer("") == nil)
        #expect(
            answer(#"{"id": 7, "expr": "this.role", "this": "Crew/Ines.md"}"#)
                == #"{"id":7,"ok":true,"type":"inline","value":"captain","text":"captain"}"#)
        #expect(
            answer(#"{"query": "LIST FROM #none"}"#) == #"{"ok":true,"type":"list","count":0,"values":[]}"#)
        #expect(answer("nonsense")?.contains("no JSON object") == true)
        #expect(answer("{}")?.contains("neither query nor expr") == true)
    }

    @Test("settings change how values look")
    func settings() throws {
        let json =
            #"{"renderNullAs": "–", "defaultDateFormat": "d.M.", "tableIdColumnName": "Note", "x": 1}"#
        let settings = QuerySettings(data: Array(json.utf8))
        let outcome = QueryEngine.evaluate(
            "string([null, date(2026-03-04)])", source: Harbour.vault, clock: Harbour.clock,
            settings: settings)
        #expect(outcome.json().contains(#""value":"–, 4.3.""#))
        let table = try QueryEngine.run(
            "TABLE", source: Harbour.vault, clock: Harbour.clock, settings: settings
        ).get()
        #expect(table.csv.hasPrefix("Note\n"))
        #expect(QuerySettings(data: Array("[]".utf8)) == QuerySettings())
        #expect(QuerySettings(data: nil) == QuerySettings())
    }

    @Test("inline queries start with their prefix")
    func inline() throws {
        let settings = QuerySettings()
        #expect(InlineQuery.expression(in: "= this.x", settings: settings) == "this.x")
        #expect(InlineQuery.expression(in: "x = 1", settings: settings) == nil)
        #expect(InlineQuery.expression(in: "= ", settings: settings) == nil)
        let shown = InlineQuery.shown(
            "= this.role + \"!\"", this: NotePath("Crew/Ines.md"), source: Harbour.vault,
            clock: Harbour.clock,
            settings: settings)
        #expect(try shown?.get() == "captain!")
    }
}

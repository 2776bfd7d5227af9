import Dataview
import Foundation
import VaultModel

/// A small vault about a harbour, for the tests of queries.
enum Harbour {
    /// Tuesday, 2026-05-12, 10:00 UTC.
    static let clock = Clock(now: Date(timeIntervalSince1970: 1_778_580_000), timeZone: .gmt)

    static let notes: [(path: String, text: String)] = [
        (
            "Boats/Curlew.md",
            """
            ---
            length: 12.5
            built: 1998-04
            tags: [boat/sail, fast]
            owner: "[[Ines]]"
            berths: [4, 2]
            ---
            # Curlew
            Refit:: 2 weeks
            A quick boat [rig:: sloop] for [[Ines]] and ![[plan.png]].

            ## Jobs
            - [ ] Scrape hull 📅 2026-05-20 #dry-dock
                - [x] Borrow scraper ✅ 2026-05-01
                - [ ] Buy paint [cost:: 80]
            - [/] Splice lines [due:: 2026-05-10]
            - plain remark [depth:: 3]
            """
        ),
        (
            "Boats/Avocet.md",
            """
            ---
            length: 7
            owner: "[[Tomas|T.]]"
            tags: boat/motor
            due: 2026-06-01
            ---
            - [ ] Check engine
            - [X] Renew licence
            """
        ),
        ("Boats/Wreck.md", "Nothing is known.\n"),
        (
            "Crew/Ines.md",
            """
            ---
            aliases: [Skipper]
            role: captain
            joined: 2020-03-01
            ---
            Sails [[Boats/Curlew#Jobs|her boat]]. Favourite:: [[Curlew]]
            """
        ),
        ("Crew/Tomas.md", "role:: mate\njoined:: 2024-09-15\n[[Nowhere]]\n"),
        ("2026-05-11 Log.md", "Wind:: 5\nWind:: 6\nWith [[Ines]].\n"),
    ]

    /// The notes and other files of the vault.
    static let files =
        notes.map { path, text in file(path, text) } + [
            file("plan.png", ""), file("prices.csv", "Item,Price\nrope,3.5\n\"paint, red\",12\n# note\n"),
        ]

    static let vault = QueryVault(
        files, clock: clock,
        bookmarks: Array(
            #"{"items":[{"type":"group","items":[{"type":"file","path":"Crew/Ines.md"}]}]}"#.utf8))

    /// A file with a fixed time.
    static func file(_ path: String, _ text: String) -> QueryVault.File {
        let bytes = Array(text.utf8)
        return QueryVault.File(
            path: NotePath(path), bytes: bytes, created: 1_767_225_600_000, modified: 1_775_001_600_000,
            size: bytes.count)
    }

    /// The answer to a query, as CSV without the headings, one line a row; or the fault's first line.
    static func answer(_ query: String, limits: QueryLimits = QueryLimits()) -> String {
        switch QueryEngine.run(query, source: vault, clock: clock, limits: limits) {
        case .success(let result): result.csv.split(separator: "\n").dropFirst().joined(separator: "\n")
        case .failure(let failure): "\(failure.kind): \(failure.message)"
        }
    }

    /// The text of an expression's value, or its fault.
    static func value(
        _ expression: String, this: String = "Boats/Curlew.md", limits: QueryLimits = QueryLimits()
    ) -> String {
        let origin = NotePath(this)
        let outcome = QueryEngine.evaluate(
            expression, this: origin, source: vault, clock: clock, limits: limits)
        return switch outcome {
        case .success(let result):
            if case .value(let value) = result.content { value.text(QuerySettings()) } else { "no value" }
        case .failure(let failure): "\(failure.kind): \(failure.message)"
        }
    }
}

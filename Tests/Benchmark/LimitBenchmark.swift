import Dataview
import VaultModel

/// Measures by how much queries that ask for too much overrun the time they are given: the limit is looked at between
/// steps, so it is the longest step that counts.
struct LimitBenchmark {
    private static let many = "list(" + (0..<1000).map(String.init).joined(separator: ", ") + ")"
    private static let long = #""ab" * 2000000"#

    /// Work on a long text or list, which is asked for a thousand times over.
    private static let works = [
        #"regexmatch("(a+)+$", "a" * 60000 + "b")"#, #"regexreplace(\#(long), "[^a]", "c")"#,
        #"regextest("(a|b|ab)*c", \#(long))"#, #"regexmatch("(a*)*b", "a" * 4000000)"#,
        #"replace(\#(long), "ab", "ba")"#, #"length(split(\#(long), "b"))"#,
        #"split("a b " * 1000000, "\\s")"#,
        #"lower(\#(long))"#, #"upper("ß" * 2000000)"#, #"contains(\#(long), "ba" * 1000000 + "c")"#,
        #"sort(split(\#(long), ""))"#, #"unique(split(\#(long), ""))"#, #"join(split(\#(long), ""))"#,
        #"reverse(split(\#(long), ""))"#, #"sum(map(split("1" * 1000000, ""), (y) => number(y)))"#,
        #"padleft("a", 4000000)"#, #"padright("é", 4000000, "x")"#, #"truncate(\#(long), 3000000)"#,
        #"substring(\#(long), 1, 3000000)"#, #"dateformat(date("2026-01-01"), "'" + \#(long) + "'")"#,
        #"durationformat(dur("1 day"), "d" * 1000000)"#, #"date(\#(long))"#, #"dur("1 day, " * 400000)"#,
        #"link(\#(long))"#, #"meta(link(\#(long)))"#, #"number("1" * 4000000)"#,
        #"string(split(\#(long), ""))"#,
        #"flat([[split(\#(long), "")]], 5)"#, #"filter(split(\#(long), ""), (y) => y = "c")"#,
        #"slice(split(\#(long), ""), 1)"#, #"econtains(split(\#(long), ""), "c")"#,
        #"\#(long) < \#(long) + "a""#,
        #"containsword(\#(long), "ba")"#, #"extract({a: \#(long)}, "a")"#, #"max(split(\#(long), ""))"#,
        #"length(\#(long) + \#(long))"#, #"startswith(\#(long), \#(long))"#, #"hash(\#(long))"#,
        #"nonnull(split(\#(long), ""))"#, #"all(split(\#(long), ""), (y) => y)"#,
        #"currencyformat(1, \#(long))"#,
        #"sort(map(\#(many), (y) => "a" * 4000 + y))"#, #"unique(map(\#(many), (y) => [y, [y]]))"#,
    ]

    /// Runs each for `seconds` at most and reports the longest overrun.
    func run(seconds: Int) {
        var limits = QueryLimits()
        limits.time = .seconds(seconds)
        limits.steps = Int.max / 2
        let notes = (0..<1000).map { number in
            let text = (0..<20).map { "- [ ] task \(number) \($0) [k:: \($0)]\n" }.joined()
            return QueryVault.File(
                path: NotePath("n\(number).md"), bytes: Array(text.utf8), created: 0, modified: 0,
                size: text.utf8.count)
        }
        let clock = Clock.system()
        let vault = QueryVault(notes, clock: clock)
        var worst = (Duration.zero, "")
        var stopped = 0
        let queries =
            Self.works.map { "LIST length(map(\(Self.many), (x) => \($0))) WHERE file.name = \"n1\"" } + [
                "LIST FLATTEN file.tasks AS t FLATTEN \(Self.many) AS a WHERE t.k * a = -1",
                "TABLE a FROM \"\" FLATTEN \(Self.many) AS a SORT string(file.tasks)",
                "TASK FROM \"\" FLATTEN \(Self.many) AS a WHERE a < 40 SORT text GROUP BY text",
                "LIST FLATTEN \(Self.many) AS a WHERE any(\(Self.many), (x) => any(\(Self.many), (y) => x + y + a = -1))",
            ]
        for query in queries {
            let start = ContinuousClock.now
            let outcome = QueryEngine.run(query, source: vault, clock: clock, limits: limits)
            let over = .now - start - limits.time
            if case .failure(let failure) = outcome, failure.message.contains("took more than") {
                stopped += 1
            }
            if over > worst.0 { worst = (over, query) }
            if over > .milliseconds(100) { print("  over by \(over): \(query.suffix(120))") }
        }
        report(
            "the longest overrun of \(queries.count) queries that are given \(seconds) s, \(stopped) of them stopped",
            "\(worst.0)  \(worst.1.suffix(60))", limit: "200 ms")
    }
}

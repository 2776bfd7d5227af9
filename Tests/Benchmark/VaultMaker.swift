import Glibc

/// Makes a vault of invented notes, always the same one for a number of notes: projects of about 3.4 KB, and people,
/// customers and days that they link to.
struct VaultMaker {
    private var random = Random(seed: 42)
    private let root: String
    private let count: Int
    private let people = (0..<600).map { "Person \(padded($0, 4))" }
    private let customers = (0..<200).map { "Customer \(padded($0, 3))" }
    private let days = (0..<200).map { "2025-\(padded(1 + $0 / 28 % 12, 2))-\(padded(1 + $0 % 28, 2))" }

    /// A maker of `count` notes in a folder.
    init(root: String, count: Int) {
        self.root = root
        self.count = count
    }

    /// The folder of a vault of `count` notes, made if it is not there yet.
    static func vault(of count: Int) -> String {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let root = "\(folder)/muster-benchmark-\(count)"
        let mark = root + "/.complete"
        if access(mark, F_OK) == 0 { return root }
        var maker = VaultMaker(root: root, count: count)
        maker.make()
        write("", to: mark)
        return root
    }

    private mutating func make() {
        for folder in ["", "/Projects", "/People", "/Customers", "/Daily"] { mkdir(root + folder, 0o755) }
        for number in 0..<90 { mkdir("\(root)/Projects/\(padded(number, 2))", 0o755) }
        let projects = (0..<max(0, count - people.count - customers.count - days.count)).map {
            "Project \(padded($0, 6)) \(word())"
        }
        for (index, name) in projects.enumerated() {
            Self.write(project(name), to: "\(root)/Projects/\(padded(index % 90, 2))/\(name).md")
        }
        for name in people { Self.write(person(name), to: "\(root)/People/\(name).md") }
        for name in customers { Self.write(customer(name), to: "\(root)/Customers/\(name).md") }
        for name in days { Self.write(day(name, projects), to: "\(root)/Daily/\(name).md") }
    }

    private static func write(_ text: String, to path: String) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        precondition(file >= 0, "\(path) can be written")
        var text = text
        text.withUTF8 { _ = Glibc.write(file, $0.baseAddress, $0.count) }
        close(file)
    }
}

extension VaultMaker {
    private mutating func project(_ name: String) -> String {
        let status = random.pick(["active", "active", "planning", "paused", "done", "blocked"])
        var lines = [
            "---", "type: project", "title: \(name)", "created: \(date())", "last_updated: \(date())",
            "status: \(status)", "tags:", "  - type/project", "  - status/\(status)",
        ]
        if random.chance(0.2) { lines.append("  - needs-review") }
        lines += [
            "last_contact: \(date())", "priority: \(random.number(1...5))", "---", "# \(name)", "",
            "## Overview", "",
            words(40...70) + ".", "owner:: [[\(random.pick(people))]]", "", words(30...60) + ".", "",
            "## Status", "",
            "| Field | Value |", "| --- | --- |", "| Stage | \(words(2...4)) |",
            "| Health | 🟢 \(words(1...3)) |",
            "| Lead | [[\(random.pick(people))]] |", "", "## Current Blockers", "",
        ]
        lines += list(0...3) { "- ❌ \($0.words(5...12))" }
        lines += ["", "## Next Steps", ""]
        for _ in 0..<random.number(2...5) {
            lines.append(task())
            if random.chance(0.3) { lines += list(1...3) { $0.task(indent: "    ") } }
        }
        lines += ["", "## Collaborators", "", "| Person | Role | Company |", "| --- | --- | --- |"]
        lines += list(1...4) { maker in
            "| [[\(maker.random.pick(maker.people))]] | \(maker.words(1...2)) "
                + "| [[\(maker.random.pick(maker.customers))]] |"
        }
        lines += [
            "", "## Open Tasks", "", "```dataview", "TASK", "FROM \"Projects\"", "WHERE !completed", "```",
        ]
        return (lines + projectEnd()).joined(separator: "\n")
    }

    private mutating func projectEnd() -> [String] {
        var lines = ["", "## Key Decisions", ""] + list(1...4) { "- ✅ \($0.words(6...14))" }
        lines += ["", "## Key Facts", ""] + list(2...5) { "- \($0.words(5...12))" }
        lines += ["", "## Topics / Themes", ""] + list(1...3) { "- #topic/\($0.word()) \($0.words(1...3))" }
        lines += ["", "## Related People", ""] + list(1...4) { "- [[\($0.random.pick($0.people))]]" }
        lines += ["", "## Related Customers", ""] + list(1...2) { "- [[\($0.random.pick($0.customers))]]" }
        lines += ["", "## Recent Context", ""]
        lines += list(3...7) { maker in
            let day = maker.random.pick(maker.days)
            return
                "- \(day): [[\(day)]] - \(maker.words(8...18)) (via \(maker.random.pick(["Slack", "email"])))"
        }
        return lines + [
            "", "## Artifacts", "", "```dataview", "TABLE file.mtime AS \"Modified\"", "FROM \"Projects\"",
            "SORT file.mtime DESC", "```", "", "---", "", "*Last updated: \(date())*", "",
        ]
    }

    private mutating func person(_ name: String) -> String {
        let lines = [
            "---", "type: person", "company: \"[[\(random.pick(customers))]]\"", "tags: [type/person]", "---",
            "# \(name)", "",
        ]
        return
            (lines + list(4...4) { $0.words(40...80) + "." } + [
                "", "mentor:: [[\(random.pick(people))]]", "",
            ]
            + list(6...6) { "- \($0.words(6...14))" } + [task(), ""]).joined(separator: "\n")
    }

    private mutating func customer(_ name: String) -> String {
        let lines = ["---", "type: customer", "tags:", "  - type/customer", "---", "# \(name)", ""]
        return (lines + list(4...4) { $0.words(60...90) + "." } + list(4...4) { $0.task() } + [""])
            .joined(separator: "\n")
    }

    private mutating func day(_ name: String, _ projects: [String]) -> String {
        let lines = ["---", "type: daily", "---", "# \(name)", "", "mood:: \(random.number(1...5))", ""]
        let links = list(projects.isEmpty ? 0...0 : 12...12) {
            "- [[\($0.random.pick(projects))]] \($0.words(8...16))"
        }
        return (lines + links + list(5...5) { $0.task() } + [words(60...90) + ".", ""]).joined(
            separator: "\n")
    }

    private mutating func task(indent: String = "") -> String {
        let mark = random.pick([" ", " ", " ", "x", "x", "/", "-"])
        var text = "\(indent)- [\(mark)] \(words(4...10))"
        if random.chance(0.2) { text += " " + random.pick(["⏫", "🔼", "🔽"]) }
        if random.chance(0.5) { text += " 📅 \(date())" }
        return mark == "x" ? text + " ✅ \(date())" : text
    }

    private mutating func list(
        _ count: ClosedRange<Int>, _ line: (inout VaultMaker) -> String
    ) -> [String] {
        var lines: [String] = []
        for _ in 0..<random.number(count) { lines.append(line(&self)) }
        return lines
    }

    private mutating func date() -> String {
        "202\(random.number(5...6))-\(padded(random.number(1...12), 2))-\(padded(random.number(1...28), 2))"
    }

    private mutating func words(_ count: ClosedRange<Int>) -> String {
        (0..<random.number(count)).map { _ in word() }.joined(separator: " ")
    }

    private mutating func word() -> String { random.pick(Self.vocabulary) }

    private static let vocabulary = [
        "river", "stone", "copper", "lantern", "orbit", "signal", "harbour", "maple", "granite", "velvet",
        "quartz",
        "timber", "falcon", "meadow", "anchor", "summit", "ledger", "vector", "kernel", "packet", "socket",
        "thread",
        "buffer", "cursor", "budget", "rollout", "freeze", "cutover", "replica", "index", "quota",
        "rehearsal",
        "invoice", "template", "vendor", "review", "launch", "sprint", "metric", "latency",
    ]
}

/// A number with zeros in front, in `width` digits.
private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// SplitMix64: the same numbers on every machine.
private struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func chance(_ part: Double) -> Bool { Double(next() >> 11) / Double(1 << 53) < part }
    mutating func pick<Element>(_ list: [Element]) -> Element { list[number(0...list.count - 1)] }
}

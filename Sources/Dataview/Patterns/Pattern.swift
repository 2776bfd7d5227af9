/// A regular expression with the rules of JavaScript, matched within a budget of steps.
///
/// It works on UTF-16 units, so that `.`, lengths and replacements come out as they do in Dataview.
struct Pattern: Sendable {
    private let program: PatternProgram
    private let ignoresCase: Bool
    /// The numbers of the named groups.
    let names: [String: Int]
    /// How many groups there are, the whole match not counted.
    let groupCount: Int

    /// Reads a pattern.
    init(_ source: String, ignoresCase: Bool = false) throws(PatternError) {
        if source.utf16.count > PatternBudget.longestPattern {
            throw PatternError(
                message: "The pattern is longer than \(PatternBudget.longestPattern) characters")
        }
        var parser = PatternParser(source)
        let node = try parser.parse()
        names = parser.names
        groupCount = parser.groupCount
        program = try PatternProgram(node, groupCount: parser.groupCount, source: source)
        self.ignoresCase = ignoresCase
    }

    /// A place where the pattern matches.
    struct Match {
        let text: [UInt16]
        /// The whole match, then each group; nil for a group that took no part.
        let ranges: [Range<Int>?]

        /// The whole match.
        var range: Range<Int> { ranges[0] ?? 0..<0 }

        /// The text of a group; nil for one that took no part.
        func text(_ group: Int) -> String? {
            guard ranges.indices.contains(group), let range = ranges[group] else { return nil }
            return ScriptText.text(text[range])
        }
    }

    /// The first match at or behind `start`.
    func firstMatch(
        in text: [UInt16], from start: Int = 0, budget: inout PatternBudget
    ) throws(PatternError) -> Match? {
        if text.count > PatternBudget.longestText {
            throw PatternError(message: "The text is too long for a pattern: \(text.count) characters")
        }
        var machine = PatternMachine(program, text: text, ignoresCase: ignoresCase)
        var place = start
        while place <= text.count {
            if let match = try match(at: place, &machine, text, &budget) { return match }
            place += 1
        }
        return nil
    }

    private func match(
        at place: Int, _ machine: inout PatternMachine, _ text: [UInt16], _ budget: inout PatternBudget
    ) throws(PatternError) -> Match? {
        guard let end = try machine.match(at: place, budget: &budget) else { return nil }
        let groups = (1..<(groupCount + 1)).map { group -> Range<Int>? in
            let (low, high) = (machine.slots[2 * group], machine.slots[2 * group + 1])
            return low >= 0 && high >= low ? low..<high : nil
        }
        return Match(text: text, ranges: [place..<end] + groups)
    }

    /// Whether the pattern matches anywhere in the text.
    func matches(_ text: String, budget: inout PatternBudget) throws(PatternError) -> Bool {
        try firstMatch(in: Array(text.utf16), budget: &budget) != nil
    }

    /// The text with matches replaced; `$1`, `$<name>`, `$&`, `` $` ``, `$'` and `$$` in the replacement
    /// stand for parts of the match.
    func replacing(
        in text: String, with replacement: String, all: Bool = true, budget: inout PatternBudget
    ) throws(PatternError) -> String {
        let units = Array(text.utf16)
        let template = Array(replacement.utf16)
        var result: [UInt16] = []
        var (done, start) = (0, 0)
        while start <= units.count, let match = try firstMatch(in: units, from: start, budget: &budget) {
            let range = match.range
            result += units[done..<range.lowerBound]
            result += try filled(template, match)
            if result.count > PatternBudget.longestResult { throw PatternBudget.tooLong }
            done = range.upperBound
            start = range.isEmpty ? range.upperBound + 1 : range.upperBound
            if !all { break }
        }
        return ScriptText.text(result + units[done...])
    }

    private func filled(_ template: [UInt16], _ match: Match) throws(PatternError) -> [UInt16] {
        var result: [UInt16] = []
        var place = 0
        while place < template.count {
            if template[place] == .init(ascii: "$"), place + 1 < template.count,
                let (units, width) = reference(template, place + 1, match)
            {
                result += units
                if result.count > PatternBudget.longestResult { throw PatternBudget.tooLong }
                place += 1 + width
            } else {
                result.append(template[place])
                place += 1
            }
        }
        return result
    }

    /// What stands behind a dollar sign, and how many units of the template it takes.
    private func reference(_ template: [UInt16], _ place: Int, _ match: Match) -> ([UInt16], Int)? {
        func group(_ number: Int) -> [UInt16] { match.ranges[number].map { Array(match.text[$0]) } ?? [] }
        func digit(_ offset: Int) -> Int? {
            guard place + offset < template.count, (0x30...0x39).contains(template[place + offset]) else {
                return nil
            }
            return Int(template[place + offset] - 0x30)
        }
        switch Unicode.Scalar(template[place]) {
        case "$": return ([.init(ascii: "$")], 1)
        case "&": return (group(0), 1)
        case "`": return (Array(match.text[..<match.range.lowerBound]), 1)
        case "'": return (Array(match.text[match.range.upperBound...]), 1)
        case "<" where !names.isEmpty:
            guard let end = template[place...].firstIndex(of: .init(ascii: ">")) else { return nil }
            let name = ScriptText.text(template[(place + 1)..<end])
            return (names[name].map(group) ?? [], end - place + 1)
        default: break
        }
        guard let first = digit(0) else { return nil }
        if let second = digit(1), (1...groupCount + 1).contains(first * 10 + second),
            first * 10 + second <= groupCount
        {
            return (group(first * 10 + second), 2)
        }
        return first >= 1 && first <= groupCount ? (group(first), 1) : nil
    }

    /// The parts of the text between matches, groups in between, cut to `limit` parts.
    func splitting(
        _ text: String, limit: UInt32, budget: inout PatternBudget
    ) throws(PatternError) -> [String] {
        let units = Array(text.utf16)
        guard limit > 0 else { return [] }
        var machine = PatternMachine(program, text: units, ignoresCase: ignoresCase)
        if units.isEmpty { return try match(at: 0, &machine, units, &budget) == nil ? [text] : [] }
        if units.count > PatternBudget.longestText { throw PatternBudget.exhausted }
        var parts: [String] = []
        var (start, place) = (0, 0)
        while place < units.count {
            guard let match = try match(at: place, &machine, units, &budget),
                match.range.upperBound != start, match.range.lowerBound < units.count
            else {
                place += 1
                continue
            }
            parts.append(ScriptText.text(units[start..<match.range.lowerBound]))
            if parts.count == limit { return parts }
            for group in 1..<(groupCount + 1) {
                parts.append(match.text(group) ?? "")
                if parts.count == limit { return parts }
            }
            start = match.range.upperBound
            place = start
        }
        parts.append(ScriptText.text(units[start...]))
        return parts
    }

    /// A text as a pattern that matches only it.
    static func escaped(_ text: String) -> String {
        text.map { #".*+?^${}()|[]\-/"#.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

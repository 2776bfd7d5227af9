import Testing

@testable import VaultModel

/// The search over many notes at once against one that reads every line of every note as text.
@Suite("a search finds what the slow one finds") struct SearchAgreementTests {
    /// Numbers that are the same at every run.
    private struct Dice {
        private var state: UInt64

        init(_ seed: UInt64) { state = seed }

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }

        mutating func pick<Element>(_ all: [Element]) -> Element { all[roll(all.count)] }
    }

    private static let words = [
        "quay", "Quay", "QUAY", "crane", "Crane", "the", "The", "harbour", "Harbour", "ferry", "pilot", "a",
        "I",
        "Søren", "søren", "SØREN", "Ære", "ære", "e\u{301}tage", "étage", "Étage", "ΣΟΦΊΑ", "σοφία", "葵", "🚢",
        "straße", "STRASSE", "\u{212B}ngström", "ångström", "paint", "zq", "x", "[[Quay]]", "#port",
        "2026-11-24",
    ]

    private static func line(_ dice: inout Dice) -> String {
        (0..<dice.roll(9)).map { _ in dice.pick(words) }.joined(separator: dice.pick([" ", " ", "-", "  "]))
    }

    private static func text(_ dice: inout Dice) -> String {
        var text = dice.pick(["", "", "---\ntags: [port/north]\n---\n", "---\ntags: [x]\n---\n", "# Quay\n"])
        for _ in 0..<dice.roll(14) {
            text += dice.pick(["", "", "- [ ] ", "- [x] ", "## ", "❌ "]) + line(&dice)
            text += dice.pick(["\n", "\n", "\n", "\r\n"])
        }
        return text + dice.pick(["", line(&dice)])
    }

    private static func query(_ dice: inout Dice) -> String {
        (0...dice.roll(3)).map { _ in
            switch dice.roll(10) {
            case 0: return "\"\(line(&dice).prefix(dice.roll(14) + 1))\""
            case 1: return "path:\(dice.pick(["a", "Port", "port/n1", "nowhere"]))"
            case 2: return "tag:\(dice.pick(["port", "port/north", "x", "por"]))"
            case 3: return "section:\(dice.pick(["quay", "crane", "z"]))"
            case 4: return "is:open"
            default:
                let word = Array(dice.pick(words))
                let start = dice.roll(word.count)
                return String(word[start..<min(word.count, start + 1 + dice.roll(5))])
            }
        }.joined(separator: " ")
    }

    /// The lines that fit, found in the plainest way.
    private static func slow(_ query: SearchQuery, _ text: String, _ digest: NoteDigest) -> [Int] {
        guard !query.isEmpty else { return [] }
        guard query.paths.allSatisfy({ $0.fits(digest.path.text) }) else { return [] }
        let keys = digest.tags.map { FrontmatterTag.key($0) }
        guard query.tags.allSatisfy({ tag in keys.contains { $0 == tag || $0.hasPrefix(tag + "/") } })
        else { return [] }
        let choice = LineChoice(query, digest)
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        if query.words.isEmpty, !query.isOpen, query.sections.isEmpty {
            var inProperties = false
            for (number, line) in lines.enumerated() {
                let isFence = line.elementsEqual("---".utf8)
                if isFence, number == 0 || inProperties {
                    inProperties = number == 0
                } else if !inProperties, line.contains(where: { $0 > 0x20 }) {
                    return [number]
                }
            }
            return []
        }
        return lines.indices.filter { number in
            let line = lines[number]
            let fits = query.words.allSatisfy { word in
                let (text, line) = (Array(word.text.utf8), Array(line))
                func folded(_ bytes: [UInt8]) -> [UInt8] { bytes.map { NameFold.lower($0) } }
                if word.isExact || word.text.uppercased() == word.text.lowercased() {
                    return line.holds(text)
                }
                if text.allSatisfy({ $0 < 0x80 }) { return folded(line).holds(folded(text)) }
                return String(decoding: line, as: UTF8.self).lowercased().contains(word.text.lowercased())
            }
            let isBlank = line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
            return fits && choice.holds(number) && !(query.words.isEmpty && isBlank)
        }
    }

    @Test(arguments: 0..<12)
    func agrees(_ seed: Int) {
        var dice = Dice(UInt64(seed) &* 977 &+ 5)
        let notes = (0..<20).map { number in
            note(Self.text(&dice), path: dice.pick(["Port/N\(number).md", "a/N\(number).md"]))
        }
        let digests = notes.map { NoteDigest($0) }
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for note in notes {
            bytes += note.bytes
            ends.append(bytes.count)
            bytes.append(0x0A)
        }
        for _ in 0..<250 {
            let query = SearchQuery(Self.query(&dice))
            let wanted = dice.roll(3) > 0 ? nil : notes.map { _ in dice.roll(2) == 0 }
            let expected = notes.indices.flatMap { index -> [SearchHit] in
                if wanted?[index] == false { return [] }
                let text = String(decoding: notes[index].bytes, as: UTF8.self)
                let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
                return Self.slow(query, text, digests[index]).map { number in
                    var line = lines[number]
                    if number + 1 < lines.count, line.last == 0x0D { line = line.dropLast() }
                    return SearchHit(
                        path: notes[index].path, line: number, text: String(decoding: line, as: UTF8.self))
                }
            }
            let (hits, fits) = bytes.withUnsafeBufferPointer {
                query.hits(in: $0, ends: ends, of: digests, wanted: wanted)
            }
            #expect(hits == expected, "\(query.text)")
            #expect(fits == notes.map { note in hits.contains { $0.path == note.path } }, "\(query.text)")
        }
    }
}

extension [UInt8] {
    /// Whether another piece of bytes stands in this one.
    fileprivate func holds(_ other: [UInt8]) -> Bool {
        other.count <= count
            && (0...(count - other.count)).contains { self[$0..<($0 + other.count)].elementsEqual(other) }
    }
}

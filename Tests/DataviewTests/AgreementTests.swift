import Dataview
import Foundation
import Testing

/// How far the answers agree with Dataview's own.
@Suite(.enabled(if: SharedCases.folder != nil, "the shared cases are not here"))
struct AgreementTests {
    @Test("expressions", .timeLimit(.minutes(1)))
    func expressions() throws {
        try check("exprs.jsonl", "exprs.expected.jsonl", atLeast: 690)
    }

    @Test("queries", .timeLimit(.minutes(1)))
    func queries() throws {
        try check("queries.jsonl", "expected.jsonl", atLeast: 285)
    }

    private func check(_ inputs: String, _ answers: String, atLeast: Int) throws {
        let vault = try SharedCases.vault()
        var expected: [String: [String: Any]] = [:]
        for line in try SharedCases.lines(answers) {
            // Halves of surrogate pairs, which Swift's text can't hold, are marked as a quirk.
            let whole = line.contains("lone-surrogate") ? line.replacing("\\ud", with: "\\u0d") : line
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(whole.utf8)) as? [String: Any])
            expected[try #require(object["id"] as? String)] = object
        }
        var equal = 0
        var excused = 0
        var differences: [String] = []
        for line in try SharedCases.lines(inputs) {
            let text = try #require(QueryBatch.answer(line, source: vault, clock: SharedCases.clock))
            let actual = try #require(
                try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let id = try #require(actual["id"] as? String)
            let wanted = try #require(expected[id])
            if Answer.matches(wanted, actual) {
                equal += 1
            } else if wanted["quirk"] != nil || wanted["varies"] as? String == "content" {
                excused += 1
            } else {
                differences.append("\(line)\n    got  \(text.prefix(1500))")
            }
        }
        print(
            "\(inputs): \(equal) of \(expected.count) equal, \(excused) excused, \(differences.count) not"
        )
        for difference in differences { print(difference) }
        #expect(equal >= atLeast)
    }
}

import Dataview
import Foundation
import Testing
import VaultModel

@testable import Cockpit

@Suite struct ShownTaskTests {
    private static let clock = Clock(now: Date(timeIntervalSince1970: 1_778_580_000), timeZone: .gmt)

    private static func drawn(_ query: String) -> [ShownTask] {
        let text = "- [ ] Scrape hull\n    - [x] Borrow scraper\n    - note\n- [ ] Buy paint\n"
        let file = QueryVault.File(
            path: NotePath("Boat.md"), bytes: Array(text.utf8), created: 0, modified: 0, size: text.utf8.count
        )
        let vault = QueryVault([file], clock: clock)
        guard case .success(let result) = QueryEngine.run(query, source: vault, clock: clock),
            case .tasks(let tasks) = result.content
        else { return [] }
        return ShownTask.drawn(tasks)
    }

    @Test func eachIsDrawnOnceWithWhatStandsBelow() {
        for query in ["TASK", "TASK FLATTEN 1 AS x", "TASK SORT text DESC"] {
            let drawn = Self.drawn(query).sorted { $0.line < $1.line }
            #expect(drawn.map(\.text) == ["Scrape hull", "Buy paint"], "\(query)")
            #expect(drawn.map(\.line) == [0, 3], "\(query)")
            #expect(drawn[0].children.map(\.text) == ["Borrow scraper", "note"], "\(query)")
        }
    }

    @Test func anyNumberMayBeLaidOverTheLine() {
        for number in ["9999999999999999999999999", "0 - 9999999999999999999999999", "0/0", "1/0", "0.5"] {
            #expect(Self.drawn("TASK FLATTEN \(number) AS line").map(\.line) == [0, 0, 0], "\(number)")
        }
    }
}

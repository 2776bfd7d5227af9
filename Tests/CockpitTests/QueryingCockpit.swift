import Cockpit
import Dataview
import Foundation
import Testing
import VaultModel

/// A cockpit whose queries are answered over the driver's files when they are asked for.
struct QueryingCockpit {
    var driver: CockpitDriver
    private var answered = 0
    private static let clock = Clock(
        now: Date(timeIntervalSince1970: 1_795_510_800), timeZone: .gmt)

    init(_ notes: [String: String], columns: Int = 120) throws {
        driver = try CockpitDriver(notes, columns: columns)
    }

    /// The requests so far.
    var requests: [QueryRequest] {
        driver.effects.compactMap { if case .query(let request) = $0 { request } else { nil } }
    }

    /// Types text into an input line.
    mutating func type(_ text: String) { driver.type(text) }

    /// Tells the cockpit the words that queries over its notes can hold.
    mutating func learnWords() throws {
        driver.send(.words(QueryWords(vault)))
    }

    /// The driver's files for queries.
    private var vault: QueryVault {
        let files = driver.files.map { path, bytes in
            QueryVault.File(path: path, bytes: bytes, created: 0, modified: 0, size: bytes.count)
        }
        return QueryVault(files, clock: Self.clock)
    }

    /// Presses keys, then answers what was asked.
    mutating func press(_ keys: String) throws {
        try driver.press(keys)
        answer()
    }

    /// Answers the requests that came since the last call.
    mutating func answer() {
        while answered < requests.count {
            let request = requests[answered]
            answered += 1
            driver.send(.queried(request, answers(to: request)))
        }
    }

    func answers(to request: QueryRequest) -> [NoteQuestion: QueryOutcome] {
        request.answers(vault, clock: Self.clock, settings: QuerySettings()) ?? [:]
    }
}

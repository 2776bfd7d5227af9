import Foundation
import VaultModel

/// Answers many queries given as lines of JSON.
package enum QueryBatch {
    /// The answer to one line: an object with `query` or `expr`, the note it stands in as `this`, and an
    /// `id` that the answer is given back with. Nil for an empty line.
    package static func answer(
        _ line: String, source: any QuerySource, clock: Clock, settings: QuerySettings = QuerySettings(),
        limits: QueryLimits = QueryLimits()
    ) -> String? {
        if line.allSatisfy(\.isWhitespace) { return nil }
        guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            return QueryFailure(unreadable: "The line is no JSON object").json()
        }
        let id = object["id"].flatMap(json)
        let origin = (object["this"] as? String).map { NotePath($0) }
        let outcome: QueryOutcome
        if let text = object["query"] as? String {
            outcome = QueryEngine.run(
                text, this: origin, source: source, clock: clock, settings: settings, limits: limits)
        } else if let text = object["expr"] as? String {
            outcome = QueryEngine.evaluate(
                text, this: origin, source: source, clock: clock, settings: settings, limits: limits)
        } else {
            outcome = .failure(QueryFailure(unreadable: "The line has neither query nor expr"))
        }
        return outcome.json(id: id)
    }

    /// A value that was read from JSON as JSON again.
    private static func json(_ value: Any) -> String? {
        let data = try? JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
        return data.map { String(decoding: $0, as: UTF8.self) }
    }
}

extension QueryOutcome {
    /// The result or the failure as one line of JSON; an `id` is put first where one is given, as JSON.
    package func json(id: String? = nil) -> String {
        switch self {
        case .success(let result): result.json(id: id)
        case .failure(let failure): failure.json(id: id)
        }
    }
}

import Foundation

extension Clock {
    /// The system's clock and zone; `milliseconds` since 1970 stand in for the time that it is.
    package static func system(at milliseconds: Double? = nil) -> Clock {
        let now = milliseconds.map { Date(timeIntervalSince1970: $0 / 1000) } ?? Date()
        return Clock(now: now, timeZone: .current)
    }

    /// A clock that stands at a date or time as `date("…")` reads it, in the system's zone where it names
    /// none; nil for another text.
    package static func system(reading text: String) -> Clock? {
        let literals = LiteralParser(clock: system())
        return literals.whole(text) { literals.date(&$0) }.map { system(at: $0.milliseconds) }
    }
}

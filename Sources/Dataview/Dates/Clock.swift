package import Foundation

/// Now, and the zone that dates without one are in.
package struct Clock: Sendable {
    /// The zone.
    package let zone: Zone
    /// The instant that the query takes for now.
    package let now: DateValue

    /// A clock that stands still.
    package init(now: Date, timeZone: TimeZone) {
        zone = Zone.system(timeZone)
        self.now = DateValue(milliseconds: (now.timeIntervalSince1970 * 1000).rounded(.down), zone: zone)
    }

    /// A clock at the epoch in UTC, for reading what does not hang on time.
    static let standard = Clock(now: Date(timeIntervalSince1970: 0), timeZone: .gmt)

    /// The start of the day.
    package var today: DateValue { now.start(of: .day) }
}

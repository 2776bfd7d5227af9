import Glibc
import VaultModel

/// The calendar on the wall.
enum LocalCalendar {
    /// Today's date in the local time zone.
    static func today() -> CalendarDay {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        let day = CalendarDay(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        // A clock that gives no date at all counts as the first day of its time.
        return day ?? CalendarDay(ordinal: 0)
    }
}

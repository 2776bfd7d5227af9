package import Foundation

/// A time zone as dates carry it.
///
/// The system's zone is another zone than the same one by name or offset: two dates are equal only in equal
/// zones.
package final class Zone: Sendable, Equatable {
    /// Where a zone comes from.
    enum Kind: Hashable, Sendable {
        case system
        /// A distance from UTC in minutes.
        case fixed(Int)
        /// A name of the IANA list, as written.
        case named(String)
    }
    let kind: Kind
    /// The zone's name: `UTC`, `UTC+5:30`, `Europe/Berlin`.
    let name: String
    private let timeZone: TimeZone?
    /// The distance from UTC in minutes, where it never changes.
    private let constant: Double?

    private init(kind: Kind, name: String, timeZone: TimeZone?, constant: Double?) {
        self.kind = kind
        self.name = name
        self.timeZone = timeZone
        self.constant = constant
    }

    /// The zone that dates without one are in.
    package static func system(_ timeZone: TimeZone) -> Zone {
        let isUTC = isUTC(timeZone.identifier)
        return Zone(
            kind: .system, name: isUTC ? "UTC" : timeZone.identifier, timeZone: timeZone,
            constant: isUTC ? 0 : nil)
    }

    /// A zone at a fixed distance from UTC in minutes.
    static func fixed(_ minutes: Int) -> Zone {
        let name = minutes == 0 ? "UTC" : "UTC" + offsetText(Double(minutes), .narrow)
        return Zone(kind: .fixed(minutes), name: name, timeZone: nil, constant: Double(minutes))
    }

    /// Coordinated Universal Time.
    static let utc = Zone.fixed(0)

    /// The zone that a text names: `utc`, `UTC+2`, `local` or a name of the IANA list in any case; nil for
    /// others.
    static func named(_ text: String, system: Zone) -> Zone? {
        switch text.lowercased() {
        case "default", "local", "system": return system
        case "utc", "gmt": return utc
        default: break
        }
        if let minutes = offset(specifier: text) { return fixed(minutes) }
        guard let (known, timeZone) = known(text) else { return nil }
        return Zone(
            kind: .named(text), name: text, timeZone: timeZone, constant: isUTC(known) ? 0 : nil)
    }

    /// A zone of the IANA list; older names of a place, as in Asia/Kolkata, are not in the list that is known.
    private static func known(_ text: String) -> (name: String, TimeZone)? {
        let isPlace = text.contains("/") && !text.lowercased().hasPrefix("gmt")
        let names = [knownNames[text.lowercased()] ?? ""] + (isPlace ? [text, text.capitalized] : [])
        for name in names {
            if let timeZone = TimeZone(identifier: name) { return (name, timeZone) }
        }
        return nil
    }

    private static func isUTC(_ name: String) -> Bool {
        ["utc", "gmt", "etc/utc", "etc/gmt", "zulu", "etc/zulu"].contains(name.lowercased())
    }

    private static let knownNames: [String: String] = {
        let extra = [
            "UTC", "GMT", "EST", "MST", "HST", "Etc/UTC", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "CET",
            "EET", "MET", "WET", "Japan", "PRC", "ROC", "ROK", "GB", "Eire", "NZ", "Singapore", "Hongkong",
            "Israel", "Iran", "Egypt", "Turkey", "Poland", "Portugal", "Iceland", "Cuba", "Jamaica", "UCT",
            "Zulu",
        ]
        let names = TimeZone.knownTimeZoneIdentifiers + extra
        return Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
    }()

    /// The minutes of `utc+5:30`; nil where the text is not of that form.
    private static func offset(specifier: String) -> Int? {
        let text = specifier.lowercased()
        guard text.hasPrefix("utc"), let sign = text.dropFirst(3).first, sign == "+" || sign == "-" else {
            return nil
        }
        let parts = text.dropFirst(4).split(separator: ":", omittingEmptySubsequences: false)
        guard let hours = parts.first, (1...2).contains(hours.count), parts.count <= 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            parts.count == 1 || parts[1].count == 2
        else { return nil }
        let minutes = (Int(hours) ?? 0) * 60 + (parts.count == 2 ? Int(parts[1]) ?? 0 : 0)
        return sign == "-" ? -minutes : minutes
    }

    /// Whether the distance from UTC never changes by definition.
    var isFixed: Bool {
        if case .fixed = kind { return true }
        return false
    }

    /// Whether it is the zone that dates without one are in.
    var isSystem: Bool { kind == .system }

    /// The distance from UTC in minutes at an instant.
    func offset(at milliseconds: Double) -> Double {
        if let constant { return constant }
        guard let timeZone, milliseconds.isFinite else { return 0 }
        let instant = Date(timeIntervalSince1970: (milliseconds / 1000).rounded(.down))
        return Double(timeZone.secondsFromGMT(for: instant)) / 60
    }

    /// The name that people in the zone give it at an instant: `EST`, `Eastern Standard Time`.
    func spokenName(at milliseconds: Double, long: Bool) -> String {
        if isFixed { return name }
        guard constant == nil, let timeZone else { return long ? "Coordinated Universal Time" : "UTC" }
        let isSummer = timeZone.isDaylightSavingTime(for: Date(timeIntervalSince1970: milliseconds / 1000))
        let style: NSTimeZone.NameStyle =
            long
            ? (isSummer ? .daylightSaving : .standard) : (isSummer ? .shortDaylightSaving : .shortStandard)
        let spoken = timeZone.localizedName(for: style, locale: Locale(identifier: "en_US")) ?? name
        // A zone without words of its own is called by its distance from GMT, which was another at other times.
        guard spoken.hasPrefix("GMT"), spoken.count > 3 else { return spoken }
        let offset = offset(at: milliseconds)
        return offset == 0 ? "GMT" : "GMT" + Self.offsetText(offset, long ? .short : .narrow)
    }

    /// How a distance from UTC is written.
    enum OffsetStyle { case narrow, short, bare }

    /// A distance from UTC in minutes as text: `+5:30`, `+05:30`, `+0530`.
    static func offsetText(_ minutes: Double, _ style: OffsetStyle) -> String {
        let whole = Int(abs(minutes))
        let (hours, rest) = (whole / 60, whole % 60)
        let sign = minutes >= 0 ? "+" : "-"
        return switch style {
        case .narrow: sign + "\(hours)" + (rest > 0 ? ":\(rest)" : "")
        case .short: sign + pad(hours, 2) + ":" + pad(rest, 2)
        case .bare: sign + pad(hours, 2) + pad(rest, 2)
        }
    }

    /// A number with zeros before it up to `width` digits; a minus sign stands before the zeros.
    static func pad(_ number: Int, _ width: Int) -> String {
        let digits = String(number.magnitude)
        return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Zones are the same if they come from the same place.
    package static func == (left: Zone, right: Zone) -> Bool { left.kind == right.kind }
}

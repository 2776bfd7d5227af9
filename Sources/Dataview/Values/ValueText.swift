extension Value {
    /// The value as text: what `string()` gives and `+` appends.
    package func text(_ settings: QuerySettings) -> String { text(settings, isInner: false, depth: 0) }

    /// How deep lists and objects are written out; what lies below is `...`.
    private static let deepest = 200

    private func text(_ settings: QuerySettings, isInner: Bool, depth: Int) -> String {
        if depth > Self.deepest { return "..." }
        switch self {
        case .null: return settings.nullText
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let number): return ScriptNumber.text(number)
        case .text(let text): return text
        case .date(let date): return Self.text(date, settings)
        case .duration(let duration): return duration.spoken
        case .link(let link): return link.markdown
        case .list(let values):
            let items = values.map { $0.text(settings, isInner: true, depth: depth + 1) }.joined(
                separator: ", ")
            return isInner ? "[\(items)]" : items
        case .object(let object):
            let fields = object.fields
            let entries = zip(fields.keys, fields.values).map {
                $0 + ": " + $1.text(settings, isInner: true, depth: depth + 1)
            }
            return "{ " + entries.joined(separator: ", ") + " }"
        case .function: return "<function>"
        case .widget(.pair(let key, let value)):
            return key.text(settings, isInner: false, depth: depth + 1) + ": "
                + value.text(settings, isInner: false, depth: depth + 1)
        case .widget(.externalLink(let url, let display)): return "[\(display)](\(url))"
        }
    }

    /// A date in the default format; that with a time only where hour, minute or second is not 0.
    private static func text(_ date: DateValue, _ settings: QuerySettings) -> String {
        let civil = date.civil
        let hasTime = civil.hour != 0 || civil.minute != 0 || civil.second != 0
        return date.formatted(hasTime ? settings.dateTimeFormat : settings.dateFormat)
    }
}

extension Value {
    /// The value as text: what `string()` gives and `+` appends.
    package func text(_ settings: QuerySettings) -> String { text(settings, nil) }

    /// The same within the budget of a run: once that is over, the text does not count.
    func text(_ settings: QuerySettings, _ meter: Meter?) -> String {
        text(settings, meter, isInner: false, depth: 0)
    }

    /// How deep lists and objects are written out; what lies below is `...`.
    static let deepest = 200

    private func text(_ settings: QuerySettings, _ meter: Meter?, isInner: Bool, depth: Int) -> String {
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
            let items = Self.joined(values, meter) {
                $0.text(settings, meter, isInner: true, depth: depth + 1)
            }
            return isInner ? "[\(items)]" : items
        case .object(let object):
            if let meter, meter.isOver(after: object.weight) { return "" }
            let fields = object.fields
            let entries = Self.joined(Array(zip(fields.keys, fields.values)), meter) { key, value in
                key + ": " + value.text(settings, meter, isInner: true, depth: depth + 1)
            }
            return "{ " + entries + " }"
        case .function: return "<function>"
        case .widget(.pair(let key, let value)):
            return key.text(settings, meter, isInner: false, depth: depth + 1) + ": "
                + value.text(settings, meter, isInner: false, depth: depth + 1)
        case .widget(.externalLink(let url, let display)): return "[\(display)](\(url))"
        }
    }

    private static func joined<Part>(
        _ parts: [Part], _ meter: Meter?, text: (Part) -> String
    ) -> String {
        guard let meter else { return parts.map(text).joined(separator: ", ") }
        var result = ""
        for (index, part) in parts.enumerated() {
            if meter.isOver(after: 1) { return "" }
            if index > 0 { result += ", " }
            result += text(part)
            if meter.isTooLong(result.utf8.count) { return "" }
        }
        return result
    }

    /// A date in the default format; that with a time only where hour, minute or second is not 0.
    private static func text(_ date: DateValue, _ settings: QuerySettings) -> String {
        let civil = date.civil
        let hasTime = civil.hour != 0 || civil.minute != 0 || civil.second != 0
        return date.formatted(hasTime ? settings.dateTimeFormat : settings.dateFormat)
    }
}

extension JSONText {
    /// How deep values are written; what lies below is null.
    private static var deepest: Int { 200 }

    /// Writes a value in the form of the command line's results.
    mutating func value(_ value: Value, depth: Int = 0) {
        if depth > Self.deepest { return raw("null") }
        switch value {
        case .null: raw("null")
        case .bool(let flag): raw(flag ? "true" : "false")
        case .number(let number): self.number(number)
        case .text(let text): string(text)
        case .date(let date): self.date(date)
        case .duration(let duration): self.duration(duration)
        case .link(let link): self.link(link)
        case .list(let values): list { json in for value in values { json.value(value, depth: depth + 1) } }
        case .object(let object): self.fields(object.fields, depth: depth)
        case .function: self.object { $0.member("function", true) }
        case .widget(let widget): self.widget(widget, depth: depth)
        }
    }

    private mutating func date(_ date: DateValue) {
        object { json in
            json.name("date")
            if date.isValid { json.string(date.iso) } else { json.raw("null") }
            if !date.zone.isSystem { json.member("zone", date.zone.name) }
        }
    }

    private mutating func duration(_ duration: DurationValue) {
        object { json in
            json.name("dur")
            json.object { json in
                for unit in duration.units {
                    json.name(unit.name)
                    json.number(duration[unit])
                }
            }
            json.member("iso", duration.iso)
            json.name("ms")
            json.number(duration.totalMilliseconds)
        }
    }

    private mutating func link(_ link: LinkValue) {
        object { json in
            json.member("link", link.path)
            json.member("type", link.kind.rawValue)
            if let subpath = link.subpath { json.member("subpath", subpath) }
            if let display = link.display { json.member("display", display) }
            if link.isEmbed { json.member("embed", true) }
        }
    }

    private mutating func fields(_ fields: Fields, depth: Int) {
        object { json in
            json.name("obj")
            json.object { json in
                for (name, value) in zip(fields.keys, fields.values) {
                    json.name(name)
                    json.value(value, depth: depth + 1)
                }
            }
        }
    }

    private mutating func widget(_ widget: Widget, depth: Int) {
        object { json in
            switch widget {
            case .pair(let key, let value):
                json.member("widget", "list-pair")
                json.name("key")
                json.value(key, depth: depth + 1)
                json.name("value")
                json.value(value, depth: depth + 1)
            case .externalLink(let url, let display):
                json.member("widget", "external-link")
                json.member("url", url)
                json.member("display", display)
            }
        }
    }
}

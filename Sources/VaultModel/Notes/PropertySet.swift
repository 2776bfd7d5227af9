extension PropertyDraft {
    /// Gives a property a scalar value; only the value's bytes change.
    mutating func set(_ key: String, to value: PropertyValue, after neighbour: String?)
        throws(PropertyRefusal)
    {
        guard let property = try property(key) else {
            let text = try written(value, like: .plain, on: 0)
            let name = PropertyText.scalar(key)
            try insertProperty([text.isEmpty ? "\(name):" : "\(name): \(text)"], behind: neighbour)
            return
        }
        if property.value == value { return }
        if property.value.reads(like: value) {
            return replace(property.valueRange, value.plainText)
        }
        switch property.style {
        case .empty: fill(property, try written(value, like: .plain, on: property.line))
        case .flowList where property.items.isEmpty:
            replace(property.valueRange, try written(value, like: .plain, on: property.line))
        case .plain, .singleQuoted, .doubleQuoted:
            let text = try written(value, like: property.style, on: property.line)
            text.isEmpty ? clear(property) : replace(property.valueRange, text)
        case .flowList, .blockList, .other:
            throw PropertyRefusal(
                line: property.line,
                message: "“\(property.key)” (line \(property.line + 1)) is a list; edit it as text")
        }
    }

    /// Removes a property with all its lines.
    mutating func remove(_ key: String) throws(PropertyRefusal) {
        guard let property = try property(key) else { return }
        delete(lines.start(of: property.line), lines.range(of: lastLine(of: property)).upper)
    }

    /// Takes away a scalar and the space before it.
    mutating func clear(_ property: Property) {
        var start = property.valueRange.lower
        while isBlank(bytes[start - 1]) { start -= 1 }
        delete(start, property.valueRange.upper)
    }

    /// Puts a value behind a colon that has none, keeping the spaces and the comment that stand there.
    private mutating func fill(_ property: Property, _ text: String) {
        if text.isEmpty { return }
        let colon = property.valueRange.lower
        let end = lines.contentRange(of: property.line, in: bytes).upper
        if let comment = bytes[colon..<end].firstIndex(where: { !isBlank($0) }) {
            return comment - colon > 1 ? insert(text, at: colon + 1) : insert(" " + text, at: colon)
        }
        insert(colon == end ? " " + text : text, at: end)
    }

    /// A scalar as it is written: nothing for null, in quotes only where the old value has them or the text
    /// needs them.
    private func written(
        _ value: PropertyValue, like style: Property.Style, on line: Int
    ) throws(PropertyRefusal) -> String {
        switch value {
        case .text(let text): return PropertyText.scalar(text, like: style)
        case .null: return ""
        case .bool, .number: return value.plainText
        case .list, .map:
            throw PropertyRefusal(line: line, message: "a list is edited as text")
        }
    }
}

extension PropertyValue {
    /// Whether a text, written without quotes, is a value of the same kind as this number or truth value.
    fileprivate func reads(like other: PropertyValue) -> Bool {
        guard case .text(let text) = other else { return false }
        switch (self, PropertyValue(plain: Array(text.utf8)[...])) {
        case (.number, .number), (.bool, .bool): return true
        default: return false
        }
    }

    /// The value without quotes.
    fileprivate var plainText: String {
        switch self {
        case .text(let text): text
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number) where number.isNaN: ".nan"
        case .number(let number) where number.isInfinite: number < 0 ? "-.inf" : ".inf"
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
        case .null, .list, .map: ""
        }
    }
}

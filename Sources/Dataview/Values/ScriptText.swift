/// Text as JavaScript counts and cuts it: by UTF-16 units.
enum ScriptText {
    /// How many UTF-16 units the text has.
    static func length(_ text: String) -> Int { text.utf16.count }

    /// Text from units. Half of a surrogate pair becomes U+FFFD, since Swift's text cannot hold it.
    static func text(_ units: some Sequence<UInt16>) -> String {
        String(decoding: Array(units), as: UTF16.self)
    }

    /// Whether `left` stands before `right` by UTF-16 units.
    static func unitsPrecede(_ left: String, _ right: String) -> Bool {
        left.utf16.lexicographicallyPrecedes(right.utf16)
    }

    /// Whether two texts are the same unit for unit; Swift's `==` takes other normal forms for the same.
    static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    /// Whether `text` holds `part`, unit for unit.
    static func contains(_ text: String, _ part: String) -> Bool {
        find(Array(part.utf8), in: Array(text.utf8)) != nil
    }

    /// Whether `text` starts with `start`, unit for unit.
    static func hasPrefix(_ text: String, _ start: String) -> Bool { text.utf8.starts(with: start.utf8) }

    /// Whether `text` ends with `end`, unit for unit.
    static func hasSuffix(_ text: String, _ end: String) -> Bool {
        text.utf8.reversed().starts(with: end.utf8.reversed())
    }

    /// The first place of `part` in `bytes` at or behind `start`. The time is that of their lengths together, whatever
    /// they hold.
    static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int = 0) -> Int? {
        guard let first = part.first else { return start <= bytes.count ? start : nil }
        if part.count > 16 { return findLong(part, in: bytes, from: start) }
        var place = start
        while place + part.count <= bytes.count {
            if bytes[place] == first, bytes[place..<(place + part.count)].elementsEqual(part) { return place }
            place += 1
        }
        return nil
    }

    /// The same for parts of which much may match before it fails (Knuth, Morris and Pratt).
    private static func findLong(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start + part.count <= bytes.count else { return nil }
        // How much of the part's start ends at each place of it.
        var borders = [Int](repeating: 0, count: part.count)
        var matched = 0
        for place in 1..<part.count {
            while matched > 0, part[place] != part[matched] { matched = borders[matched - 1] }
            if part[place] == part[matched] { matched += 1 }
            borders[place] = matched
        }
        matched = 0
        for place in start..<bytes.count {
            while matched > 0, bytes[place] != part[matched] { matched = borders[matched - 1] }
            if bytes[place] == part[matched] { matched += 1 }
            if matched == part.count { return place + 1 - matched }
        }
        return nil
    }

    /// The parts of `text` between the occurrences of `separator`; its UTF-16 units where that is empty.
    static func split(_ text: String, _ separator: String) -> [String] {
        if separator.isEmpty { return text.utf16.map { ScriptText.text([$0]) } }
        let bytes = Array(text.utf8)
        let separator = Array(separator.utf8)
        var parts: [String] = []
        var start = 0
        while let place = find(separator, in: bytes, from: start) {
            parts.append(String(decoding: bytes[start..<place], as: UTF8.self))
            start = place + separator.count
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    /// All occurrences of `part` replaced, none of them read as a pattern.
    static func replacing(_ text: String, _ part: String, with replacement: String) -> String {
        split(text, part).joined(separator: replacement)
    }

    /// Lower case, with the sigma that ends a word in its final form, as JavaScript has it.
    static func lowercased(_ text: String) -> String {
        let lower = text.lowercased()
        guard lower.unicodeScalars.contains("σ"), text.unicodeScalars.contains("Σ") else { return lower }
        return finalSigmas(text)
    }

    private static func finalSigmas(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            let isFinal =
                scalar == "Σ" && index > 0 && scalars[index - 1].properties.isCased
                && !(index + 1 < scalars.count && scalars[index + 1].properties.isCased)
            result += isFinal ? "ς" : scalar.properties.lowercaseMapping
        }
        return result
    }

    /// `text` without the white space, in JavaScript's sense, around it.
    static func trimmed(_ text: Substring) -> Substring {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isSpace($0) }),
            let last = scalars.lastIndex(where: { !isSpace($0) })
        else { return text[text.endIndex...] }
        return Substring(scalars[first...last])
    }

    /// What JavaScript's `\s` takes: ASCII blanks, no-break space, the byte order mark and Unicode's spaces.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9...13, 32, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// The units from `start` up to `end`, clamped and swapped as `substring` does.
    static func substring(_ text: String, _ start: Double, _ end: Double?) -> String {
        let units = Array(text.utf16)
        let (one, other) = (clamp(start, units.count), end.map { clamp($0, units.count) } ?? units.count)
        return ScriptText.text(units[min(one, other)..<max(one, other)])
    }

    /// A number as a place between 0 and `count`; NaN is 0.
    static func clamp(_ number: Double, _ count: Int) -> Int {
        number.isNaN || number <= 0 ? 0 : number >= Double(count) ? count : Int(number)
    }

    /// A number as JavaScript's `slice` takes it: from the end where negative.
    static func sliceBound(_ number: Double, _ count: Int) -> Int {
        let whole = number.isNaN ? 0 : number.rounded(.towardZero)
        return whole < 0 ? clamp(Double(count) + whole, count) : clamp(whole, count)
    }
}

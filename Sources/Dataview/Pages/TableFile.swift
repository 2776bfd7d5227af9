import VaultModel

/// Reads CSV files as Dataview does: the first line names the columns, `#` starts a comment, numbers and
/// truth values are typed, other texts may be dates, durations or links.
struct TableFile {
    private let reader: FieldValue

    /// Reads dates without a zone in that of `clock`.
    init(clock: Clock) { reader = FieldValue(clock: clock) }

    /// The lines behind the first, as fields under the columns' names and their canonical ones.
    func read(_ text: String) -> [Fields] {
        var lines = Self.lines(text)
        guard !lines.isEmpty else { return [] }
        let names = Self.distinct(lines.removeFirst())
        return lines.map { line in
            var fields = Fields()
            for (index, cell) in line.enumerated() where index < names.count {
                let value = value(cell)
                fields[names[index]] = value
                fields[FieldName.canonical(names[index])] = value
            }
            return fields
        }
    }

    /// Columns of one name get a number behind it: `a`, `a_1`.
    private static func distinct(_ names: [String]) -> [String] {
        var seen: [String: Int] = [:]
        return names.map { name in
            let count = seen[name, default: 0]
            seen[name] = count + 1
            return count == 0 ? name : "\(name)_\(count)"
        }
    }

    private func value(_ cell: String) -> Value {
        switch cell {
        case "true", "TRUE": return .bool(true)
        case "false", "FALSE": return .bool(false)
        case "": return .null
        default: break
        }
        if let number = Self.number(cell) { return .number(number) }
        if Self.isInstant(cell), let date = instant(cell) { return .date(date) }
        return reader.property(.text(cell))
    }

    /// A number: blanks around, a sign, a point, an exponent.
    private static func number(_ cell: String) -> Double? {
        let text = ScriptText.trimmed(Substring(cell))
        let digits = text.drop { $0 == "-" }
        guard text.count - digits.count <= 1, let first = digits.first, first.isASCII,
            first.isNumber || first == ".",
            digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".eE+-".contains($0)) }),
            let number = Double(text),
            abs(number) < 9_007_199_254_740_992
        else { return nil }
        return number
    }

    /// Whether a text is a full time in ISO 8601 with a zone, which becomes an instant.
    private static func isInstant(_ cell: String) -> Bool {
        let scalars = Array(cell.unicodeScalars)
        return scalars.count >= 17 && scalars[10] == "T"
            && (scalars.last == "Z" || scalars.suffix(6).first == "+" || scalars.suffix(6).first == "-")
    }

    private func instant(_ cell: String) -> DateValue? {
        guard case .date(let date) = reader.property(.text(cell)) else { return nil }
        return reader.local(date)
    }

    /// The cells of each line that is neither empty nor a comment; quotes may hold commas, quotes and line
    /// ends.
    private static func lines(_ text: String) -> [[String]] {
        let scalars = Array(text.unicodeScalars.drop { $0.value == 0xFEFF })
        return lines(scalars, separator(scalars)).filter { $0 != [""] }
    }

    /// The cells of each line that is no comment, at most `limit` lines.
    private static func lines(
        _ scalars: [Unicode.Scalar], _ comma: Unicode.Scalar, limit: Int = .max
    ) -> [[String]] {
        var lines: [[String]] = []
        var cells: [String] = []
        var place = 0
        while place < scalars.count, lines.count < limit {
            if cells.isEmpty, scalars[place] == "#" {
                while place < scalars.count, !isLineEnd(scalars[place]) { place += 1 }
                skipLineEnd(scalars, &place)
                continue
            }
            cells.append(cell(scalars, &place, comma))
            if place < scalars.count, scalars[place] == comma {
                place += 1
                if place < scalars.count { continue }
                cells.append("")
            }
            skipLineEnd(scalars, &place)
            lines.append(cells)
            cells = []
        }
        return lines
    }

    /// The separator: of those that give the first ten lines two cells and more, the one by which they differ least,
    /// and of these the one that gives most cells. So does PapaParse.
    private static func separator(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
        var best: (separator: Unicode.Scalar, difference: Int, cells: Double)?
        for separator in [",", "\t", "|", ";", "\u{1E}", "\u{1F}"] as [Unicode.Scalar] {
            let counts = lines(scalars, separator, limit: 10).filter { $0 != [""] }.map(\.count)
            let cells = Double(counts.reduce(0, +)) / Double(counts.count)
            let difference = zip(counts, counts.dropFirst()).reduce(0) { $0 + abs($1.1 - $1.0) }
            guard cells > 1.99 else { continue }
            if best.map({ difference <= $0.difference && cells > $0.cells }) ?? true {
                best = (separator, difference, cells)
            }
        }
        return best?.separator ?? ","
    }

    private static func cell(_ scalars: [Unicode.Scalar], _ place: inout Int, _ comma: Unicode.Scalar)
        -> String
    {
        var view = String.UnicodeScalarView()
        guard place < scalars.count, scalars[place] == "\"" else {
            while place < scalars.count, scalars[place] != comma, !isLineEnd(scalars[place]) {
                view.append(scalars[place])
                place += 1
            }
            return String(view)
        }
        place += 1
        while place < scalars.count {
            if scalars[place] != "\"" {
                view.append(scalars[place])
            } else if place + 1 < scalars.count, scalars[place + 1] == "\"" {
                view.append("\"")
                place += 1
            } else {
                place += 1
                break
            }
            place += 1
        }
        return String(view)
    }

    private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

    private static func skipLineEnd(_ scalars: [Unicode.Scalar], _ place: inout Int) {
        if place < scalars.count, scalars[place] == "\r" { place += 1 }
        if place < scalars.count, scalars[place] == "\n" { place += 1 }
    }
}

/// Which lines of a TOML text are written as settings are: headings, and assignments of texts, plain words and lists of
/// them. The parser ends the program over some others, and a vault brings its own settings: those it never sees.
struct TOMLGate {
    /// The first line of each statement that is not let through, and all lines of it.
    private(set) var refused: [(first: Int, all: Range<Int>)] = []
    /// The line on which a list began that is not closed.
    private var openList: Int?

    /// Looks through the lines of a text.
    init(_ lines: [Substring]) {
        for (index, line) in lines.enumerated() {
            var scanner = TOMLScanner(index == 0 && line.first == "\u{FEFF}" ? line.dropFirst() : line)
            let end = openList == nil ? scanner.statement() : scanner.list()
            switch end {
            case .complete: openList = nil
            case .open: openList = openList ?? index
            case .fault:
                let first = openList ?? index
                refused.append((first, first..<(index + 1)))
                openList = nil
            }
        }
        if let first = openList { refused.append((first, first..<lines.count)) }
    }
}

/// Reads one line as far as its form goes.
private struct TOMLScanner {
    /// How a line ends.
    enum End { case complete, open, fault }

    private var rest: Substring.UnicodeScalarView

    init(_ line: Substring) { rest = line.unicodeScalars }

    /// A heading, an assignment, a remark or nothing.
    mutating func statement() -> End {
        skipBlanks()
        if isAtEnd { return .complete }
        if take("[") {
            let isDouble = take("[")
            guard path(), take("]"), !isDouble || take("]") else { return .fault }
            return closed()
        }
        guard path(), take("=") else { return .fault }
        skipBlanks()
        if take("[") { return list() }
        return text() || word(isValue: true) ? closed() : .fault
    }

    /// The rest of a list, or of one of its lines.
    mutating func list() -> End {
        while true {
            skipBlanks()
            if isAtEnd { return .open }
            if take("]") { return closed() }
            guard text() || word(isValue: true) else { return .fault }
            skipBlanks()
            if isAtEnd { return .open }
            if !take(",") { return take("]") ? closed() : .fault }
        }
    }

    /// Keys with dots between them, and the blanks around them.
    private mutating func path() -> Bool {
        repeat {
            skipBlanks()
            guard text() || word(isValue: false) else { return false }
            skipBlanks()
        } while take(".")
        return true
    }

    /// A text in quotation marks on one line.
    private mutating func text() -> Bool {
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return false }
        var inner = rest.dropFirst()
        while let scalar = inner.popFirst() {
            if scalar == quote {
                // Three of them begin a text of several lines.
                if rest.dropFirst().first == quote, inner.first == quote { return false }
                rest = inner
                return true
            }
            if scalar == "\\", quote == "\"", inner.popFirst() == nil { return false }
        }
        return false
    }

    /// A bare key; as a value a truth or a number.
    private mutating func word(isValue: Bool) -> Bool {
        let scalars = rest.prefix { Self.isBare($0) || isValue && ($0 == "." || $0 == "+") }
        guard !scalars.isEmpty else { return false }
        if isValue, !["true", "false"].contains(String(scalars)) {
            guard scalars.allSatisfy({ "0"..."9" ~= $0 }) else { return false }
        }
        rest = rest.dropFirst(scalars.count)
        return true
    }

    /// What may still follow: blanks and a remark.
    private mutating func closed() -> End {
        skipBlanks()
        return isAtEnd ? .complete : .fault
    }

    private var isAtEnd: Bool { rest.isEmpty || rest.first == "#" }

    private mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func isBare(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}

/// What a pattern says, as a tree.
indirect enum PatternNode {
    case empty
    case unit(UInt16)
    case any
    case set(UnitSet)
    case lineStart
    case lineEnd
    case wordBoundary(Bool)
    case reference(Int)
    case group(PatternNode, number: Int?)
    case look(PatternNode, isAhead: Bool, isNegative: Bool)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, min: Int, max: Int?, isGreedy: Bool, groups: Range<Int>)
}

/// Why a text is no pattern, in JavaScript's words.
struct PatternError: Error, Hashable {
    /// What is wrong.
    var message: String
}

/// Reads the patterns of ECMAScript without its `u` flag, the leniencies of browsers included.
struct PatternParser {
    private let source: [UInt16]
    private let sourceText: String
    private var place = 0
    private var depth = 0
    /// How many groups have been opened so far.
    private(set) var groupCount = 0
    /// The numbers of named groups.
    private(set) var names: [String: Int] = [:]
    private let allNames: [String]
    private let allGroups: Int
    private static let deepest = 100

    /// Starts reading a pattern.
    init(_ text: String) {
        sourceText = text
        source = Array(text.utf16)
        (allGroups, allNames) = Self.countGroups(source)
    }

    /// Reads the whole pattern.
    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try choice()
        if place < source.count { throw failure("Unmatched ')'") }
        return node
    }

    private func failure(_ reason: String) -> PatternError {
        PatternError(message: "Invalid regular expression: /\(sourceText)/: \(reason)")
    }

    private func peek(_ offset: Int = 0) -> UInt16? {
        place + offset < source.count ? source[place + offset] : nil
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= source.count else { return false }
        let matches = text.withUTF8Buffer { bytes in
            (0..<count).allSatisfy { source[place + $0] == UInt16(bytes[$0]) }
        }
        if matches { place += count }
        return matches
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw failure("Too deeply nested") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let unit = peek(), unit != .init(ascii: "|"), unit != .init(ascii: ")") {
            let firstGroup = groupCount + 1
            let (node, canRepeat) = try term()
            nodes.append(try quantified(node, canRepeat: canRepeat, groups: firstGroup..<(groupCount + 1)))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func quantified(
        _ node: PatternNode, canRepeat: Bool, groups: Range<Int>
    ) throws(PatternError) -> PatternNode {
        guard let (min, max) = try quantifier() else { return node }
        guard canRepeat else { throw failure("Nothing to repeat") }
        if let max, max < min { throw failure("numbers out of order in {} quantifier") }
        let isGreedy = !take("?")
        return .repetition(node, min: min, max: max, isGreedy: isGreedy, groups: groups)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        return braces()
    }

    /// Reads `{2}`, `{2,}` or `{2,3}`; anything else in braces is text.
    private mutating func braces() -> (Int, Int?)? {
        let start = place
        guard take("{"), let min = digits() else {
            place = start
            return nil
        }
        if take("}") { return (min, min) }
        if take(",") {
            if take("}") { return (min, nil) }
            if let max = digits(), take("}") { return (min, max) }
        }
        place = start
        return nil
    }

    private mutating func digits() -> Int? {
        let start = place
        var number = 0
        while let unit = peek(), (0x30...0x39).contains(unit) {
            number = min(number * 10 + Int(unit - 0x30), 1_000_000)
            place += 1
        }
        return place > start ? number : nil
    }

    private mutating func term() throws(PatternError) -> (PatternNode, canRepeat: Bool) {
        if take("^") { return (.lineStart, false) }
        if take("$") { return (.lineEnd, false) }
        if take("\\b") { return (.wordBoundary(true), false) }
        if take("\\B") { return (.wordBoundary(false), false) }
        if take("(") { return try group() }
        if take(".") { return (.any, true) }
        if take("[") { return (.set(try set()), true) }
        if take("\\") { return (try escape(), true) }
        if try quantifier() != nil { throw failure("Nothing to repeat") }
        let unit = source[place]
        place += 1
        return (.unit(unit), true)
    }

    private mutating func group() throws(PatternError) -> (PatternNode, canRepeat: Bool) {
        if take("?:") { return (.group(try closed(), number: nil), true) }
        if take("?=") { return (.look(try closed(), isAhead: true, isNegative: false), true) }
        if take("?!") { return (.look(try closed(), isAhead: true, isNegative: true), true) }
        if take("?<=") { return (.look(try closed(), isAhead: false, isNegative: false), false) }
        if take("?<!") { return (.look(try closed(), isAhead: false, isNegative: true), false) }
        groupCount += 1
        let number = groupCount
        if take("?<") {
            guard let name = groupName() else { throw failure("Invalid capture group name") }
            if names[name] != nil { throw failure("Duplicate capture group name") }
            names[name] = number
        } else if peek() == .init(ascii: "?") {
            throw failure("Invalid group")
        }
        return (.group(try closed(), number: number), true)
    }

    private mutating func closed() throws(PatternError) -> PatternNode {
        let node = try choice()
        guard take(")") else { throw failure("Unterminated group") }
        return node
    }

    private mutating func groupName() -> String? {
        guard let end = source[place...].firstIndex(of: .init(ascii: ">")) else { return nil }
        let name = ScriptText.text(source[place..<end])
        guard let first = name.unicodeScalars.first, !(0x30...0x39).contains(first.value),
            name.unicodeScalars.allSatisfy({ $0.properties.isIDContinue || $0 == "$" || $0 == "_" })
        else { return nil }
        place = end + 1
        return name
    }

    private mutating func escape() throws(PatternError) -> PatternNode {
        guard let unit = peek() else { throw failure("\\ at end of pattern") }
        if let set = UnitSet.named(unit) {
            place += 1
            return .set(set)
        }
        if unit == .init(ascii: "k"), !allNames.isEmpty {
            place += 1
            guard take("<"), let name = groupName() else { throw failure("Invalid named reference") }
            guard let index = allNames.firstIndex(of: name) else {
                throw failure("Invalid named capture referenced")
            }
            return .reference(Self.number(ofName: index, in: source))
        }
        if (0x31...0x39).contains(unit) {
            let start = place
            if let number = digits(), number <= allGroups { return .reference(number) }
            place = start
        }
        return .unit(characterEscape())
    }

    /// The one unit that an escape stands for; `place` is behind the backslash, and a unit follows.
    private mutating func characterEscape() -> UInt16 {
        let unit = source[place]
        place += 1
        switch Unicode.Scalar(unit) {
        case "t": return 9
        case "n": return 10
        case "v": return 11
        case "f": return 12
        case "r": return 13
        case "x": return hex(2) ?? unit
        case "u": return hex(4) ?? unit
        case "c":
            guard let letter = peek(), let scalar = Unicode.Scalar(letter), scalar.isASCII,
                scalar.properties.isAlphabetic
            else {
                place -= 1
                return .init(ascii: "\\")
            }
            place += 1
            return letter % 32
        case "0", "1", "2", "3", "4", "5", "6", "7":
            place -= 1
            return octal()
        default: return unit
        }
    }

    private mutating func octal() -> UInt16 {
        var value: UInt16 = 0
        var count = 0
        while count < 3, let unit = peek(), (0x30...0x37).contains(unit), value * 8 + unit - 0x30 <= 255 {
            value = value * 8 + unit - 0x30
            place += 1
            count += 1
        }
        return value
    }

    private mutating func hex(_ count: Int) -> UInt16? {
        guard place + count <= source.count else { return nil }
        let text = ScriptText.text(source[place..<(place + count)])
        guard text.unicodeScalars.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt16(text, radix: 16)
        else { return nil }
        place += count
        return value
    }

    private mutating func set() throws(PatternError) -> UnitSet {
        var set = UnitSet(isNegated: take("^"))
        while !take("]") {
            guard place < source.count else { throw failure("Unterminated character class") }
            let low = try setMember()
            guard peek() == .init(ascii: "-"), let next = peek(1), next != .init(ascii: "]") else {
                set.insert(low)
                continue
            }
            place += 1
            let high = try setMember()
            if case .unit(let first) = low, case .unit(let last) = high {
                if last < first { throw failure("Range out of order in character class") }
                set.insert(first...last)
            } else {
                for member in [low, .unit(.init(ascii: "-")), high] { set.insert(member) }
            }
        }
        return set
    }

    private mutating func setMember() throws(PatternError) -> PatternNode {
        guard take("\\") else {
            guard let unit = peek() else { throw failure("Unterminated character class") }
            place += 1
            return .unit(unit)
        }
        guard let unit = peek() else { throw failure("\\ at end of pattern") }
        if let named = UnitSet.named(unit) {
            place += 1
            return .set(named)
        }
        if take("b") { return .unit(8) }
        if take("-") { return .unit(.init(ascii: "-")) }
        return .unit(characterEscape())
    }

    /// How many groups a pattern has, and the names of the named ones in order.
    private static func countGroups(_ source: [UInt16]) -> (Int, [String]) {
        var count = 0
        var names: [String] = []
        forEachGroup(in: source) { _, name in
            count += 1
            if let name { names.append(name) }
        }
        return (count, names)
    }

    private static func number(ofName index: Int, in source: [UInt16]) -> Int {
        var (number, seen, result) = (0, 0, 0)
        forEachGroup(in: source) { _, name in
            number += 1
            guard name != nil else { return }
            if seen == index { result = number }
            seen += 1
        }
        return result
    }

    private static func forEachGroup(in source: [UInt16], _ body: (Int, String?) -> Void) {
        var isInSet = false
        var place = 0
        while place < source.count {
            switch Unicode.Scalar(source[place]) {
            case "\\": place += 1
            case "[": isInSet = true
            case "]": isInSet = false
            case "(" where !isInSet:
                let head = ScriptText.text(source[(place + 1)..<min(place + 4, source.count)])
                if !head.hasPrefix("?") {
                    body(place, nil)
                } else if head.hasPrefix("?<"), !head.hasPrefix("?<="), !head.hasPrefix("?<!"),
                    let end = source[place...].firstIndex(of: .init(ascii: ">"))
                {
                    body(place, ScriptText.text(source[(place + 3)..<end]))
                }
            default: break
            }
            place += 1
        }
    }
}

extension UInt16 {
    /// The unit of an ASCII character.
    init(ascii scalar: Unicode.Scalar) { self = UInt16(UInt8(ascii: scalar)) }
}

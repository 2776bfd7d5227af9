import VaultModel

/// A place in a text that is being read, with the farthest place at which reading failed and what was
/// expected there.
struct Reader {
    /// The text's characters.
    let scalars: [Unicode.Scalar]
    /// The place of the next one.
    var place = 0
    /// The farthest place at which something else was expected.
    private(set) var farthest = 0
    /// What was expected there.
    private(set) var expected: [String] = []
    /// How deep the construct that is being read is nested.
    private(set) var depth = 0
    /// Whether something was nested too deeply; then nothing matches any more.
    private(set) var isTooDeep = false

    /// How deep expressions may be nested: brackets, calls and lambdas all count.
    static let deepest = 100

    /// The offset of each character in bytes; empty where each is one byte.
    private let offsets: [Int]

    /// Starts reading; offsets in bytes are kept if they will be asked for.
    init(_ text: String, keepsOffsets: Bool = false) {
        scalars = Array(text.unicodeScalars)
        var offsets: [Int] = []
        if keepsOffsets, text.utf8.count != scalars.count {
            offsets.reserveCapacity(scalars.count + 1)
            var offset = 0
            for scalar in scalars {
                offsets.append(offset)
                offset += UTF8.width(scalar)
            }
            offsets.append(offset)
        }
        self.offsets = offsets
    }

    /// Whether everything is read.
    var isAtEnd: Bool { place >= scalars.count }
    /// The next character.
    var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }
    /// A character farther on.
    func peek(_ offset: Int) -> Unicode.Scalar? {
        place + offset < scalars.count ? scalars[place + offset] : nil
    }

    /// Notes what was expected here and returns nil.
    mutating func fail<T>(_ what: String) -> T? {
        if place > farthest {
            farthest = place
            expected = [what]
        } else if place == farthest, !expected.contains(what) {
            expected.append(what)
        }
        return nil
    }

    /// Runs `read`; where it gives nothing, the place is as before.
    mutating func attempt<T>(_ read: (inout Reader) -> T?) -> T? {
        let start = place
        if let value = read(&self) { return value }
        place = start
        return nil
    }

    /// Goes one level deeper; `isTooDeep` tells whether that is too deep.
    mutating func enter() {
        depth += 1
        guard depth > Self.deepest, !isTooDeep else { return }
        isTooDeep = true
        farthest = place
        expected = []
    }

    /// Comes back from one level.
    mutating func leave() { depth -= 1 }

    /// Takes a text if it stands here.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= scalars.count else { return false }
        let matches = text.withUTF8Buffer { bytes in
            (0..<count).allSatisfy { scalars[place + $0].value == UInt32(bytes[$0]) }
        }
        if matches { place += count }
        return matches
    }

    /// Takes a word of ASCII letters, any case, if it stands here; what follows may be anything.
    mutating func takeWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard place + count <= scalars.count else { return false }
        let matches = word.withUTF8Buffer { bytes in
            (0..<count).allSatisfy { (scalars[place + $0].value | 0x20) == UInt32(bytes[$0] | 0x20) }
        }
        if matches { place += count }
        return matches
    }

    /// Takes white space, if any.
    @discardableResult
    mutating func skipSpace() -> Bool {
        let start = place
        while let scalar = next, ScriptText.isSpace(scalar) { place += 1 }
        return place > start
    }

    /// Takes exactly `count` digits as a number.
    mutating func digits(_ count: Int) -> Int? {
        guard place + count <= scalars.count,
            scalars[place..<(place + count)].allSatisfy(\.isDigit)
        else { return nil }
        let number = scalars[place..<(place + count)].reduce(0) { $0 * 10 + Int($1.value - 0x30) }
        place += count
        return number
    }

    /// The text between two places.
    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range])
        return String(view)
    }

    /// The bytes between two places of the text.
    func bytes(_ range: Range<Int>) -> ByteRange {
        offsets.isEmpty
            ? ByteRange(range.lowerBound, range.upperBound)
            : ByteRange(offsets[range.lowerBound], offsets[range.upperBound])
    }
}

/// One word or phrase of a search, ready to be found in bytes.
struct SearchWord: Hashable, Sendable {
    /// The text as typed.
    let text: String
    /// Whether case counts: it does where the text holds an upper-case letter.
    let isExact: Bool
    private let lowered: String
    /// Finds the whole text, or, where case can't be told from bytes, its longest run of ASCII; nil where there is
    /// none.
    private let finder: ByteFinder?
    /// Whether what `finder` finds is the whole text, and no line has to be read as text.
    let isPlain: Bool
    /// Finds a letter of the text, where case can't be told from bytes.
    private let letter: LetterFinder?
    /// A shorter run of ASCII is more frequent than a letter beyond it.
    private static let fewestToFind = 3

    init(_ text: String) {
        self.text = text
        lowered = text.lowercased()
        isExact = text != lowered
        let hasCase = text.uppercased() != lowered
        if isExact || !hasCase {
            finder = ByteFinder(Array(text.utf8), foldsCase: false)
            isPlain = true
            letter = nil
        } else if lowered.utf8.allSatisfy({ $0 < 0x80 }) {
            finder = ByteFinder(Array(lowered.utf8), foldsCase: true)
            isPlain = true
            letter = nil
        } else {
            let letter = LetterFinder(lowered)
            let run = lowered.utf8.split { $0 >= 0x80 }.map { Array($0) }.max { $0.count < $1.count }
            let isUseful = letter == nil || run?.count ?? 0 >= Self.fewestToFind
            finder = isUseful ? run.map { ByteFinder($0, foldsCase: true) } : nil
            isPlain = false
            self.letter = letter
        }
    }

    /// Whether every line that holds this text holds the other one.
    func includes(_ other: SearchWord) -> Bool {
        other.isExact ? isExact && text.contains(other.text) : lowered.contains(other.lowered)
    }

    /// Whether `first` can tell places from others.
    var canBeFound: Bool { finder != nil || letter != nil }

    /// The first place in a range of bytes that may belong to the text; nil where the range can't hold it.
    func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        if let finder { return finder.first(in: bytes, range) }
        return letter.map { $0.first(in: bytes, range) } ?? range.first
    }

    /// Whether a line, given by its range, holds the text.
    func stands(in line: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if let finder, finder.first(in: bytes, line) == nil { return false }
        if isPlain { return true }
        if let letter, letter.first(in: bytes, line) == nil { return false }
        return String(decoding: bytes[line], as: UTF8.self).lowercased().contains(lowered)
    }
}

/// Finds the places that may hold a letter beyond ASCII, in any case, by their bytes: comparing texts as texts costs
/// a hundred times as much.
private struct LetterFinder: Hashable, Sendable {
    /// The letter in all its cases, as UTF-8.
    private let forms: [[UInt8]]

    /// A finder of a letter of a text in lower case; nil where bytes can't tell.
    ///
    /// A letter can also be written as its base and marks. Those of the Latin and Cyrillic letters that are taken
    /// here lie at U+0300 to U+036F, so a line with one of those may hold any of them.
    init?(_ lowered: String) {
        let letters = lowered.unicodeScalars.filter { scalar in
            (0xC0..<0x2B0).contains(scalar.value) || (0x400..<0x530).contains(scalar.value)
        }
        guard let letter = letters.max() else { return nil }
        forms =
            [Array(String(letter).utf8)] + Self.others[letter, default: []].map { Array(String($0).utf8) }
    }

    /// The letters that become another one when written in lower case.
    private static let others: [Unicode.Scalar: [Unicode.Scalar]] = {
        var others: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for scalar in (0x80..<UInt32(0x2C00)).compactMap({ Unicode.Scalar($0) }) {
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            if let first = small.first, small.count == 1, first != scalar {
                others[first, default: []].append(scalar)
            }
        }
        return others
    }()

    /// The first place in a range that may hold the letter; nil where there is none.
    func first(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if index + 64 <= range.upperBound, Self.isPlain(UnsafeRawBufferPointer(bytes), index) {
                index += 64
                continue
            }
            let end = min(index + 64, range.upperBound)
            while index < end {
                if bytes[index] >= 0x80, mayStand(at: index, of: bytes, end: range.upperBound) {
                    return index
                }
                index += 1
            }
        }
        return nil
    }

    /// Whether the 64 bytes from an index on are all ASCII.
    @inline(__always)
    private static func isPlain(_ raw: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        func load(_ offset: Int) -> SIMD4<UInt64> {
            raw.loadUnaligned(fromByteOffset: index + offset, as: SIMD4<UInt64>.self)
        }
        let all = load(0) | load(32)
        return (all.x | all.y | all.z | all.w) & 0x8080_8080_8080_8080 == 0
    }

    private func mayStand(at place: Int, of bytes: UnsafeBufferPointer<UInt8>, end: Int) -> Bool {
        if bytes[place] == 0xCC || bytes[place] == 0xCD { return true }
        return forms.contains { form in
            place + form.count <= end && form.indices.allSatisfy { bytes[place + $0] == form[$0] }
        }
    }
}

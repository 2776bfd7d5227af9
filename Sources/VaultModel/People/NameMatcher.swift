/// Finds the names of people in running text: whole names as they are written, however many there are.
package struct NameMatcher: Sendable {
    /// A name and whom it means.
    private struct Name: Sendable {
        var bytes: [UInt8]
        var person: Int
    }
    /// A name where it stands.
    package struct Found: Hashable, Sendable {
        /// Where, as offsets in the text.
        package var range: Range<Int>
        /// Whom it means: the number that was given with the name.
        package var person: Int
    }

    /// By the hash of the name's first word.
    private var byWord: [UInt32: [Name]] = [:]
    /// Names in scripts that put no spaces between words.
    private var unspaced: [(finder: ByteFinder, name: Name)] = []

    /// A matcher of names; each comes with a number for the person it means.
    package init(_ names: [(String, Int)]) {
        for (text, person) in names {
            let name = Name(bytes: Array(text.utf8), person: person)
            guard let last = text.unicodeScalars.last else { continue }
            if Self.isUnspaced(last) {
                unspaced.append((ByteFinder(name.bytes, foldsCase: false), name))
            } else {
                let word = name.bytes.prefix { Self.isWord($0) }
                if !word.isEmpty { byWord[Self.hash(word), default: []].append(name) }
            }
        }
    }

    /// Whom a text names.
    func people(in text: ArraySlice<UInt8>) -> Set<Int> {
        if byWord.isEmpty, unspaced.isEmpty { return [] }
        return Set(found(in: text).map(\.person))
    }

    /// The names in a text, in order; of two that begin in one place the longer.
    package func found(in text: ArraySlice<UInt8>) -> [Found] {
        var found: [Found] = []
        var index = text.startIndex
        while index < text.endIndex {
            let word = text[index...].prefix { Self.isWord($0) }
            if word.isEmpty {
                index += 1
                continue
            }
            let names = byWord[Self.hash(word)] ?? []
            let fits = names.filter {
                text[index...].starts(with: $0.bytes) && endsWord(text, index + $0.bytes.count)
            }
            if let best = fits.max(by: { $0.bytes.count < $1.bytes.count }) {
                found.append(Found(range: index..<(index + best.bytes.count), person: best.person))
                index += best.bytes.count
            } else {
                index = word.endIndex
            }
        }
        return unspaced.isEmpty
            ? found : (found + unspacedNames(in: text)).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func unspacedNames(in text: ArraySlice<UInt8>) -> [Found] {
        text.withUnsafeBufferPointer { buffer in
            unspaced.compactMap { entry in
                entry.finder.first(in: buffer, 0..<buffer.count).map { place in
                    let start = text.startIndex + place
                    return Found(range: start..<(start + entry.name.bytes.count), person: entry.name.person)
                }
            }
        }
    }

    /// Whether no letter follows.
    private func endsWord(_ text: ArraySlice<UInt8>, _ end: Int) -> Bool {
        guard end < text.endIndex else { return true }
        guard text[end] >= 0x80 else { return !Self.isWord(text[end]) }
        let scalar = String(decoding: text[end...].prefix(4), as: UTF8.self).unicodeScalars.first
        return scalar?.properties.isAlphabetic != true
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
        default: false
        }
    }

    /// Whether a letter belongs to a script without spaces: Chinese, Japanese, and Korean, whose particles stick to
    /// the name.
    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        (0x2E80...0xD7FF).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
            || (0x20000...0x3FFFF).contains(scalar.value)
    }

    private static func hash(_ word: ArraySlice<UInt8>) -> UInt32 {
        word.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}

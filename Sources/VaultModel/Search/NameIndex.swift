/// What the note finder looks in: titles, other names, paths and headings of a vault's notes, in lower case and in
/// one piece of memory, since a vault has a hundred thousand notes and a letter must be answered within a frame.
///
/// Headings that a schema gives a meaning are left out: every project has them. Made on a worker.
package struct NameIndex: Sendable {
    /// What a name is to its note.
    package enum Kind: UInt8, Hashable, Sendable {
        case title, alias, heading, path
    }

    /// One name: its letters end before `end` and begin where the name before ends.
    struct Name: Sendable {
        var note: UInt32
        var end: UInt32
        /// Which of the note's names of this kind it is.
        var place: UInt16
        var kind: Kind
    }

    /// The revision of the vault that it was made from.
    package private(set) var revision: Int
    private(set) var names: [Name] = []
    private(set) var letters: [UInt8] = []
    /// Which letters a name has, as bits: most names are passed over by one comparison.
    private(set) var masks: [UInt64] = []
    private(set) var notes: [NotePath] = []
    /// The notes whose names count no longer, by their numbers.
    private(set) var dropped: Set<UInt32> = []
    /// How many notes came in the order of their paths; the others were put in later.
    private let sortedCount: Int
    private var later: [NotePath: UInt32] = [:]

    /// A longer name is cut, in bytes; nobody types so much.
    private static let longest = 240
    /// After so many changes it is better made anew.
    private static let mostChanges = 2_000

    /// Goes through all notes of a vault; nil where `isCancelled` says so.
    package init?(_ vault: Vault, isCancelled: () -> Bool = { false }) {
        revision = vault.revision
        let all = vault.notes
        sortedCount = all.count
        notes.reserveCapacity(all.count)
        for (index, digest) in all.enumerated() {
            if index & 0x3FF == 0, isCancelled() { return nil }
            add(digest, vault.schema)
        }
    }

    /// Takes over what became of some notes; false where it is better made anew.
    package mutating func update(_ paths: Set<NotePath>, in vault: Vault) -> Bool {
        guard dropped.count + later.count + paths.count <= Self.mostChanges else { return false }
        for path in paths {
            if let old = number(of: path) { dropped.insert(old) }
            later[path] = nil
            guard let digest = vault[path] else { continue }
            later[path] = UInt32(notes.count)
            add(digest, vault.schema)
        }
        revision = vault.revision
        return true
    }

    /// How many notes there are.
    package var count: Int { notes.count - dropped.count }

    /// The number of a note; nil where it has none.
    func number(of path: NotePath) -> UInt32? {
        if let number = later[path] { return number }
        var (low, high) = (0, sortedCount)
        while low < high {
            let middle = (low + high) / 2
            if notes[middle] < path { low = middle + 1 } else { high = middle }
        }
        guard low < sortedCount, notes[low] == path, !dropped.contains(UInt32(low)) else { return nil }
        return UInt32(low)
    }

    /// Where a name's letters stand in `letters`.
    func range(of name: Int) -> Range<Int> {
        (name == 0 ? 0 : Int(names[name - 1].end))..<Int(names[name].end)
    }

    private mutating func add(_ digest: NoteDigest, _ schema: Schema) {
        notes.append(digest.path)
        let title = digest.title
        add(title, .title, 0)
        for (place, alias) in digest.aliases.enumerated() { add(alias, .alias, place) }
        for (place, heading) in digest.headings.enumerated()
        where heading.text != title && schema.kind(ofHeading: heading.text) == nil {
            add(Self.shown(heading.text), .heading, place)
        }
        add(digest.path.linkText, .path, 0)
    }

    private mutating func add(_ text: String, _ kind: Kind, _ place: Int) {
        guard place <= UInt16.max else { return }
        let start = letters.count
        letters += Self.folded(text).prefix(Self.longest)
        let mask = letters[start...].reduce(0) { $0 | Self.bit($1) }
        masks.append(mask)
        names.append(
            Name(
                note: UInt32(notes.count - 1), end: UInt32(letters.count), place: UInt16(place), kind: kind))
    }

    /// The bit of a letter in a mask.
    static func bit(_ letter: UInt8) -> UInt64 { 1 << UInt64(letter & 63) }

    /// A text in lower case.
    static func folded(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return bytes.allSatisfy { $0 < 0x80 }
            ? bytes.map { NameFold.lower($0) } : Array(text.lowercased().utf8)
    }

    /// A heading as it is read, without the marks of links and emphasis.
    static func shown(_ heading: String) -> String {
        let isPlain = heading.utf8.allSatisfy { !("[*_`=~<".utf8.contains($0)) }
        return isPlain ? heading : inlineSpans(heading).map(\.text).joined()
    }
}

extension NotePath {
    /// The path as links write it: without `.md`.
    package var linkText: String { isNote ? String(text.dropLast(3)) : text }
}

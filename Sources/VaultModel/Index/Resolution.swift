/// What a link leads to.
package enum Resolution: Hashable, Sendable {
    /// A note; ambiguous where another one has as good a claim, and another program might choose it.
    case note(NotePath, ambiguous: Bool)
    /// A file that is no note.
    case file(NotePath)
    /// Nothing: the path as it is written, without subpath.
    case unresolved(String)

    /// The note or the file.
    package var path: NotePath? {
        switch self {
        case .note(let path, _), .file(let path): path
        case .unresolved: nil
        }
    }
}

extension Vault {
    /// What a link's target, subpath and all, leads to from the note that holds it (dialect §4).
    package func resolve(_ target: String, from source: NotePath) -> Resolution {
        let path = LinkPath(target)
        if path.isEmpty { return .note(source, ambiguous: false) }
        return resolve(path, from: source)
    }

    /// What a link's target leads to from a note, or from none, and whether it is the same from every note.
    package func resolution(
        of target: String, from source: NotePath?
    ) -> (found: Resolution, isSameFromAll: Bool) {
        let path = LinkPath(target)
        if path.isEmpty {
            return (source.map { .note($0, ambiguous: false) } ?? .unresolved(path.text), false)
        }
        let found = resolve(path, from: source ?? NotePath(bytes: []))
        if path.isRelative { return (found, false) }
        let count = [[], Array(".md".utf8)].lazy.map { files(named: path.name + $0).count }.first { $0 > 0 }
        return (found, (count ?? 0) < 2)
    }

    func resolve(_ link: LinkPath, from source: NotePath) -> Resolution {
        for ending in [[], Array(".md".utf8)] {
            let named = files(named: link.name + ending)
            if named.isEmpty { continue }
            return choose(link, ending: ending, among: named, from: source)
                ?? .unresolved(link.text)
        }
        return .unresolved(link.text)
    }

    /// Rules 3 to 5: the relative path, the path from the root, and the end of a path.
    private func choose(
        _ link: LinkPath, ending: [UInt8], among named: [NotePath], from source: NotePath
    ) -> Resolution? {
        if let relative = link.absolute(from: source) {
            let exact = named.filter { NameFold.equal($0.bytes, relative + ending) }
            if let found = pick(exact, relative + ending) { return found }
        }
        let wanted = link.plain + ending
        let exact = named.filter { NameFold.equal($0.bytes, wanted) }
        if link.isFromRoot { return pick(exact, wanted) }
        let suffixed = named.filter { $0.ends(with: wanted) }
        let folder = source.folderBytes
        let near = folder.isEmpty ? [] : suffixed.filter { $0.bytes.starts(with: folder + [0x2F]) }
        if let found = pick(exact, wanted) {
            return near.allSatisfy { exact.contains($0) } ? found : found.asAmbiguous
        }
        let best = (near.isEmpty ? suffixed : near).min { left, right in
            let lengths = (left.text.utf16.count, right.text.utf16.count)
            return lengths.0 != lengths.1 ? lengths.0 < lengths.1 : left < right
        }
        return best.map { Resolution(of: $0, ambiguous: suffixed.count > 1) }
    }

    /// The file among those whose path equals the wanted one but for case: the one spelled just so, if any.
    private func pick(_ exact: [NotePath], _ wanted: [UInt8]) -> Resolution? {
        guard let first = exact.first(where: { $0.bytes == wanted }) ?? exact.first else { return nil }
        return Resolution(of: first, ambiguous: exact.count > 1)
    }
}

extension Resolution {
    fileprivate init(of path: NotePath, ambiguous: Bool) {
        self = path.isNote ? .note(path, ambiguous: ambiguous) : .file(path)
    }

    fileprivate var asAmbiguous: Resolution {
        if case .note(let path, _) = self { .note(path, ambiguous: true) } else { self }
    }
}

/// The path of a link's target, taken apart.
struct LinkPath {
    /// The path as written; a space in front of its `#` is part of it, as in the app's table of links.
    let text: String
    /// Without a slash at the start, and without `./` and `../`.
    let plain: [UInt8]
    /// Whether it starts with a slash: a path from the vault's root and nothing else.
    let isFromRoot: Bool
    /// How many folders it goes up from the source's, if it is relative.
    private let ups: Int?

    /// The path of a whole target.
    init(_ target: String) {
        self.text = LinkText.path(target)
        var text = self.text[...]
        while let first = text.first, first == " " || first == "\u{A0}" { text = text.dropFirst() }
        while let last = text.last, last == " " || last == "\u{A0}" { text = text.dropLast() }
        var rest = Array(text.utf8)[...]
        isFromRoot = rest.first == 0x2F
        if isFromRoot { rest = rest.drop { $0 == 0x2F } }
        var ups: Int?
        while !isFromRoot {
            if rest.starts(with: [0x2E, 0x2F]) {
                rest = rest.dropFirst(2)
                ups = ups ?? 0
            } else if rest.starts(with: [0x2E, 0x2E, 0x2F]) {
                rest = rest.dropFirst(3)
                ups = (ups ?? 0) + 1
            } else {
                break
            }
        }
        self.ups = ups
        plain = Array(rest)
    }

    /// Whether it starts at the folder of the note that holds the link.
    var isRelative: Bool { ups != nil }
    /// Whether it leads to the note that holds the link.
    var isEmpty: Bool { plain.isEmpty }
    /// Its last part.
    var name: [UInt8] { Array(plain[((plain.lastIndex(of: 0x2F) ?? -1) + 1)...]) }

    /// A relative path as a path from the vault's root; nil for other paths, and where it leads out of the
    /// vault.
    func absolute(from source: NotePath) -> [UInt8]? {
        guard let ups else { return nil }
        var folder = source.folderBytes[...]
        for _ in 0..<ups {
            if folder.isEmpty { return nil }
            folder = folder[..<(folder.lastIndex(of: 0x2F) ?? folder.startIndex)]
        }
        return folder.isEmpty ? plain : folder + [0x2F] + plain
    }
}

extension NotePath {
    /// The bytes of the file's name with its extension.
    var fileNameBytes: ArraySlice<UInt8> { bytes[((bytes.lastIndex(of: 0x2F) ?? -1) + 1)...] }
    /// The bytes of the folder's path, without a slash at its end.
    var folderBytes: [UInt8] { Array(bytes[..<(bytes.lastIndex(of: 0x2F) ?? 0)]) }

    /// Whether the last parts of the path are those of `end`, case ignored.
    fileprivate func ends(with end: [UInt8]) -> Bool {
        let depth = end.count { $0 == 0x2F }
        let parts = bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard parts.count > depth, let start = parts.dropLast(depth).last?.startIndex else { return false }
        return NameFold.equal(bytes[start...], end)
    }
}

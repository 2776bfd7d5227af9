extension Check {
    /// What can be wrong with the links of a note.
    static let linkChecks = [
        Check("links.dangling", "Links that lead to no note or file", ofNote: danglingLinks),
        Check("links.ambiguous", "Links that could mean several notes", ofNote: ambiguousLinks),
        Check("links.subpath", "Links to a heading or block that is not there", ofNote: danglingSubpaths),
    ]

    private static func danglingLinks(_ checked: CheckedNote) -> [Sighting] {
        checked.links.compactMap { link in
            guard case .unresolved(let path) = checked.vault.resolve(link.target, from: checked.path) else {
                return nil
            }
            let name = NotePath(path.trimmed)
            let ending = name.text.split(separator: ".").last?.lowercased() ?? ""
            let isFile = attachmentEndings.contains(ending)
            return Sighting(
                line: link.line, problem: "\(link.text) leads to no note or file",
                remedy: "\(isFile ? "add the file" : "make a note") “\(name)”, or mend the link")
        }
    }

    /// How the names of files end that the app shows and that are no notes (dialect §1).
    private static let attachmentEndings: Set = [
        "avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp", "flac", "m4a", "mp3", "ogg", "wav", "webm",
        "3gp", "mkv", "mov", "mp4", "ogv", "pdf", "canvas", "base",
    ]

    private static func ambiguousLinks(_ checked: CheckedNote) -> [Sighting] {
        checked.links.compactMap { link in
            guard
                case .note(let path, ambiguous: true) = checked.vault.resolve(link.target, from: checked.path)
            else { return nil }
            let others = checked.vault.files(named: path.fileNameBytes).filter { $0 != path && $0.isNote }
            let list = others.prefix(3).map(\.text).joined(separator: ", ")
            return Sighting(
                line: link.line,
                problem:
                    "\(link.text) leads to \(path), and could mean \(list.isEmpty ? "another note" : list)",
                remedy: "write the path from the vault's root")
        }
    }

    /// A link whose note is there and whose heading or block is not still leads to the note (dialect §4).
    private static func danglingSubpaths(_ checked: CheckedNote) -> [Sighting] {
        var opened: [NotePath: Note?] = [checked.path: checked.note]
        return checked.links.compactMap { link in
            guard let subpath = LinkText.subpath(link.target), !subpath.isEmpty,
                case .note(let path, _) = checked.vault.resolve(link.target, from: checked.path)
            else { return nil }
            let note = opened[path] ?? checked.open(path)
            opened[path] = .some(note)
            guard let note, note.line(ofSubpath: subpath) == nil else { return nil }
            let part = subpath.hasPrefix("^") ? "block" : "heading"
            return Sighting(
                line: link.line, problem: "\(link.text) leads to a \(part) that is not in \(path)",
                remedy: "mend what stands behind the #")
        }
    }
}

extension CheckedNote {
    /// A link with the text to name it by.
    fileprivate struct CheckedLink {
        var text: String
        var target: String
        var line: Int
    }

    /// The links of the properties and of the body.
    fileprivate var links: [CheckedLink] {
        let properties = vault[path]?.links.filter(\.inFrontmatter) ?? []
        return properties.map { CheckedLink(text: "[[\($0.target)]]", target: $0.target, line: $0.line) }
            + note.links.map { link in
                CheckedLink(text: note.text(link.range), target: note.target(of: link), line: link.line)
            }
    }
}

/// A link to a note, seen from the note.
package struct Backlink: Hashable, Sendable {
    /// The note that holds the link.
    package var path: NotePath
    /// The link.
    package var link: LinkDigest
    /// The link's line, from 0.
    package var line: Int { link.line }

    /// Makes a backlink.
    package init(path: NotePath, link: LinkDigest) {
        self.path = path
        self.link = link
    }
}

extension Vault {
    /// The links, embeds included, that lead to a note or file, in the order of their notes' paths and lines.
    package func backlinks(to path: NotePath) -> [Backlink] {
        let name = Array(path.fileNameBytes)
        let names = path.isNote ? [name, name.dropLast(3)] : [name]
        let hashes = Set(names.map { NameFold.hash($0) })
        var sources = notes(linkingTo: names)
        // A link without a path leads to its own note.
        if let own = self[path], !sources.contains(where: { $0.path == path }) {
            sources.insert(own, at: sources.partitioningIndex { $0.path > path })
        }
        return sources.flatMap { source in
            source.links { hashes.contains($0) || $0 == LinkDigest.ownKey && source.path == path }
                .filter { resolve($0.target, from: source.path).path == path }
                .map { Backlink(path: source.path, link: $0) }
        }
    }
}

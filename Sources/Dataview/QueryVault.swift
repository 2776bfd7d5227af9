package import VaultModel

/// A vault for queries: sources are answered from the index, and what is known of a note is read when an expression
/// first asks for a field of it.
///
/// It is a value: a copy stays as it is while another one changes, but for pages that either of them reads.
package struct QueryVault: QuerySource {
    private let files: QueryFiles
    private(set) var index: Vault
    /// The notes in the base order.
    private(set) var notes: NoteOrder
    private var pages: PageShelves
    private var tags = Lazy<PlaceTable<String>>()
    private var links = Lazy<LinkPlaces>()
    /// Where links of the notes lead, as far as that is the same from each.
    private(set) var targets = LinkTargets()
    private var starred: Set<String>

    /// A file of the vault.
    package struct File: Sendable {
        /// Its path.
        package var path: NotePath
        /// Its bytes; may be empty for files that are neither notes nor tables.
        package var bytes: [UInt8]
        /// When it was created, in milliseconds since 1970.
        package var created: Double
        /// When it was last changed, in milliseconds since 1970.
        package var modified: Double
        /// Its size in bytes.
        package var size: Int

        /// Makes a file.
        package init(path: NotePath, bytes: [UInt8], created: Double, modified: Double, size: Int) {
            self.path = path
            self.bytes = bytes
            self.created = created
            self.modified = modified
            self.size = size
        }
    }

    /// A vault of files in memory; `bookmarks` is the text of the app's bookmarks, if there is one.
    package init(_ files: [File], clock: Clock, bookmarks: [UInt8]? = nil) {
        var index = Vault()
        index.insert(
            files.filter(\.path.isNote).map { NoteDigest(Note(path: $0.path, bytes: $0.bytes)) })
        for file in files where !file.path.isNote { index.addFile(file.path) }
        self.init(
            index, files: QueryFiles(files, clock: clock), starred: bookmarks.map(Bookmarks.paths) ?? [])
    }

    /// A vault whose index is known; `starred` are the paths of the bookmarked files.
    package init(_ index: Vault, files: QueryFiles, starred: Set<String> = []) {
        self.index = index
        self.files = files
        self.starred = starred
        notes = NoteOrder(index)
        pages = PageShelves(count: notes.count)
    }

    /// The vault after something happened to some of its files, notes or not. Where files neither came nor went, the
    /// cost is that of those that changed, their tags and links.
    package mutating func update(to index: Vault, touched: Set<NotePath>, starred: Set<String>) {
        self.starred = starred
        let old = self.index
        self.index = index
        let isSameFiles =
            notes.count == index.count
            && touched.allSatisfy { path in
                old.contains(path) == index.contains(path) && (old[path] == nil) == (index[path] == nil)
            }
        guard isSameFiles else { return arrange(touched) }
        for path in touched {
            guard let place = notes.place(of: path), let before = old[path], let after = index[path] else {
                continue
            }
            let page = pages[place]
            pages.remove(place)
            if before == after, !after.hasOddProperties { continue }
            replace(place, NoteView(before, page: page), with: view(of: place))
        }
    }

    /// Puts the notes in order anew; what was read of those that nothing happened to is kept.
    private mutating func arrange(_ touched: Set<NotePath>) {
        let (oldNotes, oldPages) = (notes, pages)
        notes = NoteOrder(index)
        pages = PageShelves(count: notes.count)
        pages.put(
            notes.paths.enumerated().compactMap { place, path in
                guard !touched.contains(path), let old = oldNotes.place(of: path), let page = oldPages[old]
                else { return nil }
                return (place, page)
            })
        tags = Lazy()
        links = Lazy()
        targets = LinkTargets()
    }

    /// Puts what a note holds now in place of what it held, in the tables that were made.
    private mutating func replace(_ place: Int, _ old: NoteView, with new: NoteView) {
        if var table = tags.made {
            table.remove(place, under: old.tagKeys)
            table.insert(place, under: new.tagKeys)
            tags = table.isWorn ? Lazy() : Lazy(table)
        }
        if var table = links.made {
            let path = notes.paths[place]
            for link in old.links { table.remove(place, under: link, resolve(link, from: path)) }
            for link in new.links { table.insert(place, under: link, resolve(link, from: path)) }
            links = table.isWorn ? Lazy() : Lazy(table)
        }
    }
}

extension QueryVault {
    /// How many notes there are.
    package var count: Int { notes.count }
    /// What queries know of a note.
    package func page(at place: Int) -> PageMetadata? {
        guard notes.paths.indices.contains(place) else { return nil }
        if let page = pages[place] { return page }
        prepare([place])
        return pages[place]
    }
    /// Reads what is not known of some notes yet.
    package func prepare(_ places: [Int]) {
        let missing = places.filter { notes.paths.indices.contains($0) && pages[$0] == nil }.sorted()
        if missing.isEmpty { return }
        let read = files.pages(of: missing.map { notes.paths[$0] })
        pages.put(zip(missing, read).compactMap { place, page in page.map { (place, $0) } })
    }
    /// What the index and pages know of some notes, which is not kept where it has to be read.
    package func glimpses(at places: Range<Int>) -> [PageMetadata?] {
        let known = places.map { pages[$0] }
        let missing = zip(places, known).filter { $1 == nil }.map { notes.paths[$0.0] }
        var read = files.pages(of: missing)[...]
        return known.map { $0 ?? read.popFirst() ?? nil }
    }
    /// The path of a note.
    package func path(at place: Int) -> NotePath? {
        notes.paths.indices.contains(place) ? notes.paths[place] : nil
    }
    /// The place of a note.
    package func index(of path: NotePath) -> Int? { notes.place(of: path) }
    /// Where a link leads.
    package func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
        if target.isEmpty { return origin }
        return targets.resolve(target, from: origin, in: index)
    }
    /// The notes in a folder and below.
    package func notes(inFolder folder: String) -> Range<Int>? {
        if folder.isEmpty || folder == "/" { return 0..<notes.count }
        let range = notes.places(inFolder: folder)
        return range.isEmpty && !index.paths.contains { $0.isInside(folder) } ? nil : range
    }
    /// The notes with a tag or one below it.
    package func notes(taggedLowercased tag: String) -> [Int] { tags.get(findTags)[tag] }
    /// The notes that link to a file.
    package func notes(linkingTo path: NotePath) -> [Int] { links.get(findLinks).resolved[path] }
    /// The notes with a link that leads nowhere.
    package func notes(linkingToUnresolved name: String) -> [Int] { links.get(findLinks).unresolved[name] }
    /// The files that a note links to, those of properties last, as the app counts them.
    package func files(linkedFrom path: NotePath) -> [NotePath]? {
        guard let page = notes.place(of: path).flatMap({ self.page(at: $0) }) else { return nil }
        let (links, count) = (page.links, page.propertyLinkCount)
        var seen: Set<NotePath> = []
        return (links.dropFirst(count) + links.prefix(count)).compactMap { resolve($0.path, from: path) }
            .filter { seen.insert($0).inserted }
    }
    /// Whether there is such a file.
    package func hasFile(_ path: NotePath) -> Bool { index.contains(path) }
    /// The text of a table.
    package func text(of path: NotePath) -> String? { hasFile(path) ? files.text(of: path) : nil }
    /// Whether a note is bookmarked.
    package func isStarred(_ path: NotePath) -> Bool { starred.contains(path.text) }
    /// The tags that notes have, each as one of them writes it, with `#`.
    package var tagNames: Set<String> {
        notes.paths.reduce(into: []) { names, path in
            names.formUnion(index[path]?.tags.map { "#" + $0 } ?? [])
        }
    }
}

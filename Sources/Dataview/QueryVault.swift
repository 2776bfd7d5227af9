private import Synchronization
package import VaultModel

/// A vault for queries: sources are answered from the index, and what is known of a note is read when an expression
/// first asks for a field of it.
///
/// It is a value: a copy stays as it is while another one changes, but for pages that either of them reads.
package struct QueryVault: QuerySource {
    private let files: QueryFiles
    private var index: Vault
    /// The notes in the base order.
    private var notes: NoteOrder
    private var pages: PageShelves
    private var tags = Lazy<PlaceTable<String>>()
    private var links = Lazy<LinkPlaces>()
    /// Where links of the notes lead, as far as that is the same from each.
    private var targets = LinkTargets()
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

extension QueryVault {
    /// The tags and links of a note, from the index where that is sure to see them as Dataview does.
    private func view(of place: Int) -> NoteView {
        guard let digest = index[notes.paths[place]] else { return NoteView() }
        return NoteView(digest, page: digest.hasOddProperties ? page(at: place) : nil)
    }

    /// Reads those notes together whose properties the index may see otherwise than Dataview.
    private func prepareOddNotes() {
        prepare(notes.paths.indices.filter { index[notes.paths[$0]]?.hasOddProperties == true })
    }

    /// Each tag, with what it counts as, is looked at once, however many notes have it.
    private func findTags() -> PlaceTable<String> {
        prepareOddNotes()
        var lists: [[Int]] = []
        var keys: [String: Int] = [:]
        var meanings: [String: [Int]] = [:]
        for place in notes.paths.indices {
            for tag in view(of: place).tags {
                let meaning: [Int]
                if let known = meanings[tag] {
                    meaning = known
                } else {
                    meaning = NoteView.keys(ofTags: [tag]).map { key in
                        if let place = keys[key] { return place }
                        keys[key] = lists.count
                        lists.append([])
                        return lists.count - 1
                    }
                    meanings[tag] = meaning
                }
                for list in meaning where lists[list].last != place { lists[list].append(place) }
            }
        }
        return PlaceTable(keys.mapValues { lists[$0] })
    }

    /// Where a link leads from any note is looked at once, however many notes have it.
    private func findLinks() -> LinkPlaces {
        prepareOddNotes()
        var lists: [[Int]] = []
        var resolved: [NotePath: Int] = [:]
        var unresolved: [String: Int] = [:]
        var meanings: [String: Int] = [:]
        func list(_ link: String, _ target: NotePath?) -> Int {
            let list = target.map { resolved[$0] } ?? unresolved[link]
            if let list { return list }
            if let target { resolved[target] = lists.count } else { unresolved[link] = lists.count }
            lists.append([])
            return lists.count - 1
        }
        for (place, path) in notes.paths.enumerated() {
            for link in view(of: place).links {
                let known = meanings[link]
                let found = known ?? list(link, resolve(link, from: path))
                if known == nil, targets.knows(link) { meanings[link] = found }
                if lists[found].last != place { lists[found].append(place) }
            }
        }
        return LinkPlaces(
            resolved: PlaceTable(resolved.mapValues { lists[$0] }),
            unresolved: PlaceTable(unresolved.mapValues { lists[$0] }))
    }
}

/// What a note has that queries find it by.
private struct NoteView {
    /// The tags with `#`.
    var tags: [String] = []
    /// The paths of its links.
    var links: [String] = []

    init() {}

    /// What the page says, if there is one, else the index.
    init(_ digest: NoteDigest, page: PageMetadata?) {
        if digest.hasOddProperties, let page {
            tags = page.tags
            links = page.links.map(\.path)
        } else {
            tags = digest.tags.map { "#" + $0 }
            links = digest.links.map { LinkValue.read($0.target).path }
        }
    }

    /// What its tags are found by.
    var tagKeys: [String] { Self.keys(ofTags: tags) }

    /// The tags and those above them in lower case.
    static func keys(ofTags tags: [String]) -> [String] {
        PageMetadata.withParents(tags).map(ScriptText.lowercased)
    }
}

/// The notes by where their links lead.
private struct LinkPlaces: Sendable {
    var resolved: PlaceTable<NotePath>
    var unresolved: PlaceTable<String>

    mutating func insert(_ place: Int, under link: String, _ target: NotePath?) {
        if let target {
            resolved.insert(place, under: [target])
        } else {
            unresolved.insert(place, under: [link])
        }
    }

    mutating func remove(_ place: Int, under link: String, _ target: NotePath?) {
        if let target {
            resolved.remove(place, under: [target])
        } else {
            unresolved.remove(place, under: [link])
        }
    }

    var isWorn: Bool { resolved.isWorn || unresolved.isWorn }
}

/// Where links lead that lead to the same file from every note; found once.
private final class LinkTargets: Sendable {
    private let known = Mutex<[String: NotePath?]>([:])

    /// Whether a link was found to lead to the same file, or to none, from everywhere.
    func knows(_ target: String) -> Bool { known.withLock { $0[target] != nil } }

    func resolve(_ target: String, from origin: NotePath?, in index: Vault) -> NotePath? {
        if let found = known.withLock({ $0[target] }) { return found }
        // The app looks for the whole text; a place in a note is cut off before.
        if target.utf8.contains(UInt8(ascii: "#")) { return nil }
        let (found, isSameFromAll) = index.resolution(of: target, from: origin)
        if isSameFromAll { known.withLock { $0[target] = .some(found.path) } }
        return found.path
    }
}

/// The paths of a vault's notes in the base order.
private struct NoteOrder: Sendable {
    let paths: [NotePath]

    init(_ index: Vault) { paths = BaseOrder.sorted(index.notes.paths) }

    var count: Int { paths.count }

    /// The place of a note; nil where there is none of that path.
    func place(of path: NotePath) -> Int? {
        let place = paths.partitioningIndex { !BaseOrder.precedes($0, path) }
        return place < paths.count && paths[place] == path ? place : nil
    }

    /// The notes in a folder and below stand together.
    func places(inFolder folder: String) -> Range<Int> {
        let start = NotePath(folder + "/")
        let first = paths.partitioningIndex { !BaseOrder.precedes($0, start) }
        let end = paths.partitioningIndex { BaseOrder.precedes(start, $0) && !$0.isInside(folder) }
        return first..<max(first, end)
    }
}

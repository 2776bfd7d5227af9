package import VaultModel

/// A vault held in memory for queries: what queries know of its notes, and indexes over that.
///
/// It is a value: a copy stays as it is while another one changes.
package struct QueryVault: QuerySource {
    private var pages: [PageMetadata]
    private var places: [NotePath: Int] = [:]
    private var names = FileNames()
    /// Where links of the notes lead, as far as that is the same from each.
    private var resolved: [String: NotePath?] = [:]
    private var texts: [NotePath: [UInt8]]
    private var starred: Set<String>
    private var folders: [String: Range<Int>] = [:]
    private var tags: [String: [Int]] = [:]
    private var linking: [NotePath: [Int]] = [:]
    private var linkingToUnresolved: [String: [Int]] = [:]

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

    /// Reads the files of a vault; `bookmarks` is the text of the app's bookmarks, if there is one.
    package init(_ files: [File], clock: Clock, bookmarks: [UInt8]? = nil) {
        let commons = PageCommons()
        let notes = files.filter(\.path.isNote).map { file in
            PageMetadata(
                Note(path: file.path, bytes: file.bytes),
                times: PageTimes(
                    size: file.size, createdMilliseconds: file.created, modifiedMilliseconds: file.modified,
                    clock: clock),
                clock: clock, commons: commons)
        }
        let tables = files.filter { $0.path.text.lowercased().hasSuffix(".csv") }
        self.init(
            pages: notes, files: files.map(\.path), texts: tables.map { ($0.path, $0.bytes) },
            starred: bookmarks.map(Bookmarks.paths) ?? [])
    }

    /// A vault from pages that are read already.
    package init(
        pages: [PageMetadata], files: [NotePath], texts: [(NotePath, [UInt8])] = [], starred: Set<String> = []
    ) {
        self.pages = BaseOrder.sorted(pages)
        self.texts = Dictionary(texts) { first, _ in first }
        self.starred = starred
        names = FileNames(files)
        places.reserveCapacity(pages.count)
        for (index, page) in self.pages.enumerated() { places[page.path] = index }
        findFolders(files)
        findTags()
        findLinks()
    }

    /// Puts what is known of a note in place of what was known of it; the cost is that of the note and its tags and
    /// links, copies that others hold aside. False where there is no note of that path: then all has to be made anew.
    package mutating func replace(_ page: PageMetadata) -> Bool {
        guard let index = places[page.path] else { return false }
        let old = pages[index]
        pages[index] = page
        for tag in old.tagsWithParents { tags[ScriptText.lowercased(tag)]?.removePlace(index) }
        for tag in page.tagsWithParents { tags[ScriptText.lowercased(tag), default: []].insertPlace(index) }
        for link in old.links {
            if let target = names.resolve(link.path, from: old.path) {
                linking[target]?.removePlace(index)
            } else {
                linkingToUnresolved[link.path]?.removePlace(index)
            }
        }
        for link in page.links {
            if let target = names.resolve(link.path, from: page.path) {
                linking[target, default: []].insertPlace(index)
            } else {
                linkingToUnresolved[link.path, default: []].insertPlace(index)
            }
        }
        return true
    }

    /// Notes of a folder stand together in the base order, so a folder is a range of places. Folders without notes are
    /// folders too.
    private mutating func findFolders(_ files: [NotePath]) {
        var known: Set<String> = []
        for file in files where known.insert(file.folder).inserted {
            for folder in BaseOrder.folders(of: file) where folders[folder] == nil { folders[folder] = 0..<0 }
        }
        var (last, outer) = ("", [String]())
        for (index, page) in pages.enumerated() {
            let folder = page.path.folder
            if folder != last { (last, outer) = (folder, BaseOrder.folders(of: page.path)) }
            for folder in outer {
                let range = folders[folder] ?? 0..<0
                folders[folder] = (range.isEmpty ? index : range.lowerBound)..<(index + 1)
            }
        }
    }

    /// Each tag, with what it counts as, is looked at once, however many notes have it.
    private mutating func findTags() {
        var lists: [[Int]] = []
        var keys: [String: Int] = [:]
        var meanings: [String: [Int]] = [:]
        for (index, page) in pages.enumerated() {
            for tag in page.tags {
                let meaning: [Int]
                if let known = meanings[tag] {
                    meaning = known
                } else {
                    meaning = PageMetadata.withParents([tag]).map { tag in
                        let key = ScriptText.lowercased(tag)
                        if let place = keys[key] { return place }
                        keys[key] = lists.count
                        lists.append([])
                        return lists.count - 1
                    }
                    meanings[tag] = meaning
                }
                for place in meaning where lists[place].last != index { lists[place].append(index) }
            }
        }
        tags = keys.mapValues { lists[$0] }
    }

    /// Where a link leads from any note is looked at once, however many notes have it.
    private mutating func findLinks() {
        var lists: [[Int]] = []
        var targets: [NotePath: Int] = [:]
        var unresolved: [String: Int] = [:]
        var meanings: [String: Int] = [:]
        func list(_ path: String, _ target: NotePath?) -> Int {
            let place = target.map { targets[$0] } ?? unresolved[path]
            if let place { return place }
            if let target { targets[target] = lists.count } else { unresolved[path] = lists.count }
            lists.append([])
            return lists.count - 1
        }
        for (index, page) in pages.enumerated() {
            for link in page.links {
                var place = meanings[link.path]
                if place == nil {
                    let target = names.resolve(link.path, from: page.path)
                    place = list(link.path, target)
                    if names.leadsToTheSame(link.path) {
                        meanings[link.path] = place
                        resolved[link.path] = .some(target)
                    }
                }
                if let place, lists[place].last != index { lists[place].append(index) }
            }
        }
        linking = targets.mapValues { lists[$0] }
        linkingToUnresolved = unresolved.mapValues { lists[$0] }
    }

    /// How many notes there are.
    package var count: Int { pages.count }
    /// What queries know of a note.
    package func page(at index: Int) -> PageMetadata? { pages.indices.contains(index) ? pages[index] : nil }
    /// The path of a note.
    package func path(at index: Int) -> String? { page(at: index)?.pathText }
    /// The place of a note.
    package func index(of path: NotePath) -> Int? { places[path] }
    /// Where a link leads.
    package func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
        if let known = resolved[target] { return known }
        return names.resolve(target, from: origin)
    }
    /// The notes in a folder and below.
    package func notes(inFolder folder: String) -> [Int]? {
        folder.isEmpty || folder == "/" ? Array(pages.indices) : folders[folder].map { Array($0) }
    }
    /// The notes with a tag or one below it.
    package func notes(taggedLowercased tag: String) -> [Int] { tags[tag] ?? [] }
    /// The notes that link to a file.
    package func notes(linkingTo path: NotePath) -> [Int] { linking[path] ?? [] }
    /// The notes with a link that leads nowhere.
    package func notes(linkingToUnresolved name: String) -> [Int] { linkingToUnresolved[name] ?? [] }
    /// The files that a note links to, those of properties last, as the app counts them.
    package func files(linkedFrom path: NotePath) -> [NotePath]? {
        guard let index = places[path] else { return nil }
        let (links, count) = (pages[index].links, pages[index].propertyLinkCount)
        var seen: Set<NotePath> = []
        return (links.dropFirst(count) + links.prefix(count)).compactMap {
            names.resolve($0.path, from: path)
        }.filter {
            seen.insert($0).inserted
        }
    }
    /// Whether there is such a file.
    package func hasFile(_ path: NotePath) -> Bool { names.contains(path) }
    /// The text of a table.
    package func text(of path: NotePath) -> String? {
        texts[path].map { String(decoding: $0, as: UTF8.self) }
    }
    /// Whether a note is bookmarked.
    package func isStarred(_ path: NotePath) -> Bool { starred.contains(path.text) }
}

extension [Int] {
    /// The first index whose place is not before `place`, where places are in order.
    private func lowerBound(_ place: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts a place among others in order, if it is not there.
    fileprivate mutating func insertPlace(_ place: Int) {
        let index = lowerBound(place)
        if index == count || self[index] != place { insert(place, at: index) }
    }

    /// Takes a place away from others in order.
    fileprivate mutating func removePlace(_ place: Int) {
        let index = lowerBound(place)
        if index < count, self[index] == place { remove(at: index) }
    }
}

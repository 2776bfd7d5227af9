package import VaultModel

/// A vault held in memory for queries: what queries know of its notes, and indexes over that.
///
/// It is a value: a copy stays as it is while another one changes.
package struct QueryVault: QuerySource {
    private var pages: [PageMetadata]
    private var places: [NotePath: Int] = [:]
    private var names = FileNames()
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
        let notes = files.filter(\.path.isNote).map { file in
            PageMetadata(
                Note(path: file.path, bytes: file.bytes),
                times: PageTimes(
                    size: file.size, createdMilliseconds: file.created, modifiedMilliseconds: file.modified,
                    clock: clock),
                clock: clock)
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
        self.pages = pages.sorted { BaseOrder.precedes($0.pathText, $1.pathText) }
        self.texts = Dictionary(texts) { first, _ in first }
        self.starred = starred
        names = FileNames(files)
        for (index, page) in self.pages.enumerated() {
            places[page.path] = index
            add(folderOf: page, index)
            for tag in page.tagsWithParents { add(tag, index) }
        }
        for (index, page) in self.pages.enumerated() { addLinks(of: page, index) }
        for file in files { addFolders(of: file) }
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

    /// Notes of a folder stand together in the base order, so a folder is a range of places.
    private mutating func add(folderOf page: PageMetadata, _ index: Int) {
        for folder in BaseOrder.folders(of: page.path) {
            let range = folders[folder] ?? index..<index
            folders[folder] = min(range.lowerBound, index)..<(index + 1)
        }
    }

    /// Folders without notes are folders too.
    private mutating func addFolders(of file: NotePath) {
        for folder in BaseOrder.folders(of: file) where folders[folder] == nil { folders[folder] = 0..<0 }
    }

    private mutating func add(_ tag: String, _ index: Int) {
        let key = ScriptText.lowercased(tag)
        if tags[key]?.last != index { tags[key, default: []].append(index) }
    }

    private mutating func addLinks(of page: PageMetadata, _ index: Int) {
        for link in page.links {
            if let target = names.resolve(link.path, from: page.path) {
                if linking[target]?.last != index { linking[target, default: []].append(index) }
            } else if linkingToUnresolved[link.path]?.last != index {
                linkingToUnresolved[link.path, default: []].append(index)
            }
        }
    }

    /// How many notes there are.
    package var count: Int { pages.count }
    /// What queries know of a note.
    package func page(at index: Int) -> PageMetadata? { pages.indices.contains(index) ? pages[index] : nil }
    /// The place of a note.
    package func index(of path: NotePath) -> Int? { places[path] }
    /// Where a link leads.
    package func resolve(_ target: String, from origin: NotePath?) -> NotePath? {
        names.resolve(target, from: origin)
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

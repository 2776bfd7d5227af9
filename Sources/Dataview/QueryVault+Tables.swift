import VaultModel

/// Finds the notes by their tags and links, once somebody asks for that.
extension QueryVault {
    /// The tags and links of a note, from the index where that is sure to see them as Dataview does.
    func view(of place: Int) -> NoteView {
        guard let digest = index[notes.paths[place]] else { return NoteView() }
        return NoteView(digest, page: digest.hasOddProperties ? page(at: place) : nil)
    }

    /// Reads those notes together whose properties the index may see otherwise than Dataview.
    private func prepareOddNotes() {
        prepare(notes.paths.indices.filter { index[notes.paths[$0]]?.hasOddProperties == true })
    }

    /// Each tag, with what it counts as, is looked at once, however many notes have it.
    func findTags() -> PlaceTable<String> {
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
    func findLinks() -> LinkPlaces {
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
struct NoteView {
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

import Dataview
import Synchronization
import Testing
import VaultModel

/// A vault whose files change answers as one that is read anew.
struct ChangingVaultTests {
    /// Files that change, and the index over them.
    private final class Files: Sendable {
        private let texts: Mutex<[String: String]>

        init(_ texts: [String: String]) { self.texts = Mutex(texts) }

        func set(_ path: String, _ text: String?) { texts.withLock { $0[path] = text } }

        private var files: [QueryVault.File] {
            texts.withLock { $0 }.map { path, text in Harbour.file(path, text) }
        }

        var index: Vault {
            var index = Vault()
            for file in files {
                if file.path.isNote {
                    index.replace(NoteDigest(Note(path: file.path, bytes: file.bytes)))
                } else {
                    index.addFile(file.path)
                }
            }
            return index
        }

        /// A vault that reads the files when it has to.
        var vault: QueryVault {
            QueryVault(
                index,
                files: QueryFiles(clock: Harbour.clock) { [self] path in
                    texts.withLock { $0[path.text] }.map { Harbour.file(path.text, $0) }
                })
        }

        /// The same from files as they are now, all read.
        var fresh: QueryVault { QueryVault(files, clock: Harbour.clock) }
    }

    private static let queries = [
        "LIST FROM #x", "LIST FROM #z", "LIST FROM #2024", "LIST FROM #deep", "LIST FROM [[a]]",
        "LIST FROM [[b]]", "LIST FROM [[c]]", "LIST FROM [[gone]]", "LIST FROM \"F\"", "LIST FROM \"G\"",
        "TABLE file.inlinks, file.outlinks, file.tags, k", "TASK", "LIST FROM outgoing([[a]])",
        "LIST FROM -#x", "LIST FROM #x or [[a]]", "TABLE file.path WHERE length(file.inlinks) > 0",
    ]

    private static func answers(_ vault: QueryVault) -> [String] {
        queries.map { QueryEngine.run($0, source: vault, clock: Harbour.clock).json() }
    }

    /// What happens to which file; nil where it goes.
    private static let changes: [(path: String, text: String?)] = [
        ("a.md", "#z [[a]] [[c]]\n"), ("F/c.md", "[[gone]] k:: 1\n"), ("b.md", ""),
        ("d.md", "---\ntags: [2024, [deep]]\n---\n[[a]]\n"), ("d.md", "---\ntags: x y\n---\n"),
        ("gone.md", "[[b]]\n"), ("b.md", nil), ("G/plan.png", ""), ("F/c.md", nil),
        ("b.md", "---\nk: \"[[a|[x]]]\"\nl: \"[[c]]\"\ntag: 1e3\n---\n"), ("G/plan.png", nil),
        ("a.md", "---\ntags: [x\n---\n#z\n"), ("a.md", "---\ntags: \"#x, #Z/y\"\n---\n[m](<gone.md>)\n"),
        ("gone.md", nil),
    ]

    @Test("after each change, whatever was asked before", arguments: [true, false])
    func changing(isAskedBetween: Bool) {
        let files = Files([
            "a.md": "#x/y [[b]] [[gone]]\n", "b.md": "#x [[a]]\n", "F/c.md": "- [ ] t #z [[b]]\n",
        ])
        var vault = files.vault
        var touched: Set<NotePath> = []
        for (path, text) in Self.changes {
            let held = vault
            let before = isAskedBetween ? Self.answers(held) : []
            files.set(path, text)
            touched.insert(NotePath(path))
            guard isAskedBetween || text == nil || path == Self.changes.last?.path else { continue }
            vault.update(to: files.index, touched: touched, starred: [])
            touched = []
            for (query, answer) in zip(Self.queries, zip(Self.answers(vault), Self.answers(files.fresh))) {
                #expect(answer.0 == answer.1, "\(query) after \(path)")
            }
            if isAskedBetween { #expect(Self.answers(held) == before, "a copy from before \(path)") }
        }
    }

    @Test("tags and links that the index reads otherwise than Dataview")
    func oddProperties() {
        let texts = [
            "tags: [a b, c]", "tags: 12", "tag: [true, 1e3]", "tags: [[p, q], r]", "TAGS: [null, '']",
            "tags: \"#x #y\"", "tags: ['##x']", "tags: a/", "tags: [\"a\u{A0}b\", \"e\u{301}\"]",
            "tags: {a: b}",
            "k: \"[[a|b [c]]]\"", "k: [\"[[a]]\", {m: \"[[b]]\"}]", "k: \"[[a]] b\"", "tags: [x",
            "k: '[[a#^b]]'",
            "k: '[[a#b#c]]'", "tags: \"x,y ,z\"", "tags: ['x', X, 'x/y']", "k: ' [[a]] '",
        ]
        let notes = texts.enumerated().map { ("n\($0).md", "---\n\($1)\n---\n") }
        let files = Files(
            Dictionary(uniqueKeysWithValues: notes + [("a.md", ""), ("b.md", "[[a#x#^y]] [z](a.md#q)")]))
        let (lazy, fresh) = (files.vault, files.fresh)
        let tags = (0..<fresh.count).flatMap { fresh.page(at: $0)?.tagsWithParents ?? [] }
        for tag in Set(tags) {
            let key = tag.lowercased()
            let wanted = (0..<fresh.count).filter { place in
                fresh.page(at: place)?.tagsWithParents.contains { $0.lowercased() == key } == true
            }
            #expect(lazy.notes(taggedLowercased: key) == wanted, "\(tag)")
        }
        for path in [NotePath("a.md"), NotePath("b.md")] {
            let wanted = (0..<fresh.count).filter { place in
                guard let page = fresh.page(at: place) else { return false }
                return page.links.contains { fresh.resolve($0.path, from: page.path) == path }
            }
            #expect(lazy.notes(linkingTo: path) == wanted, "\(path)")
        }
    }
}

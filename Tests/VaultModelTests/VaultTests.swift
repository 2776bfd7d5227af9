import Foundation
import Testing
@testable import VaultModel

@Suite("The index of all notes")
struct VaultTests {
    @Test func backlinksFollowEveryChange() {
        var vault = vault([
            "A.md": "see [[B]]\n\n![[sub/B#H]] and [x](B.md)", "sub/Q.md": "[[../sub/B|text]] [[Other]]",
            "B.md": "[[#Top]]",
        ])
        let b = NotePath("B.md")
        func links(_ path: NotePath) -> [String] { vault.backlinks(to: path).map { "\($0.path):\($0.line)" } }
        #expect(links(b) == ["A.md:0", "A.md:2", "B.md:0"])
        vault.replace(NoteDigest(note("", path: "sub/B.md")))
        #expect(links(b) == ["A.md:0", "A.md:2", "B.md:0"])
        #expect(links(NotePath("sub/B.md")) == ["A.md:2", "sub/Q.md:0"])
        vault.remove(b)
        #expect(links(b).isEmpty)
        #expect(links(NotePath("sub/B.md")) == ["A.md:0", "A.md:2", "A.md:2", "sub/Q.md:0"])
        vault.replace(NoteDigest(note("nothing", path: "A.md")))
        #expect(links(NotePath("sub/B.md")) == ["sub/Q.md:0"])
        vault.replace(NoteDigest(note("[[B]]", path: "A.md")))
        vault.settle()
        #expect(links(NotePath("sub/B.md")) == ["A.md:0", "sub/Q.md:0"])
    }

    @Test func backlinksOfPropertiesAndFiles() {
        let vault = vault(
            ["A.md": "---\nup: \"[[B]]\"\nall:\n  - \"[[b|x]]\"\n---\n![[p.png|100]]", "B.md": ""],
            files: ["p.png"])
        #expect(vault.backlinks(to: NotePath("B.md")).map(\.link.inFrontmatter) == [true, true])
        #expect(vault.backlinks(to: NotePath("B.md")).map(\.line) == [1, 3])
        #expect(vault.backlinks(to: NotePath("p.png")).map(\.link.isEmbed) == [true])
    }

    @Test func revisionMovesWithChangesOnly() {
        var vault = Vault()
        var last = vault.revision
        func moved() -> Bool {
            defer { last = vault.revision }
            return vault.revision != last
        }
        vault.replace(NoteDigest(note("a")))
        #expect(moved())
        vault.replace(NoteDigest(note("a")))
        #expect(!moved())
        vault.settle()
        #expect(!moved())
        vault.insert([])
        #expect(!moved())
        vault.addFile(NotePath("x.png"))
        #expect(moved())
        vault.addFile(NotePath("x.png"))
        #expect(!moved())
        vault.remove(NotePath("y.png"))
        #expect(!moved())
        vault.remove(NotePath("x.png"))
        #expect(moved())
        vault.insert([NoteDigest(note("# b"))])
        #expect(moved())
    }

    @Test func listsStayInOrder() {
        let project = "---\ntype: project\ntags: [needs-review]\n---\n"
        var vault = vault([
            "m/2.md": project, "m/1.md": project, "z.md": "---\ntype: people\n---\n", "a.md": "",
        ])
        #expect(vault.projects.paths == [NotePath("m/1.md"), NotePath("m/2.md")])
        #expect(vault.needsReview.paths == vault.projects.paths)
        #expect(vault.people.map(\.path.text) == ["z.md"])
        #expect(vault.notes.map(\.path.text) == ["a.md", "m/1.md", "m/2.md", "z.md"])
        let before = vault
        vault.replace(NoteDigest(note(project, path: "b.md")))
        vault.replace(NoteDigest(note("no more", path: "m/1.md")))
        vault.remove(NotePath("a.md"))
        #expect(vault.projects.map(\.path.text) == ["b.md", "m/2.md"])
        #expect(vault.needsReview.map(\.path.text) == ["b.md", "m/2.md"])
        #expect(vault.notes.map(\.path.text) == ["b.md", "m/1.md", "m/2.md", "z.md"])
        #expect(before.projects.map(\.path.text) == ["m/1.md", "m/2.md"])
        vault.addFile(NotePath("b.md"))
        #expect(vault.projects.map(\.path.text) == ["m/2.md"] && vault[NotePath("b.md")] == nil)
        vault.replace(NoteDigest(note(project, path: "b.md")))
        #expect(vault.projects.count == 2 && vault.count == 4)
    }

    /// The index after many changes in any order equals one built afresh of what is left.
    @Test(arguments: 1...5) func equalsOneBuiltAfresh(_ seed: UInt64) {
        var random = Xorshift(state: seed)
        var vault = Vault()
        var texts: [String: String] = [:]
        for step in 0..<600 {
            let path = "\(random.below(7))/\(random.below(12)).md"
            if random.below(4) == 0 {
                vault.remove(NotePath(path))
                texts[path] = nil
            } else {
                let links = (0..<random.below(5)).map { _ in "[[\(random.below(14))]]" }
                let text =
                    (random.below(2) == 0 ? "---\ntype: project\n---\n" : "") + links.joined(separator: " ")
                vault.replace(NoteDigest(note(text, path: path)))
                texts[path] = text
            }
            if step % 50 == 0 { vault.settle() }
            if step % 20 == 0 { #expect(vault.notes.count == texts.count) }
        }
        var fresh = Vault()
        fresh.insert(texts.map { NoteDigest(note($1, path: $0)) })
        #expect(vault.notes.paths == fresh.notes.paths && vault.projects.paths == fresh.projects.paths)
        for path in fresh.notes.paths {
            #expect(vault.backlinks(to: path) == fresh.backlinks(to: path))
            #expect(vault[path] == fresh[path])
        }
    }

    /// What a scan found, in batches, comes to the same as one batch after the other; a path may come twice.
    @Test(arguments: [0, 3, 90, 900]) func builtAtOnceEqualsOneBatchAfterTheOther(_ count: Int) {
        var random = Xorshift(state: 11)
        let digests = (0..<count).map { index in
            let kind = ["project", "people", "customer", "x"][random.below(4)]
            let links = (0..<random.below(5)).map { _ in "[[\(random.below(900))]]" }.joined(separator: " ")
            let tags = random.below(3) == 0 ? "tags: needs-review\n" : ""
            let path = "\(random.below(3))/\(count > 100 && index % 300 == 7 ? 0 : index).md"
            return NoteDigest(note("---\ntype: \(kind)\n\(tags)---\n\(links) [[p.png]]", path: path))
        }
        let builder = VaultBuilder()
        var vault = Vault()
        for start in stride(from: 0, to: count, by: 64) {
            let batch = Array(digests[start..<min(start + 64, count)])
            builder.add(batch, files: [NotePath("\(start)/p.png")])
            vault.insert(batch)
            vault.addFile(NotePath("\(start)/p.png"))
        }
        let built = builder.finish { work in DispatchQueue.concurrentPerform(iterations: 3) { _ in work() } }
        #expect(Set(built.paths) == Set(vault.paths) && built.paths.count == vault.paths.count)
        #expect(built.notes.elementsEqual(vault.notes) && built.projects.elementsEqual(vault.projects))
        #expect(built.people.elementsEqual(vault.people) && built.customers.elementsEqual(vault.customers))
        #expect(built.needsReview.elementsEqual(vault.needsReview))
        for path in vault.paths {
            #expect(built.backlinks(to: path) == vault.backlinks(to: path) && built[path] == vault[path])
        }
        #expect(builder.finish().count == 0)
    }

    @Test func pathsAreInTheOrderOfTheirBytes() {
        let texts = [
            "", "a", "a/", "a/b", "abcdefgh", "abcdefgh1", "abcdefg", "abcdefgé", "abcdefghijklmnop/é",
            "abcdefghijklmnop/z",
        ]
        for left in texts {
            for right in texts {
                #expect((NotePath(left) < NotePath(right)) == left.utf8.lexicographicallyPrecedes(right.utf8))
            }
        }
    }

    @Test func finds() {
        let vault = vault([
            "Projects/Harbour.md": "", "People/Ann Lee.md": "---\naliases: [Annie]\n---\n", "x/Twin.md": "",
            "y/Twin.md": "", "Odd.md": "# The real title\n", "a.b.md": "",
        ])
        #expect(vault.find("Projects/Harbour.md") == .note(NotePath("Projects/Harbour.md")))
        #expect(vault.find("Projects/Harbour") == .note(NotePath("Projects/Harbour.md")))
        #expect(vault.find("harbour") == .note(NotePath("Projects/Harbour.md")))
        #expect(vault.find("annie") == .note(NotePath("People/Ann Lee.md")))
        #expect(vault.find("the REAL title") == .note(NotePath("Odd.md")))
        #expect(vault.find("a.b") == .note(NotePath("a.b.md")))
        #expect(vault.find("twin") == .several([NotePath("x/Twin.md"), NotePath("y/Twin.md")]))
        #expect(vault.find("y/twin") == .note(NotePath("y/Twin.md")))
        #expect(vault.find("Habrour") == .none(nearest: [NotePath("Projects/Harbour.md")]))
        #expect(vault.find("anlee") == .none(nearest: [NotePath("People/Ann Lee.md")]))
        #expect(vault.find("zzzzzz") == .none(nearest: []))
    }
}

/// Random numbers that are the same in every run.
struct Xorshift {
    var state: UInt64

    /// A number from 0 to one less than `limit`.
    mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(limit))
    }
}

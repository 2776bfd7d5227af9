import CSystem
import Glibc
import Synchronization
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

@Suite("What the index keeps between two starts") struct IndexCacheTests {
    private let vault = Folder()
    private let place = Folder()
    private let identity = Fingerprint("settings".utf8)

    /// A cache that looks ten seconds from now, when what the test writes has settled.
    private func cache(
        _ identity: Fingerprint? = nil, fewest: Int = 1, now: @escaping @Sendable () -> Int64 = later
    ) -> IndexCache {
        IndexCache(folder: place.path, identity: identity ?? self.identity, fewest: fewest, now: now)
    }

    private static let later: @Sendable () -> Int64 = { csystem_wall_clock() + 10_000_000_000 }

    private struct Start: Equatable {
        var digests: Set<NoteDigest> = []
        /// How many notes had to be read.
        var read = 0
    }

    /// Reads the vault as a start of the program does.
    private func start(_ cache: IndexCache) throws -> Start {
        let store = try VaultStore(root: vault.path, stateFolder: nil)
        let result = Mutex(Start())
        cache.open()
        _ = try store.scan(threads: 2, known: cache.stamps) { batch in
            for file in batch {
                let found: (NoteDigest, FileStamp, Bool)?
                switch file {
                case .note(let path, let bytes, let stamp):
                    found = (NoteDigest(Note(path: path, bytes: bytes)), stamp, true)
                case .unchanged(let path, let stamp): found = cache.digest(path).map { ($0, stamp, false) }
                default: found = nil
                }
                guard let (digest, stamp, wasRead) = found else { continue }
                cache.add(digest, stamp, wasRead: wasRead)
                result.withLock { start in
                    start.digests.insert(digest)
                    if wasRead { start.read += 1 }
                }
            }
        }
        cache.close()
        return result.withLock { $0 }
    }

    private func fill(_ count: Int = 100) {
        for number in 0..<count {
            vault.write("N\(number).md", "---\ntags: [a]\n---\n# Note \(number)\n- [ ] do it [[N1]]\n")
        }
    }

    @Test func theSecondStartReadsNothing() throws {
        fill()
        let first = try start(cache())
        let second = try start(cache())
        #expect(first.read == 100)
        #expect(second.read == 0)
        #expect(second.digests == first.digests)
    }

    @Test func aChangedNoteIsReadAgain() throws {
        fill()
        _ = try start(cache())
        vault.write("N7.md", "- [ ] another\n")
        vault.write("New.md", "- [ ] new\n")
        unlink(vault.at("N9.md"))
        let second = try start(cache())
        #expect(second.read == 2)
        #expect(second.digests.count == 100)
        #expect(second.digests.contains { $0.tasks.map(\.text) == ["another"] })
        #expect(!second.digests.contains { $0.path == NotePath("N9.md") })
    }

    @Test func whatIsYoungIsReadAgain() throws {
        fill()
        _ = try start(cache(now: { csystem_wall_clock() }))
        #expect(try start(cache()).read == 100)
    }

    @Test func otherSettingsKeepNothing() throws {
        fill()
        _ = try start(cache())
        #expect(try start(cache(Fingerprint("other".utf8))).read == 100)
    }

    @Test func aSmallVaultIsNotKept() throws {
        fill()
        _ = try start(cache(fewest: 101))
        #expect(try start(cache()).read == 100)
    }

    @Test func fewChangesAreNotWorthWriting() throws {
        fill()
        _ = try start(cache())
        let kept = try #require(place.bytes("index"))
        vault.write("N7.md", "- [ ] another\n")
        _ = try start(cache())
        #expect(place.bytes("index") == kept)
    }

    @Test func whatAnEarlierAttemptLeftIsRemoved() throws {
        fill()
        place.write("index.zz.new", "half")
        _ = try start(cache())
        #expect(place.names() == ["index"])
    }

    @Test func aDeviceInItsPlaceIsNotRead() throws {
        fill()
        symlink("/dev/zero", place.at("index"))
        #expect(try start(cache()).read == 100)
        #expect(try start(cache()).read == 0)
    }

    @Test("a file that is cut short or changed counts for nothing")
    func damageIsFound() throws {
        fill(80)
        _ = try start(cache())
        let whole = try #require(place.bytes("index"))
        #expect(IndexSnapshot(whole, identity: identity)?.places.count == 80)
        for length in stride(from: 0, to: whole.count, by: 7) {
            #expect(IndexSnapshot(Array(whole[..<length]), identity: identity) == nil, "\(length) bytes")
        }
        for offset in stride(from: 0, to: whole.count, by: 5) {
            var bytes = whole
            bytes[offset] ^= 0x10
            #expect(IndexSnapshot(bytes, identity: identity) == nil, "offset \(offset)")
        }
    }
}

import Glibc
import Synchronization
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

/// Everything that a scan delivers, in one value.
private final class Basket: Sendable {
    let files = Mutex<[String: String]>([:])

    func add(_ batch: [ScannedFile]) {
        files.withLock { files in
            for file in batch {
                switch file {
                case .note(let path, let bytes, _): files[path.text] = String(decoding: bytes, as: UTF8.self)
                case .unchanged(let path, _): files[path.text] = "unchanged"
                case .tooLarge(let path, let stamp): files[path.text] = "\(stamp.size) bytes"
                case .attachment(let path): files[path.text] = "attachment"
                case .unreadable(let path, let reason): files[path.text] = "unreadable: \(reason)"
                }
            }
        }
    }
}

private func scan(
    _ folder: Folder, threads: Int = 2, known: (@Sendable (NotePath) -> FileStamp?)? = nil,
    system: any SystemCalls = Kernel()
) throws -> [String: String] {
    let store = try VaultStore(root: folder.path, stateFolder: nil, system: system)
    let basket = Basket()
    _ = try store.scan(threads: threads, known: known, into: basket.add)
    return basket.files.withLock { $0 }
}

@Test func aScanFindsNotesAndAttachmentsAndNothingHidden() throws {
    let vault = Folder()
    vault.write("One.md", "one")
    vault.write("Deep/Down/Two.MD", "two")
    vault.write("Deep/picture.png", "x")
    vault.write(".obsidian/app.md", "hidden")
    vault.write(".hidden.md", "hidden")
    vault.write(".md", "hidden")
    #expect(
        try scan(vault) == ["One.md": "one", "Deep/Down/Two.MD": "two", "Deep/picture.png": "attachment"])
}

@Test func aNoteThatAnotherMusterSavesRightNowIsWaitedFor() throws {
    let vault = Folder()
    vault.write("Note.md", "text")
    #expect(try scan(vault, threads: 1, system: FaultySystem(.lease(3))) == ["Note.md": "text"])
    let store = try VaultStore(root: vault.path, stateFolder: nil, system: FaultySystem(.lease(3)))
    #expect(try store.read(NotePath("Note.md")).bytes == Array("text".utf8))
    let found = try scan(vault, threads: 1, system: FaultySystem(.lease(.max)))
    #expect(found["Note.md"]?.hasPrefix("unreadable") == true)
}

@Test func whatIsNoRegularFileDisturbsNothing() throws {
    let vault = Folder()
    vault.write("Note.md", "text")
    mkfifo(vault.at("Pipe.md"), 0o644)
    mkfifo(vault.at("pipe"), 0o644)
    symlink("user@host.123", vault.at(".#Note.md"))
    symlink("nowhere.md", vault.at("Dangling.md"))
    symlink("Note.md", vault.at("Alias.md"))
    symlink(vault.at("Note.md"), vault.at("Absolute.md"))
    symlink("Loop.md", vault.at("Loop.md"))
    let found = try scan(vault)
    #expect(found["Note.md"] == "text")
    #expect(found["Alias.md"] == "text")
    #expect(found["Absolute.md"] == "text")
    for name in ["Pipe.md", "Dangling.md", "Loop.md"] {
        #expect(found[name]?.hasPrefix("unreadable: ") == true)
    }
    #expect(found.count == 6)
}

@Test func linkedFoldersAreFollowedOnlyOutOfTheVault() throws {
    let outside = Folder()
    outside.write("Shared/Note.md", "shared")
    symlink(".", outside.at("Shared/Self"))
    let vault = Folder()
    vault.write("Sub/Inner.md", "inner")
    symlink(".", vault.at("Loop"))
    symlink("..", vault.at("Sub/Up"))
    symlink("/tmp", vault.at("Above"))
    symlink(vault.at("Sub"), vault.at("Again"))
    symlink(outside.at("Shared"), vault.at("Shared"))
    symlink(outside.at("Shared"), vault.at("Twice"))
    symlink(outside.at("Shared/Note.md"), vault.at("Stolen.md"))
    let found = try scan(vault)
    #expect(found["Sub/Inner.md"] == "inner")
    #expect(found["Shared/Note.md"] == "shared")
    #expect(found["Stolen.md"]?.contains("leads out of the vault") == true)
    #expect(found.count == 3)
    let store = try VaultStore(root: vault.path, stateFolder: nil)
    #expect(try store.read(NotePath("Shared/Note.md")).bytes == Array("shared".utf8))
}

@Test func aHugeNoteIsListedButNotRead() throws {
    let vault = Folder()
    vault.write("Huge.md", "x")
    truncate(vault.at("Huge.md"), 10 << 30)
    #expect(try scan(vault) == ["Huge.md": "\(10 << 30) bytes"])
}

@Test func anUnchangedNoteIsNotReadAgain() throws {
    let vault = Folder()
    vault.write("Old.md", "old")
    vault.write("New.md", "new")
    let store = try VaultStore(root: vault.path, stateFolder: nil)
    let stamp = try #require(store.stamp(NotePath("Old.md")))
    #expect(try scan(vault, known: { _ in stamp }) == ["Old.md": "unchanged", "New.md": "new"])
}

@Test func manyThreadsFindEachFileOnce() throws {
    let vault = Folder()
    var expected: [String: String] = [:]
    for number in 0..<900 {
        let name = number < 600 ? "Large folder/\(number).md" : "\(number % 7)/\(number % 5)/\(number).md"
        vault.write(name, "\(number)")
        expected[name] = "\(number)"
    }
    for threads in [1, 2, 5] { #expect(try scan(vault, threads: threads) == expected) }
}

/// Larger and smaller ones in turn, some empty, more than a batch holds; a receiver may keep them or not.
@Test(arguments: [true, false]) func noNoteHoldsBytesOfTheOneBefore(isKept: Bool) throws {
    let vault = Folder()
    var wanted: [String: [UInt8]] = [:]
    for number in 0..<300 {
        let size = number % 7 == 0 ? 0 : number * 7919 % (number % 50 == 1 ? 40_000 : 3000)
        let bytes = [UInt8](repeating: UInt8(ascii: "a") + UInt8(number % 26), count: size)
        vault.write("\(number).md", String(decoding: bytes, as: UTF8.self))
        wanted["\(number).md"] = bytes
    }
    let kept = Mutex<[String: [UInt8]]>([:])
    let wrong = Mutex<[String]>([])
    let store = try VaultStore(root: vault.path, stateFolder: nil)
    _ = try store.scan(threads: 1) { [wanted] batch in
        for case .note(let path, let bytes, _) in batch {
            if isKept {
                kept.withLock { $0[path.text] = bytes }
            } else if bytes != wanted[path.text] {
                wrong.withLock { $0.append(path.text) }
            }
        }
    }
    if isKept {
        let kept = kept.withLock { $0 }
        wrong.withLock { $0 = wanted.keys.filter { kept[$0] != wanted[$0] } }
    }
    #expect(wrong.withLock { $0 } == [])
}

@Test func aCancelledScanStops() throws {
    let vault = Folder()
    for number in 0..<100 { vault.write("\(number).md", "x") }
    let store = try VaultStore(root: vault.path, stateFolder: nil)
    let summary = try store.scan(threads: 2, into: { _ in }, isCancelled: { true })
    #expect(summary.isCancelled)
    #expect(summary.notes == 0)
}

@Test func aNameThatIsNotUnicodeIsReadAndWritten() throws {
    let vault = Folder()
    let name: [UInt8] = [0x4E, 0xFF, 0x2E, 0x6D, 0x64]
    let store = try VaultStore(root: vault.path, stateFolder: nil)
    try store.create(NotePath(bytes: name), bytes: Array("text".utf8))
    #expect(try store.read(NotePath(bytes: name)).bytes == Array("text".utf8))
}

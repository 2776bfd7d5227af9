import Glibc
import TestSupport
import Testing
import VaultModel

@testable import VaultStore

private let source = "# Plan\n- [ ] write\n- [ ] read\n"

private func store(_ vault: Folder, system: any SystemCalls = Kernel()) throws -> VaultStore {
    try VaultStore(root: vault.path, stateFolder: nil, system: system)
}

/// A vault with the note `Plan.md`.
private func vault(_ text: String = source) -> Folder {
    let vault = Folder()
    vault.write("Plan.md", text)
    return vault
}

/// Three kinds of change: within one sector, longer, shorter.
private let changes = [("[ ] write", "[x] write"), ("write", "write it all down"), ("write", "w")]

@Test(arguments: changes)
func aSaveChangesTheFileAndLeavesNothingBehind(old: String, new: String) throws {
    let vault = vault()
    let edit = Edit("Plan.md", source, old, new)
    let committed = try #require(try store(vault).commit(edit).committed)
    #expect(committed.isDurable)
    #expect(committed.bytes == edit.applied())
    #expect(vault.bytes("Plan.md") == edit.applied())
    #expect(committed.stamp == (try store(vault)).stamp(NotePath("Plan.md")))
    #expect(vault.names() == ["Plan.md"])
}

@Test func theEditMovesWithItsLine() throws {
    let vault = vault("new line\n" + source)
    let committed = try store(vault).commit(Edit("Plan.md", source, "[ ] read", "[x] read")).committed
    #expect(vault.text("Plan.md") == "new line\n# Plan\n- [ ] write\n- [x] read\n")
    #expect(committed?.edit.base == Array(("new line\n" + source).utf8))
}

@Test func aLineThatIsGoneIsRefused() throws {
    let vault = vault("# Plan\n- [ ] something else\n")
    let outcome = try store(vault).commit(Edit("Plan.md", source, "read", "sing"))
    guard case .changed(let current, .gone) = outcome else {
        Issue.record("not refused: \(outcome)")
        return
    }
    #expect(current == vault.bytes("Plan.md"))
}

@Test(arguments: [
    "a\r\n- [ ] write\r\nb", "\u{FEFF}- [ ] write\n", "a\r\n- [ ] write\nb\rc", "- [ ] write",
    "\0- [ ] write\0\n",
    "\t- [ ] write  \n\u{2028}\n",
])
func everyOtherByteIsKept(text: String) throws {
    // With bytes that are no UTF-8 around it.
    let bytes = [0xFF, 0xC3, 0x0A] + Array(text.utf8) + [0x0A, 0xE2, 0x82]
    let vault = Folder()
    vault.write("Plan.md", bytes)
    let start = try #require(bytes.firstIndex(of: UInt8(ascii: "["))) + 1
    let edit = Edit(
        label: "check off", path: NotePath("Plan.md"), base: bytes,
        replacements: [Replacement(ByteRange(start, start + 1), "x")])
    let store = try store(vault)
    let committed = try #require(store.commit(edit).committed)
    var expected = bytes
    expected[start] = UInt8(ascii: "x")
    #expect(vault.bytes("Plan.md") == expected)
    #expect(store.commit(committed.edit.inverse()).committed != nil)
    #expect(vault.bytes("Plan.md") == bytes)
}

@Test(arguments: changes)
func modeOwnerAndAttributesAreKept(old: String, new: String) throws {
    let vault = vault()
    let path = vault.at("Plan.md")
    chmod(path, 0o640)
    let isRoot = getuid() == 0
    if isRoot { chown(path, 1001, 1002) }
    let file = open(path, O_RDONLY)
    let tag = systemPath("user.tag".utf8)
    let hasAttributes = (try? Kernel().setAttribute(file, tag, [1, 2])) != nil
    close(file)
    #expect(try store(vault).commit(Edit("Plan.md", source, old, new)).committed != nil)
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o7777 == 0o640)
    if isRoot { #expect([status.st_uid, status.st_gid] == [1001, 1002]) }
    let saved = open(path, O_RDONLY)
    defer { close(saved) }
    if hasAttributes { #expect(try Kernel().attribute(saved, tag) == [1, 2]) }
}

@Test(arguments: changes)
func bothNamesOfAHardLinkShowTheChange(old: String, new: String) throws {
    let vault = vault()
    link(vault.at("Plan.md"), vault.at("Second.md"))
    let edit = Edit("Plan.md", source, old, new)
    #expect(try store(vault).commit(edit).committed != nil)
    #expect(vault.bytes("Second.md") == edit.applied())
    #expect(vault.bytes("Plan.md") == edit.applied())
}

@Test(arguments: [false, true])
func permissionsThatChangeDuringASaveStay(isPoor: Bool) throws {
    /// Saves while the note's permissions change right before a call, and answers how many calls it took.
    func save(changingAt call: Int) throws -> Int {
        let (vault, state) = (Folder(), Folder())
        vault.write("Plan.md", "- [ ] write\n")
        chmod(vault.at("Plan.md"), 0o644)
        let system = FaultySystem(.permit(call, vault.at("Plan.md"), 0o600), isPoor: isPoor)
        let store = try VaultStore(root: vault.path, stateFolder: state.path, system: system, now: { 1 })
        let outcome = store.commit(Edit("Plan.md", "- [ ] write\n", "write", "write it down"))
        #expect(outcome.committed != nil, "call \(call)")
        #expect(vault.text("Plan.md") == "- [ ] write it down\n", "call \(call)")
        var status = stat()
        stat(vault.at("Plan.md"), &status)
        #expect(
            status.st_mode & 0o777 == (call == 0 ? 0o644 : 0o600), "call \(call)")
        #expect(vault.names() == ["Plan.md"])
        return system.names.count
    }
    for call in 1...(try save(changingAt: 0)) { _ = try save(changingAt: call) }
}

@Test func aLinkInTheVaultStaysALink() throws {
    let vault = Folder()
    vault.write("Deep/Real.md", source)
    symlink("Deep/Real.md", vault.at("Relative.md"))
    symlink(vault.at("Deep/Real.md"), vault.at("Absolute.md"))
    let store = try store(vault)
    #expect(store.commit(Edit("Relative.md", source, "write", "draw")).committed != nil)
    let next = try #require(vault.text("Deep/Real.md"))
    #expect(store.commit(Edit("Absolute.md", next, "read", "sing")).committed != nil)
    #expect(vault.text("Deep/Real.md") == "# Plan\n- [ ] draw\n- [ ] sing\n")
    var status = stat()
    lstat(vault.at("Relative.md"), &status)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
}

@Test func aLinkOutOfTheVaultIsNotWritten() throws {
    let outside = Folder()
    outside.write("Sub/Plan.md", source)
    let vault = Folder()
    symlink(outside.at("Sub/Plan.md"), vault.at("Plan.md"))
    symlink(outside.at("Sub"), vault.at("Sub"))
    for name in ["Plan.md", "Sub/Plan.md"] {
        guard case .readOnly = try store(vault).commit(Edit(name, source, "write", "draw")) else {
            Issue.record("\(name) was written")
            continue
        }
    }
    #expect(outside.text("Sub/Plan.md") == source)
    let free = try VaultStore(root: vault.path, stateFolder: nil, mayLeaveVault: true)
    #expect(free.commit(Edit("Sub/Plan.md", source, "write", "draw")).committed != nil)
    #expect(outside.text("Sub/Plan.md") == "# Plan\n- [ ] draw\n- [ ] read\n")
}

@Test func whatTookTheNotesPlaceIsRefusedAtOnce() throws {
    let vault = vault()
    mkfifo(vault.at("Pipe.md"), 0o644)
    mkdir(vault.at("Folder.md"), 0o755)
    for name in ["Pipe.md", "Folder.md", "Missing.md", "../Plan.md", "/etc/passwd", ""] {
        guard case .failed = try store(vault).commit(Edit(name, source, "write", "draw")) else {
            Issue.record("\(name) was not refused")
            continue
        }
    }
    #expect(vault.names() == ["Plan.md", "Pipe.md", "Folder.md"])
}

@Test func aWriteProtectedNoteIsNotWritten() throws {
    let vault = vault()
    chmod(vault.at("Plan.md"), 0o444)
    guard case .readOnly = try store(vault).commit(Edit("Plan.md", source, "write", "draw")) else {
        Issue.record("it was written")
        return
    }
    #expect(vault.text("Plan.md") == source)
}

@Test(arguments: changes)
func aNoteThatIsBeingWrittenIsBusy(old: String, new: String) throws {
    let vault = vault()
    let writer = open(vault.at("Plan.md"), O_WRONLY)
    defer { close(writer) }
    guard case .busy = try store(vault, system: FaultySystem()).commit(Edit("Plan.md", source, old, new))
    else {
        Issue.record("it was not busy")
        return
    }
    #expect(vault.text("Plan.md") == source)
    #expect(vault.names() == ["Plan.md"])
}

@Test(arguments: changes)
func aReaderDisturbsNothing(old: String, new: String) throws {
    let vault = vault()
    let reader = open(vault.at("Plan.md"), O_RDONLY)
    defer { close(reader) }
    let edit = Edit("Plan.md", source, old, new)
    #expect(try store(vault, system: FaultySystem()).commit(edit).committed != nil)
    #expect(vault.bytes("Plan.md") == edit.applied())
}

@Test func anEditorThatHasTheNoteOpenIsKnown() throws {
    let vault = vault()
    let store = try store(vault)
    #expect(store.editor(of: NotePath("Plan.md")) == nil)
    symlink("me@host.1", vault.at(".#Plan.md"))
    #expect(store.editor(of: NotePath("Plan.md")) == "Emacs")
    vault.write(".Plan.md.swp", "")
    #expect(store.editor(of: NotePath("Plan.md")) == "Vim")
}

@Test func anEditThatIsAlreadyDoneWritesNothing() throws {
    let vault = vault()
    let before = try store(vault).stamp(NotePath("Plan.md"))
    #expect(try store(vault).commit(Edit("Plan.md", source, "write", "write")).committed != nil)
    #expect(try store(vault).stamp(NotePath("Plan.md")) == before)
}

@Test func aNewNoteNeverReplacesAnother() throws {
    let vault = vault()
    let store = try store(vault)
    try store.create(NotePath("New/Deep/Note.md"), bytes: [0x61])
    #expect(vault.bytes("New/Deep/Note.md") == [0x61])
    #expect(vault.names("New/Deep") == ["Note.md"])
    #expect(throws: StoreError.self) { try store.create(NotePath("Plan.md"), bytes: [0x62]) }
    #expect(throws: StoreError.self) { try store.create(NotePath("../Out.md"), bytes: [0x62]) }
    #expect(throws: StoreError.self) { try store.create(NotePath("Plan.md/In.md"), bytes: [0x62]) }
    #expect(vault.text("Plan.md") == source)
    #expect(vault.names() == ["Plan.md", "New"])
}

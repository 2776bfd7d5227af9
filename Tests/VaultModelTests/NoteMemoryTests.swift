import Testing

@testable import VaultModel

/// Notes that are read one after another into the same lists are what each of them is alone.
@Suite struct NoteMemoryTests {
    private static let names = NotesCorpusTests.names.sorted()

    @Test func nothingOfANoteStaysForTheNext() throws {
        var memory = NoteMemory()
        for name in Self.names + ["empty.md"] + Self.names.reversed() {
            let path = NotePath(name)
            let bytes = name == "empty.md" ? [] : try NotesCorpusTests.bytes(name)
            let note = ScannedNote.read(path, bytes, into: &memory) { Note($0) }
            let alone = Note(path: path, bytes: bytes)
            #expect(note.lines == alone.lines && note.lines == LineTable(bytes), "\(name)")
            #expect(note.blocks == alone.blocks, "\(name)")
            #expect(note.headings == alone.headings, "\(name)")
            #expect(note.listItems == alone.listItems, "\(name)")
            #expect(note.tables == alone.tables, "\(name)")
            #expect(note.codeBlocks == alone.codeBlocks, "\(name)")
            #expect(note.links == alone.links, "\(name)")
            #expect(note.tags == alone.tags, "\(name)")
            #expect(note.blockIDs == alone.blockIDs, "\(name)")
            #expect(note.comments == alone.comments, "\(name)")
        }
    }

    @Test func whatIsPackedOfThemIsToo() throws {
        var writer = DigestWriter(schema: .standard, settings: .core)
        var alone: [NoteDigest] = []
        for name in Self.names + Self.names.reversed() {
            let (path, bytes) = (NotePath(name), try NotesCorpusTests.bytes(name))
            writer.add(path: path, bytes: bytes)
            alone.append(NoteDigest(Note(path: path, bytes: bytes)))
        }
        #expect(writer.digests() == alone)
    }
}

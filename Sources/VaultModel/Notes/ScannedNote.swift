/// A note that was just read, with what was found in memory that others were read into before: all that the index looks
/// at, and that a `Note` is made of where one is needed.
///
/// It ends with the closure that it is handed to, as its lines and kinds do.
struct ScannedNote: ~Copyable {
    /// Where the note stands, and its bytes.
    let path: NotePath
    let bytes: [UInt8]
    /// Its lines, as the containers left them.
    let lines: NoteLines
    let kinds: ByteKinds
    /// Its properties, if it starts with a frontmatter block.
    let frontmatter: ScannedFrontmatter?
    private let lists: UnsafeMutablePointer<NoteLists>
    /// What was found in it.
    var found: NoteLists { @inline(__always) _read { yield lists.pointee } }

    /// The bytes.
    var source: SourceBytes { lines.source }
    /// Its properties as a note keeps them.
    var wholeFrontmatter: Frontmatter? { frontmatter.map { $0.whole(bytes, found.properties) } }

    /// Reads a note into memory and calls `body` with it.
    static func read<Result>(
        _ path: NotePath, _ bytes: [UInt8], into memory: inout NoteMemory,
        _ body: (borrowing ScannedNote) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            let source = SourceBytes(buffer)
            let kinds = ByteKinds(source, in: &memory.kinds)
            let lines = NoteLines(source, kinds, in: &memory.lines)
            let frontmatter = ScannedFrontmatter.read(bytes, lines, into: &memory.lists.properties)
            let firstLine = frontmatter.map { lines.line(at: $0.range.upper) + 1 } ?? 0
            return withUnsafeMutablePointer(to: &memory.lists) { lists in
                var scanner = NoteScanner(
                    lines, kinds, firstLine: firstLine, frontmatter: frontmatter?.range, lists)
                scanner.run()
                return body(
                    ScannedNote(
                        path: path, bytes: bytes, lines: lines, kinds: kinds, frontmatter: frontmatter,
                        lists: lists))
            }
        }
    }
}

/// An edit in the making: several changes one after the other, each on what the one before left, and still
/// one edit of the original bytes in the end.
struct EditDraft {
    /// A piece of the text as it stands now.
    private enum Piece {
        /// Bytes of the base.
        case kept(ByteRange)
        /// Bytes put in.
        case new([UInt8])

        var count: Int {
            switch self {
            case .kept(let range): range.count
            case .new(let bytes): bytes.count
            }
        }
    }

    /// The note before the first change.
    let base: Note
    /// The note as it stands now.
    private(set) var note: Note
    private var pieces: [Piece]

    init(_ note: Note) {
        base = note
        self.note = note
        pieces = [.kept(ByteRange(0, note.bytes.count))]
    }

    /// Makes changes, whose ranges are those of the note as it stands now, and reads the note again.
    mutating func apply(_ replacements: [Replacement]) {
        guard !replacements.isEmpty else { return }
        for replacement in replacements.sorted(by: { $0.range.lower > $1.range.lower }) {
            let head = split(at: replacement.range.lower)
            let tail = split(at: replacement.range.upper)
            pieces.replaceSubrange(
                head..<tail, with: replacement.bytes.isEmpty ? [] : [.new(replacement.bytes)])
        }
        note = Note(path: base.path, bytes: bytes)
    }

    /// The edit of the original note that all changes together are.
    func edit(_ label: String) -> Edit {
        Edit(label: label, path: base.path, base: base.bytes, replacements: replacements)
    }

    private var bytes: [UInt8] {
        pieces.reduce(into: []) { result, piece in
            switch piece {
            case .kept(let range): result += base.bytes[range]
            case .new(let bytes): result += bytes
            }
        }
    }

    /// What stands between the pieces that were kept, in place of what stood there.
    private var replacements: [Replacement] {
        var result: [Replacement] = []
        var done = 0
        var new: [UInt8] = []
        func close(at lower: Int) {
            let range = ByteRange(done, lower)
            if !(range.isEmpty && new.isEmpty) { result.append(Replacement(range, new)) }
            new = []
        }
        for piece in pieces {
            switch piece {
            case .new(let bytes): new += bytes
            case .kept(let range) where range.isEmpty: continue
            case .kept(let range):
                close(at: range.lower)
                done = range.upper
            }
        }
        close(at: base.bytes.count)
        return result
    }

    /// Cuts the piece that holds an offset, and gives the index of the piece that starts there.
    private mutating func split(at offset: Int) -> Int {
        var start = 0
        for (index, piece) in pieces.enumerated() {
            if start == offset { return index }
            let end = start + piece.count
            if offset < end {
                switch piece {
                case .kept(let range):
                    let middle = range.lower + offset - start
                    pieces[index] = .kept(ByteRange(range.lower, middle))
                    pieces.insert(.kept(ByteRange(middle, range.upper)), at: index + 1)
                case .new(let bytes):
                    pieces[index] = .new(Array(bytes[..<(offset - start)]))
                    pieces.insert(.new(Array(bytes[(offset - start)...])), at: index + 1)
                }
                return index + 1
            }
            start = end
        }
        return pieces.count
    }
}

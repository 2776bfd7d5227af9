internal import VaultModel

/// What the journal tells of one save, written and durable before the vault is touched.
///
/// It holds the whole note as it was: whatever a crash leaves can be told from that, byte for byte, and
/// undoing follows the same anchor rules as any edit.
struct JournalRecord: Hashable {
    /// What became of the save.
    enum Outcome: UInt8 {
        /// Not known yet.
        case pending = 0
        /// The change is in the note.
        case saved = 1
        /// The note is as it was.
        case dropped = 2
        /// After a crash the note was neither: somebody has changed it since.
        case uncertain = 3
    }

    var id: UInt64
    /// Nanoseconds since 1970.
    var time: Int64
    /// The record that this one undoes, 0 for none.
    var undoes: UInt64
    /// The two numbers of the temporary name.
    var process: Int32
    var number: UInt64
    var edit: Edit
    /// Of a file that is removed: whose it was and who might do what. Nil for other saves, and where an earlier
    /// version wrote the record.
    var permissions: Permissions?
    var outcome = Outcome.pending

    /// The files that may be left beside the note.
    var temporary: TemporaryName { TemporaryName(process: process, number: number) }
}

/// One piece of the journal's file: a save that begins, or what became of one.
///
/// On disk: `MUS1`, the payload's count and its checksum (each 32 bits), and the payload.
enum JournalPiece: Hashable {
    case save(JournalRecord)
    case outcome(UInt64, JournalRecord.Outcome)

    private static let mark: UInt32 = 0x3153_554D
    private static let headSize = 12

    /// The piece as it stands in the file.
    var encoded: [UInt8] {
        let payload = self.payload
        var head = RecordWriter()
        head.put(Self.mark)
        head.put(UInt32(truncatingIfNeeded: payload.count))
        head.put(checksum(payload[...]))
        return head.bytes + payload
    }

    private var payload: [UInt8] {
        var writer = RecordWriter()
        switch self {
        case .outcome(let id, let outcome):
            writer.put(UInt8(2))
            writer.put(id)
            writer.put(outcome.rawValue)
        case .save(let record):
            writer.put(Self.tag(of: record.edit.kind))
            writer.put(record.id)
            writer.put(record.time)
            writer.put(record.undoes)
            writer.put(record.process)
            writer.put(record.number)
            writer.put(Array(record.edit.label.utf8))
            writer.put(record.edit.path.bytes)
            writer.put(record.edit.base)
            writer.put(UInt64(record.edit.replacements.count))
            for replacement in record.edit.replacements {
                writer.put(UInt64(replacement.range.lower))
                writer.put(UInt64(replacement.range.upper))
                writer.put(replacement.bytes)
            }
            if let permissions = record.permissions { permissions.put(into: &writer) }
        }
        return writer.bytes
    }

    /// The pieces in `bytes`, and where the last whole one ends: what follows was torn by a crash.
    static func all(in bytes: [UInt8]) -> (pieces: [JournalPiece], end: Int) {
        var pieces: [JournalPiece] = []
        var end = 0
        while end + headSize <= bytes.count {
            var head = RecordReader(bytes[end...])
            guard head.number() == mark, let count = head.number(UInt32.self),
                let sum = head.number(UInt32.self),
                Int(count) <= bytes.count - end - headSize
            else { break }
            let payload = bytes[(end + headSize)..<(end + headSize + Int(count))]
            guard checksum(payload) == sum else { break }
            // A piece of a later version is passed over.
            if let piece = JournalPiece(payload) { pieces.append(piece) }
            end += headSize + Int(count)
        }
        return (pieces, end)
    }

    private init?(_ payload: ArraySlice<UInt8>) {
        var reader = RecordReader(payload)
        guard let tag = reader.number(UInt8.self) else { return nil }
        if tag == 2 {
            guard let id = reader.number(UInt64.self), let raw = reader.number(UInt8.self),
                let outcome = JournalRecord.Outcome(rawValue: raw)
            else { return nil }
            self = .outcome(id, outcome)
        } else {
            guard let kind = Self.kind(of: tag), let record = JournalRecord(&reader, kind) else { return nil }
            self = .save(record)
        }
    }

    /// The number that stands for a kind of edit; 2 is an outcome.
    private static func tag(of kind: Edit.Kind) -> UInt8 {
        switch kind {
        case .change: 1
        case .removal: 3
        case .making: 4
        }
    }

    private static func kind(of tag: UInt8) -> Edit.Kind? {
        [Edit.Kind.change, .removal, .making].first { self.tag(of: $0) == tag }
    }
}

extension JournalRecord {
    fileprivate init?(_ reader: inout RecordReader, _ kind: Edit.Kind) {
        guard let id = reader.number(UInt64.self), let time = reader.number(Int64.self),
            let undoes = reader.number(UInt64.self), let process = reader.number(Int32.self),
            let number = reader.number(UInt64.self), let label = reader.bytes(), let path = reader.bytes(),
            let base = reader.bytes(), let count = reader.number(UInt64.self)
        else { return nil }
        var replacements: [Replacement] = []
        var end = 0
        for _ in 0..<count {
            guard let lower = reader.number(UInt64.self), let upper = reader.number(UInt64.self),
                let bytes = reader.bytes(), lower >= end, upper >= lower, upper <= base.count
            else { return nil }
            end = Int(upper)
            replacements.append(Replacement(ByteRange(Int(lower), end), bytes))
        }
        self.init(
            id: id, time: time, undoes: undoes, process: process, number: number,
            edit: Edit(
                label: String(decoding: label, as: UTF8.self), path: NotePath(bytes: path), base: base,
                replacements: replacements, kind: kind),
            permissions: Permissions(&reader))
    }
}

internal import VaultModel

/// One attempt's before and after.
struct Change {
    /// The file as it was read.
    let status: FileStatus
    /// The edit against the bytes that were read.
    let edit: Edit
    /// The whole file afterwards.
    let after: [UInt8]
    /// The name of the file that lies beside the note meanwhile.
    let temporary: TemporaryName

    /// The whole file before.
    var before: [UInt8] { edit.base }
    /// Whether no byte moves.
    var keepsLength: Bool { before.count == after.count }

    /// The bytes from the first to the last that may differ: in `before` if the length is kept, else up to
    /// the end.
    var span: Range<Int> {
        let low = edit.replacements.first?.range.lower ?? 0
        let high = edit.replacements.last?.range.upper ?? 0
        return low..<(keepsLength ? high : after.count)
    }

    /// Whether the change lies in one sector, which a disk writes as a whole or not at all.
    var fitsOneSector: Bool {
        keepsLength && !span.isEmpty && span.lowerBound / 512 == (span.upperBound - 1) / 512
    }
}

/// How one method of saving ended.
enum MethodResult {
    /// The note holds the new text. A leftover is for `recover` to clear away.
    case saved(FileStamp, isDurable: Bool, hasLeftover: Bool)
    /// The note has changed meanwhile; it is as another program left it.
    case changedMeanwhile(hasLeftover: Bool)
    /// Another program has it open.
    case busy
    /// This method does not work here; the note is as it was.
    case unsuitable(SystemError)
    /// The note is as it was.
    case failed(SystemError, hasLeftover: Bool = false)
    /// The note could not be put back as it was: `recover` does it from the journal.
    case broken(SystemError)
}

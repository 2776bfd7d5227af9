/// Whose a file is and who may do what with it: what a file that is made again gets back.
struct Permissions: Hashable {
    /// Permission bits.
    let mode: UInt32
    let owner: UInt32
    let group: UInt32

    /// Those of a file.
    init(_ status: FileStatus) {
        mode = status.mode & 0o7777
        owner = status.owner
        group = status.group
    }

    /// From a record of the journal; nil where it holds none.
    init?(_ reader: inout RecordReader) {
        guard let mode = reader.number(UInt32.self), let owner = reader.number(UInt32.self),
            let group = reader.number(UInt32.self)
        else { return nil }
        self.mode = mode
        self.owner = owner
        self.group = group
    }

    /// For a record of the journal.
    func put(into writer: inout RecordWriter) {
        writer.put(mode)
        writer.put(owner)
        writer.put(group)
    }

    /// Gives them to a new file, as far as we may. Where it can't be given to its owner, it at least lets nobody do
    /// more than before.
    func give(to file: Int32, _ system: any SystemCalls) {
        let isOwned = (try? system.setOwner(file, owner, group)) != nil
        // Last, since a new owner clears bits.
        try? system.setMode(file, isOwned ? mode : mode & 0o777)
    }
}

/// Bursts of changes become one report for each path (faults §3 rule 6). Pure: the time comes in.
///
/// A path settles when it has been quiet for a while, or has been busy for long. A deletion is believed only
/// after a while without the path, since editors and Syncthing save by putting a new file in the old one's
/// place. A file that is being written, or is empty, is left alone for longer, so that no half-written note
/// shows.
struct Settling {
    /// All times in nanoseconds.
    static let quiet: Int64 = 40_000_000
    static let longest: Int64 = 300_000_000
    static let deletion: Int64 = 400_000_000
    /// A writer that keeps the file open, and an empty file.
    static let writing: Int64 = 1_000_000_000
    /// A file that a writer has emptied and keeps open.
    static let emptied: Int64 = 10_000_000_000

    /// What can happen to a path.
    enum Change {
        /// It was made; more may come.
        case created
        /// Bytes were written; the writer has it open.
        case modified
        /// It is complete: closed by its writer, moved here, or its metadata changed.
        case completed
        /// It is not there any more.
        case removed
    }

    private struct Unsettled {
        var first: Int64
        var last: Int64
        /// Whether the path was not there before, so that no old view can be kept.
        let isNew: Bool
        var isRemoved = false
        var isBeingWritten = false
        /// Until when an empty file is given time.
        var emptyUntil: Int64?

        var due: Int64 {
            if let emptyUntil { return emptyUntil }
            if isRemoved { return last + deletion }
            if isBeingWritten { return first + writing }
            return min(last + quiet, first + longest)
        }
    }

    private var paths: [[UInt8]: Unsettled] = [:]

    /// Whether nothing is on its way.
    var isEmpty: Bool { paths.isEmpty }

    /// When the next path may settle; nil if nothing is on its way.
    var deadline: Int64? { paths.values.lazy.map(\.due).min() }

    /// Takes note of a change.
    mutating func note(_ path: [UInt8], _ change: Change, at now: Int64) {
        var state = paths[path] ?? Unsettled(first: now, last: now, isNew: change == .created)
        state.last = now
        // A file that is back, or filled again, gets the time of a new change.
        if state.isRemoved && change != .removed || state.emptyUntil != nil { state.first = now }
        state.emptyUntil = nil
        state.isRemoved = change == .removed
        switch change {
        case .modified: state.isBeingWritten = true
        case .completed, .removed: state.isBeingWritten = false
        case .created: break
        }
        paths[path] = state
    }

    /// Takes note of a reason to look at a path that is not its own change; what is on its way already stays as
    /// it is.
    mutating func hint(_ path: [UInt8], at now: Int64) {
        if paths[path] == nil { note(path, .completed, at: now) }
    }

    /// Forgets all paths in a folder, or everything for the empty path.
    mutating func forget(in folder: [UInt8]) {
        if folder.isEmpty {
            paths = [:]
        } else {
            let start = folder + [0x2F]
            paths = paths.filter { !$0.key.starts(with: start) }
        }
    }

    /// Takes out the paths that have settled at `now`. `isEmpty` tells whether there is a file of no bytes.
    mutating func settled(at now: Int64, isEmpty: ([UInt8]) -> Bool = { _ in false }) -> Set<[UInt8]> {
        var settled: Set<[UInt8]> = []
        for (path, state) in paths where state.due <= now {
            if !state.isRemoved, !state.isNew, isEmpty(path) {
                let limit = state.first + (state.isBeingWritten ? Self.emptied : Self.writing)
                if now < limit {
                    paths[path]?.emptyUntil = limit
                    continue
                }
            }
            settled.insert(path)
        }
        for path in settled { paths[path] = nil }
        return settled
    }
}

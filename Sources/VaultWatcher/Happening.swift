internal import CSystem

/// What inotify says of a name in a watched folder, or of the folder itself.
struct Happening: OptionSet {
    /// The bits of csystem_change.
    let rawValue: UInt32

    static let created = Happening(CSYSTEM_CREATED)
    static let modified = Happening(CSYSTEM_MODIFIED)
    static let closed = Happening(CSYSTEM_CLOSED)
    static let deleted = Happening(CSYSTEM_DELETED)
    static let movedAway = Happening(CSYSTEM_MOVED_AWAY)
    static let movedHere = Happening(CSYSTEM_MOVED_HERE)
    /// The watched folder was deleted, moved or unmounted.
    static let folderGone = Happening(CSYSTEM_FOLDER_GONE)
    /// The kernel has dropped the watch.
    static let unwatched = Happening(CSYSTEM_UNWATCHED)
    /// Events were lost.
    static let overflow = Happening(CSYSTEM_OVERFLOW)
    /// The name is that of a folder.
    static let isFolder = Happening(CSYSTEM_IS_FOLDER)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    private init(_ change: csystem_change) { rawValue = change.rawValue }

    /// What it means for a file.
    var change: Settling.Change {
        if !isDisjoint(with: [.deleted, .movedAway]) { return .removed }
        if contains(.created) { return .created }
        return contains(.modified) ? .modified : .completed
    }
}

/// How changes are noticed.
package enum WatchMode: Hashable, Sendable {
    /// The kernel tells.
    case watching
    /// Some or all folders are looked at again and again; why, in words for the title line.
    case polling(String)
    /// The vault's folder is not there. Nothing that was in it is to be taken for deleted.
    case gone
}

/// What has settled since the last report. Paths are bytes from the vault's root, as the file system has
/// them.
package struct WatchReport: Hashable, Sendable {
    /// Files to read again: made, changed or gone. Whether one is gone shows when it is read.
    package var changed: Set<[UInt8]> = []
    /// Folders to scan again, with all that is below: moved away, deleted, or not certain.
    package var folders: Set<[UInt8]> = []
    /// Whether the whole vault is to be compared: events were lost, the vault is back, or a minute has passed
    /// (hard links, memory maps and what else the kernel does not tell, faults §3 rule 4).
    package var sweepAll = false
    /// How changes are noticed now.
    package var mode = WatchMode.watching
    /// Whether every folder is watched or polled, so that what is read from now on cannot be missed.
    package var isReady = false

    /// Nothing to report.
    package init() {}
}

internal import Glibc

/// The names of the files that lie beside a note while it is saved.
///
/// Dot-files for Obsidian; Syncthing never carries away `.syncthing.*.tmp` (faults §1.4 step 7R); the random
/// part and the journal, where it is written down, make them provably ours.
struct TemporaryName: Hashable {
    /// The process that saves, and a random number.
    let process: Int32
    let number: UInt64
    /// The name of the new file.
    let path: SystemPath
    /// The second name of the old file, where the file system cannot exchange two files.
    let keep: SystemPath

    /// A name that no other save uses.
    init(_ system: any SystemCalls) { self.init(process: getpid(), number: system.random()) }

    /// The name of a save, from what the journal tells of it.
    init(process: Int32, number: UInt64) {
        self.process = process
        self.number = number
        let start = ".syncthing.muster-\(process)-\(String(number, radix: 36))"
        path = systemPath("\(start).tmp".utf8)
        keep = systemPath("\(start)-old.tmp".utf8)
    }
}

package import VaultModel

/// The day on which each open blocker was first seen: one small file in the state folder, a line for each.
///
/// A blocker is known by the fingerprint of its note's path and its text. All functions block, and may be called on
/// any thread and by several Musters.
package final class FirstSeen: Sendable {
    private let files: StateFile
    private let locks: StateLock
    private static let name = "blockers"

    /// The file in a vault's state folder.
    package init(stateFolder: String, system: any SystemCalls = Kernel()) {
        files = StateFile(system: system, folder: Array(stateFolder.utf8))
        locks = StateLock(system: system, path: systemPath("\(stateFolder)/lock".utf8))
    }

    /// The days of all blockers that are open now; those not seen before are seen today, and those that are gone
    /// are forgotten.
    package func days(
        of blockers: Set<Fingerprint>, today: CalendarDay
    ) throws(StoreError) -> [Fingerprint: CalendarDay] {
        do throws(SystemError) {
            try files.system.makeFolders(files.folder)
            let lock = try locks.take(.journal)
            defer { withExtendedLifetime(lock) {} }
            let known = try read()
            var days = known.filter { blockers.contains($0.key) }
            for blocker in blockers where days[blocker] == nil { days[blocker] = today }
            if days != known {
                let lines = days.map { "\($0.value) \($0.key.text)\n" }.sorted()
                try files.write(Self.name, Array(lines.joined().utf8))
            }
            return days
        } catch {
            throw StoreError(NotePath(""), error)
        }
    }

    /// What the file says; lines that make no sense are left out.
    private func read() throws(SystemError) -> [Fingerprint: CalendarDay] {
        var days: [Fingerprint: CalendarDay] = [:]
        for line in try files.read(Self.name)?.split(separator: 0x0A) ?? [] {
            let parts = line.split(separator: 0x20)
            guard parts.count == 2, let day = CalendarDay(parts[0]),
                let blocker = Fingerprint(text: String(decoding: parts[1], as: UTF8.self))
            else { continue }
            days[blocker] = day
        }
        return days
    }
}

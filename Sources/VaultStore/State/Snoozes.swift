package import VaultModel

/// Which notes are put off, and until when: one small file in the state folder, a line for each.
///
/// All functions block, and may be called on any thread and by several Musters.
package final class Snoozes: Sendable {
    private let files: StateFile
    private let locks: StateLock
    private static let name = "snoozes"

    /// The snoozes kept in a vault's state folder.
    package init(stateFolder: String, system: any SystemCalls = Kernel()) {
        files = StateFile(system: system, folder: Array(stateFolder.utf8))
        locks = StateLock(system: system, path: systemPath("\(stateFolder)/lock".utf8))
    }

    /// All notes that are put off, with the day on which they come back; lines that make no sense are left out.
    package func all() throws(StoreError) -> [NotePath: CalendarDay] {
        do throws(SystemError) { return try read() } catch { throw StoreError(NotePath(""), error) }
    }

    /// Puts notes off until the days given, or brings them back where the day is nil; all at once.
    package func set(_ days: [NotePath: CalendarDay?]) throws(StoreError) {
        do throws(SystemError) {
            try files.system.makeFolders(files.folder)
            let lock = try locks.take(.journal)
            defer { withExtendedLifetime(lock) {} }
            var all = try read()
            for (path, day) in days { all[path] = day }
            let lines = all.sorted { $0.key < $1.key }.map { "\($0.value) \(Self.encoded($0.key))\n" }
            try files.write(Self.name, Array(lines.joined().utf8))
        } catch {
            throw StoreError(days.keys.first ?? NotePath(""), error)
        }
    }

    private func read() throws(SystemError) -> [NotePath: CalendarDay] {
        var result: [NotePath: CalendarDay] = [:]
        for line in try files.read(Self.name)?.split(separator: 0x0A) ?? [] {
            let parts = line.split(separator: 0x20, maxSplits: 1)
            guard parts.count == 2, let day = CalendarDay(parts[0]) else { continue }
            result[Self.decoded(parts[1])] = day
        }
        return result
    }

    /// A path on one line: control characters, `%` and what is no ASCII as `%0A`.
    private static func encoded(_ path: NotePath) -> String {
        path.bytes.reduce(into: "") { text, byte in
            if byte < 0x20 || byte > 0x7E || byte == 0x25 {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            } else {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
    }

    private static func decoded(_ text: ArraySlice<UInt8>) -> NotePath {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == 0x25, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return NotePath(bytes: bytes)
    }
}
